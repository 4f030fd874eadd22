import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { byCodeUnit } from '../domain/kinds/kind'
import { type Database, placeOf, type StoredRecord } from './database'
import { keyTerm, listTerm } from './finding'
import { recordsBehind, recordsWith } from './read-records'
import { itemsIn, startingWith } from './sorted-pages'
import type { Neighbours } from './store'
import { keyIn } from './stored-record'

/** The records of a register that are not deleted, in its usual order; of one district, or of all. */
export const liveRecords = async (
  database: Database,
  { name, scope }: Register,
  district: string | undefined,
): Promise<readonly LedgerRecord[]> => {
  if (scope === 'city' || district === undefined) return allLive(database, name)
  return (await rowsOfDistrict(database, name, district)).map(({ record }) => record)
}

/** Those of a district that are not deleted, in the usual order of their register. */
export const rowsOfDistrict = (
  database: Database,
  register: string,
  district: string,
): Promise<readonly StoredRecord[]> =>
  recordsBehind(database, async () => {
    const [entries = []] = await itemsIn(database.index, [startingWith(listTerm(register, district))])
    return entries
  })

/** They lie together: quicker read one after another and put in order than looked up in the order of the index. */
const allLive = async ({ records }: Database, register: string): Promise<readonly LedgerRecord[]> => {
  const [rows = []] = await itemsIn(records, [startingWith(placeOf(register, ''))])
  return rows
    .filter(({ deleted }) => deleted === 0)
    .sort((a, b) => byCodeUnit(a.order, b.order) || byCodeUnit(a.id, b.id))
    .map(({ record }) => record)
}

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
  database: Database,
  register: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly LedgerRecord[]>> => {
  const wanted = new Set(keys.map((key) => keyIn(register, key)))
  const rows = await recordsWith(database, [...wanted].map(keyTerm))
  const found = new Map<string, LedgerRecord[]>()
  for (const row of rows) {
    for (const key of row.keys.filter((candidate) => wanted.has(candidate))) {
      const plain = key.slice(register.length + 1)
      found.set(plain, [...(found.get(plain) ?? []), row.record])
    }
  }
  return found
}
