/**
 * A workbook as plain data: what a report is before it becomes a file, what the preview draws and what the
 * writer turns into .xlsx. Rows and columns count from 0, widths are in characters of the body font, heights in
 * points, margins in millimetres.
 */

/**
 * How a number or date is shown; the text formats keep codes, phones and leading zeros as they are, `exact` shows as many
 * digits as there are and groups none: 1.7, 2021.
 */
export type CellFormat = 'text' | 'integer' | 'decimal' | 'exact' | 'money' | 'percent' | 'date'

/** What a cell is in the layout; font, size, fill, border and alignment follow from it. */
export type CellRole =
  | 'attachment'
  | 'title'
  | 'info'
  | 'infoCentre'
  | 'infoRight'
  | 'heading'
  | 'body'
  /** A cell that has to be mended: filled, so that it is found at a glance. */
  | 'flawed'
  | 'subtotal'
  | 'total'
  | 'signature'
  | 'note'
  | 'paragraph'

export type Alignment = 'left' | 'centre' | 'right'

/** A cell that says more than its value. `date` values are ISO days (`2021-04-08`), never `Date` objects. */
export interface StyledCell {
  readonly value: string | number | null
  readonly role?: CellRole
  readonly format?: CellFormat
  readonly align?: Alignment
  /** A formula without `=`; `value` is then its cached result. */
  readonly formula?: string
  /** Printed before the number, such as `不少于`; the cell stays a number. */
  readonly prefix?: string
  /** Printed behind the number, such as the 余 of `200余`. */
  readonly suffix?: string
  /** A comment that lies on the cell. */
  readonly note?: string
  /** Shown in red and with a word beside it, so that it is also readable in black and white. */
  readonly alert?: boolean
}

/** A bare value takes the role `body` and the format of its column. */
export type Cell = StyledCell | string | number | null

export interface Column {
  readonly width: number
  readonly format?: CellFormat
  readonly align?: Alignment
  readonly hidden?: boolean
}

export interface Row {
  readonly cells: readonly Cell[]
  /** Points; left out, the height follows from the longest text. */
  readonly height?: number
}

export interface Range {
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

export interface PrintSetup {
  readonly paper: 'A4' | 'A3'
  readonly orientation: 'portrait' | 'landscape'
  readonly margins: {
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }
  /** Rows printed again at the head of every page. */
  readonly repeatRows?: { readonly first: number; readonly last: number }
  /** `第 &P 页 共 &N 页`: &P the page, &N the number of pages. */
  readonly footer: string
  /** Printed at the right of the head of every page. */
  readonly header?: string
}

export interface Validation {
  readonly range: Range
  readonly options: readonly string[]
  readonly message?: string
}

export interface Sheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string
  readonly visibility: 'visible' | 'hidden' | 'veryHidden'
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly merges: readonly Range[]
  readonly freeze?: { readonly rows: number; readonly columns: number }
  readonly autoFilter?: Range
  readonly print?: PrintSetup
  readonly validations?: readonly Validation[]
}

export interface Workbook {
  readonly title: string
  readonly creator: string
  /** ISO instant; the same instant gives the same bytes. */
  readonly createdAt: string
  readonly sheets: readonly Sheet[]
}

export const plain = (cell: Cell): StyledCell =>
  cell !== null && typeof cell === 'object' ? cell : { value: cell }
