import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from 'react'
import { ContextMenu, type MenuPlace } from './context-menu'
import './data-table.css'
import type { MenuGroup } from './menu-list'
import { createRowPlaces } from './row-places'
import type { Arrived } from './row-window'
import type { TableColumn, TableSort } from './table-column'
import { checkWidth, HeadCell } from './table-head'
import { firstRow, TableRow } from './table-row'
import { useArrivals } from './use-arrivals'
import { useOpening } from './use-opening'
import { useStart } from './use-start'

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
  /** Left out where all rows are there from the beginning. */
  readonly watchRows?: (listener: Arrived) => () => void
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
/** Rows above and below those in sight. */
const overscan = 4

/** A list of any length: only the rows in sight are in the page, yet it reads as one grid. */
export const DataTable = <Row extends { readonly id: string }>(props: DataTableProps<Row>) => {
  const { name, columns, total, rowAt, at: active, onAt, selecting, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef(0)
  const [menu, setMenu] = useState<OpenMenu | undefined>(undefined)
  const [places] = useState(createRowPlaces)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    rangeExtractor: places.indexes,
    scrollPaddingStart: 40,
  })
  useArrivals(props.watchRows, virtual)
  const view = useRef<HTMLDivElement>(null)
  const moved = useRef(0)
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
    const under = placeUnder(target)
    if (under === undefined) return
    openMenu(under.index, columnUnder(under)?.key, { x: event.clientX, y: event.clientY })
  }
  const columnUnder = ({ at }: Under): TableColumn<Row> | undefined =>
    columns[at - (selecting === undefined ? 0 : 1)]
  /** The full text of the cell that the mouse is over: to give it to every cell would take a part of each frame. */
  const onMouseOver = ({ target }: MouseEvent): void => {
    const under = placeUnder(target)
    const row = under === undefined ? undefined : rowAt(under.index)
    const column = under === undefined ? undefined : columnUnder(under)
    if (row !== undefined && column !== undefined) under?.cell?.setAttribute('title', column.text(row))
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
  const [frozen, ...moving] = columns
  const reach = left + columns.reduce((sum, { width }) => sum + width, 0)
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
        onScrollCapture={({ currentTarget }) => {
          const { scrollLeft } = currentTarget
          if (scrollLeft === moved.current) return
          moved.current = scrollLeft
          view.current?.style.setProperty('--moved', `${String(-scrollLeft)}px`)
        }}
      >
        <div ref={view} role="presentation" className="table-view">
          <div role="row" className="table-head" aria-rowindex={1}>
            {selecting !== undefined && <HeadCheck total={total} {...selecting} />}
            {frozen !== undefined && <HeadCell left={left} column={frozen} index={0} {...props} />}
            <div role="presentation" className="table-moving">
              {moving.map((column, index) => (
                <HeadCell key={column.key} left={left} column={column} index={index + 1} {...props} />
              ))}
            </div>
          </div>
          <div
            role="presentation"
            className="table-rows"
            style={{ height: virtual.getTotalSize() }}
            onClick={onClick}
            onMouseOver={onMouseOver}
            onMouseOut={({ target }) => placeUnder(target)?.cell?.removeAttribute('title')}
          >
            {places.inOrder(virtual.getVirtualItems(), virtual.isScrolling).map(({ index, start }) => {
              const row = rowAt(index)
              return (
                <TableRow
                  key={places.of(index)}
                  id={`${name}-${String(index)}`}
                  {...{ index, start, row, columns }}
                  hasBox={selecting !== undefined}
                  isCurrent={index === current}
                  isSelected={row !== undefined && selecting?.selected.has(row.id) === true}
                />
              )
            })}
          </div>
        </div>
        <div role="presentation" className="table-reach" style={{ width: reach }} />
      </div>
      {menu !== undefined && <ContextMenu label={`${name}的操作`} {...menu} onClose={closeMenu} />}
    </div>
  )
}

/** The row that the mouse is over, and its cell, the how manyth of it. */
interface Under {
  readonly index: number
  readonly cell: Element | null
  readonly at: number
}

const placeUnder = (target: EventTarget): Under | undefined => {
  const line = target instanceof Element ? target.closest('[role="row"]') : null
  if (!(target instanceof Element) || line === null) return undefined
  const cell = target.closest('[role="gridcell"]')
  const at = [...line.querySelectorAll('[role="gridcell"]')].findIndex((one) => one === cell)
  return { index: Number(line.getAttribute('aria-rowindex')) - firstRow, cell, at }
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
      style={{ width: checkWidth, background: 'inherit' }}
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
