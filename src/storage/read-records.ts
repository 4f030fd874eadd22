import { atOneMoment, type Database, placeOf, type StoredRecord } from './database'
import { placeIn, placesWith } from './finding'
import { itemsWith } from './sorted-pages'

/** Register and id. */
export type RecordKey = readonly [register: string, id: string]

/** The stored records of these keys, each in the place of its key. */
export const readRecords = async (
  database: Database,
  keys: readonly RecordKey[],
): Promise<readonly (StoredRecord | undefined)[]> =>
  recordsAt(
    database,
    keys.map(([register, id]) => placeOf(register, id)),
  )

export const readRecord = async (
  database: Database,
  register: string,
  id: string,
): Promise<StoredRecord | undefined> => (await readRecords(database, [[register, id]]))[0]

export const recordsAt = async (
  { records }: Database,
  places: readonly string[],
): Promise<readonly (StoredRecord | undefined)[]> => {
  const found = await itemsWith(records, places)
  return places.map((place) => found.get(place))
}

/** Every record with one of these terms, once. */
export const recordsWith = (database: Database, terms: readonly string[]): Promise<readonly StoredRecord[]> =>
  atOneMoment(database, async () => {
    const places = new Set((await placesWith(database, [...new Set(terms)])).flat())
    return recordsThere(database, [...places])
  })

/** The records that these entries of the index stand for, in their order. */
export const recordsBehind = (
  database: Database,
  find: () => Promise<readonly string[]>,
): Promise<readonly StoredRecord[]> =>
  atOneMoment(database, async () => recordsThere(database, (await find()).map(placeIn)))

const recordsThere = async (
  database: Database,
  places: readonly string[],
): Promise<readonly StoredRecord[]> => (await recordsAt(database, places)).filter((row) => row !== undefined)
