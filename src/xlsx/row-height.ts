import { type Cell, type CellRole, plain, type Range, type Sheet } from '../workbook/model'
import { lineHeight, widthOfText } from './styles'

const padding = 6
const tallest = 400

const wraps: ReadonlySet<CellRole> = new Set([
  'title',
  'heading',
  'body',
  'subtotal',
  'total',
  'note',
  'paragraph',
])

/**
 * The height in points that the longest wrapped text of a row needs, since not every program that opens a file measures
 * rows by itself. Undefined where the usual height is enough.
 */
export const heightOfRow = (sheet: Sheet, index: number): number | undefined => {
  const cells = sheet.rows[index]?.cells ?? []
  const own = mergesOf(sheet).get(index) ?? []
  // A table's body is most of a file, and most of it fits: those rows are done without looking at merges.
  const bare = own.length === 0 && cells.every(isBare)
  const needed = cells.map((cell, column) =>
    bare ? bareHeight(sheet, cell, column) : heightOf(sheet, cell, index, column),
  )
  const most = Math.max(0, ...needed, ...own.map((merge) => shareOf(sheet, merge)))
  return most === 0 ? undefined : Math.min(tallest, Math.round(most + padding))
}

const isBare = (cell: Cell): boolean =>
  cell === null || typeof cell !== 'object' || (cell.role ?? 'body') === 'body'

const bareHeight = (sheet: Sheet, cell: Cell, column: number): number => {
  const value = cell !== null && typeof cell === 'object' ? cell.value : cell
  const width = sheet.columns[column]?.width ?? 0
  if (typeof value !== 'string' || (value.length * 2 < width && !value.includes('\n'))) return 0
  const lines = linesIn(value, 'body', width)
  return lines === 1 ? 0 : lines * lineHeight('body')
}

const heightOf = (sheet: Sheet, cell: Cell, row: number, column: number): number => {
  const { value, role = 'body' } = plain(cell)
  if (typeof value !== 'string') return 0
  const merge = mergeAt(sheet, row, column)
  if (merge !== undefined && merge.rows > 1) return 0
  if (!wraps.has(role)) return lineHeight(role)
  return (
    linesIn(value, role, widthOf(sheet, merge ?? { row, column, rows: 1, columns: 1 })) * lineHeight(role)
  )
}

/** A line holds a little less than its column, for no word is cut. */
const linesIn = (text: string, role: CellRole, width: number): number =>
  text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOfText(line, role) / Math.max(2, width - 2))), 0)

/** What a row gives to a text that runs over several: an equal part each, so that none of it is cut. */
const shareOf = (sheet: Sheet, merge: Range): number => {
  if (merge.rows === 1) return 0
  const { value, role = 'body' } = plain(sheet.rows[merge.row]?.cells[merge.column] ?? null)
  if (typeof value !== 'string' || role !== 'body') return 0
  return (linesIn(value, role, widthOf(sheet, merge)) * lineHeight(role)) / merge.rows
}

const known = new WeakMap<Sheet, ReadonlyMap<number, readonly Range[]>>()

/** The merges of a sheet by each row that they touch. */
const mergesOf = (sheet: Sheet): ReadonlyMap<number, readonly Range[]> => {
  const found = known.get(sheet)
  if (found !== undefined) return found
  const made = new Map<number, Range[]>()
  for (const merge of sheet.merges)
    for (let row = merge.row; row < merge.row + merge.rows; row += 1) {
      const list = made.get(row)
      if (list === undefined) made.set(row, [merge])
      else list.push(merge)
    }
  known.set(sheet, made)
  return made
}

const mergeAt = (sheet: Sheet, row: number, column: number): Range | undefined =>
  mergesOf(sheet)
    .get(row)
    ?.find((merge) => merge.row === row && merge.column === column)

const widthOf = (sheet: Sheet, { column, columns }: Range): number =>
  sheet.columns.slice(column, column + columns).reduce((sum, { width }) => sum + width, 0)
