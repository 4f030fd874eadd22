import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { app, dialog, type FileFilter } from 'electron'
import {
  attachmentFolder,
  type BackupProgress,
  type ChooseBackupRequest,
  type ChooseBackupResult,
  type OpenBackupRequest,
  type OpenBackupResult,
  type TakeFilesResult,
  type TargetRequest,
  type TargetResult,
  type WriteRequest,
} from '../src/bridge/backup'
import type { Failure, ShowResult, WriteBackupResult } from '../src/bridge/channels'
import type { AttachmentStore } from './attachment-store'
import {
  type BackedUpFile,
  type Going,
  lookAtBackup,
  openBackupFile,
  type OpenedBackup,
  workOfOpening,
  workOfWriting,
  writeBackupFile,
} from './backup-file'
import { backupFailure, backupNotProven, backupTooLarge, wrongPassphrase } from './backup-words'
import { safeName } from './chosen-files'
import { failureOf } from './file-failures'
import { rememberSaved } from './files'
import { secondFolderName } from './second-folder'
import type { SnapshotFile } from './snapshot-file'
import { readFooter } from './snapshot-footer'
import type { OwnVault } from './vault'
import { dialogParent } from './window'
import { type MeasuredPart, measure, partOf } from './zip-store'

/** The backup that is open for restoring, of which the vault gives out the data. */
export interface Shelf {
  readonly opened: () => SnapshotFile | undefined
  readonly put: (backup: OpenedBackup | undefined) => void
  readonly current: () => OpenedBackup | undefined
}

export const createShelf = (): Shelf => {
  let backup: OpenedBackup | undefined
  return {
    opened: () => backup?.snapshot,
    current: () => backup,
    put: (next) => {
      backup = next
    },
  }
}

const plainFilter: FileFilter = { name: '备份文件', extensions: ['zip'] }
const lockedFilter: FileFilter = { name: '加密的备份文件', extensions: ['kcbak'] }
const anyBackup: readonly FileFilter[] = [
  // Snapshots end in .jsonl.gz; systems go by the last part.
  { name: '科创台账备份和快照', extensions: ['zip', 'kcbak', 'gz'] },
  { name: '所有文件', extensions: ['*'] },
]

interface Surroundings {
  /** For what is unpacked; emptied at every start and whenever a backup is closed. */
  readonly scratch: string
  readonly vault: Pick<OwnVault, 'exportTo'>
  /** Where the user wants every snapshot once more; null where nowhere. */
  readonly secondFolder: () => string | null
  readonly attachments: AttachmentStore
  readonly shelf: Shelf
}

/** What the window may ask about backups; it never names a path. */
export const backupAnswers = ({ scratch, vault, secondFolder, attachments, shelf }: Surroundings) => {
  const targets = new Map<string, string>()
  let chosen: string | undefined
  let progress: { done: number; readonly total: number } | undefined
  let running: AbortController | undefined

  /** One piece of work at a time, which can be called off. */
  const going = async <T>(
    total: number,
    name: string,
    doing: 'read' | 'write',
    work: (going: Going) => Promise<T>,
  ): Promise<T | Failure | { readonly status: 'cancelled' }> => {
    running?.abort()
    const controller = new AbortController()
    const now = { done: 0, total }
    running = controller
    progress = now
    const onBytes = (bytes: number): void => {
      now.done += bytes
    }
    try {
      return await work({ signal: controller.signal, onBytes })
    } catch (error) {
      if (controller.signal.aborted) return { status: 'cancelled' }
      return failureOf(error, name, doing)
    } finally {
      if (running === controller) {
        running = undefined
        progress = undefined
      }
    }
  }

  const empty = async (): Promise<void> => {
    shelf.put(undefined)
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 })
  }

  const wantedOf = async ({ files }: OpenedBackup): Promise<readonly BackedUpFile[]> => {
    const asked = files.map(({ hash, size }) => ({ hash, size }))
    const faulty = new Set(
      (await attachments.check({ files: asked, thorough: true })).map(({ hash }) => hash),
    )
    return files.filter(({ hash }) => faulty.has(hash))
  }

  const attachmentParts = async (
    extensions: WriteRequest['extensions'],
    { signal }: Going,
  ): Promise<readonly MeasuredPart[]> => {
    const parts: MeasuredPart[] = []
    for (const { hash, path } of await attachments.list()) {
      signal.throwIfAborted()
      const ending = extensions[hash] === undefined ? '' : `.${extensions[hash]}`
      const part = await measure({
        name: `${attachmentFolder}/${hash}${ending}`,
        read: () => createReadStream(path),
      })
      // One that was altered is named at the record; restoring it would put nothing right.
      if (part.sha256 === hash) parts.push(part)
    }
    return parts
  }

  return {
    chooseBackupTarget: async ({ suggestedName, locked }: TargetRequest): Promise<TargetResult> => {
      const { canceled, filePath } = await dialog.showSaveDialog(dialogParent(), {
        title: '备份到文件',
        defaultPath: join(app.getPath('documents'), safeName(suggestedName)),
        filters: [locked ? lockedFilter : plainFilter],
      })
      if (canceled || filePath === '') return { status: 'cancelled' }
      const ticket = randomUUID()
      targets.clear()
      targets.set(ticket, filePath)
      return { status: 'chosen', ticket, name: basename(filePath) }
    },

    writeBackup: async ({
      ticket,
      passphrase,
      about,
      readable,
      extensions,
    }: WriteRequest): Promise<WriteBackupResult> => {
      const path = targets.get(ticket)
      targets.delete(ticket)
      if (path === undefined) throw new Error('A ticket is good for one file, once.')
      const name = basename(path)
      const own = join(scratch, randomUUID())
      const write = async (now: Going): Promise<WriteBackupResult> => {
        await mkdir(own, { recursive: true })
        const copy = join(own, 'ledger.jsonl.gz')
        const refused = await vault.exportTo(copy)
        if (refused !== undefined) return refused
        const data = await measure({ name: '数据/ledger.jsonl.gz', read: () => createReadStream(copy) })
        const files = await attachmentParts(extensions, now)
        const parts = [data, ...readable.map((part) => partOf(part.name, part.bytes)), ...files]
        const size = parts.reduce((sum, part) => sum + part.size, 0)
        progress = { done: 0, total: workOfWriting(size, passphrase !== null) }
        const counted = progress
        const onBytes = (bytes: number): void => {
          counted.done += bytes
        }
        const content = { about, data: data.name, parts }
        const written = await writeBackupFile(path, content, passphrase, own, { ...now, onBytes })
        if (written === 'tooLarge') return backupTooLarge(name)
        if (!written) return backupNotProven(name)
        const within = new Set(files.map(({ sha256 }) => sha256))
        const leftOut = Object.keys(extensions).filter((hash) => !within.has(hash))
        return { status: 'saved', ticket: rememberSaved(path), name, folder: dirname(path), leftOut }
      }
      try {
        return await going(0, name, 'write', write)
      } finally {
        await rm(own, { recursive: true, force: true, maxRetries: 3 })
      }
    },

    backupProgress: (): BackupProgress => progress ?? { done: 0, total: 0 },
    cancelBackup: (): ShowResult => {
      running?.abort()
      return { status: 'done' }
    },

    chooseBackup: async ({ from }: ChooseBackupRequest): Promise<ChooseBackupResult> => {
      const second = from === 'secondFolder' ? secondFolder() : null
      const { canceled, filePaths } = await dialog.showOpenDialog(dialogParent(), {
        title: '选择备份文件或快照',
        ...(second === null ? {} : { defaultPath: join(second, secondFolderName) }),
        filters: [...anyBackup],
        properties: ['openFile'],
      })
      const [path] = filePaths
      if (canceled || path === undefined) return { status: 'cancelled' }
      await empty()
      chosen = path
      const name = basename(path)
      try {
        const look = await lookAtBackup(path)
        if (look === 'plain' || look === 'locked' || look === 'snapshot') {
          const snapshotAt = look === 'snapshot' ? ((await readFooter(path))?.at ?? null) : null
          return { status: 'chosen', name, locked: look === 'locked', snapshotAt }
        }
        return look === 'wrongPassphrase' ? backupFailure('altered', name) : backupFailure(look, name)
      } catch (error) {
        return failureOf(error, name, 'read')
      }
    },

    openBackup: async ({ passphrase }: OpenBackupRequest): Promise<OpenBackupResult> => {
      const path = chosen
      if (path === undefined) throw new Error('No backup was chosen.')
      const name = basename(path)
      await empty()
      const read = async (now: Going): Promise<OpenBackupResult> => {
        await mkdir(scratch, { recursive: true })
        const opened = await openBackupFile(path, passphrase, scratch, now)
        if (opened === 'wrongPassphrase') return { status: 'wrongPassphrase', message: wrongPassphrase }
        if (typeof opened === 'string') return backupFailure(opened, name)
        const { about = null, files, damaged } = opened
        const wanted = (await wantedOf(opened)).length
        shelf.put(opened)
        return {
          status: 'opened',
          about,
          attachments: { sound: files.length, damaged: damaged.length, wanted },
        }
      }
      const total = await stat(path).then(
        ({ size }) => workOfOpening(size, passphrase !== null),
        () => 0,
      )
      return going(total, name, 'read', read)
    },

    /** Takes the files of the records in that this computer lacks, or has in another state than they were. */
    takeBackupFiles: async (): Promise<TakeFilesResult> => {
      const backup = shelf.current()
      try {
        const wanted = backup === undefined ? [] : await wantedOf(backup)
        for (const file of wanted) await attachments.keep(file.bytes())
        return { status: 'done', taken: wanted.length }
      } catch (error) {
        return failureOf(error, '附件', 'keep')
      }
    },

    closeBackup: async (): Promise<ShowResult> => {
      running?.abort()
      chosen = undefined
      await empty()
      return { status: 'done' }
    },
  }
}
