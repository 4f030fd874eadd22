import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  Fragment,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import './data-table.css'
import './cell-grid.css'
import { CellEditor, type Suggestion } from './cell-editor'
import { boxOf, type Cursor, moved } from './cell-range'
import { type CellFaults, type GridColumn, GridLine, Gap, type Shown } from './grid-line'
import { createRowPlaces } from './row-places'
import { checkWidth, HeadCell } from './table-head'

export interface TypedCell {
  readonly row: number
  readonly column: string
  readonly text: string
}

interface CellGridProps<Row extends { readonly id: string }> {
  readonly name: string
  readonly columns: readonly GridColumn<Row>[]
  readonly total: number
  readonly rowAt: (index: number) => Row | undefined
  /** What stands at the left of a row: its number, or the mark of a new one. */
  readonly rowMark: (index: number) => string
  /** The same object as long as nothing changed in the row, as from `rowAt`: only rows that changed are drawn. */
  readonly faultsOf: (row: Row) => CellFaults | undefined
  readonly cursor: Cursor
  readonly onCursor: (cursor: Cursor) => void
  readonly onTyped: (cells: readonly TypedCell[]) => void
  /** Enter in this row; true where that does not lead down. */
  readonly onEntered: (row: number) => boolean
  readonly onFillDown: () => void
  readonly onClear: () => void
  readonly onCopy: (data: DataTransfer) => void
  readonly onPaste: (text: string) => void
  /** Enter in a cell that cannot be typed into. */
  readonly onOpen: (row: number) => void
  readonly suggest: (column: string, text: string) => Promise<readonly Suggestion[]>
  readonly separatorOf: (column: string) => string | undefined
  readonly onResize: (column: string, width: number) => void
  readonly describe: (row: Row, column: string) => string
}

const rowHeight = 36
const headHeight = 38
/** Rows above and below those in sight. */
const overscan = 4

/**
 * Cells that are typed into as in Excel. The keyboard is always in one text box that lies over the current cell: a
 * composition begins there with its first letter, and nothing has to be handed over.
 */
export const CellGrid = <Row extends { readonly id: string }>(props: CellGridProps<Row>) => {
  const { name, columns, total, rowAt, cursor, onCursor, faultsOf, onTyped, onEntered } = props
  const scroller = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const dragging = useRef(false)
  const [editing, setEditing] = useState<{ readonly text: string; readonly whole: boolean }>()
  const [places] = useState(createRowPlaces)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    rangeExtractor: places.indexes,
    scrollPaddingStart: headHeight,
  })
  const { shown, lefts, reach } = useColumnsInSight(columns, scroller)
  const column = columns[cursor.column]
  const row = rowAt(cursor.row)
  const textIn = (one: GridColumn<Row>, at: Row): string => faultsOf(at)?.[one.key]?.text ?? one.editText(at)
  const range = boxOf(cursor)
  const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2)

  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  const { scrollToIndex } = virtual
  /** Only a new place is gone to: widths that change do not move the picture. */
  const latest = useRef({ columns, lefts })
  useEffect(() => {
    latest.current = { columns, lefts }
  })
  useEffect(() => {
    scrollToIndex(cursor.row)
    const now = latest.current
    const view = scroller.current
    const cell = now.columns[cursor.column]
    if (view === null || cell === undefined || cursor.column === 0) return
    const left = checkWidth + (now.lefts[cursor.column] ?? 0)
    const frozen = checkWidth + (now.columns[0]?.width ?? 0)
    if (left - view.scrollLeft < frozen) view.scrollLeft = left - frozen
    else if (left + cell.width > view.scrollLeft + view.clientWidth)
      view.scrollLeft = left + cell.width - view.clientWidth
  }, [cursor.row, cursor.column, scrollToIndex])

  const go = useCallback(
    (key: string, extend: boolean) =>
      onCursor(moved(cursor, key, extend, { rows: total, columns: columns.length, page: pageRows })),
    [cursor, onCursor, total, columns.length, pageRows],
  )
  const commit = (text: string): void => {
    setEditing(undefined)
    if (column === undefined || row === undefined || !column.editable) return
    if (text !== textIn(column, row)) onTyped([{ row: cursor.row, column: column.key, text }])
  }
  const onMouseDown = (event: MouseEvent): void => {
    const to = cellUnder(event)
    if (to === undefined || event.button !== 0) return
    event.preventDefault()
    if (editing !== undefined) commit(editing.text)
    box.current?.focus({ preventScroll: true })
    onCursor(
      event.shiftKey
        ? { ...cursor, toRow: to.row, toColumn: to.column }
        : { ...to, toRow: to.row, toColumn: to.column },
    )
    dragging.current = true
  }
  const onMouseOver = (event: MouseEvent): void => {
    const to = dragging.current ? cellUnder(event) : undefined
    if (to !== undefined && (to.row !== cursor.toRow || to.column !== cursor.toColumn))
      onCursor({ ...cursor, toRow: to.row, toColumn: to.column })
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const to = cellUnder(event)
    const one = to === undefined ? undefined : columns[to.column]
    const at = to === undefined ? undefined : rowAt(to.row)
    if (one?.editable === true && at !== undefined) setEditing({ text: textIn(one, at), whole: true })
  }
  useEffect(() => {
    const drop = (): void => {
      dragging.current = false
    }
    window.addEventListener('mouseup', drop)
    return () => window.removeEventListener('mouseup', drop)
  }, [])
  const copy = (event: ClipboardEvent): void => {
    if (editing !== undefined) return
    event.preventDefault()
    props.onCopy(event.clipboardData)
  }

  return (
    <div className="table">
      <div ref={scroller} className="table-scroll">
        <div
          role="grid"
          aria-label={name}
          aria-rowcount={total + 1}
          aria-colcount={columns.length + 1}
          aria-multiselectable
        >
          <div role="row" className="table-head" aria-rowindex={1} style={{ width: reach }}>
            <div
              role="columnheader"
              className="table-cell check frozen"
              style={{ width: checkWidth, left: 0, background: 'inherit' }}
            >
              <span className="hidden-text">行</span>
            </div>
            {shown.map(({ column: one, index, gap }) => (
              <Fragment key={one.key}>
                <Gap width={gap} />
                <HeadCell left={checkWidth} column={one} index={index} onResize={props.onResize} />
              </Fragment>
            ))}
          </div>
          <div
            role="presentation"
            style={{ height: virtual.getTotalSize(), position: 'relative' }}
            onMouseDown={onMouseDown}
            onMouseOver={onMouseOver}
            onDoubleClick={onDoubleClick}
          >
            {places.inOrder(virtual.getVirtualItems(), virtual.isScrolling).map(({ index, start }) => {
              const line = rowAt(index)
              const isSelected = index >= range.top && index <= range.bottom
              return (
                <GridLine
                  key={places.of(index)}
                  name={name}
                  index={index}
                  top={start}
                  width={reach}
                  mark={props.rowMark(index)}
                  columns={shown}
                  row={line}
                  faults={line === undefined ? undefined : faultsOf(line)}
                  at={index === cursor.row ? cursor.column : undefined}
                  selectedFrom={isSelected ? range.left : undefined}
                  selectedTo={isSelected ? range.right : undefined}
                />
              )
            })}
          </div>
        </div>
        {column !== undefined && (
          <CellEditor
            ref={box}
            label={`${column.title} ${props.rowMark(cursor.row)}`}
            description={row === undefined ? '' : props.describe(row, column.key)}
            editable={column.editable && row !== undefined}
            top={headHeight + cursor.row * rowHeight}
            left={checkWidth + (lefts[cursor.column] ?? 0)}
            width={column.width}
            frozen={cursor.column === 0}
            reach={reach}
            editing={editing}
            startText={row === undefined ? '' : textIn(column, row)}
            separator={props.separatorOf(column.key)}
            suggest={(text) => props.suggest(column.key, text)}
            onEdit={setEditing}
            onCommit={(text, key, extend) => {
              commit(text)
              const isTaken = key === 'Enter' && !extend && onEntered(cursor.row)
              if (key !== undefined && !isTaken) go(key, extend)
            }}
            onMove={go}
            onOpen={() => props.onOpen(cursor.row)}
            onFillDown={props.onFillDown}
            onClear={props.onClear}
            onCopy={copy}
            onPaste={(event) => {
              if (editing !== undefined) return
              event.preventDefault()
              props.onPaste(event.clipboardData.getData('text/plain'))
            }}
          />
        )}
      </div>
    </div>
  )
}

/** The cell that the mouse is over. */
const cellUnder = ({ target }: MouseEvent): { readonly row: number; readonly column: number } | undefined => {
  const cell = target instanceof Element ? target.closest('[role="gridcell"]') : null
  const line = cell?.closest('[role="row"]')
  if (cell === null || line === null || line === undefined) return undefined
  return {
    row: Number(line.getAttribute('aria-rowindex')) - 2,
    column: Number(cell.getAttribute('aria-colindex')) - 2,
  }
}

/** The first column, which stays, and those that can be seen beside it. */
const useColumnsInSight = <Row,>(
  columns: readonly GridColumn<Row>[],
  scroller: RefObject<HTMLDivElement | null>,
): { readonly shown: readonly Shown<Row>[]; readonly lefts: readonly number[]; readonly reach: number } => {
  const lefts = useMemo(
    () => columns.map((_, index) => columns.slice(0, index).reduce((sum, { width }) => sum + width, 0)),
    [columns],
  )
  const virtual = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    scrollMargin: checkWidth,
    overscan: 2,
  })
  useEffect(() => virtual.measure(), [virtual, columns])
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  const shown = useMemo(
    () =>
      columns.flatMap((column, index): readonly Shown<Row>[] => {
        if (index !== 0 && (index < first || index > last)) return []
        const isFirst = index !== 0 && index === first
        return [{ column, index, gap: isFirst ? (lefts[index] ?? 0) - (lefts[1] ?? 0) : 0 }]
      }),
    [columns, lefts, first, last],
  )
  return { shown, lefts, reach: checkWidth + columns.reduce((sum, { width }) => sum + width, 0) }
}
