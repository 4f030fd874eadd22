import { Button, Space } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { isCellField } from '../../../domain/cell-entry'
import { mostPasted, readBlock, writeBlock } from '../../../domain/cell-block'
import { showNumber } from '../../../domain/kinds/number'
import type { Register } from '../../../domain/register'
import type { ListQuery, Settings, Store } from '../../../storage/store'
import { CellGrid, type TypedCell } from '../../../ui/cell-grid'
import { boxOf, cellAt, type Cursor } from '../../../ui/cell-range'
import { useNotices } from '../../../ui/notices'
import type { TableColumn } from '../../../ui/table-column'
import { Working } from '../../../ui/working'
import { type ListRow } from '../list/columns'
import { type GridRow, gridColumns } from './grid-columns'
import { placedCells } from './paste'
import type { TypedRow } from './save-rows'
import { separatorIn, suggestionsFor } from './suggestions'
import { useEntry } from './use-entry'
import { useGridRows } from './use-grid-rows'

interface RecordGridProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly district: string | undefined
  readonly today: string
  readonly query: ListQuery
  readonly columns: readonly TableColumn<ListRow>[]
  readonly onResize: (column: string, width: number) => void
  readonly onOpen: (id: string) => void
}

/** The list with its cells open: typed into, pasted into, filled down; the first row is for new records. */
export const RecordGrid = (props: RecordGridProps) => {
  const { register, store, district, query } = props
  const notices = useNotices()
  const { ids, isWhole, rowOf, onSaved, allIds } = useGridRows(store, query)
  const { reach, isReaching, stopReaching } = useReaching(ids, isWhole, allIds)
  const entry = useEntry({ ...props, onSaved })
  const { pending, top } = entry
  const columns = useMemo(() => gridColumns(register, props.columns), [register, props.columns])
  const [cursor, setCursor] = useState<Cursor>(() => cellAt(0, firstEditable(columns)))

  /** New rows that are being saved: Enter and leaving the row mean it once. */
  const keeping = useRef(new Set<string>())
  const waiting = [...pending].flatMap(([id, { isNew }]) => (isNew && id !== top ? [id] : []))
  const above = 1 + waiting.length
  const total = above + ids.length
  const isNewAt = (index: number): boolean => index < above
  const idAt = (index: number): string | undefined =>
    index === 0 ? top : isNewAt(index) ? waiting[index - 1] : ids[index - above]
  const rowAt = (index: number): GridRow | undefined => {
    const made = isNewAt(index) ? idAt(index) : undefined
    return made === undefined ? rowOf(index - above) : { id: made, shown: undefined }
  }
  const title = (what: string) => (rows: number) =>
    `${what}${register.title} ${String(rows)} ${register.unit}`

  /** The new row, with all that was typed into it, once one leaves it. */
  const keepNew = async (id: string, isAsked: boolean): Promise<void> => {
    const row = entry.latest.current.get(id)
    if (row === undefined || keeping.current.has(id)) return
    keeping.current.add(id)
    const texts = Object.fromEntries(Object.entries(row.cells).map(([name, { text }]) => [name, text]))
    const { done, missing } = await entry.enter([{ id, isNew: true, texts }], { title: title('新建') })
    keeping.current.delete(id)
    if (done?.ok === true) {
      if (id === top) entry.nextTop()
      setCursor((now) => (isAsked ? cellAt(0, firstEditable(columns)) : now))
      return
    }
    if (!isAsked) return
    const absent = (missing.get(id) ?? []).map((name) => register.fields[name]?.label ?? name)
    if (absent.length > 0) notices.hint(`还没有保存，请填写：${absent.join('、')}`)
    const first = columns.findIndex(({ key }) => missing.get(id)?.includes(key) === true)
    if (first !== -1) setCursor(cellAt(id === top ? 0 : 1 + waiting.indexOf(id), first))
  }
  const onCursor = (next: Cursor): void => {
    const from = rowAt(cursor.row)
    const isLeaving = next.row !== cursor.row && from !== undefined && isNewAt(cursor.row)
    setCursor(next)
    if (isLeaving && entry.latest.current.has(from.id)) void keepNew(from.id, false)
  }
  const enterCells = (cells: readonly TypedCell[], what: string, tells = false): void => {
    const rows = new Map<string, { readonly isNew: boolean; readonly texts: Record<string, string> }>()
    for (const { row, column, text } of cells) {
      const id = idAt(row)
      if (id === undefined) continue
      const typed = rows.get(id) ?? { isNew: isNewAt(row), texts: {} }
      typed.texts[column] = text
      rows.set(id, typed)
    }
    const typed = [...rows].map(([id, row]): TypedRow => ({ id, ...row }))
    // A cell of a new row is looked at at once, and saved with its row.
    const made = typed.filter(({ isNew }) => isNew)
    const known = typed.filter(({ isNew }) => !isNew)
    if (made.length > 0) void entry.enter(made, { title: title('新建'), rehearse: true })
    if (known.length > 0) void entry.enter(known, { title: title(what), tells })
  }

  const range = boxOf(cursor)
  const editableIn = columns.slice(range.left, range.right + 1).filter(({ editable }) => editable)
  const textAt = (index: number, column: string): string => {
    const row = rowAt(index)
    const field = columns.find(({ key }) => key === column)
    if (row === undefined || field === undefined) return ''
    return pending.get(row.id)?.cells[column]?.text ?? field.editText(row)
  }
  const fillDown = (): void => {
    const source = range.top === range.bottom ? range.top - 1 : range.top
    if (source < 0) return
    const targets = span(source + 1, range.bottom)
    enterCells(
      targets.flatMap((row) =>
        editableIn.map(({ key }) => ({ row, column: key, text: textAt(source, key) })),
      ),
      '向下填充',
      targets.length > 1,
    )
  }
  const clear = (): void =>
    enterCells(
      span(range.top, range.bottom).flatMap((row) =>
        editableIn
          .filter(({ key }) => textAt(row, key) !== '')
          .map(({ key }) => ({ row, column: key, text: '' })),
      ),
      '清除',
      range.top !== range.bottom,
    )
  /** With headings, unless it is a single row or column: those go from cell to cell. */
  const copy = (data: DataTransfer): void => {
    const shown = columns.slice(range.left, range.right + 1)
    const rows = span(range.top, range.bottom).map((index) =>
      shown.map((column) => (column.editable ? textAt(index, column.key) : columnText(rowAt(index), column))),
    )
    const withHeadings = rows.length > 1 && shown.length > 1
    const heading = shown.map((column) => column.title)
    const { text, html } = writeBlock(withHeadings ? [heading, ...rows] : rows)
    data.setData('text/plain', text)
    data.setData('text/html', html)
    notices.hint(
      `已复制 ${String(rows.length)} 行 ${String(shown.length)} 列${withHeadings ? '（含标题）' : ''}`,
    )
  }
  const paste = async (text: string): Promise<void> => {
    const block = readBlock(text)
    if (block.length === 0) return
    if (block.length > mostPasted.rows) {
      notices.failed(
        `一次最多粘贴 ${showNumber(mostPasted.rows)} 行，这里有 ${showNumber(block.length)} 行，没有粘贴。`,
        '请分几次粘贴，或用“导入 Excel”。',
      )
      return
    }
    const placed = placedCells(register, columns, block, cursor)
    if (placed.unknown.length > 0)
      notices.failed(
        `有 ${String(placed.unknown.length)} 列没有粘贴：${placed.unknown.slice(0, 5).join('、')}`,
        '这些列不能在表格中填写，或者表格右边没有足够的列。可以先在“列设置”中加上，再粘贴。',
      )
    const below = isNewAt(range.top) ? none : await reach(range.top - above + placed.rows.length)
    if (below === undefined) return
    const rows = placed.rows.map((texts, index): TypedRow => {
      // On the new row everything is new; below it, rows are overwritten and the list grows at its end.
      const known = below[range.top - above + index]
      return known === undefined
        ? { id: index === 0 && range.top === 0 ? top : crypto.randomUUID(), isNew: true, texts }
        : { id: known, isNew: false, texts }
    })
    const isOne = rows.length === 1
    if (isOne && rows[0]?.isNew === true) {
      void entry.enter(rows, { title: title('新建'), rehearse: true })
      return
    }
    if (range.top === 0) entry.nextTop()
    void entry.enter(rows, { title: title('粘贴'), allowGaps: true, tells: !isOne || block[0]?.length !== 1 })
  }

  const here = rowAt(cursor.row)
  const column = columns[cursor.column]
  const fault =
    here === undefined || column === undefined ? undefined : pending.get(here.id)?.cells[column.key]
  const bad = [...pending.values()].reduce(
    (sum, { cells }) => sum + Object.values(cells).filter(({ reason }) => reason !== undefined).length,
    0,
  )
  const isMade = here !== undefined && isNewAt(cursor.row) && pending.has(here.id)
  return (
    <>
      <Space wrap>
        <Button size="small" onClick={fillDown}>
          向下填充
        </Button>
        <Button size="small" disabled={bad === 0} onClick={() => void goToBad()}>
          {bad === 0 ? '没有出错的单元格' : `下一个出错的单元格（共 ${String(bad)}）`}
        </Button>
        {isMade && (
          <>
            <Button size="small" type="primary" onClick={() => void keepNew(here.id, true)}>
              保存这一行
            </Button>
            <Button size="small" onClick={() => entry.drop(here.id)}>
              放弃这一行
            </Button>
          </>
        )}
        {fault?.offer !== undefined && column !== undefined && (
          <Button
            size="small"
            type="primary"
            onClick={() =>
              enterCells([{ row: cursor.row, column: column.key, text: fault.offer ?? '' }], '修改')
            }
          >
            {`采用“${fault.offer}”`}
          </Button>
        )}
        {fault !== undefined && !isMade && here !== undefined && (
          <Button size="small" onClick={() => entry.drop(here.id)}>
            恢复原值
          </Button>
        )}
        <span className="soft">
          直接打字即可填写；Enter 保存并下移，Tab 右移，F2 修改，Ctrl+D 向下填充，可整块复制粘贴。
        </span>
      </Space>
      {entry.progress !== undefined && (
        <Working
          text={`正在核对 ${showNumber(entry.progress.done)} / ${showNumber(entry.progress.total)} 行……`}
          onCancel={entry.cancel}
        />
      )}
      {isReaching && <Working text="正在读取其余的行……" onCancel={stopReaching} />}
      <CellGrid<GridRow>
        name={`${register.title}列表`}
        columns={columns}
        total={total}
        rowAt={rowAt}
        rowMark={(index) => (isNewAt(index) ? '新' : String(index - above + 1))}
        faultsOf={(row) => pending.get(row.id)?.cells}
        cursor={cursor}
        onCursor={onCursor}
        onTyped={(cells) => enterCells(cells, '修改')}
        onEntered={(index) => {
          const row = rowAt(index)
          if (row === undefined || !isNewAt(index)) return false
          void keepNew(row.id, true)
          return true
        }}
        onFillDown={fillDown}
        onClear={clear}
        onCopy={copy}
        onPaste={(text) => void paste(text)}
        onOpen={(index) => {
          const id = isNewAt(index) ? undefined : idAt(index)
          if (id !== undefined) props.onOpen(id)
        }}
        suggest={(name, text) => suggestionsFor(store, register.fields[name], text, district)}
        separatorOf={(name) => separatorIn(register.fields[name])}
        onResize={props.onResize}
        describe={(row, name) => pending.get(row.id)?.cells[name]?.reason ?? ''}
      />
      <div
        role="status"
        aria-label="单元格说明"
        className={fault?.reason === undefined ? 'soft' : 'issue error'}
      >
        {fault?.reason ?? noteOf(register, column?.key)}
      </div>
    </>
  )

  async function goToBad(): Promise<void> {
    const all = await reach(Infinity)
    const places = [top, ...waiting, ...(all ?? [])].flatMap((id, row) => {
      const cells = pending.get(id)?.cells
      if (cells === undefined) return []
      return columns.flatMap(({ key }, at) => (cells[key]?.reason === undefined ? [] : [cellAt(row, at)]))
    })
    const next =
      places.find(
        (place) => place.row > cursor.row || (place.row === cursor.row && place.column > cursor.column),
      ) ?? places[0]
    if (next !== undefined) setCursor(next)
  }
}

/** Waits for the rows below those that are there, where something is to be done to them; that can be called off. */
const useReaching = (ids: readonly string[], isWhole: boolean, allIds: () => Promise<readonly string[]>) => {
  const [isReaching, setReaching] = useState(false)
  const turn = useRef(0)
  return {
    /** At least so many rows, or all there are; undefined where that was called off. */
    reach: async (rows: number): Promise<readonly string[] | undefined> => {
      if (isWhole || rows <= ids.length) return ids
      turn.current += 1
      const mine = turn.current
      setReaching(true)
      const all = await allIds()
      if (turn.current !== mine) return undefined
      setReaching(false)
      return all
    },
    isReaching,
    stopReaching: (): void => {
      turn.current += 1
      setReaching(false)
    },
  }
}

const none: readonly string[] = []

const span = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)

const firstEditable = (columns: readonly { readonly editable: boolean }[]): number =>
  Math.max(
    0,
    columns.findIndex(({ editable }) => editable),
  )

const columnText = (
  row: GridRow | undefined,
  { text }: { readonly text: (row: GridRow) => string },
): string => (row === undefined ? '' : text(row))

/** What one should know before typing into a cell of this column. */
const noteOf = (register: Register, name: string | undefined): string => {
  const field = name === undefined ? undefined : register.fields[name]
  if (field === undefined) return '这一列由系统填写。'
  const { label } = field
  return isCellField(field) ? (field.hint ?? '') : `“${label}”请打开记录填写（按 Enter 打开）。`
}
