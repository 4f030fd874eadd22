export interface Dated {
  readonly name: string
  readonly seq: number
  /** 2021-04-08 */
  readonly day: string
  /** Sorts by time. */
  readonly at: string
}

const ofToday = 3
const days = 14
const months = 12

/**
 * The names of the snapshots that stay, of those found: the 3 newest of today, the newest of each of the last 14 days and
 * of the last 12 months. Days and months are counted where there is a snapshot, and newer means a later entry: a clock that
 * was a year ahead or behind for an afternoon must not let all others run out. Of several that hold the same entries the
 * last one stays.
 */
export const keptSnapshots = (found: readonly Dated[], today: string): ReadonlySet<string> => {
  const sorted = [...found].sort((one, other) => other.seq - one.seq || (one.at < other.at ? 1 : -1))
  const distinct = sorted.filter(({ seq }, index) => seq !== sorted[index - 1]?.seq)
  return new Set(
    [
      ...distinct.filter(({ day }) => day === today).slice(0, ofToday),
      ...newestOfEach(distinct, ({ day }) => day).slice(0, days),
      ...newestOfEach(distinct, ({ day }) => day.slice(0, 7)).slice(0, months),
    ].map(({ name }) => name),
  )
}

const newestOfEach = (sorted: readonly Dated[], period: (snapshot: Dated) => string): readonly Dated[] => {
  const seen = new Set<string>()
  return sorted.filter((snapshot) => {
    const isFirst = !seen.has(period(snapshot))
    seen.add(period(snapshot))
    return isFirst
  })
}
