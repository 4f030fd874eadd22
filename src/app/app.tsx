import { App as AntdApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { ErrorBoundary } from './error-boundary'
import { Opening } from './opening'
import type { Services } from './services'

dayjs.locale('zh-cn')

const theme = {
  token: {
    colorPrimary: '#1456b8',
    colorInfo: '#1456b8',
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
      <ErrorBoundary>
        <Opening services={services} />
      </ErrorBoundary>
    </AntdApp>
  </ConfigProvider>
)
