import type { Range } from './model'

/** A value as a spreadsheet holds it. Dates are serial numbers; `SheetGrid.dates` says which numbers are shown as dates. */
export type RawCell = string | number | boolean | null

/** One sheet as it was read: nothing trimmed away, nothing interpreted. Rows and columns count from 0. */
export interface SheetGrid {
  readonly name: string
  readonly hidden: boolean
  /** `rows[r][c]`; short rows are allowed, a missing cell is blank. */
  readonly rows: readonly (readonly RawCell[])[]
  readonly merges: readonly Range[]
  /** Keys `cellKey(row, column)` of numeric cells with a date format. */
  readonly dates: ReadonlySet<number>
  /** What people wrote into the comments of cells, by `cellKey`. */
  readonly comments?: ReadonlyMap<number, string>
}

/** What a file turned out to be. A refusal says what, why and how to mend it, in Chinese. */
export type ReadResult =
  | { readonly ok: true; readonly sheets: readonly SheetGrid[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: ReadRefusal; readonly message: string; readonly advice: string }

export type ReadRefusal = 'empty' | 'encrypted' | 'damaged' | 'tooLarge' | 'notAWorkbook' | 'noVisibleSheet'

const columnsPerRow = 16_384

export const cellKey = (row: number, column: number): number => row * columnsPerRow + column

/** `A1`-style address of a cell counted from 0. */
export const address = (row: number, column: number): string => `${columnName(column)}${String(row + 1)}`

/** `A`, `B` … `XFD` for columns counted from 0. */
export const columnName = (column: number): string => {
  const rest = Math.floor(column / 26)
  const letter = String.fromCharCode(65 + (column % 26))
  return rest === 0 ? letter : columnName(rest - 1) + letter
}
