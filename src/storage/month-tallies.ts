import type { Register } from '../domain/register'
import type { Database, StoredRecord } from './database'
import type { MonthTally } from './store'

/*
 * How many records of a month say what, for the registers that are counted by month. The numbers of a year of a district lie
 * in a row of their own, so that saving a record touches one small row, whatever there is of other years and districts. They
 * are true as long as the tallies are, with which they are written.
 */

const prefix = '#months '
const rowKey = (...parts: readonly string[]): string => prefix + parts.join(' ')

/** By row, by part: how many more there are. */
export type MonthChanges = Map<string, Map<string, number>>

/** Notes that a record came (1) or went (-1). */
export const noteMonth = (
  changes: MonthChanges,
  register: Register | undefined,
  row: StoredRecord,
  sign: 1 | -1,
): void => {
  if (row.deleted === 1 || register?.monthly === undefined) return
  const { date, by } = register.monthly
  const day = textOf(row.record.values[date])
  if (day === '') return
  const key = rowKey(row.register, row.district, day.slice(0, 4))
  const part = JSON.stringify([day.slice(0, 7), ...by.map((field) => textOf(row.record.values[field]))])
  const parts = changes.get(key) ?? new Map<string, number>()
  parts.set(part, (parts.get(part) ?? 0) + sign)
  changes.set(key, parts)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Within the transaction that writes the entry `seq`. */
export const keepMonths = async (
  { counters }: Database,
  seq: number,
  changes: MonthChanges,
): Promise<void> => {
  if (changes.size === 0) return
  const known = await counters.bulkGet([...changes.keys()])
  const rows = [...changes].map(([key, parts], index) => {
    const months = { ...known[index]?.months }
    for (const [part, more] of parts) months[part] = (months[part] ?? 0) + more
    return { key, last: seq, months }
  })
  await counters.bulkPut(rows)
}

/** Within a transaction: in place of all that was known. */
export const replaceMonths = async (
  database: Database,
  seq: number,
  changes: MonthChanges,
): Promise<void> => {
  await database.counters.where('key').startsWith(prefix).delete()
  await keepMonths(database, seq, changes)
}

/** Of one district, or of all; in the order of the months. */
export const readMonths = async (
  { counters }: Database,
  { name, scope }: Register,
  district: string | undefined,
): Promise<readonly MonthTally[]> => {
  const start = district === undefined || scope === 'city' ? rowKey(name, '') : rowKey(name, district, '')
  const counts = new Map<string, number>()
  for (const { months = {} } of await counters.where('key').startsWith(start).toArray())
    for (const [part, count] of Object.entries(months)) counts.set(part, (counts.get(part) ?? 0) + count)
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([part, count]) => {
      const [month = '', ...values] = JSON.parse(part) as readonly string[]
      return { month, values, count }
    })
}
