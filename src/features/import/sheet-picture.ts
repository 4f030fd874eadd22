import type { SheetGrid } from '../../workbook/grid'
import type { FoundTable, RowKind } from '../../workbook/understand/found'
import { shownCell } from '../../workbook/understand/surface'
import type { SheetPicture } from './import-types'

const mostColumns = 60
const longestText = 60

/** Some rows of a sheet as they stand, each with what it was taken for. */
export const pictureOf = (grid: SheetGrid, table: FoundTable, first: number, rows: number): SheetPicture => {
  const kinds = kindsIn(grid, table)
  const last = Math.min(first + rows, grid.rows.length)
  const columns = Math.min(
    mostColumns,
    grid.rows.reduce((most, { length }) => Math.max(most, length), 0),
  )
  const part = table.parts.find((candidate) => candidate.grid === grid)
  return {
    sheet: grid.name,
    first,
    total: grid.rows.length,
    columns,
    firstColumn: part?.firstColumn ?? 0,
    lastColumn: part?.lastColumn ?? columns - 1,
    rows: Array.from({ length: Math.max(0, last - first) }, (_, index) => {
      const row = first + index
      return {
        row,
        kind: kinds(row),
        cells: Array.from({ length: columns }, (__, column) =>
          shortened(shownCell(grid.rows[row]?.[column] ?? null, grid, row, column)),
        ),
      }
    }),
  }
}

const shortened = (text: string): string =>
  text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`

const kindsIn = (grid: SheetGrid, table: FoundTable): ((row: number) => RowKind | 'title' | 'form') => {
  const parts = table.parts.filter((part) => part.grid === grid)
  const known = new Map(
    table.rows.flatMap((row) => (row.grid === grid ? [[row.row, row.kind] as const] : [])),
  )
  return (row) => {
    const part = parts.find(({ firstRow, lastRow }) => row >= firstRow && row <= lastRow)
    if (table.shape === 'form') return part === undefined ? 'title' : 'form'
    const isHeading = parts.some(
      ({ headingRow, headingRows }) => row >= headingRow && row < headingRow + headingRows,
    )
    return isHeading ? 'heading' : (known.get(row) ?? 'title')
  }
}
