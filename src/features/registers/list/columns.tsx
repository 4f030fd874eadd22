import { flagLabels } from '../../../domain/edited-since'
import { columnNames, columnTitle, headText, isSortable } from '../../../domain/head-columns'
import { formatValue } from '../../../domain/kinds/all'
import { toneOf } from '../../../domain/lifecycle'
import { type Field, holds, isRequired } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import type { Flag, Register } from '../../../domain/register'
import type { ShownRecords } from '../../../storage/store'
import type { TableColumn, TableSort } from '../../../ui/table-column'

export interface ListRow {
  readonly id: string
  readonly record: LedgerRecord
  readonly names: Readonly<Record<string, string>>
  readonly flags: readonly Flag[]
}

export const listRows = ({ rows, names, flags }: ShownRecords): readonly ListRow[] =>
  rows.map((record) => ({ id: record.id, record, names, flags: flags[record.id] ?? [] }))

export interface ListLayout {
  readonly columns: readonly string[]
  readonly widths: Readonly<Record<string, number>>
  readonly sort: TableSort
}

const pixelsPerCharacter = 8
const padding = 24
const codeWidth = 228
/** Where no state stands in the list, what is to be pointed out stands beside the number. */
const flaggedCodeWidth = 268
/** Pixels between which a column can be. */
export const narrowest = 60
export const widest = 800
const flagWidth = 96

export const usualLayout = (register: Register): ListLayout => ({
  columns: ['code', ...usualFields(register)],
  widths: {},
  sort: register.sort,
})

const leadingFields = 3

/** The fields of a list, with the state where it is seen without scrolling: behind the name. */
const usualFields = ({ fields, lifecycle, labelField }: Register): readonly string[] => {
  const listed = Object.entries(fields)
    .filter(([name, field]) => field.list === true && name !== 'code')
    .map(([name]) => name)
  if (lifecycle === undefined || !listed.includes(lifecycle.field)) return listed
  const others = listed.filter((name) => name !== lifecycle.field)
  const place = others.includes(labelField) ? others.indexOf(labelField) + 1 : leadingFields
  return [...others.slice(0, place), lifecycle.field, ...others.slice(place)]
}

/** What was kept of a list; anything that is not a layout of this register gives way to the usual one. */
export const parseLayout = (register: Register, kept: unknown): ListLayout => {
  const usual = usualLayout(register)
  if (typeof kept !== 'object' || kept === null) return usual
  const known = new Set(columnNames(register))
  const listed = 'columns' in kept && Array.isArray(kept.columns) ? kept.columns : []
  const columns = [
    ...new Set(listed.filter((name): name is string => typeof name === 'string' && known.has(name))),
  ]
  const widths =
    'widths' in kept && typeof kept.widths === 'object' && kept.widths !== null
      ? Object.entries(kept.widths)
      : []
  const sane = widths.filter(
    (entry): entry is [string, number] =>
      known.has(entry[0]) && typeof entry[1] === 'number' && entry[1] >= narrowest && entry[1] <= widest,
  )
  const sort =
    'sort' in kept && isSort(kept.sort) && isSortable(register, kept.sort.field) ? kept.sort : usual.sort
  return { columns: columns.length === 0 ? usual.columns : columns, widths: Object.fromEntries(sane), sort }
}

const isSort = (kept: unknown): kept is TableSort =>
  typeof kept === 'object' &&
  kept !== null &&
  'field' in kept &&
  typeof kept.field === 'string' &&
  'descending' in kept &&
  typeof kept.descending === 'boolean'

/** Pixels that a column takes while nobody has said otherwise. */
export const usualWidth = (register: Register, name: string): number => {
  if (name === 'code') return register.lifecycle === undefined ? flaggedCodeWidth : codeWidth
  const heading = columnTitle(register, name).length * 15 + padding
  // A state stands in a frame of its own, with what is to be pointed out today beside it.
  const frame =
    register.lifecycle?.field === name ? padding + (flagLabels(register).length > 0 ? flagWidth : 0) : 0
  return Math.max(heading, (register.fields[name]?.width ?? 18) * pixelsPerCharacter + frame)
}

const alignOf = (field: Field | undefined): TableColumn<ListRow>['align'] => {
  if (field === undefined) return 'left'
  if (['number', 'money', 'fuzzyNumber'].includes(field.kind)) return 'right'
  return ['date', 'partialDate', 'moment', 'yesNo'].includes(field.kind) ? 'centre' : 'left'
}

export const tableColumns = (
  register: Register,
  { columns, widths }: ListLayout,
  districtName: (code: string) => string,
): readonly TableColumn<ListRow>[] =>
  columns.map((name) => {
    const field = register.fields[name]
    const unit = field?.kind === 'money' ? '（万元）' : ''
    const text = textOf(name, field, districtName)
    return {
      key: name,
      title: columnTitle(register, name) + unit,
      width: widths[name] ?? usualWidth(register, name),
      align: alignOf(field),
      sortable: isSortable(register, name),
      text,
      render: renderOf(register, name, field, text),
    }
  })

const textOf =
  (name: string, field: Field | undefined, districtName: (code: string) => string) =>
  ({ record, names }: ListRow): string =>
    field === undefined || name === 'code'
      ? headText(record, name, districtName)
      : formatValue(field, record.values[name], (_to, id) => names[id] ?? '')

const renderOf =
  (register: Register, name: string, field: Field | undefined, textIn: (row: ListRow) => string) =>
  (row: ListRow) => {
    const text = textIn(row)
    const { values, isSample } = row.record
    if (name === 'code') {
      // What is to be pointed out stands beside the state; where there is none, here.
      const flags = register.lifecycle === undefined ? row.flags : []
      return isSample || flags.length > 0 ? (
        <>
          {text} {isSample && <span className="tag sample">示例</span>}
          <Flags flags={flags} />
        </>
      ) : (
        text
      )
    }
    if (register.lifecycle?.field === name && text !== '')
      return (
        <>
          <span className={`tag ${toneOf(register.lifecycle, text)}`}>{text}</span>
          <Flags flags={row.flags} />
        </>
      )
    const missing =
      text === '' && field !== undefined && isRequired(field, values) && holds(field.visibleWhen, values)
    return missing ? <span className="gap">待补充</span> : text
  }

const Flags = ({ flags }: Pick<ListRow, 'flags'>) =>
  flags.map(({ label, tone, why }) => (
    <span key={label} className={`tag ${tone}`} title={why}>
      {label}
    </span>
  ))
