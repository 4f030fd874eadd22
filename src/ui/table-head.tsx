import { useEffect, useRef } from 'react'
import type { TableColumn, TableSort } from './table-column'

export const checkWidth = 40
const narrowest = 60

interface HeadCellProps<Row> {
  readonly column: TableColumn<Row>
  readonly index: number
  /** Where the first one stays, in pixels. */
  readonly left: number
  readonly sort?: TableSort
  readonly onSort?: (field: string) => void
  readonly onResize?: (field: string, width: number) => void
}

export const HeadCell = <Row,>({ column, index, left, sort, onSort, onResize }: HeadCellProps<Row>) => {
  const sorted = sort?.field === column.key
  const descending = sort?.descending === true
  const direction = sorted ? (descending ? 'descending' : 'ascending') : 'none'
  return (
    <div
      role="columnheader"
      aria-colindex={index + (left === 0 ? 1 : 2)}
      {...(onSort === undefined ? {} : { 'aria-sort': direction })}
      className={`table-cell ${column.align}${index === 0 ? ' frozen' : ''}`}
      style={{
        width: column.width,
        ...(index === 0 ? { left } : {}),
        background: 'inherit',
        overflow: 'visible',
      }}
    >
      {onSort === undefined || !column.sortable ? (
        column.title
      ) : (
        <button
          type="button"
          tabIndex={-1}
          title={`按${column.title}排序`}
          onClick={() => onSort(column.key)}
        >
          {column.title}
          {sorted && <span aria-hidden>{descending ? ' ↓' : ' ↑'}</span>}
        </button>
      )}
      {onResize !== undefined && (
        <Grip width={column.width} title={column.title} onResize={(width) => onResize(column.key, width)} />
      )}
    </div>
  )
}

/** The edge of a heading: dragged with the mouse. */
const Grip = ({
  width,
  title,
  onResize,
}: {
  readonly width: number
  readonly title: string
  readonly onResize: (width: number) => void
}) => {
  const from = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined)
  useEffect(() => {
    const drag = (event: globalThis.MouseEvent): void => {
      if (from.current !== undefined)
        onResize(Math.max(narrowest, from.current.width + event.clientX - from.current.x))
    }
    const drop = (): void => {
      from.current = undefined
    }
    window.addEventListener('mousemove', drag)
    window.addEventListener('mouseup', drop)
    return () => {
      window.removeEventListener('mousemove', drag)
      window.removeEventListener('mouseup', drop)
    }
  }, [onResize])
  return (
    <span
      className="table-grip"
      aria-hidden
      title={`拖动调整“${title}”的宽度`}
      onMouseDown={(event) => {
        event.preventDefault()
        from.current = { x: event.clientX, width }
      }}
    />
  )
}
