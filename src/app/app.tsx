import { App as AntdApp, Button, ConfigProvider, Select, Space } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { Suspense, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Settings } from '../storage/store'
import { ErrorBoundary } from './error-boundary'
import { FirstStart } from './lazy-pages'
import type { Services } from './services'
import { Shell } from './shell'

dayjs.locale('zh-cn')

const theme = {
  token: {
    colorPrimary: '#1456b8',
    colorInfo: '#1456b8',
    // The hover colour that antd derives is too light to read.
    colorLinkHover: '#0f3f86',
    colorError: '#b42318',
    colorTextPlaceholder: '#6b7280',
    colorTextDescription: '#5b6270',
    fontFamily: "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  },
}

/** Draws the whole window: first the welcome, then the desk. */
export const showApp = (services: Services): void => {
  const root = document.getElementById('root')
  if (root === null) throw new Error('The page has no root.')
  createRoot(root).render(
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <AntdApp style={{ height: '100%' }}>
        <ErrorBoundary>
          <Suspense>
            <Opening services={services} />
          </Suspense>
        </ErrorBoundary>
      </AntdApp>
    </ConfigProvider>,
  )
}

const Opening = ({ services }: { readonly services: Services }) => {
  const { store } = services
  const [settings, setSettings] = useState<Settings | 'none' | undefined>(undefined)
  useEffect(() => {
    const open = async (): Promise<void> => {
      const [found, districts] = await Promise.all([store.settings(), store.all('districts')])
      // A first start that was broken off begins again.
      setSettings(found !== undefined && districts.length > 0 ? found : 'none')
    }
    void open()
  }, [store])
  if (settings === undefined) return <OpeningNotice />
  if (settings === 'none') return <FirstStart store={store} onReady={setSettings} />
  return <Shell services={services} settings={settings} onSettings={setSettings} />
}

/** Beside the notice, unseen, the controls of the first page: their styles are made while the ledger is being opened. */
const OpeningNotice = () => (
  <>
    <p className="opening">正在打开台账……</p>
    <div hidden>
      <Select />
      <Button type="primary" />
      <Button />
      <Space />
    </div>
  </>
)
