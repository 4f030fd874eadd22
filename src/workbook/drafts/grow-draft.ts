import { formatValue } from '../../domain/kinds/all'
import { isBlankMark, type RawInput, tidy } from '../../domain/kinds/kind'
import { splitList } from '../../domain/kinds/list'
import type { ChildField, Field, FieldValue } from '../../domain/field'
import { address } from '../grid'
import { takesSeveral } from '../mapping/target'
import { placeOf, type TableColumn, type TableRow } from '../understand/found'
import { shownCell } from '../understand/surface'
import type { TargetReader } from './column-reader'
import type { CellProblem, ChildDraft, Mentioned } from './draft'
import type { Surroundings } from './surroundings'

/** A draft while its cells are read, one after the other. */
export interface Growing {
  readonly values: Record<string, FieldValue>
  readonly links: Record<string, Mentioned[]>
  readonly children: Record<string, ChildDraft[]>
  code: string | undefined
  district: string | undefined
  readonly remarks: string[]
  readonly problems: CellProblem[]
  readonly warnings: string[]
}

export const newGrowing = (): Growing => ({
  values: {},
  links: {},
  children: {},
  code: undefined,
  district: undefined,
  remarks: [],
  problems: [],
  warnings: [],
})

/** A cell on its way into a draft. */
export interface CellAt {
  readonly row: TableRow
  readonly column: TableColumn
  /** What is read: the cell, or what was typed instead. */
  readonly raw: RawInput
  /** What the ledger has, for the list of problems. */
  readonly written: RawInput
  readonly around: Surroundings
}

/** What one row says of the records that it names, before it is known how many it names. */
export interface RowSays {
  readonly own: Map<string, { readonly of: string; readonly reader: TargetReader; readonly cell: CellAt }[]>
  readonly named: Map<string, Mentioned[]>
  readonly dateParts: Map<
    string,
    { readonly parts: Record<string, string>; readonly reader: TargetReader; readonly cell: CellAt }
  >
  readonly child: Map<string, RowChild>
}

export interface RowChild {
  readonly values: Record<string, FieldValue>
  readonly named: Record<string, Mentioned[]>
  readonly own: Map<string, { readonly of: string; readonly reader: TargetReader; readonly cell: CellAt }[]>
}

export const addOnce = (list: string[], text: string): void => {
  if (!list.includes(text)) list.push(text)
}

export const addressOf = (row: TableRow, column: number): string => {
  const place = placeOf(row, column)
  return `${place.grid.name}!${address(place.row, place.column)}`
}

export const textOf = ({ row, column, raw }: CellAt): string => {
  const place = placeOf(row, column.column)
  return shownCell(raw, place.grid, place.row, place.column)
}

export const toRemark = (draft: Growing, cell: CellAt, text = textOf(cell)): void => {
  if (isBlankMark(text)) return
  const { heading } = cell.column
  addOnce(draft.remarks, heading === '备注' ? text : `${heading}：${text}`)
}

export const problemAt = (
  { row, column, written }: CellAt,
  field: string,
  label: string,
  reason: string,
  more: { readonly suggestion?: string; readonly soft?: boolean } = {},
): CellProblem => ({
  address: addressOf(row, column.column),
  row: row.key,
  column: column.column,
  field,
  label,
  raw: tidy(written),
  reason,
  ...more,
})

interface Unread {
  readonly reason: string
  readonly suggestion?: string
  readonly lacksDay?: boolean
}

/** What cannot be read is marked; where the record can do without it, the cell goes to 备注 as the ledger has it. */
export const putUnread = (
  draft: Growing,
  { field, isSoft, isKey }: Pick<TargetReader, 'field' | 'isSoft' | 'isKey'>,
  cell: CellAt,
  name: string,
  { reason, suggestion, lacksDay = false }: Unread,
): void => {
  const label = field?.label ?? cell.column.heading
  // A day that nobody knows is no reason to wait: it is one more thing to be filled in later.
  const goesOn = isSoft || (lacksDay && !isKey)
  const more = { ...(suggestion === undefined ? {} : { suggestion }), ...(goesOn ? { soft: true } : {}) }
  draft.problems.push(problemAt(cell, name, label, reason, more))
  if (!goesOn) return
  const written = tidy(cell.written)
  toRemark(draft, cell, tidy(cell.raw) === written ? textOf(cell) : written)
}

/** A value into a field: a list grows, a text of several lines too; what contradicts the first row goes to 备注. */
export const putValue = (
  draft: Growing,
  name: string,
  field: Field | ChildField,
  value: FieldValue,
  cell: CellAt,
): void => {
  const before = draft.values[name]
  if (before === undefined) {
    draft.values[name] = value
    return
  }
  if (JSON.stringify(before) === JSON.stringify(value)) return
  if (field.kind === 'choices' && Array.isArray(before) && Array.isArray(value))
    draft.values[name] = [...new Set([...(before as readonly string[]), ...(value as readonly string[])])]
  else if (takesSeveral(field) && typeof before === 'string' && typeof value === 'string') {
    if (!before.split('\n').includes(value)) draft.values[name] = `${before}\n${value}`
  } else toRemark(draft, cell)
}

/** Names in a link field; the same name twice in one record is one. */
export const putMentions = (draft: Growing, name: string, mentions: readonly Mentioned[]): void => {
  const there = (draft.links[name] ??= [])
  for (const mention of mentions) if (!there.some((known) => known.name === mention.name)) there.push(mention)
}

/** Who a cell names; a list where only one can stand is a problem. */
export const namedIn = (
  draft: Growing,
  cell: CellAt,
  reader: TargetReader,
  several: boolean,
): readonly Mentioned[] => {
  const { names } = reader
  const text = tidy(cell.raw)
  const { mentions, rest } = names(text, several)
  if (rest !== undefined) toRemark(draft, cell)
  const list = several ? [] : splitList(text)
  if (list.length > 1 && list.every((entry) => names(entry, false).mentions.length > 0 && entry.length > 1)) {
    const label = reader.field?.label ?? cell.column.heading
    const reason = `这里写了 ${String(list.length)} 个名称，“${label}”只能填一个`
    putUnread(draft, reader, cell, '', { reason, suggestion: list[0] ?? '' })
    return []
  }
  return mentions
}

/** What stands beside a name belongs to it; beside several names, to each in turn if there are as many, else to none. */
export const settleOwn = (
  draft: Growing,
  label: string,
  mentions: readonly Mentioned[],
  own: readonly { readonly of: string; readonly reader: TargetReader; readonly cell: CellAt }[],
): readonly Mentioned[] => {
  if (own.length === 0) return mentions
  const next = mentions.map((mention) => ({
    name: mention.name,
    own: { ...mention.own },
    ownNames: { ...mention.ownNames },
  }))
  for (const { of, reader, cell } of own) {
    const entries = next.length > 1 ? splitList(tidy(cell.raw)) : [cell.raw]
    if (next.length === 0 || entries.length !== next.length) {
      looseOwn(draft, label, reader, cell)
      continue
    }
    for (const [index, entry] of entries.entries()) {
      const mention = next[index]
      if (mention !== undefined) giveOwn(draft, mention, of, reader, { ...cell, raw: entry })
    }
  }
  return next
}

const giveOwn = (
  draft: Growing,
  mention: { readonly own: Record<string, FieldValue>; readonly ownNames: Record<string, string> },
  of: string,
  reader: TargetReader,
  cell: CellAt,
): void => {
  const { field } = reader
  if (field === undefined) return
  if (reader.to !== undefined) {
    const name = tidy(cell.raw)
    if (!isBlankMark(name)) mention.ownNames[of] ??= name
    return
  }
  const reading = reader.read(field.kind === 'text' ? textOf(cell) : cell.raw, cell.around)
  if (!reading.ok) {
    // What is said beside the matter never holds back the row.
    putUnread(draft, { field, isSoft: true, isKey: false }, cell, of, reading)
    return
  }
  if (reading.rest !== undefined) addOnce(draft.remarks, `${cell.column.heading}：${reading.rest}`)
  if (reading.warning !== undefined) addOnce(draft.warnings, reading.warning)
  if (reading.value !== undefined) mention.own[of] ??= reading.value
}

const looseOwn = (draft: Growing, label: string, { field, read, to }: TargetReader, cell: CellAt): void => {
  const text = textOf(cell)
  if (isBlankMark(text)) return
  const reading = field === undefined || to !== undefined ? undefined : read(cell.raw, cell.around)
  const shown =
    reading?.ok === true && reading.value !== undefined && field !== undefined
      ? formatValue(field, reading.value, () => '')
      : text
  addOnce(draft.remarks, `${label}${field?.label ?? cell.column.heading}：${shown}`)
}
