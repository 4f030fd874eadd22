import { formatValue } from '../../../domain/kinds/all'
import type { NameOf } from '../../../domain/kinds/kind'
import type { ChildRow, FieldValue, RowsField, Values } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import { sameValue } from './draft-values'

/** A field that the import changes; `@remark` and `@district` are parts of the head. */
export interface ChangedField {
  readonly name: string
  readonly before: FieldValue | undefined
  readonly after: FieldValue | undefined
}

export const changesBetween = (
  stored: LedgerRecord,
  next: {
    readonly values: Values
    readonly remark: string | undefined
    readonly districtCode: string | undefined
  },
  register: Register,
): readonly ChangedField[] => [
  ...Object.keys(register.fields).flatMap((name): readonly ChangedField[] => {
    const [before, after] = [stored.values[name], next.values[name]]
    return sameValue(before, after) ? [] : [{ name, before, after }]
  }),
  ...(next.districtCode === undefined
    ? []
    : [{ name: '@district', before: stored.districtCode, after: next.districtCode }]),
  ...(next.remark === undefined ? [] : [{ name: '@remark', before: stored.remark, after: next.remark }]),
]

const headLabels: Readonly<Record<string, string>> = { '@remark': '备注', '@district': '所属地区' }

export const labelOfChange = ({ name }: ChangedField, register: Register): string =>
  headLabels[name] ?? register.fields[name]?.label ?? name

export const textsOfChange = (
  { name, before, after }: ChangedField,
  register: Register,
  nameOf: NameOf,
): readonly [before: string, after: string] => {
  const field = register.fields[name]
  if (field === undefined) return [textOf(before), textOf(after)]
  if (field.kind === 'rows') return rowTexts(field, before, after, nameOf)
  return [formatValue(field, before, nameOf), formatValue(field, after, nameOf)]
}

const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')

/** Of child rows only those are shown that differ. */
const rowTexts = (
  field: RowsField,
  before: FieldValue | undefined,
  after: FieldValue | undefined,
  nameOf: NameOf,
): readonly [before: string, after: string] => {
  const texts = (value: FieldValue | undefined): readonly string[] =>
    Array.isArray(value)
      ? (value as readonly ChildRow[]).map((row) =>
          Object.entries(field.fields)
            .map(([name, child]) => formatValue(child, row[name], nameOf))
            .filter((text) => text !== '')
            .join(' '),
        )
      : []
  const [old, next] = [texts(before), texts(after)]
  return [
    old.filter((text) => !next.includes(text)).join('\n'),
    next.filter((text) => !old.includes(text)).join('\n'),
  ]
}
