/** Where one is in a grid of cells, and the other corner of what is selected; counted from 0. */
export interface Cursor {
  readonly row: number
  readonly column: number
  readonly toRow: number
  readonly toColumn: number
}

export interface Box {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const cellAt = (row: number, column: number): Cursor => ({
  row,
  column,
  toRow: row,
  toColumn: column,
})

export const boxOf = ({ row, column, toRow, toColumn }: Cursor): Box => ({
  top: Math.min(row, toRow),
  bottom: Math.max(row, toRow),
  left: Math.min(column, toColumn),
  right: Math.max(column, toColumn),
})

interface Extent {
  readonly rows: number
  readonly columns: number
  /** Rows in sight. */
  readonly page: number
}

/** Where a key leads. Tab goes on to the next row at the end of one; all others stop at the edge. */
export const moved = (cursor: Cursor, key: string, extend: boolean, extent: Extent): Cursor => {
  if (key === 'Tab') return tabbed(cursor, extend ? -1 : 1, extent)
  if (key === 'Enter') return clamped(cellAt(cursor.row + (extend ? -1 : 1), cursor.column), extent)
  const [row, column] = extend ? [cursor.toRow, cursor.toColumn] : [cursor.row, cursor.column]
  const [toRow, toColumn] = placeFor(key, row, column, extent)
  return clamped(extend ? { ...cursor, toRow, toColumn } : cellAt(toRow, toColumn), extent)
}

const placeFor = (key: string, row: number, column: number, extent: Extent): readonly [number, number] => {
  const places: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    PageUp: [row - extent.page, column],
    PageDown: [row + extent.page, column],
    Home: [row, 0],
    End: [row, extent.columns - 1],
    'Ctrl+Home': [0, 0],
    'Ctrl+End': [extent.rows - 1, extent.columns - 1],
    'Ctrl+ArrowUp': [0, column],
    'Ctrl+ArrowDown': [extent.rows - 1, column],
    'Ctrl+ArrowLeft': [row, 0],
    'Ctrl+ArrowRight': [row, extent.columns - 1],
  }
  return places[key] ?? [row, column]
}

const tabbed = ({ row, column }: Cursor, by: 1 | -1, { rows, columns }: Extent): Cursor => {
  const next = row * columns + column + by
  if (next < 0 || next >= rows * columns) return cellAt(row, column)
  return cellAt(Math.floor(next / columns), next % columns)
}

const clamped = (cursor: Cursor, { rows, columns }: Extent): Cursor => {
  const within = (place: number, count: number): number => Math.max(0, Math.min(count - 1, place))
  return {
    row: within(cursor.row, rows),
    column: within(cursor.column, columns),
    toRow: within(cursor.toRow, rows),
    toColumn: within(cursor.toColumn, columns),
  }
}
