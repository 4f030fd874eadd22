import type { LedgerRecord } from '../../../domain/record'
import type { Store } from '../../../storage/store'

/** Live records by key. Of a register without records nothing is asked: a first ledger has a hundred thousand keys. */
export const recordsByKey = async (
  store: Store,
  register: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly LedgerRecord[]>> => {
  if (keys.length === 0) return new Map()
  const counts = await store.counts(undefined)
  return counts[register]?.total === 0 ? new Map() : store.findByKey(register, keys)
}
