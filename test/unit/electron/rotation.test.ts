import { describe, expect, test } from 'vitest'
import { localDay } from '../../../electron/local-time'
import { type Dated, keptSnapshots } from '../../../electron/rotation'

const hour = 60 * 60 * 1000

const at = (seq: number, time: Date): Dated => ({
  name: `${String(seq)} ${time.toISOString()}`,
  seq,
  day: localDay(time),
  at: time.toISOString(),
})

/** Takes a snapshot at each of the times, and lets go what need not stay, as the vault does. */
const live = (times: readonly Date[], begin: readonly Dated[] = []): readonly Dated[] => {
  let found = [...begin]
  for (const [index, time] of times.entries()) {
    found.push(at(begin.length + index + 1, time))
    const kept = keptSnapshots(found, localDay(time))
    found = found.filter(({ name }) => kept.has(name))
  }
  return found
}

/** Four times a working day, from a Monday on. */
const workingDays = (from: Date, days: number): readonly Date[] =>
  Array.from({ length: days }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .flatMap((day) =>
      [9, 11, 15, 17].map(
        (hours) => new Date(from.getFullYear(), from.getMonth(), from.getDate() + day, hours),
      ),
    )

const monday = new Date(2021, 0, 4)

describe('snapshots that stay', () => {
  test('are the three newest of today, the last of 14 days and the last of 12 months', () => {
    const found = live(workingDays(monday, 7 * 60))
    const days = [...new Set(found.map(({ day }) => day))]
    const today = days.at(-1)
    expect(found.filter(({ day }) => day === today).map(({ at: time }) => new Date(time).getHours())).toEqual(
      [11, 15, 17],
    )
    const lastDays = days.slice(-14)
    for (const day of lastDays.slice(0, -1))
      expect(found.filter((one) => one.day === day).map(({ at: time }) => new Date(time).getHours())).toEqual(
        [17],
      )
    // Before those days, the last working day of each month.
    expect(days.slice(0, -14)).toEqual([
      '2021-03-31',
      '2021-04-30',
      '2021-05-31',
      '2021-06-30',
      '2021-07-30',
      '2021-08-31',
      '2021-09-30',
      '2021-10-29',
      '2021-11-30',
      '2021-12-31',
      '2022-01-31',
    ])
    expect(found).toHaveLength(3 + 13 + 11)
  })

  test('do not run out because the clock was a year ahead, or behind, for an afternoon', () => {
    const before = live(workingDays(monday, 7 * 60))
    const wrong = [1, -1].flatMap((years) =>
      [0, 1, 2, 3].map((more) => new Date(2022 + years, 2, 1, 9 + more)),
    )
    const after = live(wrong, before)
    const lost = before.filter(({ name }) => !after.some((one) => one.name === name))
    // Two more days and two more months came in; no more than as many went.
    expect(lost.length).toBeLessThanOrEqual(6)
    expect(after.at(-1)?.seq).toBe(before.length + wrong.length)
    const months = new Set(after.map(({ day }) => day.slice(0, 7)))
    expect(months.size).toBeGreaterThanOrEqual(12)
  })

  test('are the last of those that hold the same entries', () => {
    const times = [9, 10, 11, 12].map((hours) => new Date(2021, 0, 4, hours))
    const found = times.map((time) => at(7, time))
    expect([...keptSnapshots([at(6, new Date(2021, 0, 4, 8)), ...found], '2021-01-04')]).toEqual([
      found[3]?.name,
      at(6, new Date(2021, 0, 4, 8)).name,
    ])
  })

  test('of a day are few, whatever the time of day is in', () => {
    const everyQuarter = Array.from(
      { length: 4 * 24 },
      (_, index) => new Date(monday.getTime() + (index * hour) / 4),
    )
    expect(live(everyQuarter)).toHaveLength(3)
  })
})
