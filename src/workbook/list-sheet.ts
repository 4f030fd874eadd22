import { columnTitle, headText } from '../domain/head-columns'
import { formatValue } from '../domain/kinds/all'
import { sumFuzzy } from '../domain/kinds/fuzzy-number'
import { leftOutText, type NameOf, withheld } from '../domain/kinds/kind'
import { toWan } from '../domain/kinds/money'
import { maskPhone } from '../domain/kinds/phone'
import type { Field, FieldValue, NumberField } from '../domain/field'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { fitNumbers } from './cell-text'
import { type ExportProfile, isLeftOut, sheetFor } from './export-profile'
import { columnName } from './grid'
import { type MetaRecord, metaRecord, metaSheet } from './meta'
import type { Cell, CellFormat, Column, Row, Sheet, StyledCell, Workbook } from './model'
import { dayCell, fuzzyCell, partialCell } from './value-cells'

export interface ListSheetOptions {
  readonly register: Register
  /** As filtered and sorted on the screen. */
  readonly records: readonly LedgerRecord[]
  /** Columns that are shown, in order: fields, and parts of the head. */
  readonly columns: readonly string[]
  readonly nameOf: NameOf
  readonly districtName: (code: string) => string
  readonly profile: ExportProfile
  readonly unitName: string
  /** ISO instant. */
  readonly createdAt: string
}

/**
 * A list as it is filtered and shown, as a workbook: headings that an import understands again, formats by kind, a filter
 * row, sums of what can be summed, and `_meta` with the ids of the records.
 */
export const listWorkbook = (options: ListSheetOptions): Workbook => {
  const { register, createdAt, unitName } = options
  const body = bodyOf(options)
  const { recipient } = options.profile
  const facts = {
    register: register.name,
    unit: unitName,
    ...(recipient === '' ? {} : { recipient }),
  }
  return {
    title: titleOf(options),
    creator: unitName,
    createdAt,
    sheets: [
      sheetFor(listSheet(options, body), options.profile),
      metaSheet(facts, body.meta, body.columns.map(headingOf)),
    ],
  }
}

/** Says so when there are samples in it. */
export const titleOf = ({ register, records }: Pick<ListSheetOptions, 'register' | 'records'>): string =>
  `${register.title}${records.some(({ isSample }) => isSample) ? '（示例）' : ''}`

interface ListColumn {
  readonly name: string
  readonly title: string
  /** Missing for the parts of the head. */
  readonly field: Field | undefined
}

const narrowest = 8
const headWidth = 22
const dateWidth = 16
const titleRows = 2

interface ListBody {
  readonly columns: readonly ListColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly meta: readonly MetaRecord[]
}

const bodyOf = (options: ListSheetOptions): ListBody => {
  const { register, records } = options
  const columns = options.columns
    .map((name): ListColumn => ({
      name,
      title: columnTitle(register, name),
      field: name === 'code' ? undefined : register.fields[name],
    }))
    .filter(({ title }) => !isLeftOut(options.profile, title))
  const formats = columns.map(({ field }) => formatOfField(field))
  const rows = records.map((record) => columns.map((column) => cellOf(record, column, options)))
  const meta = records.map((record, index) => metaRecord(record, rows[index] ?? [], formats))
  return { columns, rows, meta }
}

const listSheet = (options: ListSheetOptions, { columns, rows }: ListBody): Sheet => {
  const { register, records } = options
  const hasTotals = records.length > 0 && columns.some(({ field }) => field?.sum === true)
  const body: readonly Row[] = [
    ...rows.map((cells) => ({ cells })),
    ...(hasTotals ? [{ cells: totalCells(columns, records) }] : []),
  ]
  return {
    name: register.title,
    visibility: 'visible',
    columns: fitNumbers(
      columns.map(({ field }) => formatOfField(field)),
      body,
    ),
    rows: [
      { cells: [{ value: titleOf(options), role: 'title' }] },
      { cells: columns.map((column): StyledCell => ({ value: headingOf(column), role: 'heading' })) },
      ...body,
    ],
    merges: columns.length > 1 ? [{ row: 0, column: 0, rows: 1, columns: columns.length }] : [],
    freeze: { rows: titleRows, columns: 1 },
    autoFilter: { row: 1, column: 0, rows: records.length + 1, columns: columns.length },
    print: {
      paper: 'A4',
      orientation: 'landscape',
      margins: { top: 15, right: 15, bottom: 15, left: 15 },
      repeatRows: { first: 1, last: 1 },
      footer: '第 &P 页 共 &N 页',
    },
  }
}

const headingOf = ({ title, field }: ListColumn): string => headingOfField(title, field)

/** 合同金额（万元）: what a column is called, with its unit. */
export const headingOfField = (title: string, field: Field | undefined): string => {
  if (field?.kind === 'money') return `${title}（万元）`
  return field !== undefined && 'unit' in field
    ? `${title}（${field.unit ?? ''}）`.replace('（）', '')
    : title
}

/** Width and number format of a column that holds the field. */
export const formatOfField = (field: Field | undefined): Column => {
  const width = Math.max(narrowest, field?.width ?? headWidth)
  if (field?.kind === 'money') return { width: Math.max(width, 12), format: 'money' }
  if (field?.kind === 'number') return { width, format: numberFormat(field) }
  if (field?.kind === 'fuzzyNumber')
    return { width, format: (field.decimals ?? 0) === 0 ? 'integer' : 'exact' }
  const isDate = field?.kind === 'date' || field?.kind === 'partialDate'
  return isDate ? { width: Math.max(width, dateWidth), format: 'date' } : { width }
}

const numberFormat = ({ decimals, ungrouped }: NumberField): CellFormat => {
  if (ungrouped === true || (decimals ?? 1) > 1) return 'exact'
  return decimals === 0 ? 'integer' : 'decimal'
}

export type CellOptions = Pick<ListSheetOptions, 'register' | 'nameOf' | 'districtName' | 'profile'>

/** What a record says in a column; a field that its owner did not consent to is withheld. */
export const cellOf = (
  record: LedgerRecord,
  { name, field }: Pick<ListColumn, 'name' | 'field'>,
  options: CellOptions,
): Cell => {
  // A blank cell carries the frame of the table too.
  const empty: Cell = { value: null }
  if (field === undefined) {
    const text = headText(record, name, options.districtName)
    return text === '' ? empty : text
  }
  const value = record.values[name]
  if (!isConsented(record, name, options.register)) return withheld
  return value === undefined ? empty : valueCell(field, value, options)
}

const isConsented = ({ values }: LedgerRecord, name: string, { consent }: Register): boolean =>
  consent === undefined || values[consent.field] === true || consent.always.includes(name)

export const valueCell = (
  field: Field,
  value: FieldValue,
  { nameOf, profile }: Pick<CellOptions, 'nameOf' | 'profile'>,
): Cell => {
  if (isLeftOut(profile, field.label)) return leftOutText
  if (field.kind === 'money' && typeof value === 'number') return toWan(value)
  if (field.kind === 'number' && typeof value === 'number') return value
  if (field.kind === 'date' && typeof value === 'string') return dayCell(value)
  if (field.kind === 'phone' && typeof value === 'string')
    return profile.maskPhones ? maskPhone(value) : value
  if (typeof value === 'object' && 'precision' in value) return partialCell(value)
  if (typeof value === 'object' && 'qualifier' in value) return fuzzyCell(value)
  return formatValue(field, value, nameOf)
}

const totalCells = (columns: readonly ListColumn[], records: readonly LedgerRecord[]): readonly Cell[] =>
  columns.map(({ name, field }, index): Cell => {
    if (index === 0 && field?.sum !== true) return { value: '合计', role: 'total', format: 'text' }
    if (field?.sum !== true) return { value: null, role: 'total' }
    const letter = columnName(index)
    const formula = `SUM(${letter}${String(titleRows + 1)}:${letter}${String(titleRows + records.length)})`
    return { ...sumOf(name, field, records), formula, role: 'total' }
  })

const sumOf = (
  name: string,
  field: Field,
  records: readonly LedgerRecord[],
): { readonly value: number; readonly prefix?: string } => {
  if (field.kind === 'fuzzyNumber') {
    const { value, qualifier } = sumFuzzy(records.flatMap(({ values }) => fuzzyIn(values[name])))
    return qualifier === '精确' ? { value } : { value, prefix: '不少于' }
  }
  const total = records.reduce((sum, { values }) => {
    const value = values[name]
    return typeof value === 'number' ? sum + value : sum
  }, 0)
  return { value: field.kind === 'money' ? toWan(total) : total }
}

const fuzzyIn = (value: FieldValue | undefined) =>
  typeof value === 'object' && 'qualifier' in value ? [value] : []
