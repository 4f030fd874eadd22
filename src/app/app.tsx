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
export const App = ({ services, faults }: { readonly services: Services; readonly faults: FaultDesk }) => (
  <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
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
