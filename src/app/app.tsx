import { App as AntdApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { Suspense } from 'react'
import { AttachmentFilesContext } from '../features/registers/attachments/attachment-files'
import { PictureFilesContext } from '../ui/chart/picture-files'
import { bridge } from './bridge'
import { ErrorBoundary } from './error-boundary'
import { FaultNotice } from './fault-notice'
import type { FaultDesk } from './faults'
import { Opening } from './opening'
import type { Services } from './services'
import { theme } from './theme'

dayjs.locale('zh-cn')

/** The system's wish for less movement: nothing slides or fades then. */
const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
const shownTheme = isStill ? { ...theme, token: { ...theme.token, motion: false } } : theme

/** The whole window: first the welcome, then the desk. */
export const App = ({ services, faults }: { readonly services: Services; readonly faults: FaultDesk }) => (
  <ConfigProvider locale={zhCN} theme={shownTheme} button={{ autoInsertSpace: false }}>
    <AntdApp style={{ height: '100%' }}>
      <FaultNotice store={services.store} faults={faults}>
        <AttachmentFilesContext value={bridge}>
          <PictureFilesContext value={bridge}>
            <ErrorBoundary>
              <Suspense>
                <Opening services={services} />
              </Suspense>
            </ErrorBoundary>
          </PictureFilesContext>
        </AttachmentFilesContext>
      </FaultNotice>
    </AntdApp>
  </ConfigProvider>
)
