import { App } from 'antd'
import { useEffect, useState } from 'react'
import type { Register } from '../../domain/register'
import type { Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { useRevision } from '../../ui/use-revision'
import { clearSamples } from './clear-samples'

/** How many samples there are, undefined until that is known, and the way to clear them. */
export const useSamples = (
  store: Store,
  registers: readonly Register[],
): { readonly count: number | undefined; readonly clear: () => Promise<void> } => {
  const { modal } = App.useApp()
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const [count, setCount] = useState<number | undefined>(undefined)
  const revision = useRevision(store)
  useEffect(() => {
    void store.sampleCount().then(setCount)
  }, [store, revision])
  const clear = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: `清除 ${String(count ?? 0)} 条示例数据？`,
      content: '只清除带“示例”标记的记录，您录入和导入的不受影响。可以撤销。',
      okText: '清除示例数据',
      okButtonProps: { danger: true },
      cancelText: '取消',
    })
    if (!sure) return
    const done = await clearSamples(store, registers)
    if (!done.ok) notices.failed('没有清除。', done.message)
    else saved.tell(done, '已清除示例数据', [{ label: '撤销', run: () => void undo(done.batch) }])
  }
  return { count, clear }
}
