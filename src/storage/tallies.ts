import type { Register } from '../domain/register'
import { type Database, stateKey, type StoredRecord, type StoredTallies } from './database'
import { readRows } from './read-rows'
import type { RegisterCount } from './store'
import { gapMark, keyIn, sampleMark } from './stored-record'

/*
 * How many records there are, by register and district. Counting reads every record, so every entry keeps the numbers
 * up to date in its own transaction. They say up to which entry they count; where that is not the last one, because
 * something was written past them, they are counted anew.
 */

const talliesKey = '#tallies'

const none: RegisterCount = { total: 0, samples: 0, gaps: 0 }
const placeOf = (register: string, district: string): string => `${register} ${district}`

/** Within the transaction that writes the entry `seq`: counts what it changes. */
export const keepTallies = async (
  { counters }: Database,
  seq: number,
  changed: readonly { readonly before: StoredRecord | undefined; readonly after: StoredRecord }[],
): Promise<void> => {
  const found = await counters.get(talliesKey)
  if (found?.counts === undefined || found.last !== seq - 1) return
  const tally = new Map(Object.entries(found.counts))
  for (const { before, after } of changed) {
    if (before !== undefined) add(tally, before, -1)
    add(tally, after, 1)
  }
  await counters.put({ key: talliesKey, last: seq, counts: Object.fromEntries(tally) })
}

const add = (tally: Map<string, RegisterCount>, row: StoredRecord, sign: 1 | -1): void => {
  if (row.deleted === 1) return
  const place = placeOf(row.register, row.district)
  const { total, samples, gaps } = tally.get(place) ?? none
  const marked = (mark: string): number => (row.keys.includes(keyIn(row.register, mark)) ? sign : 0)
  tally.set(place, {
    total: total + sign,
    samples: samples + marked(sampleMark),
    gaps: gaps + marked(gapMark),
  })
}

/** Live records of one district, or of all; master data of the city counts in every district. */
export const countsOf = async (
  database: Database,
  registers: readonly Register[],
  district: string | undefined,
): Promise<Readonly<Record<string, RegisterCount>>> => {
  const counts = Object.entries(await currentTallies(database, registers))
  return Object.fromEntries(
    registers.map(({ name, scope }) => {
      const everywhere = scope === 'city' || district === undefined
      const own = counts.filter(([place]) =>
        everywhere ? place.startsWith(placeOf(name, '')) : place === placeOf(name, district),
      )
      return [name, own.map(([, count]) => count).reduce(sum, none)]
    }),
  )
}

const sum = (a: RegisterCount, b: RegisterCount): RegisterCount => ({
  total: a.total + b.total,
  samples: a.samples + b.samples,
  gaps: a.gaps + b.gaps,
})

const currentTallies = async (
  database: Database,
  registers: readonly Register[],
): Promise<StoredTallies['counts']> => {
  const { counters, state } = database
  const [kept, last] = await Promise.all([counters.get(talliesKey), lastEntry(database)])
  if (kept?.counts !== undefined && kept.last === last) return kept.counts
  const tally = new Map<string, RegisterCount>()
  for (const { name } of registers)
    await readRows(database, name, (rows) => {
      for (const row of rows) add(tally, row, 1)
    })
  const counts = Object.fromEntries(tally)
  await database.dexie.transaction('rw', [counters, state], async () => {
    // What was changed while they were counted may have been counted or not.
    if ((await lastEntry(database)) === last) await counters.put({ key: talliesKey, last, counts })
  })
  return counts
}

const lastEntry = async ({ state }: Database): Promise<number> => (await state.get(stateKey))?.seq ?? 0
