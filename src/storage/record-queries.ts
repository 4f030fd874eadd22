import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Database } from './database'
import type { Neighbours } from './store'
import { keyIn } from './stored-record'

/** The records of a register that are not deleted; of one district, or of all. */
export const liveRows = ({ records }: Database, register: Register, district: string | undefined) =>
  register.scope === 'city' || district === undefined
    ? records
        .where('[register+deleted+order]')
        .between([register.name, 0, ''], [register.name, 0, '\uffff'], true, true)
    : records
        .where('[register+district+deleted+order]')
        .between([register.name, district, 0, ''], [register.name, district, 0, '\uffff'], true, true)

/** Where a record stands among those of a list. */
export const neighboursOf = (records: readonly LedgerRecord[], id: string): Neighbours | undefined => {
  const position = records.findIndex((record) => record.id === id)
  if (position === -1) return undefined
  const previous = records[position - 1]?.id
  const next = records[position + 1]?.id
  return {
    position,
    total: records.length,
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  }
}

/** The records of these keys, by key. */
export const findByKey = async (
  { records }: Database,
  register: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly LedgerRecord[]>> => {
  const wanted = new Set(keys.map((key) => keyIn(register, key)))
  const rows = await records
    .where('keys')
    .anyOf([...wanted])
    .distinct()
    .toArray()
  const found = new Map<string, LedgerRecord[]>()
  for (const row of rows) {
    for (const key of row.keys.filter((candidate) => wanted.has(candidate))) {
      const plain = key.slice(register.length + 1)
      found.set(plain, [...(found.get(plain) ?? []), row.record])
    }
  }
  return found
}
