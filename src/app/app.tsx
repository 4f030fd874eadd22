import { App as AntdApp, ConfigProvider, Spin } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useState } from 'react'
import { districtOperations } from '../features/samples/reference-data'
import { factOperations } from '../features/samples/facts'
import { AttachmentFilesContext } from '../features/registers/attachments/attachment-files'
import { sampleOperations } from '../features/samples/samples'
import { Welcome } from '../features/welcome/welcome'
import type { Settings } from '../storage/store'
import { bridge } from './bridge'
import { systemClock } from './clock'
import { ErrorBoundary } from './error-boundary'
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

/** The whole window: first the welcome, then the desk. */
export const App = ({ services }: { readonly services: Services }) => (
  <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
    <AntdApp style={{ height: '100%' }}>
      <AttachmentFilesContext value={bridge}>
        <ErrorBoundary>
          <Opening services={services} />
        </ErrorBoundary>
      </AttachmentFilesContext>
    </AntdApp>
  </ConfigProvider>
)

const Opening = ({ services }: { readonly services: Services }) => {
  const { store } = services
  const [settings, setSettings] = useState<Settings | 'none' | undefined>(undefined)
  useEffect(() => {
    const open = async (): Promise<void> => {
      const found = await store.settings()
      // A first start that was broken off begins again.
      const begun = found !== undefined && (await store.all('districts')).length > 0
      setSettings(begun ? found : 'none')
    }
    void open()
  }, [store])
  if (settings === undefined) return <Spin style={{ margin: 40 }} />
  if (settings === 'none') {
    return (
      <Welcome
        store={store}
        today={systemClock.today()}
        reference={districtOperations}
        facts={factOperations}
        examples={sampleOperations}
        onReady={setSettings}
      />
    )
  }
  return <Shell services={services} settings={settings} onSettings={setSettings} />
}
