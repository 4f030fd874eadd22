import { join } from 'node:path'
import type { VaultFault } from '../src/bridge/vault'
import { beginning, type Position } from './chain'
import { readHistory, type Source } from './history'
import { linesOfSegment, listSegments } from './segments'
import { linesOfSnapshot, readTail } from './snapshot-file'
import { readFooter } from './snapshot-footer'
import type { NamedSnapshot } from './snapshot-names'
import { openSnapshots, type Snapshot, type Snapshots } from './snapshots'
import { ifPossible } from './system-error'

/** The folders of the vault, and the history that their files hold together. */
export interface VaultFiles {
  readonly folder: string
  readonly journal: string
  readonly damaged: string
  readonly snapshots: Snapshots
  /** What the newest sound snapshot covers. */
  readonly covered: () => Promise<Position>
  /** The lines from a place to the one with the hash `goal`, out of every file that holds any of them. */
  readonly history: (from: Position, goal: string) => AsyncGenerator<readonly Buffer[], Position>
}

export const vaultFiles = (folder: string, onFault: (fault: VaultFault) => void): VaultFiles => {
  const journal = join(folder, 'journal')
  const snapshots = openSnapshots(join(folder, 'snapshots'), onFault)
  const sources = async ({ seq }: Position): Promise<readonly Source[]> => {
    const later = (await ifPossible(snapshots.list(), [])).filter((snapshot) => snapshot.seq > seq)
    const segments = await ifPossible(listSegments(journal), [])
    const first = segments.findLastIndex((segment) => segment.first <= seq + 1)
    return [
      ...(await sourcesIn(later.filter(({ damaged }) => !damaged))),
      ...segments.slice(Math.max(0, first)).map((segment) => ({ lines: () => linesOfSegment(segment) })),
      // A damaged one may still hold what no other does.
      ...(await sourcesIn(later.filter(({ damaged }) => damaged))),
    ]
  }
  return {
    folder,
    journal,
    damaged: join(folder, 'damaged'),
    snapshots,
    covered: async () => {
      const newest = await snapshots.newest()
      return newest === undefined ? beginning : positionOf(newest)
    },
    history: (from, goal) => readHistory(from, goal, sources),
  }
}

export const positionOf = async (snapshot: Snapshot): Promise<Position> => {
  const { seq, hash } = snapshot.footer
  return { seq, hash, mark: (await readTail(snapshot)).mark }
}

const sourcesIn = async (snapshots: readonly NamedSnapshot[]): Promise<readonly Source[]> => {
  const found: Source[] = []
  for (const { path } of snapshots) {
    const footer = await ifPossible(readFooter(path), undefined)
    if (footer !== undefined) found.push({ lines: () => linesOfSnapshot({ path, footer }) })
  }
  return found
}
