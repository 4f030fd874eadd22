import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { ContextMenu, type MenuPlace } from './context-menu'
import './data-table.css'
import type { MenuGroup } from './menu-list'
import type { TableColumn, TableSort } from './table-column'
import { checkWidth, HeadCell } from './table-head'

interface Selecting {
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
  readonly onSelectAll: () => void
}

interface DataTableProps<Row extends { readonly id: string }> {
  readonly name: string
  readonly columns: readonly TableColumn<Row>[]
  readonly total: number
  readonly rowAt: (index: number) => Row | undefined
  /** What is shown is not yet what was asked for. */
  readonly stale: boolean
  /** The row that one is at, from 0; the list opens there. */
  readonly at: number
  readonly onAt: (index: number) => void
  /** Left out where the order and the widths are given. */
  readonly sort?: TableSort
  readonly onSort?: (field: string) => void
  readonly onResize?: (field: string, width: number) => void
  /** Left out where nothing is done to several rows at once: there are no boxes then. */
  readonly selecting?: Selecting
  readonly onOpen: (id: string) => void
  /** F2: to type into the cells. */
  readonly onEdit?: () => void
  /** Ctrl+C, while no text is marked. */
  readonly onCopy?: () => void
  /** What the right button, or the menu key, offers at a row, and at its cell in a column. */
  readonly menuOf?: (row: Row, column: string | undefined) => readonly MenuGroup[]
}

const rowHeight = 36
/** The `aria-rowindex` of the first row, after that of the headings. */
const firstRow = 2

/** A list of any length: only the rows in sight are in the page, yet it reads as one grid. */
export const DataTable = <Row extends { readonly id: string }>(props: DataTableProps<Row>) => {
  const { name, columns, total, rowAt, at: active, onAt, selecting, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef(0)
  const [menu, setMenu] = useState<OpenMenu | undefined>(undefined)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 40,
  })
  const current = Math.min(active, Math.max(0, total - 1))
  useStart(scroller, total > 0 ? current : undefined, virtual.scrollToIndex)
  const openRow = useOpening(rowAt, onOpen)

  const move = (to: number): void => {
    const next = Math.max(0, Math.min(total - 1, to))
    onAt(next)
    virtual.scrollToIndex(next)
  }
  const toggle = (index: number, range: boolean): void => {
    if (selecting === undefined) return
    const { selected, onSelect } = selecting
    const next = new Set(selected)
    const [from, to] = range
      ? [Math.min(anchor.current, index), Math.max(anchor.current, index)]
      : [index, index]
    const adding = range || !next.has(rowAt(index)?.id ?? '')
    for (let at = from; at <= to; at += 1) {
      const id = rowAt(at)?.id
      if (id === undefined) continue
      if (adding) next.add(id)
      else next.delete(id)
    }
    if (!range) anchor.current = index
    onSelect(next)
  }
  const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2)
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(current + 1),
    ArrowUp: () => move(current - 1),
    PageDown: () => move(current + pageRows),
    PageUp: () => move(current - pageRows),
    Home: () => move(0),
    End: () => move(total - 1),
    Enter: () => openRow(current),
    ' ': () => toggle(current, false),
    ...(props.onEdit === undefined ? {} : { F2: props.onEdit }),
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.altKey || event.target !== scroller.current) return
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault()
      selecting?.onSelectAll()
      return
    }
    const marksText = document.getSelection()?.isCollapsed === false
    if ((event.ctrlKey || event.metaKey) && event.key === 'c' && !marksText) {
      event.preventDefault()
      props.onCopy?.()
      return
    }
    const act = event.ctrlKey || event.metaKey ? undefined : keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    openRow(undefined)
    act()
  }
  const openMenu = (index: number, column: string | undefined, place: MenuPlace): void => {
    const row = rowAt(index)
    if (row === undefined || props.menuOf === undefined) return
    onAt(index)
    setMenu({ groups: props.menuOf(row, column), place })
  }
  const onContextMenu = (event: MouseEvent): void => {
    if (props.menuOf === undefined) return
    event.preventDefault()
    const { target, currentTarget } = event
    // The key of the keyboard asks the list itself: the menu belongs to the row that one is at.
    if (target === currentTarget) {
      const box = document.getElementById(`${name}-${String(current)}`)?.getBoundingClientRect()
      if (box !== undefined) openMenu(current, undefined, { x: box.left + checkWidth, y: box.bottom })
      return
    }
    const line = target instanceof Element ? target.closest('[role="row"]') : null
    if (!(target instanceof Element) || line === null) return
    const index = Number(line.getAttribute('aria-rowindex')) - firstRow
    const cell = target.closest('[role="gridcell"]')
    const at = [...line.children].findIndex((one) => one === cell) - (selecting === undefined ? 0 : 1)
    openMenu(index, columns[at]?.key, { x: event.clientX, y: event.clientY })
  }
  const closeMenu = useCallback((): void => {
    setMenu(undefined)
    scroller.current?.focus({ preventScroll: true })
  }, [])
  /** For all rows, so that a row has nothing of its own that changes with every scroll. */
  const onClick = (event: MouseEvent): void => {
    const { target } = event
    const line = target instanceof Element ? target.closest('[role="row"]') : null
    if (!(target instanceof Element) || line === null) return
    const index = Number(line.getAttribute('aria-rowindex')) - firstRow
    const row = rowAt(index)
    const box = target.closest('.check')
    // Beside the box one has missed it.
    if (row === undefined || box === target) return
    onAt(index)
    if (selecting !== undefined && event.shiftKey) toggle(index, true)
    else if (selecting !== undefined && (box !== null || event.ctrlKey || event.metaKey)) toggle(index, false)
    else onOpen(row.id)
  }

  const left = selecting === undefined ? 0 : checkWidth
  return (
    <div className="table">
      <div
        ref={scroller}
        className="table-scroll"
        role="grid"
        aria-label={name}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (selecting === undefined ? 0 : 1)}
        aria-multiselectable={selecting !== undefined}
        aria-busy={props.stale}
        tabIndex={0}
        aria-activedescendant={total > 0 ? `${name}-${String(current)}` : undefined}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
      >
        <div role="row" className="table-head" aria-rowindex={1}>
          {selecting !== undefined && <HeadCheck total={total} {...selecting} />}
          {columns.map((column, index) => (
            <HeadCell key={column.key} left={left} column={column} index={index} {...props} />
          ))}
        </div>
        <div
          role="presentation"
          style={{ height: virtual.getTotalSize(), position: 'relative' }}
          onClick={onClick}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rowAt(index)
            return (
              <TableRow
                key={index}
                id={`${name}-${String(index)}`}
                {...{ index, start, row, columns, left }}
                isCurrent={index === current}
                isSelected={row !== undefined && selecting?.selected.has(row.id) === true}
              />
            )
          })}
        </div>
      </div>
      {menu !== undefined && <ContextMenu label={`${name}的操作`} {...menu} onClose={closeMenu} />}
    </div>
  )
}

interface OpenMenu {
  readonly groups: readonly MenuGroup[]
  readonly place: MenuPlace
}

const HeadCheck = ({ total, selected, onSelect, onSelectAll }: Selecting & { readonly total: number }) => {
  const allSelected = total > 0 && selected.size >= total
  return (
    <div
      role="columnheader"
      className="table-cell check frozen"
      style={{ width: checkWidth, left: 0, background: 'inherit' }}
    >
      <input
        type="checkbox"
        aria-label="全选"
        checked={allSelected}
        onChange={() => {
          if (allSelected) onSelect(new Set())
          else onSelectAll()
        }}
      />
    </div>
  )
}

const CheckBox = ({ index, isSelected }: { readonly index: number; readonly isSelected: boolean }) => (
  <input
    type="checkbox"
    tabIndex={-1}
    aria-label={`选择第 ${String(index + 1)} 行`}
    checked={isSelected}
    onChange={() => undefined}
  />
)

/** Once the rows are there: goes to the one that one was at, and takes the keyboard if nobody else has it. */
const useStart = (
  scroller: RefObject<HTMLDivElement | null>,
  index: number | undefined,
  scrollTo: (index: number, options: { readonly align: 'center' }) => void,
): void => {
  const done = useRef(false)
  useEffect(() => {
    if (index === undefined || done.current) return
    done.current = true
    scrollTo(index, { align: 'center' })
    const list = scroller.current
    // Only the page itself, or nothing, has the keyboard.
    if (document.activeElement?.contains(list) === true) list?.focus({ preventScroll: true })
  }, [index, scrollTo, scroller])
}

/** Enter may be pressed ahead of the row that it opens: the row is opened when it has come, unless another key is pressed. */
const useOpening = (
  rowAt: (index: number) => { readonly id: string } | undefined,
  onOpen: (id: string) => void,
): ((index: number | undefined) => void) => {
  const wanted = useRef<number | undefined>(undefined)
  const open = (index: number | undefined): void => {
    const id = index === undefined ? undefined : rowAt(index)?.id
    wanted.current = id === undefined ? index : undefined
    if (id !== undefined) onOpen(id)
  }
  useEffect(() => open(wanted.current))
  return open
}

interface TableRowProps<Row> {
  readonly id: string
  readonly index: number
  /** Its place in the list, in pixels. */
  readonly start: number
  readonly row: Row | undefined
  readonly columns: readonly TableColumn<Row>[]
  /** Where the frozen column stays, in pixels; 0 where there are no boxes before it. */
  readonly left: number
  readonly isCurrent: boolean
  readonly isSelected: boolean
}

const PlainRow = <Row,>({
  id,
  index,
  start,
  row,
  columns,
  left,
  isCurrent,
  isSelected,
}: TableRowProps<Row>) => (
  <div
    role="row"
    id={id}
    aria-rowindex={index + firstRow}
    aria-selected={isSelected}
    className={isCurrent ? 'table-row active' : 'table-row'}
    style={{ transform: `translateY(${String(start)}px)` }}
  >
    {left > 0 && (
      <div role="gridcell" className="table-cell check frozen" style={{ width: checkWidth, left: 0 }}>
        {row !== undefined && <CheckBox index={index} isSelected={isSelected} />}
      </div>
    )}
    {columns.map((column, at) => (
      <Cell key={column.key} column={column} row={row} left={at === 0 ? left : undefined} />
    ))}
  </div>
)

/** While one scrolls most rows stay as they are. The type of `memo` forgets that of the row. */
const TableRow = memo(PlainRow) as typeof PlainRow

const Cell = <Row,>({
  column,
  row,
  left,
}: {
  readonly column: TableColumn<Row>
  readonly row: Row | undefined
  /** Of the frozen one, in pixels. */
  readonly left: number | undefined
}) => {
  const text = row === undefined ? '' : column.text(row)
  return (
    <div
      role="gridcell"
      className={`table-cell ${column.align}${left === undefined ? '' : ' frozen'}`}
      style={{ width: column.width, ...(left === undefined ? {} : { left }) }}
      title={text}
    >
      {row !== undefined && column.render !== undefined ? column.render(row) : text}
    </div>
  )
}
