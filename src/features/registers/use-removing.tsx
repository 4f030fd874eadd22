import { App } from 'antd'
import { labelOf, type Register } from '../../domain/register'
import { binBatch } from '../../storage/bin-batch'
import type { Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'

/** Moves records into the 回收站 after asking; true when they are there. */
export const useRemoving = (
  store: Store,
  register: Register,
): ((ids: readonly string[]) => Promise<boolean>) => {
  const { modal } = App.useApp()
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  return async (ids) => {
    const records = await store.getMany(register.name, ids)
    const [first, second] = records
    if (first === undefined) return false
    const what =
      second === undefined
        ? `“${labelOf(register, first)}”移到回收站，可以撤销。`
        : '记录移到回收站，可以随时撤销。'
    const sure = await modal.confirm({
      title: `删除 ${String(records.length)} 条记录？`,
      content: `${what}正在被其他记录使用的不能删除。`,
      okText: '删除',
      okButtonProps: { danger: true },
      cancelText: '取消',
    })
    if (!sure) return false
    const done = await store.commit(binBatch('delete', register, records))
    if (!done.ok) {
      notices.failed('没有删除。', done.message)
      return false
    }
    saved.tell(done, `已删除 ${String(records.length)} 条`, [
      { label: '撤销', run: () => void undo(done.batch) },
    ])
    return true
  }
}
