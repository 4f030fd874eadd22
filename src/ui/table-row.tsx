import { memo } from 'react'
import type { TableColumn } from './table-column'
import { checkWidth } from './table-head'

/** The `aria-rowindex` of the first row, after that of the headings. */
export const firstRow = 2

interface TableRowProps<Row> {
  readonly id: string
  readonly index: number
  /** Its place in the list, in pixels. */
  readonly start: number
  readonly row: Row | undefined
  readonly columns: readonly TableColumn<Row>[]
  readonly hasBox: boolean
  readonly isCurrent: boolean
  readonly isSelected: boolean
}

const PlainRow = <Row,>({ id, index, start, row, columns, ...how }: TableRowProps<Row>) => {
  const [first, ...others] = columns
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + firstRow}
      aria-selected={how.isSelected}
      className={how.isCurrent ? 'table-row active' : 'table-row'}
      style={{ transform: `translateY(${String(start)}px)` }}
    >
      {how.hasBox && (
        <div role="gridcell" className="table-cell check frozen" style={{ width: checkWidth }}>
          {row !== undefined && <CheckBox index={index} isSelected={how.isSelected} />}
        </div>
      )}
      {first !== undefined && <Cell column={first} row={row} isFrozen />}
      <div role="presentation" className="table-moving">
        {others.map((column) => (
          <Cell key={column.key} column={column} row={row} isFrozen={false} />
        ))}
      </div>
    </div>
  )
}

/** While one scrolls most rows stay as they are. The type of `memo` forgets that of the row. */
export const TableRow = memo(PlainRow) as typeof PlainRow

const CheckBox = ({ index, isSelected }: { readonly index: number; readonly isSelected: boolean }) => (
  <input
    type="checkbox"
    tabIndex={-1}
    aria-label={`选择第 ${String(index + 1)} 行`}
    checked={isSelected}
    onChange={() => undefined}
  />
)

interface CellProps<Row> {
  readonly column: TableColumn<Row>
  readonly row: Row | undefined
  readonly isFrozen: boolean
}

const Cell = <Row,>({ column, row, isFrozen }: CellProps<Row>) => {
  const text = row === undefined ? '' : column.text(row)
  return (
    <div
      role="gridcell"
      className={`table-cell ${column.align}${isFrozen ? ' frozen' : ''}`}
      style={{ width: column.width }}
    >
      {row !== undefined && column.render !== undefined ? column.render(row) : text}
    </div>
  )
}
