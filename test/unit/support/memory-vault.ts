import type { Failure } from '../../../src/bridge/channels'
import type { JournalHead, LostEntry, SnapshotInfo, SnapshotReason, Vault } from '../../../src/bridge/vault'

/** A second copy in memory, with the same promises as the one on the disk, and faults at will. */
export interface MemoryVault extends Vault {
  /** The lines of all entries that were acknowledged. */
  readonly lines: readonly string[]
  /** From now on nothing can be written, or (`undefined`) everything again. */
  readonly fail: (failure: Failure | undefined) => void
  /** Forgets all entries after this one, and says on reading that they are lost. */
  readonly loseAfter: (seq: number, lost: readonly LostEntry[]) => void
  readonly wasKeptAside: () => boolean
  /** Opens a user's backup with these lines, this desk and these gaps. */
  readonly openBackup: (lines: readonly string[], desk: string | null, lost?: readonly LostEntry[]) => void
  /** From now on there is room for snapshots. */
  readonly canSnapshot: () => void
  readonly snapshotsAsked: () => readonly SnapshotReason[]
}

export const diskFull: Failure = {
  status: 'failed',
  reason: 'diskFull',
  message: '磁盘空间不足。',
  advice: '请清理磁盘。',
}

/** `begin`: the lines that it holds already. */
export const memoryVault = (begin: readonly string[] = []): MemoryVault => {
  let lines = [...begin]
  let unfinished: { readonly seq: number; readonly lines: string[] } | undefined
  let failure: Failure | undefined
  let lost: readonly LostEntry[] = []
  let desk: string | null = null
  let aside = false
  let backup: {
    readonly lines: readonly string[]
    readonly desk: string | null
    readonly lost: readonly LostEntry[]
  } = { lines: [], desk: null, lost: [] }
  let readingBackup = false
  let room = false
  const asked: SnapshotReason[] = []

  const head = (): JournalHead | null => {
    const last = lines.at(-1)
    if (last === undefined) return null
    const { end, mark } = JSON.parse(last) as { readonly end: number; readonly mark: unknown }
    return { seq: end, mark }
  }
  return {
    get lines() {
      return lines
    },
    fail: (next) => {
      failure = next
    },
    loseAfter: (seq, missing) => {
      const at = lines.findIndex((line) => line.startsWith(`{"end":${String(seq)},`))
      lines = lines.slice(0, at + 1)
      lost = missing
    },
    wasKeptAside: () => aside,
    open: () => Promise.resolve({ head: head(), faults: [] }),
    append: ({ seq, lines: more, last }) => {
      if (failure !== undefined) {
        unfinished = undefined
        return Promise.resolve(failure)
      }
      if (seq !== (head()?.seq ?? 0) + 1) return Promise.resolve({ status: 'gap', head: head() })
      if (unfinished?.seq !== seq) unfinished = { seq, lines: [] }
      unfinished.lines.push(...more)
      if (last) {
        lines.push(...unfinished.lines)
        unfinished = undefined
      }
      return Promise.resolve({ status: 'written' })
    },
    openBackup: (its, desk, gaps = []) => {
      backup = { lines: [...its], desk, lost: gaps }
    },
    canSnapshot: () => {
      room = true
    },
    snapshotsAsked: () => asked,
    read: ({ at, from: source }) => {
      if (at === null) readingBackup = source?.kind === 'backup'
      const read = readingBackup ? backup : { lines, lost }
      const from = at === null ? 0 : Number(at)
      const shown = read.lines.slice(from, from + 3)
      const next = from + 3 < read.lines.length ? String(from + 3) : null
      return Promise.resolve({ lines: shown, next, lost: next === null ? read.lost : [] })
    },
    dropAside: () => Promise.resolve(),
    keepAside: () => {
      aside = true
      return Promise.resolve('/aside')
    },
    clearStore: () => Promise.resolve(),
    saveDesk: ({ text }) => {
      if (failure !== undefined) return Promise.resolve(failure)
      desk = text
      return Promise.resolve({ status: 'written' })
    },
    readDesk: (request) => Promise.resolve(request?.from === 'backup' ? backup.desk : desk),
    takeSnapshot: ({ reason }) => {
      asked.push(reason)
      if (!room) return Promise.resolve(diskFull)
      const seq = head()?.seq ?? 0
      const snapshot = {
        name: `${String(seq)}.gz`,
        at: '',
        seq,
        bytes: 1,
        reason,
        mark: head()?.mark,
        good: true,
      }
      return Promise.resolve({ status: 'taken', snapshot, secondFolder: 'none' })
    },
    snapshots: () => Promise.resolve([] as readonly SnapshotInfo[]),
  }
}
