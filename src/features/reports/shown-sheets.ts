import { cellSide, cellText, isFixed } from '../../workbook/cell-text'
import { plain, type Range, type Row, type Sheet, type StyledCell, type Workbook } from '../../workbook/model'
import { layOut, type PrintedPage, type PrintedSheet } from './page-layout'

/** A cell as it is drawn. */
export interface DrawnCell {
  readonly column: number
  /** Columns and rows that it covers. */
  readonly columns: number
  readonly rows: number
  readonly text: string
  /** Names of its styles in paper.css. */
  readonly classes: string
  /** The heading above a figure that can be asked about; missing in every other cell. */
  readonly heading?: string
}

export interface DrawnRow {
  /** Number in the sheet, from 0. */
  readonly row: number
  /** Millimetres. */
  readonly height: number
  readonly cells: readonly DrawnCell[]
}

/** A page of a sheet; both count from 0. */
export interface PagePlace {
  readonly sheet: string
  readonly page: number
}

/**
 * A sheet as the window has it: how it is laid out and what stands on its first pages. The others come when they are looked
 * at: 50,000 rows at once would hold the window up for a second.
 */
export interface ShownSheet extends Pick<Sheet, 'name' | 'print'> {
  readonly printed: Omit<PrintedSheet, 'heights' | 'headings' | 'pages'>
  /** How many. */
  readonly pages: number
  /** Whether any figure of it can be asked about. */
  readonly hasFigures: boolean
  readonly first: readonly (readonly DrawnRow[])[]
}

interface LaidSheet {
  readonly sheet: Sheet
  readonly printed: PrintedSheet
}

/** The visible sheets of a workbook, laid out. */
export const laidSheets = ({ sheets }: Workbook): readonly LaidSheet[] =>
  sheets
    .filter(({ visibility }) => visibility === 'visible')
    .map((sheet) => ({ sheet, printed: layOut(sheet) }))

/** Cells that come over with the sheet; it takes some milliseconds. */
const cellsAtFirst = 6000

export const shownSheet = ({ sheet, printed }: LaidSheet): ShownSheet => {
  const first: (readonly DrawnRow[])[] = []
  let cells = 0
  for (const page of printed.pages) {
    const drawn = drawnRows({ sheet, printed }, page)
    cells += drawn.reduce((sum, row) => sum + row.cells.length, 0)
    if (first.length > 0 && cells > cellsAtFirst) break
    first.push(drawn)
  }
  return { ...paperOf({ sheet, printed }), hasFigures: hasFigures(sheet, printed), first }
}

/** What the pages of a sheet have in common. */
export const paperOf = ({ sheet, printed }: LaidSheet): Omit<ShownSheet, 'hasFigures' | 'first'> => {
  const { heights: _heights, headings: _headings, pages, ...frame } = printed
  return {
    name: sheet.name,
    ...(sheet.print === undefined ? {} : { print: sheet.print }),
    printed: frame,
    pages: pages.length,
  }
}

/** What stands on a page, its repeated heading first. */
export const drawnRows = ({ sheet, printed }: LaidSheet, page: PrintedPage): readonly DrawnRow[] => {
  const rows = [...page.repeated, ...page.rows]
  const merges = mergesOver(sheet.merges, rows)
  return rows.map((row) => ({
    row,
    height: printed.heights[row] ?? 0,
    cells: drawnCells({ sheet, printed }, row, merges.get(row) ?? []),
  }))
}

const mergesOver = (
  merges: readonly Range[],
  rows: readonly number[],
): ReadonlyMap<number, readonly Range[]> => {
  const found = new Map<number, Range[]>(rows.map((row) => [row, []]))
  const [first, last] = [Math.min(...rows), Math.max(...rows)]
  for (const merge of merges)
    for (let row = Math.max(first, merge.row); row < merge.row + merge.rows && row <= last; row += 1)
      found.get(row)?.push(merge)
  return found
}

const drawnCells = (
  { sheet, printed }: LaidSheet,
  row: number,
  merges: readonly Range[],
): readonly DrawnCell[] => {
  const { cells }: Row = sheet.rows[row] ?? { cells: [] }
  return sheet.columns.flatMap((column, at): readonly DrawnCell[] => {
    const merge = merges.find((range) => covers(range, at))
    if (merge !== undefined && (merge.row !== row || merge.column !== at)) return []
    const cell = cells[at] ?? null
    const styled = plain(cell)
    const classes = [
      cell === null ? 'none' : (styled.role ?? 'body'),
      cellSide(styled, column) ?? '',
      isFixed(styled) ? 'fixed' : '',
      styled.alert === true ? 'alert' : '',
    ]
    return [
      {
        column: at,
        columns: merge?.columns ?? 1,
        rows: merge?.rows ?? 1,
        text: cellText(styled, column),
        classes: classes.filter((name) => name !== '').join(' '),
        ...(isFigure(sheet, printed, styled, row, at)
          ? { heading: headingOver(sheet, printed, row, at) }
          : {}),
      },
    ]
  })
}

const inTable: ReadonlySet<string> = new Set(['body', 'subtotal', 'total'])
const labels: ReadonlySet<unknown> = new Set(['合计', '小计'])

/** Numbers of a table, and whatever its totals say; not the numbers of its rows. */
const isFigure = (
  sheet: Sheet,
  printed: PrintedSheet,
  { role = 'body', value }: StyledCell,
  row: number,
  column: number,
): boolean => {
  if (!inTable.has(role) || value === null) return false
  if (role !== 'body') return !labels.has(value)
  return typeof value === 'number' && headingOver(sheet, printed, row, column) !== '序号'
}

const hasFigures = (sheet: Sheet, printed: PrintedSheet): boolean =>
  sheet.rows.some(({ cells }, row) =>
    cells.some((cell, column) => isFigure(sheet, printed, plain(cell), row, column)),
  )

/** The lowest heading above a cell. */
const headingOver = ({ rows }: Sheet, { headings }: PrintedSheet, row: number, column: number): string => {
  const over = headings.findLast((above) => {
    const { role, value } = plain(rows[above]?.cells[column] ?? null)
    return above < row && role === 'heading' && typeof value === 'string'
  })
  return over === undefined ? '' : String(plain(rows[over]?.cells[column] ?? null).value).replaceAll('\n', '')
}

const covers = ({ column, columns }: Range, at: number): boolean => at >= column && at < column + columns
