import { copyFile } from 'node:fs/promises'
import type { Failure } from '../src/bridge/channels'
import type {
  SecondFolderResult,
  SnapshotReason,
  SnapshotResult,
  Vault,
  VaultFault,
} from '../src/bridge/vault'
import { beginning, type Position } from './chain'
import { createDesk } from './desk'
import { secondCopyFailure, snapshotFailure, snapshotNotProven } from './file-failures'
import { readHistory } from './history'
import { headOf, type Journal, openJournal } from './journal'
import { noteFault } from './note-fault'
import { createQueue } from './queue'
import { createReadings, lostBehind } from './reading'
import { putAwayClaims, rescueEntries } from './rescue'
import type { Aside } from './set-aside'
import { linesOfSnapshot, readTail, type SnapshotFile } from './snapshot-file'
import { readFooter } from './snapshot-footer'
import { damagedSuffix } from './snapshot-names'
import { codeOf } from './system-error'
import { takeSnapshot } from './take-snapshot'
import { type VaultFiles, vaultFiles } from './vault-files'

export interface VaultOptions {
  readonly folder: string
  readonly clock: () => Date
  readonly aside: Aside
  readonly clearStore: () => Promise<void>
  /** Where the user wants every snapshot once more; null where nowhere. */
  readonly secondFolder: () => string | null
  readonly onSecondFolder: (result: SecondFolderResult) => void
  /** The data of the backup that is open for restoring. */
  readonly openedBackup: () => SnapshotFile | undefined
  /** For the log: never a word of what the entries say. */
  readonly note: (event: string) => void
}

export interface OwnVault extends Vault {
  /** Takes the last snapshot, where anything was ever said. */
  readonly leave: () => Promise<void>
  /** Takes the one that is due now and then, where anything has changed. */
  readonly keepUp: () => Promise<void>
  /** Takes a snapshot and puts a copy of it there. */
  readonly exportTo: (path: string) => Promise<Failure | undefined>
  /** Lets go of every file. */
  readonly close: () => Promise<void>
}

/** The second copy of the data, out of its parts: journal, snapshots, desk, and the store as it was at the start. */
export const createVault = (options: VaultOptions): OwnVault => {
  const { clock, note } = options
  const files = vaultFiles(options.folder, noteFault(note))
  const desk = createDesk(options.folder)
  const readings = createReadings()
  const queue = createQueue()
  let opening: Promise<Journal> | undefined

  const opened = (): Promise<Journal> => (opening ??= openVault())
  const openVault = async (): Promise<Journal> => {
    await maintain(() => rescueEntries(files, desk, clock()))
    const { journal: folder, damaged, covered } = files
    const journal = await openJournal({ folder, damaged, covered, clock })
    await maintain(() => putAwayClaims(files, journal.head().seq, clock()))
    journal.faults().forEach(noteFault(note))
    return journal
  }
  const faultsIn = (journal: Journal): readonly VaultFault[] => [
    ...journal.faults(),
    ...files.snapshots.faults(),
  ]

  /** Work without which everything else still works. */
  const maintain = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      const code = codeOf(error)
      if (code === undefined) throw error
      note(`启动时的整理没有完成：${code}`)
    }
  }

  let noted = ''
  const append: Vault['append'] = async (part) => {
    const result = await (await opened()).append(part)
    const now = result.status === 'failed' ? `第二份没有写成：${result.reason}` : ''
    // It is tried again every few seconds: only what changes is worth a line.
    if (now !== noted) note(now === '' ? '第二份又可以写入' : now)
    noted = now
    return result
  }

  const read: Vault['read'] = async ({ at, from }) => {
    if (at !== null) return readings.goOn(at)
    if (from?.kind === 'backup') {
      const backup = ownBackup()
      const { seq, hash } = backup.footer
      const source = { lines: () => linesOfSnapshot(backup) }
      const lines = readHistory(beginning, hash, () => Promise.resolve([source]))
      return readings.begin(lines, (reached) => lostBehind(reached.seq, seq, []))
    }
    const journal = await opened()
    const name = from?.name
    const goal = name === undefined ? journal.head() : await endOfSnapshot(files, name)
    return readings.begin(files.history(beginning, goal.hash), (reached) =>
      lostBehind(reached.seq, goal.seq, name === undefined ? faultsIn(journal) : []),
    )
  }

  const ownBackup = (): SnapshotFile => {
    const backup = options.openedBackup()
    if (backup === undefined) throw new Error('No backup is open.')
    return backup
  }

  const snapshot = (reason: SnapshotReason): Promise<SnapshotResult> => queue(() => takeNow(reason))
  const takeNow = async (reason: SnapshotReason): Promise<SnapshotResult> => {
    const started = clock().getTime()
    const { seal } = await opened()
    const result = await takeSnapshot({ ...options, files, desk }, seal, reason)
    const seconds = ((clock().getTime() - started) / 1000).toFixed(1)
    note(`备份（${reason}）：${result.status}，${seconds} 秒`)
    return result
  }

  return {
    open: async () => {
      const journal = await opened()
      await journal.forget()
      await readings.endAll()
      return { head: headOf(journal.head()), faults: faultsIn(journal) }
    },
    append,
    read,
    // It costs room, no more; the next start tries again.
    dropAside: () => maintain(options.aside.drop),
    keepAside: async () => {
      const kept = await options.aside.keep()
      note(kept === null ? '数据库需要重建，没有旧数据库可保留' : '数据库需要重建，旧数据库已保留')
      return kept
    },
    clearStore: options.clearStore,
    saveDesk: async ({ text }) => {
      try {
        await desk.save(text)
        return { status: 'written' }
      } catch (error) {
        return secondCopyFailure(error)
      }
    },
    readDesk: async (request) => {
      if (request?.from === 'backup') return (await readTail(ownBackup())).desk
      return (await desk.read()) ?? (await deskInSnapshot(files))
    },
    takeSnapshot: ({ reason }) => snapshot(reason),
    snapshots: () => files.snapshots.infos(),
    leave: async () => {
      if (opening === undefined) return
      const journal = await opening
      await journal.forget()
      if (journal.head().seq > 0) await snapshot('exit')
    },
    keepUp: async () => {
      if (opening !== undefined && (await opening).head().seq > 0) await snapshot('interval')
    },
    exportTo: (path) =>
      queue(async () => {
        const taken = await takeNow('asked')
        if (taken.status === 'failed') return taken
        const newest = await files.snapshots.newest()
        if (newest === undefined) return snapshotNotProven()
        try {
          await copyFile(newest.path, path)
          return undefined
        } catch (error) {
          return snapshotFailure(error)
        }
      }),
    close: async () => {
      await (await opening)?.close()
    },
  }
}

/** The place that a snapshot goes up to, as far as it still tells. */
const endOfSnapshot = async (
  { snapshots }: VaultFiles,
  name: string,
): Promise<Pick<Position, 'seq' | 'hash'>> => {
  await snapshots.check(name)
  const found = (await snapshots.list()).find((one) => [name, `${name}${damagedSuffix}`].includes(one.name))
  if (found === undefined) throw new Error('There is no such snapshot.')
  return (await readFooter(found.path)) ?? { seq: found.seq, hash: beginning.hash }
}

const deskInSnapshot = async ({ snapshots }: VaultFiles): Promise<string | null> => {
  const newest = await snapshots.newest()
  return newest === undefined ? null : (await readTail(newest)).desk
}
