import { Button, Space } from 'antd'
import { useState } from 'react'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { CommitResult, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { loadFacts } from './load-facts'
import { sampleOperations } from './samples'
import { useSamples } from './use-samples'

interface SampleSectionProps {
  readonly store: Store
  readonly registers: readonly Register[]
}

/** What can be loaded beside one's own records: what is publicly known, and samples that leave again in one step. */
export const SampleSection = ({ store, registers }: SampleSectionProps) => {
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const { count, clear } = useSamples(store, registers)
  const [busy, setBusy] = useState(false)
  const load = async (what: string, work: () => Promise<CommitResult | undefined>): Promise<void> => {
    setBusy(true)
    const done = await work()
    setBusy(false)
    if (done === undefined) notices.hint(`${what}都已在台账中，没有重复载入。`)
    else if (!done.ok) notices.failed('没有载入。', done.message)
    else {
      saved.tell(done, `已载入${what} ${String(done.records.length)} 条`, [
        { label: '撤销', run: () => void undo(done.batch) },
      ])
    }
  }
  const samples = (): Promise<CommitResult> =>
    store.commit({ id: newId(), kind: 'sample', title: '载入示例数据', operations: sampleOperations() })
  return (
    <section className="panel" aria-label="示例和公开资料" style={{ maxWidth: 760 }}>
      <h2>示例和公开资料</h2>
      <p className="soft">示例供试用，内容均为虚构，处处标有“示例”，报表默认不计，可以一键清除。</p>
      <Space wrap>
        <Button disabled={busy || count !== 0} onClick={() => void load('示例', samples)}>
          载入示例数据
        </Button>
        <Button danger disabled={busy || count === undefined || count === 0} onClick={() => void clear()}>
          清除示例数据
        </Button>
        <span>{count === undefined ? '' : `现有示例 ${String(count)} 条`}</span>
      </Space>
      <p className="soft">
        公开资料是报刊上登过的事实：13 支专家服务队、3 个联合体、10 项重点任务（3 项有名称）、3 份文件、永川的
        9 项指标、首期双月论坛及其协议和有关单位的名称。没有公布的内容留作“待补充”。已有的不会重复载入。
      </p>
      <Button disabled={busy} onClick={() => void load('公开资料', () => loadFacts(store, registers))}>
        载入公开资料
      </Button>
    </section>
  )
}
