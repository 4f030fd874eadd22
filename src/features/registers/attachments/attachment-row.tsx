import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { FileFault } from '../../../bridge/channels'
import type { Attachment } from '../../../domain/field'
import { showSize } from '../../../domain/kinds/attachments'
import { tellSaved } from '../../../ui/export-notice'
import { useNotices } from '../../../ui/notices'
import { useAttachmentFiles } from './attachment-files'
import { Thumbnail } from './thumbnail'
import { useLooks } from './use-faults'

const faultWords: Readonly<Record<FileFault, string>> = {
  missing: '文件不见了',
  altered: '内容与登记时不符',
  unreadable: '文件读不出来',
}

interface AttachmentRowProps {
  readonly file: Attachment
  readonly fault: FileFault | undefined
  /** In place of the name. */
  readonly name?: ReactNode
  /** After 打开 and 另存为. */
  readonly actions?: ReactNode
}

/** One file: what it looks like, its name and size, what is wrong with it, and how to get at it. */
export const AttachmentRow = ({ file, fault, name, actions }: AttachmentRowProps) => {
  const files = useAttachmentFiles()
  const notices = useNotices()
  const { again } = useLooks()
  const request = { hash: file.hash, name: file.name }
  const open = async (): Promise<void> => {
    const shown = await files.openAttachment(request)
    if (shown.status === 'done') return
    notices.failed(shown.message, shown.advice)
    again()
  }
  const save = async (): Promise<void> => {
    const saved = await files.saveAttachment(request)
    tellSaved(notices, saved, files, '已另存为')
    if (saved.status === 'failed') again()
  }
  return (
    <li className="file">
      {/* A fault may come and go with the picture: what was shown before proves nothing. */}
      <Thumbnail key={fault} file={file} />
      <div className="file-words">
        {name ?? <span className="file-name">{file.name}</span>}
        <span className="file-size">
          {showSize(file.size)}
          {fault !== undefined && (
            <strong className="file-fault">
              <WarningOutlined aria-hidden /> {faultWords[fault]}
            </strong>
          )}
        </span>
      </div>
      <div className="file-actions">
        <Button size="small" type="link" aria-label={`打开 ${file.name}`} onClick={() => void open()}>
          打开
        </Button>
        <Button size="small" type="link" aria-label={`另存为 ${file.name}`} onClick={() => void save()}>
          另存为
        </Button>
        {actions}
      </div>
    </li>
  )
}
