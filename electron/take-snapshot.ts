import { join } from 'node:path'
import type { SecondFolderResult, SnapshotReason, SnapshotResult } from '../src/bridge/vault'
import { beginning, type Position } from './chain'
import type { Desk } from './desk'
import { secondFolderFailure, snapshotFailure, snapshotNotProven } from './file-failures'
import { noteFault } from './note-fault'
import { secondFolderName } from './second-folder'
import { removeCovered } from './segments'
import { type Content, readTail } from './snapshot-file'
import { openSnapshots, type Snapshot } from './snapshots'
import { codeOf } from './system-error'
import { positionOf, type VaultFiles } from './vault-files'

export interface SnapshotOptions {
  readonly files: VaultFiles
  readonly desk: Desk
  readonly clock: () => Date
  /** Where the user wants every snapshot once more; null where nowhere. */
  readonly secondFolder: () => string | null
  readonly onSecondFolder: (result: SecondFolderResult) => void
  readonly note: (event: string) => void
}

/** Each adds to the file what another start of the packing costs; behind this many it is packed anew. */
const mostMembers = 64

/**
 * Makes a snapshot of everything up to the place that `seal` gives, proves it by reading it back, copies it to the second folder and removes
 * what it makes superfluous.
 */
export const takeSnapshot = async (
  options: SnapshotOptions,
  seal: () => Promise<Position>,
  reason: SnapshotReason,
): Promise<SnapshotResult> => {
  try {
    const to = await seal()
    const desk = await options.desk.read()
    const newest = await options.files.snapshots.newest()
    const unchanged = newest?.footer.hash === to.hash && (await readTail(newest)).desk === desk
    const taken = unchanged ? newest : await make(options, newest, { to, desk, reason })
    if (taken === undefined) return snapshotNotProven()
    const snapshot = await options.files.snapshots.infoOf(taken)
    const secondFolder = await copyToSecond(options, taken)
    // Whoever restores may just have chosen one that would have to go.
    if (!unchanged && reason !== 'restore') await tidy(options, taken)
    return unchanged ? { status: 'unchanged', snapshot } : { status: 'taken', snapshot, secondFolder }
  } catch (error) {
    return snapshotFailure(error)
  }
}

const make = async (
  { files, clock }: SnapshotOptions,
  newest: Snapshot | undefined,
  content: Pick<Content, 'to' | 'desk' | 'reason'>,
): Promise<Snapshot | undefined> => {
  const base = newest !== undefined && newest.footer.members < mostMembers ? newest : undefined
  const from = base === undefined ? beginning : await positionOf(base)
  const lines = files.history(from, content.to.hash)
  return files.snapshots.write({ ...content, base, lines, at: clock() })
}

const copyToSecond = async (options: SnapshotOptions, taken: Snapshot): Promise<SecondFolderResult> => {
  const root = options.secondFolder()
  if (root === null) return 'none'
  const result = await copyTo(root, taken, options)
  options.onSecondFolder(result)
  return result
}

const copyTo = async (
  root: string,
  taken: Snapshot,
  { clock, note }: SnapshotOptions,
): Promise<SecondFolderResult> => {
  const copies = openSnapshots(join(root, secondFolderName), noteFault(note))
  try {
    if (!(await copies.copyIn(taken))) throw Object.assign(new Error('not what was copied'), { code: 'EIO' })
    await copies.rotate(taken, clock())
    return 'copied'
  } catch (error) {
    return secondFolderFailure(error, root)
  }
}

/** What could not be removed today can be tomorrow. */
const tidy = async ({ files, clock, note }: SnapshotOptions, taken: Snapshot): Promise<void> => {
  try {
    await files.snapshots.rotate(taken, clock())
    const [, second] = await firstTwo(files.snapshots.sound())
    if (second !== undefined) await removeCovered(files.journal, second.footer.seq)
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    note(`旧备份没有清理：${code}`)
  }
}

const firstTwo = async <T>(all: AsyncGenerator<T>): Promise<readonly T[]> => {
  const found: T[] = []
  for await (const one of all) {
    found.push(one)
    if (found.length === 2) break
  }
  return found
}
