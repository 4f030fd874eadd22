import type { RestoreDialogProps } from '../features/backup/restore-dialog'
import { ChangedFields } from '../features/history/change-list'
import { changedParts } from '../features/history/change-words'

/** What a restore would change in a record, in the words of its history. */
export const restoredFields: RestoreDialogProps['changes'] = (register, fields, names) => (
  <ChangedFields action="update" parts={changedParts(register, { action: 'update', fields }, names)} />
)
