import { type Cell, type CellRole, plain, type Range, type Sheet } from '../workbook/model'
import { lineHeight, widthOfText } from './styles'

const padding = 6
const tallest = 400

const wraps: ReadonlySet<CellRole> = new Set(['title', 'heading', 'body', 'subtotal', 'total', 'note'])

/**
 * The height in points that the longest text of a row needs: titles, headings and notes are merged or large, and no
 * program measures those by itself. Undefined for rows of a table's body.
 */
export const heightOfRow = (sheet: Sheet, index: number): number | undefined => {
  const row = sheet.rows[index]
  if (row === undefined || row.cells.every(isBare)) return undefined
  const needed = row.cells.map((cell, column) => {
    const { value, role = 'body' } = plain(cell)
    if (typeof value !== 'string') return 0
    const merge = mergeAt(sheet, index, column)
    if (merge !== undefined && merge.rows > 1) return 0
    if (!wraps.has(role)) return lineHeight(role)
    const width = widthOf(sheet, merge ?? { row: index, column, rows: 1, columns: 1 })
    const lines = value
      .split('\n')
      .reduce(
        (sum, line) => sum + Math.max(1, Math.ceil(widthOfText(line, role) / Math.max(2, width - 1))),
        0,
      )
    return lines * lineHeight(role)
  })
  const most = Math.max(0, ...needed)
  return most === 0 ? undefined : Math.min(tallest, Math.round(most + padding))
}

/** Rows of a table's body are measured by the program that opens the file; a merged or a larger one is not. */
const isBare = (cell: Cell): boolean =>
  cell === null || typeof cell !== 'object' || (cell.role ?? 'body') === 'body'

const mergeAt = (sheet: Sheet, row: number, column: number): Range | undefined =>
  sheet.merges.find((merge) => merge.row === row && merge.column === column)

const widthOf = (sheet: Sheet, { column, columns }: Range): number =>
  sheet.columns.slice(column, column + columns).reduce((sum, { width }) => sum + width, 0)
