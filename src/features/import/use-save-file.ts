import { useState } from 'react'
import type { OpenRequest, OpenResult, SaveRequest, SaveResult } from '../../bridge/channels'
import { type FileActions, tellSaved } from '../../ui/export-notice'
import { useNotices } from '../../ui/notices'
import type { MadeFile } from './import-types'

export interface ImportFiles extends FileActions {
  readonly openFile: (request: OpenRequest) => Promise<OpenResult>
  readonly saveFile: (request: SaveRequest) => Promise<SaveResult>
}

/** Makes a file in the worker and saves it where the user says. */
export const useSaveFile = (files: ImportFiles) => {
  const notices = useNotices()
  const [isBusy, setIsBusy] = useState(false)
  const save = (kind: SaveRequest['kind'], make: () => Promise<MadeFile>): void => {
    setIsBusy(true)
    void make()
      .then(({ fileName, bytes }) => files.saveFile({ kind, suggestedName: fileName, bytes }))
      .then(
        (saved) => tellSaved(notices, saved, files, '已存为'),
        () => notices.failed('文件没有做成。', '请再试一次；若仍不行，请重新启动本程序。'),
      )
      .finally(() => setIsBusy(false))
  }
  return { save, isBusy }
}
