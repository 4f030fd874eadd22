import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { CommitResult, Store } from '../../storage/store'

/** 删除 3 条记录: one batch, into the 回收站. */
export const deleteRecords = (
  store: Store,
  register: Register,
  records: readonly LedgerRecord[],
): Promise<CommitResult> =>
  store.commit({
    id: newId(),
    kind: 'delete',
    title: `删除${register.title} ${records.length === 1 ? (records[0]?.code ?? '') : `${String(records.length)} ${register.unit}`}`,
    operations: records.map(({ id, version }) => ({ kind: 'delete', register: register.name, id, version })),
  })
