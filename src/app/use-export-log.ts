import { useMemo } from 'react'
import { createExportLog, type ExportLog } from '../features/exports/export-log'
import type { Settings, Store } from '../storage/store'
import type { NoteFile } from '../ui/export-notice'
import { useNotices } from '../ui/notices'
import { bridge } from './bridge'
import { systemClock } from './clock'
import { type LoggedSave, loggedSave, noteIn } from './logged-files'

/** 导出记录, the way of noting files in it, and the way of saving them that is noted by itself. */
export const useExportLog = (
  store: Store,
  { person }: Settings,
): { readonly log: ExportLog; readonly noteFile: NoteFile; readonly saveFile: LoggedSave } => {
  const notices = useNotices()
  const log = useMemo(() => createExportLog(store), [store])
  const noteFile = useMemo(
    () =>
      noteIn(log, person, systemClock.now, () =>
        notices.failed('文件已生成，但没有记入导出记录。', '请看磁盘是否已满；需要留痕时再做一次。'),
      ),
    [log, person, notices],
  )
  const saveFile = useMemo(() => loggedSave(bridge.saveFile, noteFile), [noteFile])
  return { log, noteFile, saveFile }
}
