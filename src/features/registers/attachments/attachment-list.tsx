import type { Attachment } from '../../../domain/field'
import { AttachmentRow } from './attachment-row'
import './attachments.css'
import { useFaults } from './use-faults'

/** The files of a record, to look at. */
export const AttachmentList = ({
  label,
  attachments,
}: {
  readonly label: string
  readonly attachments: readonly Attachment[]
}) => {
  const faults = useFaults(attachments)
  return (
    <ul className="files" aria-label={label}>
      {attachments.map((file) => (
        <AttachmentRow key={file.hash} file={file} fault={faults.get(file.hash)} />
      ))}
    </ul>
  )
}
