import { formatValue } from '../../../domain/kinds/all'
import { beijingMoment } from '../../../domain/kinds/date'
import { toneOf } from '../../../domain/lifecycle'
import { type Field, holds, isRequired } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import type { TableColumn } from '../../../ui/data-table'

export interface ListRow {
  readonly id: string
  readonly record: LedgerRecord
  readonly names: Readonly<Record<string, string>>
}

export interface ListLayout {
  readonly columns: readonly string[]
  readonly widths: Readonly<Record<string, number>>
}

const pixelsPerCharacter = 8
const padding = 24
const codeWidth = 228

/** Fields that can be columns, in the order of the definition. */
export const columnNames = (register: Register): readonly string[] => [
  'code',
  ...Object.keys(register.fields).filter((name) => name !== 'code'),
  'updatedAt',
]

export const columnTitle = (register: Register, name: string): string => {
  if (name === 'code') return register.fields.code?.label ?? '编号'
  return name === 'updatedAt' ? '修改时间' : (register.fields[name]?.label ?? name)
}

export const usualLayout = (register: Register): ListLayout => ({
  columns: [
    'code',
    ...Object.entries(register.fields)
      .filter(([name, field]) => field.list === true && name !== 'code')
      .map(([name]) => name),
  ],
  widths: {},
})

/** What was kept of a list; anything that is not a layout of this register gives way to the usual one. */
export const parseLayout = (register: Register, kept: unknown): ListLayout => {
  const usual = usualLayout(register)
  if (typeof kept !== 'object' || kept === null || !('columns' in kept) || !Array.isArray(kept.columns))
    return usual
  const known = new Set(columnNames(register))
  const columns = [
    ...new Set(kept.columns.filter((name): name is string => typeof name === 'string' && known.has(name))),
  ]
  const widths =
    'widths' in kept && typeof kept.widths === 'object' && kept.widths !== null
      ? Object.entries(kept.widths)
      : []
  const sane = widths.filter(
    (entry): entry is [string, number] =>
      known.has(entry[0]) && typeof entry[1] === 'number' && entry[1] >= 40 && entry[1] <= 2000,
  )
  return { columns: columns.length === 0 ? usual.columns : columns, widths: Object.fromEntries(sane) }
}

const alignOf = (field: Field | undefined): TableColumn<ListRow>['align'] => {
  if (field === undefined) return 'left'
  if (['number', 'money', 'fuzzyNumber'].includes(field.kind)) return 'right'
  return ['date', 'partialDate', 'yesNo'].includes(field.kind) ? 'centre' : 'left'
}

export const tableColumns = (
  register: Register,
  { columns, widths }: ListLayout,
): readonly TableColumn<ListRow>[] =>
  columns.map((name) => {
    const field = register.fields[name]
    const usual =
      name === 'code'
        ? codeWidth
        : Math.max(
            columnTitle(register, name).length * 15 + padding,
            (field?.width ?? 18) * pixelsPerCharacter,
          )
    const title =
      field?.kind === 'money' ? `${columnTitle(register, name)}（万元）` : columnTitle(register, name)
    return {
      key: name,
      title,
      width: widths[name] ?? usual,
      align: alignOf(field),
      text: textOf(name, field),
      render: renderOf(register, name, field),
    }
  })

const textOf =
  (name: string, field: Field | undefined) =>
  ({ record, names }: ListRow): string => {
    if (name === 'code') return record.code
    if (name === 'updatedAt') return beijingMoment(record.updatedAt)
    return field === undefined ? '' : formatValue(field, record.values[name], (_to, id) => names[id] ?? '')
  }

const renderOf = (register: Register, name: string, field: Field | undefined) => (row: ListRow) => {
  const text = textOf(name, field)(row)
  const { values, isSample } = row.record
  if (name === 'code')
    return isSample ? (
      <>
        {text} <span className="tag sample">示例</span>
      </>
    ) : (
      text
    )
  if (register.lifecycle?.field === name && text !== '')
    return <span className={`tag ${toneOf(register.lifecycle, text)}`}>{text}</span>
  const missing =
    text === '' && field !== undefined && isRequired(field, values) && holds(field.visibleWhen, values)
  return missing ? <span className="gap">待补充</span> : text
}
