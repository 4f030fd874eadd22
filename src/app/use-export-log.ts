import { useMemo } from 'react'
import { createExportLog, type ExportLog } from '../features/exports/export-log'
import type { Settings, Store } from '../storage/store'
import { useNotices } from '../ui/notices'
import { bridge } from './bridge'
import { systemClock } from './clock'
import { type LoggedSave, loggedSave } from './logged-files'

/** 导出记录, and the way of saving files that is noted in it. */
export const useExportLog = (
  store: Store,
  { person }: Settings,
): { readonly log: ExportLog; readonly saveFile: LoggedSave } => {
  const notices = useNotices()
  const log = useMemo(() => createExportLog(store), [store])
  const saveFile = useMemo(
    () =>
      loggedSave(bridge.saveFile, log, person, systemClock.now, () =>
        notices.failed('文件已导出，但没有记入导出记录。', '请看磁盘是否已满；需要留痕时再导出一次。'),
      ),
    [log, person, notices],
  )
  return { log, saveFile }
}
