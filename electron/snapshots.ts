import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type SnapshotInfo, snapshotReason, type VaultFault } from '../src/bridge/vault'
import { localDay } from './local-time'
import { placeProven, removeLeftovers } from './place-proven'
import { keptSnapshots } from './rotation'
import {
  type Content,
  isWhole,
  proves,
  readTail,
  type SnapshotFile,
  writeSnapshotFile,
} from './snapshot-file'
import { readFooter } from './snapshot-footer'
import { damagedSuffix, listSnapshots, type NamedSnapshot, snapshotName } from './snapshot-names'
import { codeOf, ifPossible, unless } from './system-error'
import { writeNewFile } from './write-atomically'

/** A snapshot that was found to be, byte for byte, what it was when it was proven. */
export interface Snapshot extends SnapshotFile {
  readonly name: string
}

/** A folder of snapshots: the one of the vault, or the copies in the user's second folder. */
export interface Snapshots {
  /** All that lie there, newest first. */
  readonly list: () => Promise<readonly NamedSnapshot[]>
  readonly infos: () => Promise<readonly SnapshotInfo[]>
  readonly infoOf: (snapshot: Snapshot) => Promise<SnapshotInfo>
  /** The sound ones, newest first; each is read whole when this session first comes to it. */
  readonly sound: () => AsyncGenerator<Snapshot>
  /** Sets the one of this name apart where it is damaged. */
  readonly check: (name: string) => Promise<void>
  readonly newest: () => Promise<Snapshot | undefined>
  readonly faults: () => readonly VaultFault[]
  /** Undefined where what was read back is not what was to be written. */
  readonly write: (content: Content) => Promise<Snapshot | undefined>
  /** The same for a snapshot from another folder. */
  readonly copyIn: (snapshot: Snapshot) => Promise<boolean>
  /** Removes what need not stay. */
  readonly rotate: (like: Snapshot, now: Date) => Promise<void>
}

export const openSnapshots = (folder: string, onFault: (fault: VaultFault) => void): Snapshots => {
  const known = new Map<string, string>()
  const faults = new Map<string, VaultFault>()

  const say = (name: string, file: string, what: VaultFault['what']): void => {
    if (faults.has(name)) return
    const fault = { kind: 'snapshot', file, what, lost: [] } as const
    faults.set(name, fault)
    onFault(fault)
  }

  const remember = async (path: string): Promise<void> => {
    known.set(path, await stateOf(path))
  }

  const check = async ({ name, path }: NamedSnapshot): Promise<Snapshot | undefined> => {
    try {
      const sound = known.get(path) === (await stateOf(path)) || (await isWhole(path))
      const footer = sound ? await readFooter(path) : undefined
      if (footer !== undefined) {
        await remember(path)
        return { name, path, footer }
      }
      say(name, `${name}${damagedSuffix}`, 'altered')
      await rename(path, `${path}${damagedSuffix}`)
    } catch (error) {
      const code = codeOf(error)
      if (code === undefined) throw error
      if (code !== 'ENOENT') say(name, name, 'unreadable')
    }
    return undefined
  }

  const sound = async function* (): AsyncGenerator<Snapshot> {
    for (const named of await listSnapshots(folder)) {
      const snapshot = named.damaged ? undefined : await check(named)
      if (snapshot !== undefined) yield snapshot
    }
  }

  const infos = async (): Promise<readonly SnapshotInfo[]> =>
    (await Promise.all((await ifPossible(listSnapshots(folder), [])).map(infoOf))).flat()

  const infoOf = async (snapshot: NamedSnapshot): Promise<readonly SnapshotInfo[]> => {
    const { name, path, seq, at, damaged } = snapshot
    // Rotation may just have taken it.
    const found = await ifPossible(stat(path), undefined)
    if (found === undefined) return []
    const reason = snapshotReason.catch('asked').parse(snapshot.reason)
    const good = !damaged && !faults.has(name)
    const mark = good ? await markIn(path) : null
    return [{ name, at, seq, bytes: found.size, reason, mark, good }]
  }

  const place = async (
    name: string,
    write: (beside: string) => Promise<void>,
    prove: (beside: string) => Promise<boolean>,
  ): Promise<boolean> => {
    await unless(['EEXIST'], mkdir(folder), undefined)
    const path = join(folder, name)
    const placed = await placeProven(path, write, prove)
    if (placed) await remember(path)
    return placed
  }

  const rotate = async (like: Snapshot, now: Date): Promise<void> => {
    const [good, damaged] = await sorted(folder, like)
    const kept = keptSnapshots(good, localDay(now))
    for (const snapshot of good.filter(({ name }) => !kept.has(name))) {
      // All that is in it is also in the next newer one that stays; that one must be sound.
      const heir = good.filter(({ name, seq }) => kept.has(name) && seq >= snapshot.seq).at(-1)
      if (heir !== undefined && (await check(heir)) !== undefined) await rm(snapshot.path, { force: true })
    }
    const keptToo = keptSnapshots(damaged, localDay(now))
    for (const { name, path } of damaged) if (!keptToo.has(name)) await rm(path, { force: true })
    await removeLeftovers(folder, now)
  }

  return {
    list: () => listSnapshots(folder),
    infos,
    infoOf: async ({ name }) => {
      const info = (await infos()).find((one) => one.name === name)
      if (info === undefined) throw Object.assign(new Error(`${name} is gone`), { code: 'ENOENT' })
      return info
    },
    sound,
    check: async (name) => {
      const named = (await listSnapshots(folder)).find((one) => one.name === name && !one.damaged)
      if (named !== undefined) await check(named)
    },
    newest: async () => {
      for await (const snapshot of sound()) return snapshot
      return undefined
    },
    faults: () => [...faults.values()],
    write: async (content) => {
      const name = snapshotName(content.to.seq, content.at, content.reason)
      const path = join(folder, name)
      const placed = await place(
        name,
        (beside) => writeSnapshotFile(beside, content),
        (beside) => proves(beside, content.to),
      )
      const footer = placed ? await readFooter(path) : undefined
      return footer && { name, path, footer }
    },
    copyIn: async ({ name, path, footer }) => {
      const there = await unless(['ENOENT'], readFooter(join(folder, name)), undefined)
      if (there?.sha256 === footer.sha256) return true
      if (there !== undefined && there.first !== footer.first)
        throw Object.assign(new Error('of another history'), { code: 'EEXIST' })
      return place(name, (beside) => copyFlushed(path, beside), isWhole)
    },
    rotate,
  }
}

/** Of the same history as `like`, which others that share the folder are not; the damaged ones apart. */
const sorted = async (
  folder: string,
  like: Snapshot,
): Promise<readonly [good: readonly NamedSnapshot[], damaged: readonly NamedSnapshot[]]> => {
  const all = await listSnapshots(folder)
  const good: NamedSnapshot[] = []
  for (const snapshot of all.filter(({ damaged }) => !damaged)) {
    const footer = await ifPossible(readFooter(snapshot.path), undefined)
    if (footer?.first === like.footer.first || footer?.seq === 0) good.push(snapshot)
  }
  return [good, all.filter(({ damaged }) => damaged)]
}

const markIn = async (path: string): Promise<unknown> => {
  const footer = await ifPossible(readFooter(path), undefined)
  return footer === undefined
    ? null
    : ifPossible(
        readTail({ path, footer }).then(({ mark }) => mark),
        null,
      )
}

/** Changes when the file does. */
const stateOf = async (path: string): Promise<string> => {
  const { size, mtimeMs } = await stat(path)
  return `${String(size)} ${String(mtimeMs)}`
}

const copyFlushed = (from: string, to: string): Promise<void> =>
  writeNewFile(to, (file) => writeFile(file, createReadStream(from)))
