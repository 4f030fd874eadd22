import { useVirtualizer } from '@tanstack/react-virtual'
import { type ClipboardEvent, type MouseEvent, useCallback, useEffect, useRef, useState } from 'react'
import './data-table.css'
import './cell-grid.css'
import { CellEditor, type Suggestion } from './cell-editor'
import { boxOf, type Cursor, isInside, moved } from './cell-range'
import type { TableColumn } from './table-column'
import { checkWidth, HeadCell } from './table-head'

export interface GridColumn<Row> extends TableColumn<Row> {
  readonly editable: boolean
  /** What stands in the cell to be edited. */
  readonly editText: (row: Row) => string
}

/** What is amiss with a cell: its text is not saved. */
export interface CellFault {
  readonly text: string
  readonly reason?: string
}

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
  readonly faultAt: (row: Row, column: string) => CellFault | undefined
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

/**
 * Cells that are typed into as in Excel. The keyboard is always in one text box that lies over the current cell: a
 * composition begins there with its first letter, and nothing has to be handed over.
 */
export const CellGrid = <Row extends { readonly id: string }>(props: CellGridProps<Row>) => {
  const { name, columns, total, rowAt, cursor, onCursor, faultAt, onTyped, onEntered } = props
  const scroller = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const dragging = useRef(false)
  const [editing, setEditing] = useState<{ readonly text: string; readonly whole: boolean }>()
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: headHeight,
  })
  const lefts = columns.map((_, index) => columns.slice(0, index).reduce((sum, { width }) => sum + width, 0))
  const column = columns[cursor.column]
  const row = rowAt(cursor.row)
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
    const before = faultAt(row, column.key)?.text ?? column.editText(row)
    if (text !== before) onTyped([{ row: cursor.row, column: column.key, text }])
  }
  const place = (event: MouseEvent, to: { readonly row: number; readonly column: number }): void => {
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
          <div role="row" className="table-head" aria-rowindex={1}>
            <div
              role="columnheader"
              className="table-cell check frozen"
              style={{ width: checkWidth, left: 0, background: 'inherit' }}
            >
              <span className="hidden-text">行</span>
            </div>
            {columns.map((one, index) => (
              <HeadCell
                key={one.key}
                left={checkWidth}
                column={one}
                index={index}
                onResize={props.onResize}
              />
            ))}
          </div>
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const shown = rowAt(index)
              return (
                <div
                  key={index}
                  role="row"
                  aria-rowindex={index + 2}
                  className={index === cursor.row ? 'table-row active' : 'table-row'}
                  style={{ transform: `translateY(${String(start)}px)` }}
                >
                  <div
                    role="rowheader"
                    className="table-cell check frozen soft"
                    style={{ width: checkWidth, left: 0 }}
                  >
                    {props.rowMark(index)}
                  </div>
                  {columns.map((one, at) => {
                    const fault = shown === undefined ? undefined : faultAt(shown, one.key)
                    const text = shown === undefined ? '' : (fault?.text ?? one.text(shown))
                    const isAt = index === cursor.row && at === cursor.column
                    return (
                      <div
                        key={one.key}
                        id={`${name}-${String(index)}-${String(at)}`}
                        role="gridcell"
                        aria-colindex={at + 2}
                        aria-selected={isInside(range, index, at)}
                        aria-readonly={!one.editable}
                        aria-invalid={fault?.reason !== undefined}
                        className={classOf(one, at, fault, isAt)}
                        style={{ width: one.width, ...(at === 0 ? { left: checkWidth } : {}) }}
                        title={fault?.reason ?? text}
                        onMouseDown={(event) => {
                          if (event.button === 0) place(event, { row: index, column: at })
                        }}
                        onMouseEnter={() => {
                          if (dragging.current) onCursor({ ...cursor, toRow: index, toColumn: at })
                        }}
                        onDoubleClick={() => {
                          if (one.editable && shown !== undefined)
                            setEditing({ text: fault?.text ?? one.editText(shown), whole: true })
                        }}
                      >
                        {fault !== undefined || shown === undefined || one.render === undefined
                          ? text
                          : one.render(shown)}
                      </div>
                    )
                  })}
                </div>
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
            reach={checkWidth + columns.reduce((sum, { width }) => sum + width, 0)}
            editing={editing}
            startText={row === undefined ? '' : (faultAt(row, column.key)?.text ?? column.editText(row))}
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

const classOf = <Row,>(
  column: GridColumn<Row>,
  at: number,
  fault: CellFault | undefined,
  isAt: boolean,
): string =>
  [
    'table-cell',
    column.align,
    at === 0 ? 'frozen' : '',
    column.editable ? '' : 'fixed',
    fault === undefined ? '' : fault.reason === undefined ? 'waiting' : 'bad',
    isAt ? 'at' : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
