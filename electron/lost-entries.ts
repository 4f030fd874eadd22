import type { LostEntry } from '../src/bridge/vault'

/** Beyond this, a gap comes from a file that is none of ours, and nobody could read through it either. */
const longestGap = 10_000

/** The entries with the numbers from `first` to `last`, each with what is known of it. */
export const lostEntries = (
  first: number,
  last: number,
  known: readonly LostEntry[],
): readonly LostEntry[] => {
  const length = last - first < longestGap ? Math.max(0, last - first + 1) : 0
  const numbered = Array.from({ length }, (_, index): LostEntry => ({
    seq: first + index,
    title: '',
    at: '',
  }))
  const bySeq = new Map([...numbered, ...known].map((entry) => [entry.seq, entry]))
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq)
}
