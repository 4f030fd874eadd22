import type { SheetGrid } from '../grid'
import type { Place, TableColumn, TableRow } from './found'
import type { SheetTable } from './tables'

/**
 * A table in which each record stands on two lines, its heading too: 姓名 above 职称 in one column, and the number merged
 * over both lines. The lower line becomes columns of its own behind the others; any other table is left as it is.
 */
export const unfolded = (table: SheetTable): SheetTable => {
  const { columns, rows, part } = table
  const { grid, headingRow, headingRows, lastColumn } = part
  if (headingRows !== 2) return table
  const stacked = columns.filter((column) => isStacked(grid, headingRow, column))
  const joined = columns.filter(
    ({ column, parents }) => parents.length === 0 && joins(grid, headingRow, column),
  )
  if (stacked.length === 0 || joined.length === 0 || !arePairs(grid, rows, joined)) return table
  const lower = stacked.map(({ heading, inner }, index): TableColumn => ({
    column: lastColumn + 1 + index,
    heading,
    parents: [],
    ...(inner === undefined ? {} : { inner }),
  }))
  const upper = columns.map((column) =>
    stacked.includes(column) ? { ...column, heading: column.parents[0] ?? '', parents: [] } : column,
  )
  const below = new Map(rows.map((row) => [row.row, row]))
  return {
    columns: [...upper, ...lower],
    rows: rows
      .filter(({ kind, row }) => kind !== 'data' || joined.some(({ column }) => joins(grid, row, column)))
      .map((row) =>
        row.kind === 'data' ? withLower(row, below.get(row.row + 1), stacked, lastColumn) : row,
      ),
    part: { ...part, lastColumn: lastColumn + stacked.length },
  }
}

/** 姓名 above 职称, and not 服务对象 above several columns. */
const isStacked = ({ merges }: SheetGrid, row: number, { column, parents }: TableColumn): boolean =>
  parents.length === 1 &&
  !merges.some(
    (merge) =>
      merge.row === row &&
      merge.columns > 1 &&
      merge.column <= column &&
      column < merge.column + merge.columns,
  )

const joins = ({ merges }: SheetGrid, row: number, column: number): boolean =>
  merges.some((merge) => merge.row === row && merge.column === column && merge.rows === 2)

const arePairs = (grid: SheetGrid, rows: readonly TableRow[], joined: readonly TableColumn[]): boolean => {
  const data = rows.filter(({ kind }) => kind === 'data')
  return (
    data.length > 0 &&
    data.every(({ row }, index) =>
      index % 2 === 0
        ? data[index + 1]?.row === row + 1 && joined.some(({ column }) => joins(grid, row, column))
        : true,
    )
  )
}

const withLower = (
  row: TableRow,
  lower: TableRow | undefined,
  stacked: readonly TableColumn[],
  lastColumn: number,
): TableRow => {
  const width = lastColumn + 1
  const cells = Array.from({ length: width }, (_, column) => row.cells[column] ?? null)
  const own = Array.from({ length: width }, (_, column) => row.places?.[column])
  const places = stacked.map(({ column }): Place => ({ grid: row.grid, row: row.row + 1, column }))
  return {
    ...row,
    cells: [...cells, ...stacked.map(({ column }) => lower?.cells[column] ?? null)],
    places: [...own, ...places],
  }
}
