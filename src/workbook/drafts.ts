import { parseValue } from '../domain/kinds/all'
import { isBlankMark, type MoneyUnit, tidy } from '../domain/kinds/kind'
import { splitList } from '../domain/kinds/list'
import type { FieldValue, Register } from '../domain/register'
import type { ColumnMatch } from './columns'
import { address, cellKey, type RawCell, type SheetGrid } from './grid'
import { chineseDay, dayOfSerial } from '../domain/kinds/date'
import type { FoundTable, TableRow } from './table'
import { unitIn, yearIn } from './vocabulary'

/** A row of a ledger on its way to a record: values where they could be read, names where records are to be found. */
export interface Draft {
  /** Row of the sheet, from 0. */
  readonly row: number
  readonly values: Readonly<Record<string, FieldValue>>
  /** Names in link fields, as written. */
  readonly names: Readonly<Record<string, readonly string[]>>
  /** Values for fields of the linked record. */
  readonly linked: Readonly<Record<string, Readonly<Record<string, FieldValue>>>>
  readonly remarks: readonly string[]
  readonly problems: readonly CellProblem[]
}

export interface CellProblem {
  /** 服务台账!C8 */
  readonly address: string
  readonly column: number
  /** The field's label. */
  readonly label: string
  readonly raw: string
  readonly reason: string
}

/** What the user typed in place of a cell, by `row,column`. */
export type Corrections = Readonly<Record<string, string>>

export const correctionKey = (row: number, column: number): string => `${String(row)},${String(column)}`

/** Reads the data rows of a table. Nothing is dropped: what cannot be read is a problem with its address and reason. */
export const readDrafts = (
  grid: SheetGrid,
  table: FoundTable,
  matches: readonly ColumnMatch[],
  register: Register,
  registers: readonly Register[],
  corrections: Corrections,
): readonly Draft[] => {
  const year = yearIn(table.above.join(' '))
  const sheetUnit = table.above.map(unitIn).find((unit) => unit !== undefined)
  const reader: Reader = { grid, table, matches, register, registers, corrections, year, sheetUnit }
  return table.rows.filter(({ kind }) => kind === 'data').map((row) => draftOf(row, reader))
}

interface Reader {
  readonly grid: SheetGrid
  readonly table: FoundTable
  readonly matches: readonly ColumnMatch[]
  readonly register: Register
  readonly registers: readonly Register[]
  readonly corrections: Corrections
  readonly year: number | undefined
  readonly sheetUnit: MoneyUnit | undefined
}

interface Unfinished {
  readonly values: Record<string, FieldValue>
  readonly names: Record<string, readonly string[]>
  readonly linked: Record<string, Record<string, FieldValue>>
  readonly remarks: string[]
  readonly problems: CellProblem[]
}

const draftOf = (row: TableRow, reader: Reader): Draft => {
  const draft: Unfinished = { values: {}, names: {}, linked: {}, remarks: [], problems: [] }
  for (const match of reader.matches) readCell(row, match, reader, draft)
  return { row: row.row, ...draft }
}

const readCell = (
  row: TableRow,
  { column, target }: ColumnMatch,
  reader: Reader,
  draft: Unfinished,
): void => {
  const raw = reader.corrections[correctionKey(row.row, column.column)] ?? row.cells[column.column] ?? null
  if (target.kind === 'ignore' || isBlankMark(tidy(raw))) return
  if (target.kind === 'remark') {
    const text = shown(raw, reader.grid, row.row, column.column)
    draft.remarks.push(column.heading === '备注' ? text : `${column.heading}：${text}`)
    return
  }
  const field = fieldOf(target.field, target.kind === 'linked' ? target.of : undefined, reader)
  if (field === undefined) return
  if (target.kind === 'field' && (field.kind === 'link' || field.kind === 'links')) {
    draft.names[target.field] = field.kind === 'links' ? splitList(tidy(raw)) : [tidy(raw)]
    return
  }
  const unit =
    unitIn(column.heading) ??
    column.parents.map(unitIn).find((found) => found !== undefined) ??
    reader.sheetUnit
  const read = parseValue(field, raw, {
    ...(unit === undefined ? {} : { unit }),
    ...(reader.year === undefined ? {} : { year: reader.year }),
  })
  if (!read.ok) {
    const place = `${reader.table.sheet}!${address(row.row, column.column)}`
    draft.problems.push({
      address: place,
      column: column.column,
      label: field.label,
      raw: tidy(raw),
      reason: read.reason,
    })
    return
  }
  if (read.value === undefined) return
  if (target.kind === 'field') draft.values[target.field] = read.value
  else draft.linked[target.field] = { ...draft.linked[target.field], [target.of]: read.value }
}

const fieldOf = (name: string, of: string | undefined, { register, registers }: Reader) => {
  const own = register.fields[name]
  if (of === undefined || own === undefined || !('to' in own)) return own
  return registers.find((linked) => linked.name === own.to)?.fields[of]
}

/** A cell as its sheet shows it: dates are days, not serial numbers. */
const shown = (raw: RawCell, grid: SheetGrid, row: number, column: number): string => {
  const day = typeof raw === 'number' && grid.dates.has(cellKey(row, column)) ? dayOfSerial(raw) : undefined
  return day === undefined ? tidy(raw) : chineseDay(day)
}
