import { withoutAttachments } from '../../domain/attachments'
import type { Values } from '../../domain/field'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'

/** What 复制新建 begins with: everything but the state and what belongs to the one record alone. */
export const copiedValues = (register: Register, record: LedgerRecord): Values =>
  Object.fromEntries(
    Object.entries(withoutAttachments(register.fields, record.values)).filter(
      ([name]) => register.fields[name]?.readOnly !== true && name !== 'code' && name !== 'creditCode',
    ),
  )
