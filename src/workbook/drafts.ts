import { checkValue, formatValue, parseValue } from '../domain/kinds/all'
import { chineseDay, dayOfSerial } from '../domain/kinds/date'
import { isBlankMark, type MoneyUnit, type Parsed, type ParseHints, tidy } from '../domain/kinds/kind'
import { splitList } from '../domain/kinds/list'
import type { ChildField, Field, FieldValue } from '../domain/field'
import type { Register } from '../domain/register'
import type { ColumnMatch } from './columns'
import { address, cellKey, type RawCell, type SheetGrid } from './grid'
import type { FoundTable, TableColumn, TableRow } from './table'
import { unitIn } from './vocabulary'

/** A row of a ledger on its way to a record: values where they could be read, names where records are to be found. */
export interface Draft {
  /** Row of the sheet, from 0. */
  readonly row: number
  readonly values: Readonly<Record<string, FieldValue>>
  /** Names in link fields, as written. */
  readonly names: Readonly<Record<string, readonly string[]>>
  /** Values for fields of the linked record; only beside a single name, for nobody else knows whose they are. */
  readonly linked: Readonly<Record<string, Readonly<Record<string, FieldValue>>>>
  readonly remarks: readonly string[]
  readonly problems: readonly CellProblem[]
}

export interface CellProblem {
  /** 服务台账!C8; the row alone where no column of the ledger holds the field. */
  readonly address: string
  readonly column: number | undefined
  readonly field: string
  /** The field's label. */
  readonly label: string
  /** As the ledger has it, whatever was typed instead. */
  readonly raw: string
  readonly reason: string
}

/**
 * What the user typed in place of cells: by `correctionKey` for one cell, by `wordKey` for all cells of a column that
 * say the same. `null` leaves the field empty and takes the cell to 备注.
 */
export type Corrections = Readonly<Record<string, string | null>>

export const correctionKey = (row: number, column: number): string => `${String(row)},${String(column)}`
export const wordKey = (column: number, word: string): string => `${String(column)}=${word}`

export interface DraftInput {
  readonly grid: SheetGrid
  readonly table: FoundTable
  readonly matches: readonly ColumnMatch[]
  readonly register: Register
  readonly registers: readonly Register[]
  readonly corrections: Corrections
  /** For dates without a year. */
  readonly year: number | undefined
  /** For amounts without a unit of their own, where the heading names none. */
  readonly unit: MoneyUnit | undefined
}

/**
 * Reads the data rows of a table. Nothing is dropped: what cannot be read is a problem with its address and reason.
 * Rows that say nothing but their number become no draft.
 */
export const readDrafts = (given: DraftInput): readonly Draft[] => {
  const input = Object.keys(given.corrections).length === 0 ? { ...given, corrections: none } : given
  const columns = input.matches.flatMap((match) => readerOf(match, input))
  const rows = input.table.rows.filter(({ kind }) => kind === 'data')
  return rows.map((row) => draftOf(row, columns, input)).filter(saysSomething)
}

const none: Corrections = {}

const saysSomething = ({ values, names, linked, remarks, problems }: Draft): boolean =>
  remarks.length > 0 ||
  problems.length > 0 ||
  [values, names, linked].some((part) => Object.keys(part).length > 0)

/** One column on its way into a field. */
interface ColumnReader {
  readonly column: TableColumn
  readonly match: ColumnMatch
  readonly field: Field | undefined
  readonly parse: (raw: RawCell) => Parsed<FieldValue>
}

const readerOf = (match: ColumnMatch, input: DraftInput): readonly ColumnReader[] => {
  const { column, target } = match
  if (target.kind === 'ignore') return []
  const field = fieldAt(match, input)
  // Ledgers repeat themselves: modes, results and dates are parsed once for each way of writing; texts are not like that.
  const known = new Map<RawCell, Parsed<FieldValue>>()
  const hints = hintsFor(column, input)
  const parse = (raw: RawCell): Parsed<FieldValue> => {
    const before = known.get(raw)
    if (before !== undefined || field === undefined) return before ?? { ok: true, value: undefined }
    const parsed = parseValue(field, raw, hints)
    if (field.kind !== 'text') known.set(raw, parsed)
    return parsed
  }
  return [{ column, match, field, parse }]
}

const fieldAt = ({ target }: ColumnMatch, { register, registers }: DraftInput): Field | undefined => {
  if (target.kind !== 'field' && target.kind !== 'linked') return undefined
  const own = register.fields[target.field]
  if (target.kind === 'field' || own === undefined || !('to' in own)) return own
  return registers.find(({ name }) => name === own.to)?.fields[target.of]
}

const hintsFor = ({ heading, parents }: TableColumn, { year, unit }: DraftInput): ParseHints => {
  const own = [heading, ...parents].map(unitIn).find((found) => found !== undefined) ?? unit
  return { ...(own === undefined ? {} : { unit: own }), ...(year === undefined ? {} : { year }) }
}

interface Unfinished {
  readonly values: Record<string, FieldValue>
  readonly names: Record<string, readonly string[]>
  readonly linked: Record<string, Record<string, FieldValue>>
  readonly remarks: string[]
  readonly problems: CellProblem[]
}

const draftOf = (row: TableRow, columns: readonly ColumnReader[], input: DraftInput): Draft => {
  const draft: Unfinished = { values: {}, names: {}, linked: {}, remarks: [], problems: [] }
  for (const column of columns) readCell(row, column, input, draft)
  return { row: row.row, ...draft, ...settleLinked(draft, input) }
}

const readCell = (row: TableRow, reader: ColumnReader, input: DraftInput, draft: Unfinished): void => {
  const { column, match, field } = reader
  const written = row.cells[column.column] ?? null
  const corrected = correctionOf(row.row, column.column, written, input.corrections)
  const raw = corrected ?? written
  if (match.target.kind === 'remark' || field === undefined || corrected === null) {
    const text = shownCell(raw, input.grid, row.row, column.column)
    if (isBlankMark(text)) return
    draft.remarks.push(column.heading === '备注' ? text : `${column.heading}：${text}`)
    return
  }
  if (match.target.kind === 'field' && (field.kind === 'link' || field.kind === 'links')) {
    const text = tidy(raw)
    const names = namesIn(field.kind, text)
    if (names.length > 0) draft.names[match.target.field] = names
    if (field.kind === 'links' && andOthers.test(text)) draft.remarks.push(`${column.heading}：${text}`)
    return
  }
  const parsed = reader.parse(
    field.kind === 'text' ? shownCell(raw, input.grid, row.row, column.column) : raw,
  )
  if (!parsed.ok) {
    draft.problems.push({
      address: `${input.table.sheet}!${address(row.row, column.column)}`,
      column: column.column,
      field: match.target.kind === 'field' || match.target.kind === 'linked' ? match.target.field : '',
      label: field.label,
      raw: tidy(written),
      reason: parsed.reason,
    })
    return
  }
  if (parsed.value === undefined) return
  if (match.target.kind === 'field') draft.values[match.target.field] = parsed.value
  if (match.target.kind === 'linked') {
    draft.linked[match.target.field] = {
      ...draft.linked[match.target.field],
      [match.target.of]: parsed.value,
    }
  }
}

const correctionOf = (row: number, column: number, written: RawCell, corrections: Corrections) => {
  if (corrections === none) return undefined
  const own = corrections[correctionKey(row, column)]
  return own === undefined ? corrections[wordKey(column, tidy(written))] : own
}

/** 张三、李四等3人 names two people; that there were three stays in 备注. */
const andOthers = /(?<=\p{sc=Han})等(?:[\d一二三四五六七八九十百余多]+[名人位家个]\S{0,6})?$/u

const namesIn = (kind: 'link' | 'links', text: string): readonly string[] => {
  if (isBlankMark(text)) return []
  if (kind === 'link') return [text]
  return [...new Set(splitList(text.replace(andOthers, '')))]
}

/** Values beside no name or several names belong to none of them in particular, and go to 备注. */
const settleLinked = (
  { names, linked, remarks }: Unfinished,
  input: DraftInput,
): Pick<Draft, 'linked' | 'remarks'> => {
  const sure: Record<string, Record<string, FieldValue>> = {}
  const loose: string[] = []
  for (const [name, values] of Object.entries(linked)) {
    if (names[name]?.length === 1) {
      sure[name] = values
      continue
    }
    for (const [of, value] of Object.entries(values)) loose.push(linkedText(name, of, value, input))
  }
  return { linked: sure, remarks: [...remarks, ...loose] }
}

const linkedText = (
  name: string,
  of: string,
  value: FieldValue,
  { register, registers }: DraftInput,
): string => {
  const own = register.fields[name]
  const child =
    own !== undefined && 'to' in own
      ? registers.find((known) => known.name === own.to)?.fields[of]
      : undefined
  return `${own?.label ?? name}${child?.label ?? of}：${child === undefined ? '' : formatValue(child, value, () => '')}`
}

/** Why a value of a linked record cannot stand. */
export const faultOf = (field: Field | ChildField | undefined, value: FieldValue): string | undefined =>
  field === undefined ? undefined : checkValue(field, value)[0]

/** A cell as its sheet shows it: dates are days, not serial numbers. */
export const shownCell = (raw: RawCell, grid: SheetGrid, row: number, column: number): string => {
  const day = typeof raw === 'number' && grid.dates.has(cellKey(row, column)) ? dayOfSerial(raw) : undefined
  return day === undefined ? tidy(raw) : chineseDay(day)
}
