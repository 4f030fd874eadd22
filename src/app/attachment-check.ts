import { useCallback, useEffect } from 'react'
import { namedUses } from '../domain/attachments'
import { findFaultyFiles } from '../storage/faulty-files'
import type { Store } from '../storage/store'
import { useNotices } from '../ui/notices'
import { bridge } from './bridge'

/** Looks, in the background, whether the files of all records are there, and says which are not. */
export const useFileCheck = (store: Store): (() => void) => {
  const notices = useNotices()
  return useCallback(() => {
    void findFaultyFiles(store, bridge.checkAttachments, false).then((faulty) => {
      if (faulty.length === 0) return
      notices.failed(
        `有 ${String(faulty.length)} 个附件的文件不见了或被改动。`,
        `${namedUses(faulty)}。请在“备份与恢复”中从备份文件补回，或打开记录，重新添加同一个文件。`,
      )
    })
  }, [store, notices])
}

/** The same once, at the start. */
export const useAttachmentCheck = (store: Store): void => {
  const check = useFileCheck(store)
  useEffect(check, [check])
}
