import { Button, Space } from 'antd'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { sampleOperations } from './samples'
import { useSamples } from './use-samples'

interface SampleSectionProps {
  readonly store: Store
  readonly registers: readonly Register[]
}

/** Loading and clearing the samples, each in one step that can be undone. */
export const SampleSection = ({ store, registers }: SampleSectionProps) => {
  const notices = useNotices()
  const { count, clear } = useSamples(store, registers)
  const load = async (): Promise<void> => {
    const operations = sampleOperations()
    const done = await store.commit({ id: newId(), kind: 'sample', title: '载入示例数据', operations })
    if (done.ok) notices.done(`已载入 ${String(done.records.length)} 条示例`)
    else notices.failed('没有载入。', done.message)
  }
  return (
    <section className="panel" aria-label="示例数据" style={{ maxWidth: 760 }}>
      <h2>示例数据</h2>
      <p className="soft">
        示例供试用，处处标有“示例”，报表默认不计。公开资料（服务队名单等）不是示例，清除时保留。
      </p>
      <Space wrap>
        <Button disabled={count !== 0} onClick={() => void load()}>
          载入示例数据
        </Button>
        <Button danger disabled={count === undefined || count === 0} onClick={() => void clear()}>
          清除示例数据
        </Button>
        <span>{count === undefined ? '' : `现有示例 ${String(count)} 条`}</span>
      </Space>
    </section>
  )
}
