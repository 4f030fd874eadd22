import { labelOf, type Register } from '../../domain/register'
import type { DeletedRecord } from '../../exchange/district-package'
import type { Operation, Store } from '../../storage/store'
import type { DeletionView } from './gather-types'
import { changedSince } from './present-records'

const trashAtOnce = 500

/** Own records of the district that lie in the 回收站, without samples. */
export const deletedIn = async (
  store: Store,
  allRegisters: readonly Register[],
  district: string,
): Promise<readonly DeletedRecord[]> => {
  const found: DeletedRecord[] = []
  for (const { name } of allRegisters)
    for (let offset = 0, total = 1; offset < total; offset += trashAtOnce) {
      const page = await store.trash({ register: name, search: '' }, offset, trashAtOnce)
      total = page.total
      for (const { record } of page.rows)
        if (record.districtCode === district && !record.isSample)
          found.push({ register: name, id: record.id })
    }
  return found
}

/** Those of them that came in here with an earlier package and are still here; what others use has to stay. */
export const deletionsHere = async (
  store: Store,
  registers: ReadonlyMap<string, Register>,
  district: string,
  deleted: readonly DeletedRecord[],
): Promise<{ readonly views: readonly DeletionView[]; readonly operations: readonly Operation[] }> => {
  const views: DeletionView[] = []
  const operations: Operation[] = []
  const leaving = new Set(deleted.map(({ id }) => id))
  for (const register of registers.values()) {
    const { name, title } = register
    const ids = deleted.filter((one) => one.register === name).map(({ id }) => id)
    if (ids.length === 0) continue
    const pasts = await store.pasts(name, ids)
    for (const record of await store.getMany(name, ids)) {
      const { id, code, version } = record
      const since = changedSince(pasts.get(id) ?? [])
      if (record.deletedAt !== null || record.districtCode !== district || since === undefined) continue
      const users = (await store.related(name, id)).flatMap(({ records }) => records)
      const isUsed = users.some((user) => !leaving.has(user.id))
      const label = labelOf(register, record)
      views.push({ register: name, title, id, code, label, isEdited: since.size > 0, isUsed })
      if (!isUsed) operations.push({ kind: 'delete', register: name, id, version })
    }
  }
  return { views, operations }
}
