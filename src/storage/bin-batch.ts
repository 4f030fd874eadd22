import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { newId } from './new-id'
import type { Batch } from './store'

/** 删除机构 3 家: into the 回收站, or out of it (`restore`), as one batch. */
export const binBatch = (
  kind: 'delete' | 'restore',
  register: Register,
  records: readonly LedgerRecord[],
): Batch => {
  const [first, ...others] = records
  const which =
    first === undefined || others.length > 0 ? `${String(records.length)} ${register.unit}` : first.code
  return {
    id: newId(),
    kind,
    title: `${kind === 'delete' ? '删除' : '恢复'}${register.title} ${which}`,
    operations: records.map(({ id, version }) => ({ kind, register: register.name, id, version })),
  }
}
