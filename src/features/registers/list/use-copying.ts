import { mostPasted, writeBlock } from '../../../domain/cell-block'
import { showNumber } from '../../../domain/kinds/number'
import type { ListQuery, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import type { TableColumn } from '../../../ui/table-column'
import { type ListRow, listRows } from './columns'

interface Copying {
  readonly copyText: (text: string) => Promise<void>
  /** With the headings of the columns, in the order of the list. */
  readonly copyRows: (ids: readonly string[]) => Promise<void>
}

/** Puts what a list shows on the clipboard, as Excel and WPS take it. */
export const useCopying = (
  store: Store,
  query: ListQuery,
  columns: readonly TableColumn<ListRow>[],
): Copying => {
  const notices = useNotices()
  const put = async (parts: Readonly<Record<string, string>>, told: string): Promise<void> => {
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })] as const)
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
      notices.hint(told)
    } catch {
      notices.failed('没有复制成。', '请先点一下本程序的窗口，再复制一次。')
    }
  }
  return {
    copyText: (text) => put({ 'text/plain': text }, '已复制'),
    copyRows: async (ids) => {
      if (ids.length > mostPasted.rows) {
        notices.failed(
          `一次最多复制 ${showNumber(mostPasted.rows)} 行，选了 ${showNumber(ids.length)} 行，没有复制。`,
          '请少选一些，或用“导出 Excel”。',
        )
        return
      }
      const these: ListQuery = {
        ...query,
        search: '',
        filters: [{ kind: 'ids', ids: ids.join(' '), label: '' }],
      }
      const rows = listRows(await store.page(these, 0, ids.length))
      const cells = rows.map((row) => columns.map((column) => column.text(row)))
      const { text, html } = writeBlock([columns.map(({ title }) => title), ...cells])
      await put(
        { 'text/plain': text, 'text/html': html },
        `已复制 ${showNumber(rows.length)} 行（含标题），可以粘贴到 Excel 或 WPS`,
      )
    },
  }
}
