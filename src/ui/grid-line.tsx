import { Fragment, memo } from 'react'
import type { TableColumn } from './table-column'
import { checkWidth } from './table-head'

export interface GridColumn<Row> extends TableColumn<Row> {
  readonly editable: boolean
  /** What stands in the cell to be edited. */
  readonly editText: (row: Row) => string
}

/** What is amiss with a cell: its text is not saved. */
interface CellFault {
  readonly text: string
  readonly reason?: string
}

/** By column. */
export type CellFaults = Readonly<Record<string, CellFault>>

/** A column that is drawn. */
export interface Shown<Row> {
  readonly column: GridColumn<Row>
  readonly index: number
  /** Width of the columns before it that are not. */
  readonly gap: number
}

interface GridLineProps<Row> {
  readonly name: string
  readonly index: number
  readonly top: number
  readonly width: number
  readonly mark: string
  readonly columns: readonly Shown<Row>[]
  /** Undefined until it has been fetched. */
  readonly row: Row | undefined
  readonly faults: CellFaults | undefined
  /** The column of the current cell, if it is in this row. */
  readonly at: number | undefined
  readonly selectedFrom: number | undefined
  readonly selectedTo: number | undefined
}

const Line = <Row,>(props: GridLineProps<Row>) => {
  const { name, index, row, faults, at, selectedFrom = 1, selectedTo = 0 } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={at === undefined ? 'table-row' : 'table-row active'}
      style={{ transform: `translateY(${String(props.top)}px)`, width: props.width }}
    >
      <div role="rowheader" className="table-cell check frozen soft" style={{ width: checkWidth, left: 0 }}>
        {props.mark}
      </div>
      {props.columns.map(({ column, index: place, gap }) => (
        <Fragment key={column.key}>
          <Gap width={gap} />
          <GridCell
            id={`${name}-${String(index)}-${String(place)}`}
            column={column}
            place={place}
            row={row}
            fault={faults?.[column.key]}
            isAt={place === at}
            isSelected={place >= selectedFrom && place <= selectedTo}
          />
        </Fragment>
      ))}
    </div>
  )
}

/** A row of the grid. Drawn only when something in it changes, not whenever one scrolls or types. */
export const GridLine = memo(Line) as typeof Line

/** In place of columns that are out of sight. */
export const Gap = ({ width }: { readonly width: number }) =>
  width > 0 && <div role="presentation" style={{ width, flex: 'none' }} />

interface GridCellProps<Row> {
  readonly id: string
  readonly column: GridColumn<Row>
  readonly place: number
  readonly row: Row | undefined
  readonly fault: CellFault | undefined
  readonly isAt: boolean
  readonly isSelected: boolean
}

const Cell = <Row,>({ id, column, place, row, fault, isAt, isSelected }: GridCellProps<Row>) => {
  const text = row === undefined ? '' : (fault?.text ?? column.text(row))
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={place + 2}
      aria-selected={isSelected}
      aria-readonly={!column.editable}
      aria-invalid={fault?.reason !== undefined}
      className={classOf(column, place, fault, isAt)}
      style={{ width: column.width, ...(place === 0 ? { left: checkWidth } : {}) }}
      title={fault?.reason ?? text}
    >
      {fault !== undefined || row === undefined || column.render === undefined ? text : column.render(row)}
    </div>
  )
}

const GridCell = memo(Cell) as typeof Cell

const classOf = <Row,>(
  column: GridColumn<Row>,
  place: number,
  fault: CellFault | undefined,
  isAt: boolean,
): string =>
  [
    'table-cell',
    column.align,
    place === 0 ? 'frozen' : '',
    column.editable ? '' : 'fixed',
    fault === undefined ? '' : fault.reason === undefined ? 'waiting' : 'bad',
    isAt ? 'at' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
