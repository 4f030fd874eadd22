import type { Attachment, ChildRow, Field, Fields, FieldValue, Values } from './field'
import { attachmentsIn } from './kinds/all'
import type { LedgerRecord } from './record'
import { labelOf, type Register } from './register'

/** A file that a record refers to, and where: all that a backup must take along, and that a check must find. */
export interface AttachmentUse {
  readonly register: string
  readonly id: string
  /** Number and label of the record. */
  readonly code: string
  readonly label: string
  /** Label of the field; of a child row, `“五个一”：佐证附件`. */
  readonly field: string
  readonly attachment: Attachment
}

/** Every file that a record refers to, child rows included; of a deleted record too, for it may come back. */
export const attachmentUses = (register: Register, record: LedgerRecord): readonly AttachmentUse[] =>
  Object.entries(register.fields).flatMap(([name, field]) =>
    labelled(field, record.values[name]).map(([label, attachment]) => ({
      register: register.name,
      id: record.id,
      code: record.code,
      label: labelOf(register, record),
      field: label,
      attachment,
    })),
  )

const mostNamed = 3

/** A few of the files by name, each with its record, for a message. */
export const namedUses = (uses: readonly AttachmentUse[]): string => {
  const first = uses
    .slice(0, mostNamed)
    .map(({ attachment, code, field }) => `“${attachment.name}”（${code} ${field}）`)
  return `${first.join('、')}${uses.length > mostNamed ? '等' : ''}`
}

const labelled = (
  field: Field,
  value: FieldValue | undefined,
): readonly (readonly [label: string, attachment: Attachment])[] =>
  field.kind === 'rows'
    ? Object.entries(field.fields).flatMap(([name, child]) =>
        attachmentsIn({ ...field, fields: { [name]: child } }, value).map(
          (attachment) => [`${field.label}：${child.label}`, attachment] as const,
        ),
      )
    : attachmentsIn(field, value).map((attachment) => [field.label, attachment] as const)

/** The values without their files: these are evidence of one record alone. */
export const withoutAttachments = (fields: Fields, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field: Field | undefined = fields[name]
      if (field?.kind === 'attachments') return []
      if (field?.kind !== 'rows' || !Array.isArray(value)) return [[name, value]]
      const rows = (value as readonly ChildRow[]).map(
        (row) => withoutAttachments(field.fields, row) as ChildRow,
      )
      return [[name, rows]]
    }),
  )
