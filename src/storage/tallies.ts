import type { Register } from '../domain/register'
import { indexOf, periodAt } from '../domain/period'
import { type Database, stateKey, type StoredRecord, type StoredTallies } from './database'
import type { CountMemory } from './count-memory'
import { listTerm } from './finding'
import { inTransaction } from './in-transaction'
import { readRows } from './read-rows'
import { keepMonths, type MonthChanges, noteMonth, readMonths, replaceMonths } from './month-tallies'
import { itemsIn, startingWith } from './sorted-pages'
import type { CountQuery, MonthTally, RegisterCount } from './store'
import { gapMark, keyIn, sampleMark } from './stored-record'

/*
 * How many records there are, by register, district and state. Counting reads every record, so every entry keeps the numbers
 * up to date in its own transaction. They say up to which entry they count; where that is not the last one, because
 * something was written past them, they are counted anew.
 */

const talliesKey = '#tallies'

const shape = 3

const none: RegisterCount = { total: 0, samples: 0, gaps: 0, states: {} }
const placeOf = (register: string, district: string): string => `${register} ${district}`

/** As they lie there, of whatever entry and shape. */
export type KeptTallies = Awaited<ReturnType<typeof readTallies>>

export const readTallies = ({ counters }: Database) => counters.get(talliesKey)

/** Within the transaction that writes the entry `seq`: counts what it changes. */
export const keepTallies = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  found: KeptTallies,
  seq: number,
  changed: readonly { readonly before: StoredRecord | undefined; readonly after: StoredRecord }[],
): Promise<void> => {
  const { counters } = database
  if (found?.counts === undefined || found.shape !== shape || found.last !== seq - 1) return
  const tally = new Map(Object.entries(found.counts))
  const months: MonthChanges = new Map()
  const note = (row: StoredRecord, sign: 1 | -1): void => {
    const register = registers.get(row.register)
    add(tally, register, row, sign)
    noteMonth(months, register, row, sign)
  }
  for (const { before, after } of changed) {
    if (before !== undefined) note(before, -1)
    note(after, 1)
  }
  await Promise.all([
    counters.put({ key: talliesKey, shape, last: seq, counts: Object.fromEntries(tally) }),
    keepMonths(database, seq, months),
  ])
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

/** How many records of a month say what; no record is read for it. */
export const monthsOf = async (
  database: Database,
  registers: readonly Register[],
  register: Register,
  district: string | undefined,
): Promise<readonly MonthTally[]> => {
  await currentTallies(database, registers)
  return readMonths(database, register, district)
}

/**
 * The answer without a record being read: by state from the counts, by whole months of the usual order from its index.
 * Undefined for any other question.
 */
export const shortCount = async (
  database: Database,
  registers: readonly Register[],
  memory: CountMemory,
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
  if (month === undefined) return undefined
  const key = `${district ?? ''} ${month}`
  return memory.of(name, key, () => countMonth(database, register, district, month))
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
  const [kept, last] = await Promise.all([readTallies(database), lastEntry(database)])
  if (kept?.counts !== undefined && kept.shape === shape && kept.last === last) return kept.counts
  const before = counting.get(database)
  if (before?.last === last) return before.counts
  const counts = countAnew(database, registers, last).finally(() => counting.delete(database))
  counting.set(database, { last, counts })
  return counts
}

/** What is being counted, and up to which entry: whoever asks the same meanwhile waits for the same. */
const counting = new WeakMap<
  Database,
  { readonly last: number; readonly counts: Promise<StoredTallies['counts']> }
>()

const countAnew = async (
  database: Database,
  registers: readonly Register[],
  last: number,
): Promise<StoredTallies['counts']> => {
  const { counters, state } = database
  const tally = new Map<string, RegisterCount>()
  const months: MonthChanges = new Map()
  for (const register of registers)
    await readRows(database, register.name, (rows) => {
      for (const row of rows) {
        add(tally, register, row, 1)
        noteMonth(months, register, row, 1)
      }
    })
  const counts = Object.fromEntries(tally)
  await inTransaction(database.dexie, 'rw', [counters, state], async () => {
    // What was changed while they were counted may have been counted or not.
    if ((await lastEntry(database)) !== last) return
    await counters.put({ key: talliesKey, shape, last, counts })
    await replaceMonths(database, last, months)
  })
  return counts
}

const lastEntry = async ({ state }: Database): Promise<number> => (await state.get(stateKey))?.seq ?? 0
