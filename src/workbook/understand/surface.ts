import { dayOfSerial, chineseDay } from '../../domain/kinds/date'
import { tidy } from '../../domain/kinds/kind'
import { cellKey, type RawCell, type SheetGrid } from '../grid'
import type { Range } from '../model'

/** A sheet with its merged cells looked through. Nothing is copied: most rows have no merged cell. */
export interface Surface {
  readonly grid: SheetGrid
  readonly height: number
  /** The text of a cell; empty where another cell is merged over it. */
  readonly own: (row: number, column: number) => string
  /** The text of a cell, or of the one merged over it. */
  readonly seen: (row: number, column: number) => string
  /** The merged range that covers a cell. */
  readonly rangeAt: (row: number, column: number) => Range | undefined
  /** The cells of a row; those merged downwards are filled. */
  readonly filled: (row: number) => readonly RawCell[]
  /** Cells with something in them, from left to right, each as wide and high as it is merged. */
  readonly cellsOf: (row: number) => readonly SeenCell[]
}

export interface SeenCell {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly width: number
  readonly height: number
}

/** Rows that merges may cover in one sheet; a file that asks for more does so to exhaust the machine. */
const mostCovered = 1_000_000
const widest = 256

export const surfaceOf = (grid: SheetGrid): Surface => {
  const covers = coversOf(grid)
  const rangeAt = (row: number, column: number): Range | undefined =>
    covers
      .get(row)
      ?.find((range) => column >= range.column && column < range.column + Math.min(range.columns, widest))
  const text = (row: number, column: number): string => tidy(grid.rows[row]?.[column] ?? null)
  const own = (row: number, column: number): string => {
    const range = rangeAt(row, column)
    return range === undefined || (range.row === row && range.column === column) ? text(row, column) : ''
  }
  return {
    grid,
    height: grid.rows.length,
    own,
    rangeAt,
    seen: (row, column) => {
      const range = rangeAt(row, column)
      return range === undefined ? text(row, column) : text(range.row, range.column)
    },
    filled: (row) => filledRow(grid, row, covers.get(row) ?? []),
    cellsOf: (row) =>
      (grid.rows[row] ?? []).flatMap((_, column): readonly SeenCell[] => {
        const seen = own(row, column)
        if (seen === '') return []
        const { columns: width = 1, rows: height = 1 } = rangeAt(row, column) ?? {}
        return [{ row, column, text: seen, width, height }]
      }),
  }
}

/** Merged ranges by the rows that they cover. */
const coversOf = ({ rows, merges }: SheetGrid): ReadonlyMap<number, readonly Range[]> => {
  const covers = new Map<number, Range[]>()
  let left = mostCovered
  for (const range of merges) {
    const end = Math.min(range.row + range.rows, rows.length)
    left -= Math.max(1, end - range.row)
    if (left < 0) break
    for (let row = range.row; row < end; row += 1) {
      const there = covers.get(row)
      if (there === undefined) covers.set(row, [range])
      else if (there.length < widest) there.push(range)
    }
  }
  return covers
}

const filledRow = (grid: SheetGrid, row: number, ranges: readonly Range[]): readonly RawCell[] => {
  const cells = grid.rows[row] ?? []
  const tall = ranges.filter((range) => range.row < row)
  if (tall.length === 0) return cells
  const filled = [...cells]
  for (const range of tall) filled[range.column] = grid.rows[range.row]?.[range.column] ?? null
  // What was left out between is blank, not a hole.
  return Array.from(filled, (cell) => cell ?? null)
}

/** A cell as its sheet shows it: dates are days, not serial numbers. */
export const shownCell = (raw: RawCell, grid: SheetGrid, row: number, column: number): string => {
  const day = typeof raw === 'number' && grid.dates.has(cellKey(row, column)) ? dayOfSerial(raw) : undefined
  return day === undefined ? tidy(raw) : chineseDay(day)
}
