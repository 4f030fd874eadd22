import type { Store } from '../../../storage/store'

export interface ChangedRecord {
  readonly register: string
  readonly id: string
}

export const keyOfRecord = (register: string, id: string): string => `${register} ${id}`

/** The action that the ledger stands at; 0 before the first. */
export const lastAction = async (store: Pick<Store, 'batches'>): Promise<number> =>
  (await store.batches({ limit: 1 })).batches[0]?.seq ?? 0

/** More actions, or more records, and looking at all of them is no slower. */
const mostActions = 200
const mostRecords = 2000

/** The records that were touched since an action; undefined where they are too many, or the ledger is another one. */
export const changedSince = async (
  store: Pick<Store, 'batches' | 'changesIn'>,
  action: number,
): Promise<readonly ChangedRecord[] | undefined> => {
  const since = (await lastAction(store)) - action
  if (since < 0 || since > mostActions) return undefined
  if (since === 0) return []
  const { batches } = await store.batches({ limit: since })
  if (batches.reduce((sum, { count }) => sum + count, 0) > mostRecords) return undefined
  const found = await Promise.all(
    batches.map(async ({ id, count }) => (await store.changesIn(id, 0, count)).changes),
  )
  const changed = found.flat().map(({ change: { register, record } }) => ({ register, id: record }))
  return [...new Map(changed.map((one) => [keyOfRecord(one.register, one.id), one])).values()]
}
