import { useEffect } from 'react'
import { findFaultyFiles } from '../storage/faulty-files'
import type { Store } from '../storage/store'
import { useNotices } from '../ui/notices'
import { bridge } from './bridge'

const named = 3

/** Looks once, in the background, whether the files of all records are there, and says which are not. */
export const useAttachmentCheck = (store: Store): void => {
  const notices = useNotices()
  useEffect(() => {
    void findFaultyFiles(store, bridge.checkAttachments, false).then((faulty) => {
      if (faulty.length === 0) return
      const first = faulty
        .slice(0, named)
        .map(({ attachment, code, field }) => `“${attachment.name}”（${code} ${field}）`)
      notices.failed(
        `有 ${String(faulty.length)} 个附件的文件不见了或被改动。`,
        `${first.join('、')}${faulty.length > named ? '等' : ''}。请从备份中恢复，或打开记录，重新添加同一个文件。`,
      )
    })
  }, [store, notices])
}
