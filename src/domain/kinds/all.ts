import {
  type Attachment,
  type ChildField,
  type ChildRow,
  type ChildValue,
  type Field,
  type Fields,
  type FieldValue,
  namedFields,
  type RowsField,
  type Values,
} from '../field'
import { attachments } from './attachments'
import { choice, choices } from './choice'
import { creditCode } from './credit-code'
import { date } from './date'
import { email } from './email'
import { fuzzyNumber } from './fuzzy-number'
import {
  isText,
  type Kind,
  type NameOf,
  type Parsed,
  type ParseHints,
  type RawInput,
  unreadable,
} from './kind'
import { link, links } from './link'
import { moment } from './moment'
import { money } from './money'
import { number } from './number'
import { partialDate } from './partial-date'
import { phone } from './phone'
import { text } from './text'
import { week } from './week'
import { yesNo } from './yes-no'

const rows: Kind<RowsField, readonly ChildRow[]> = {
  parse: () => unreadable('明细请在表单中逐行填写'),
  format: (value, field) => `${String(value.length)} ${field.rowName}`,
  check: () => [],
  compare: (a, b) => a.length - b.length,
  accepts: (value): value is readonly ChildRow[] =>
    Array.isArray(value) &&
    value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)),
}

const kinds = {
  text,
  creditCode,
  phone,
  email,
  number,
  fuzzyNumber,
  money,
  date,
  partialDate,
  week,
  moment,
  choice,
  choices,
  yesNo,
  link,
  links,
  attachments,
  rows,
}

/**
 * The kind of a field. A field and its kind agree by the key of the table above, which the type of a single
 * lookup cannot say; every value that reaches a kind has passed `acceptsValue`.
 */
const kindOf = (field: Field): Kind<Field, FieldValue> =>
  kinds[field.kind] as unknown as Kind<Field, FieldValue>

/** Reads what was typed or found in a cell. */
export const parseValue = (field: Field, input: RawInput, hints: ParseHints = {}): Parsed<FieldValue> =>
  kindOf(field).parse(input, field, hints)

/** The text of a value on the screen; empty for an empty one. */
export const formatValue = (field: Field, value: FieldValue | undefined, nameOf: NameOf): string =>
  value === undefined ? '' : kindOf(field).format(value, field, nameOf)

/** What stands behind a value on the screen, with the space before it; empty for a kind without a unit. */
export const unitOf = (field: Field): string => {
  if (field.kind === 'money') return ' 万元'
  return 'unit' in field ? ` ${field.unit}` : ''
}

/** Orders two values; an empty one comes last. */
export const compareValues = (
  field: Field,
  a: FieldValue | undefined,
  b: FieldValue | undefined,
  nameOf: NameOf,
): number => {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return kindOf(field).compare(a, b, nameOf, field)
}

export const checkValue = (field: Field, value: FieldValue): readonly string[] =>
  kindOf(field).accepts(value) ? kindOf(field).check(value, field) : ['内容的格式不对，请重新填写。']

/** Whether a value from outside (a file, a message) has the shape that the field stores. */
export const acceptsValue = (field: Field, value: unknown): value is FieldValue => {
  if (!kindOf(field).accepts(value)) return false
  if (field.kind !== 'rows') return true
  return rows.accepts(value) && value.every((row) => acceptsRow(field, row))
}

const acceptsRow = (field: RowsField, row: ChildRow): boolean =>
  Object.entries(row).every(([name, value]) => {
    const child = Object.hasOwn(field.fields, name) ? field.fields[name] : undefined
    return child !== undefined && (value === undefined || acceptsValue(child, value))
  })

/** A value as search looks at it: child rows in full, phones also as they are dialled. */
export const textOfValue = (field: Field, value: FieldValue | undefined, nameOf: NameOf): string => {
  if (field.kind === 'phone') return dialled(formatValue(field, value, nameOf))
  if (field.kind !== 'rows' || value === undefined || !rows.accepts(value))
    return formatValue(field, value, nameOf)
  return value.map((row) => childTexts(field.fields, row, nameOf)).join(' ')
}

/** `023-49801234` is also looked for as 02349801234. */
const dialled = (phone: string): string =>
  phone.includes('-') ? `${phone} ${phone.replaceAll('-', '')}` : phone

const childTexts = (fields: Readonly<Record<string, ChildField>>, row: ChildRow, nameOf: NameOf): string =>
  Object.entries(fields)
    .map(([name, field]) => formatValue(field, row[name], nameOf))
    .join(' ')

/** The ids a value links to, by register. */
export const linksIn = (field: Field, value: FieldValue | undefined): readonly LinkedId[] => {
  if (value === undefined) return []
  if (field.kind === 'link' && isText(value)) return [{ register: field.to, id: value }]
  if (field.kind === 'links' && links.accepts(value)) return value.map((id) => ({ register: field.to, id }))
  if (field.kind !== 'rows' || !rows.accepts(value)) return []
  return value.flatMap((row) =>
    Object.entries(field.fields).flatMap(([name, child]) => linksIn(child, childValue(row, name))),
  )
}

/** The fields that are of these kinds, or have child rows with such; most have not. Looked for once, for an import asks for each row. */
const fieldsOfKinds = (...kindsAsked: readonly Field['kind'][]): ((fields: Fields) => NamedFields) => {
  const known = new WeakMap<Fields, NamedFields>()
  const isAsked = ({ kind }: Pick<Field, 'kind'>): boolean => kindsAsked.includes(kind)
  return (fields) => {
    const found =
      known.get(fields) ??
      namedFields(fields).filter(
        ([, field]) => isAsked(field) || (field.kind === 'rows' && Object.values(field.fields).some(isAsked)),
      )
    known.set(fields, found)
    return found
  }
}
type NamedFields = ReturnType<typeof namedFields>

const fieldsThatLink = fieldsOfKinds('link', 'links')
const fieldsWithFiles = fieldsOfKinds('attachments')

/** The ids that all fields of a record link to. */
export const linksOf = (fields: Fields, values: Values): readonly LinkedId[] =>
  fieldsThatLink(fields).flatMap(([name, field]) => linksIn(field, values[name]))

const childValue = (row: ChildRow, name: string): ChildValue | undefined => row[name]

/** The files that a value refers to, child rows included. */
export const attachmentsIn = (field: Field, value: FieldValue | undefined): readonly Attachment[] => {
  if (value === undefined) return []
  if (field.kind === 'attachments') return attachments.accepts(value) ? value : []
  if (field.kind !== 'rows' || !rows.accepts(value)) return []
  return value.flatMap((row) =>
    Object.entries(field.fields).flatMap(([name, child]) => attachmentsIn(child, childValue(row, name))),
  )
}

/** The files that all fields of a record refer to. */
export const attachmentsOf = (fields: Fields, values: Values): readonly Attachment[] =>
  fieldsWithFiles(fields).flatMap(([name, field]) => attachmentsIn(field, values[name]))

export interface LinkedId {
  readonly register: string
  readonly id: string
}
