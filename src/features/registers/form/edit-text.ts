import { formatValue } from '../../../domain/kinds/all'
import { showFuzzy } from '../../../domain/kinds/fuzzy-number'
import { toWan } from '../../../domain/kinds/money'
import type { ChildField, Field, FieldValue } from '../../../domain/field'

/** A value as it stands in an input to be edited: what `parseValue` reads back as the same value. */
export const editText = (field: Field | ChildField, value: FieldValue | undefined): string => {
  if (value === undefined) return ''
  if ((field.kind === 'moment' || field.kind === 'week') && typeof value === 'string')
    return formatValue(field, value, () => '')
  if (field.kind === 'money' && typeof value === 'number') return String(toWan(value))
  if (typeof value === 'object' && 'qualifier' in value) return showFuzzy(value)
  if (typeof value === 'object' && 'precision' in value) return value.value
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What was typed and cannot be read: it stays in the input and blocks saving until it is mended. */
export interface Unreadable {
  readonly text: string
  readonly reason: string
}
