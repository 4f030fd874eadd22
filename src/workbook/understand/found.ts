import type { RawCell, SheetGrid } from '../grid'

/** What a row of a ledger is; only `data` rows become records. */
export type RowKind = 'data' | 'blank' | 'subtotal' | 'signature' | 'heading' | 'note' | 'group'

/** A cell of a file. */
export interface Place {
  readonly grid: SheetGrid
  readonly row: number
  readonly column: number
}

export interface TableRow {
  /** One number for each row of a found table, by which corrections are kept; the row itself where one sheet is read. */
  readonly key: number
  readonly grid: SheetGrid
  /** Row of the sheet, from 0. */
  readonly row: number
  readonly kind: RowKind
  /** By `TableColumn.column`; cells merged or grouped downwards are filled. */
  readonly cells: readonly RawCell[]
  /** Where the cells stand, when that is not in this row and column. */
  readonly places?: readonly (Place | undefined)[]
  /** Rows that the ledger itself holds together as one: a form, or rows under one merged number. */
  readonly record: number
  /** Columns whose cells were blank and taken over from the row above. */
  readonly takenOver?: ReadonlySet<number>
}

export interface TableColumn {
  /** Column of the sheet, from 0; a number of its own where a form has no columns. */
  readonly column: number
  /** The lowest heading cell, and those above it: 企业名称 under 服务对象. */
  readonly heading: string
  readonly parents: readonly string[]
  /** The column belongs to a list inside a form: several rows a record. */
  readonly inner?: boolean
}

/** Where a table stands in a sheet, and why it was taken for one. */
export interface Part {
  readonly grid: SheetGrid
  readonly headingRow: number
  /** 0 where the table has no heading. */
  readonly headingRows: number
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
  /** Texts above the heading: title, 填报单位, 单位：万元. */
  readonly above: readonly string[]
  readonly because: string
}

/** A subtotal, with the rows that it sums up. */
export interface Subtotal {
  readonly row: TableRow
  readonly of: readonly TableRow[]
}

/** A table as it stands in one sheet, or in several of the same shape; forms are tables with one record a form. */
export interface FoundTable {
  readonly shape: 'table' | 'form'
  /** Name of the first sheet. */
  readonly sheet: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly parts: readonly [Part, ...Part[]]
  readonly subtotals: readonly Subtotal[]
  /** Whether a line with 单位负责人, 审核人 or 填报人 closes the table. */
  readonly signed: boolean
}

export const placeOf = (row: TableRow, column: number): Place =>
  row.places?.[column] ?? { grid: row.grid, row: row.row, column }

/** Texts above the first heading. */
export const textsAbove = ({ parts }: FoundTable): readonly string[] => parts[0].above

/** The column that holds the names of groups; no ledger has a heading for them. */
export const groupHeading = '分组'

/** What the user said about a sheet by pointing at it. Rows count from 0. */
export type Correction =
  | { readonly kind: 'heading'; readonly sheet: string; readonly row: number; readonly rows: number }
  | { readonly kind: 'noHeading'; readonly sheet: string; readonly row: number }
  | { readonly kind: 'first' | 'last'; readonly sheet: string; readonly row: number }
  | { readonly kind: 'row'; readonly sheet: string; readonly row: number; readonly is: 'data' | 'note' }
  | { readonly kind: 'shape'; readonly sheet: string; readonly shape: 'table' | 'form' }
  | { readonly kind: 'sheet'; readonly sheet: string; readonly use: boolean }
