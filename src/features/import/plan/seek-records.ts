import type { LedgerRecord } from '../../../domain/record'
import { recordsByKey } from './known-records'
import type { PlanInput } from './plan-types'
import type { Candidates, Seeking } from './same-record'

/** All records that rows of a ledger may describe, asked for at once. */
export const seekRecords = async (
  { store, register, earlier, returned }: PlanInput,
  rows: readonly Seeking[],
): Promise<Candidates> => {
  const ids = [...new Set(rows.flatMap(({ id }) => id ?? []))]
  const codes = new Set(rows.flatMap(({ code }) => code ?? []))
  const byId = new Map<string, LedgerRecord>()
  if (returned !== undefined)
    for (const record of live(await store.getMany(register.name, ids))) byId.set(record.id, record)
  const byCode = new Map<string, LedgerRecord>()
  if (codes.size > 0)
    for (const record of await store.all(register.name))
      if (codes.has(record.code)) byCode.set(record.code, record)
  return {
    byId,
    byCode,
    byKey: await recordsByKey(store, register.name, keysIn(rows)),
    ofFile: await recordsOf(earlier, store, register.name),
  }
}

const keysIn = (rows: readonly Seeking[]): readonly string[] => {
  const found = new Set<string>()
  for (const { keys } of rows) for (const key of keys) if (key !== undefined) found.add(key)
  return [...found]
}

const live = (records: readonly LedgerRecord[]): readonly LedgerRecord[] =>
  records.filter(({ deletedAt }) => deletedAt === null)

/** Records that earlier imports of the same file touched and that are still there. */
const recordsOf = async (
  batches: readonly string[],
  store: PlanInput['store'],
  register: string,
): Promise<readonly LedgerRecord[]> => {
  const ids = new Set<string>()
  for (const batch of batches) {
    const query = {
      register,
      search: '',
      filters: [{ kind: 'batch', batch } as const],
      sort: { field: 'code', descending: false },
    }
    for (const id of await store.ids(query)) ids.add(id)
  }
  return live(await store.getMany(register, [...ids]))
}
