import type { Register } from '../domain/register'
import { indexOf, periodAt } from '../domain/period'
import { type Database, stateKey, type StoredRecord, type StoredTallies } from './database'
import { listTerm } from './finding'
import { readRows } from './read-rows'
import { itemsIn, startingWith } from './sorted-pages'
import type { CountQuery, RegisterCount } from './store'
import { gapMark, keyIn, sampleMark } from './stored-record'

/*
 * How many records there are, by register, district and state. Counting reads every record, so every entry keeps the numbers
 * up to date in its own transaction. They say up to which entry they count; where that is not the last one, because
 * something was written past them, they are counted anew.
 */

const talliesKey = '#tallies'

const shape = 2

const none: RegisterCount = { total: 0, samples: 0, gaps: 0, states: {} }
const placeOf = (register: string, district: string): string => `${register} ${district}`

/** Within the transaction that writes the entry `seq`: counts what it changes. */
export const keepTallies = async (
  { counters }: Database,
  registers: ReadonlyMap<string, Register>,
  seq: number,
  changed: readonly { readonly before: StoredRecord | undefined; readonly after: StoredRecord }[],
): Promise<void> => {
  const found = await counters.get(talliesKey)
  if (found?.counts === undefined || found.shape !== shape || found.last !== seq - 1) return
  const tally = new Map(Object.entries(found.counts))
  for (const { before, after } of changed) {
    const register = registers.get(after.register)
    if (before !== undefined) add(tally, register, before, -1)
    add(tally, register, after, 1)
  }
  await counters.put({ key: talliesKey, shape, last: seq, counts: Object.fromEntries(tally) })
}

const add = (
  tally: Map<string, RegisterCount>,
  register: Register | undefined,
  row: StoredRecord,
  sign: 1 | -1,
): void => {
  if (row.deleted === 1) return
  const place = placeOf(row.register, row.district)
  const { total, samples, gaps, states } = tally.get(place) ?? none
  const state = register?.lifecycle === undefined ? undefined : row.record.values[register.lifecycle.field]
  const marked = (mark: string): number => (row.keys.includes(keyIn(row.register, mark)) ? sign : 0)
  tally.set(place, {
    total: total + sign,
    samples: samples + marked(sampleMark),
    gaps: gaps + marked(gapMark),
    states: typeof state === 'string' ? { ...states, [state]: (states[state] ?? 0) + sign } : states,
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
  states: Object.fromEntries(
    [...new Set([...Object.keys(a.states), ...Object.keys(b.states)])].map((state) => [
      state,
      (a.states[state] ?? 0) + (b.states[state] ?? 0),
    ]),
  ),
})

/**
 * The answer without a record being read: by state from the counts, by whole months of the usual order from its index.
 * Undefined for any other question.
 */
export const shortCount = async (
  database: Database,
  registers: readonly Register[],
  { register: name, district, filters: [filter, ...others] }: CountQuery,
): Promise<number | undefined> => {
  const register = registers.find((one) => one.name === name)
  if (register === undefined || filter === undefined || others.length > 0) return undefined
  if (filter.kind === 'oneOf' && filter.field === register.lifecycle?.field) {
    const { states } = (await countsOf(database, registers, district))[name] ?? none
    return filter.values.reduce((found, state) => found + (states[state] ?? 0), 0)
  }
  if (filter.kind !== 'range' || filter.field !== register.sort.field) return undefined
  if (!['date', 'partialDate'].includes(register.fields[filter.field]?.kind ?? '')) return undefined
  const month = wholeMonth(filter.from, filter.to)
  return month === undefined ? undefined : countMonth(database, register, district, month)
}

const wholeMonth = (from: unknown, to: unknown): string | undefined => {
  if (typeof from !== 'string' || !from.endsWith('-01')) return undefined
  const { year, index } = indexOf('月', from)
  const { start, end } = periodAt('月', year, index)
  return from === start && to === end ? start.slice(0, 7) : undefined
}

/** Days and the month itself, and the year, of which it is part. */
const countMonth = async (
  { index }: Database,
  { name, scope }: Register,
  district: string | undefined,
  month: string,
): Promise<number> => {
  const term = listTerm(name, scope === 'city' ? undefined : district)
  const year = `${month.slice(0, 4)}\u0001`
  const found = await itemsIn(index, [
    { from: term + month, to: `${term}${month}.` },
    startingWith(term + year),
  ])
  return found.reduce((all, entries) => all + entries.length, 0)
}

const currentTallies = async (
  database: Database,
  registers: readonly Register[],
): Promise<StoredTallies['counts']> => {
  const { counters, state } = database
  const [kept, last] = await Promise.all([counters.get(talliesKey), lastEntry(database)])
  if (kept?.counts !== undefined && kept.shape === shape && kept.last === last) return kept.counts
  const tally = new Map<string, RegisterCount>()
  for (const register of registers)
    await readRows(database, register.name, (rows) => {
      for (const row of rows) add(tally, register, row, 1)
    })
  const counts = Object.fromEntries(tally)
  await database.dexie.transaction('rw', [counters, state], async () => {
    // What was changed while they were counted may have been counted or not.
    if ((await lastEntry(database)) === last) await counters.put({ key: talliesKey, shape, last, counts })
  })
  return counts
}

const lastEntry = async ({ state }: Database): Promise<number> => (await state.get(stateKey))?.seq ?? 0
