import type { Failure } from '../../../src/bridge/channels'
import type { JournalHead, LostEntry, SnapshotInfo, Vault } from '../../../src/bridge/vault'

/** A second copy in memory, with the same promises as the one on the disk, and faults at will. */
export interface MemoryVault extends Vault {
  /** The lines of all entries that were acknowledged. */
  readonly lines: readonly string[]
  /** From now on nothing can be written, or (`undefined`) everything again. */
  readonly fail: (failure: Failure | undefined) => void
  /** Forgets all entries after this one, and says on reading that they are lost. */
  readonly loseAfter: (seq: number, lost: readonly LostEntry[]) => void
  readonly wasKeptAside: () => boolean
}

export const diskFull: Failure = {
  status: 'failed',
  reason: 'diskFull',
  message: '磁盘空间不足。',
  advice: '请清理磁盘。',
}

export const memoryVault = (): MemoryVault => {
  let lines: string[] = []
  let unfinished: { readonly seq: number; readonly lines: string[] } | undefined
  let failure: Failure | undefined
  let lost: readonly LostEntry[] = []
  let desk: string | null = null
  let aside = false

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
    read: ({ at }) => {
      const from = at === null ? 0 : Number(at)
      const shown = lines.slice(from, from + 3)
      const next = from + 3 < lines.length ? String(from + 3) : null
      return Promise.resolve({ lines: shown, next, lost: next === null ? lost : [] })
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
    readDesk: () => Promise.resolve(desk),
    takeSnapshot: () => Promise.resolve(diskFull),
    snapshots: () => Promise.resolve([] as readonly SnapshotInfo[]),
  }
}
