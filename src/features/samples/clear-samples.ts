import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { CommitResult, Operation, Store } from '../../storage/store'

/** 清除示例数据: every record that is marked as a sample, in one batch that can be undone. */
export const clearSamples = async (store: Store, registers: readonly Register[]): Promise<CommitResult> => {
  const found = await Promise.all(
    registers.map(async ({ name, sort }): Promise<readonly Operation[]> => {
      const query = {
        register: name,
        search: '',
        sort,
        filters: [{ kind: 'samples', samples: true }] as const,
      }
      const records = await store.getMany(name, await store.ids(query))
      return records.map(({ id, version }) => ({ kind: 'delete', register: name, id, version }))
    }),
  )
  return store.commit({ id: newId(), kind: 'delete', title: '清除示例数据', operations: found.flat() })
}
