import { App, Button, Space } from 'antd'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { ErrorReport } from '../bridge/channels'
import { registers } from '../domain/registers/all'
import type { Store } from '../storage/store'
import { tellSaved } from '../ui/export-notice'
import { useNotices } from '../ui/notices'
import { bridge } from './bridge'
import { systemClock } from './clock'
import { collectDiagnostics } from './diagnostics'
import type { FaultDesk } from './faults'

export interface FaultActions {
  readonly log: (report: ErrorReport) => void
  readonly exportDiagnostics: () => void
}

const FaultContext = createContext<FaultActions | undefined>(undefined)

export const useFaultActions = (): FaultActions => {
  const actions = useContext(FaultContext)
  if (actions === undefined) throw new Error('Nothing around this screen takes faults.')
  return actions
}

interface FaultNoticeProps {
  readonly store: Store
  readonly faults: FaultDesk
  readonly children: ReactNode
}

const key = 'fault'

/** Says when something went wrong that nothing took care of; the page stays, with all that is on it. */
export const FaultNotice = ({ store, faults, children }: FaultNoticeProps) => {
  const { notification } = App.useApp()
  const notices = useNotices()
  const actions = useMemo((): FaultActions => {
    const save = async (): Promise<void> => {
      const at = systemClock.now()
      const { appInfo, recentLog } = bridge
      const browser = navigator.userAgent
      const text = await collectDiagnostics({ store, registers, appInfo, recentLog, browser, at })
      const saved = await bridge.saveFile({
        kind: 'text',
        suggestedName: `科创台账诊断信息 ${systemClock.today()}.txt`,
        bytes: new TextEncoder().encode(`\ufeff${text}`),
      })
      tellSaved(notices, saved, bridge)
    }
    return { log: faults.log, exportDiagnostics: () => void save() }
  }, [store, faults, notices])
  useEffect(
    () =>
      faults.watch(() => {
        notification.error({
          key,
          title: '程序内部出错，刚才的操作可能没有做完。',
          description:
            '已保存的内容都在；正在填写的内容已存为草稿。请先重新载入再继续；若再次出现，请导出诊断信息交给维护人员，里面没有台账内容。',
          duration: 0,
          placement: 'bottomRight',
          actions: (
            <Space>
              <Button size="small" onClick={actions.exportDiagnostics}>
                导出诊断信息
              </Button>
              <Button size="small" type="primary" onClick={() => window.location.reload()}>
                重新载入
              </Button>
            </Space>
          ),
        })
      }),
    [faults, notification, actions],
  )
  return <FaultContext.Provider value={actions}>{children}</FaultContext.Provider>
}
