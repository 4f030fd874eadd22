import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SnapshotReason } from '../src/bridge/vault'
import { localStamp } from './local-time'
import type { Dated } from './rotation'
import { unless } from './system-error'

/** A snapshot as its name tells it: snapshot-000000000080-2021-04-08-093005-exit.jsonl.gz. */
export interface NamedSnapshot extends Dated {
  readonly path: string
  readonly reason: string
  /** It was found damaged, and renamed for it. */
  readonly damaged: boolean
}

const pattern =
  /^snapshot-(?<seq>\d{12})-(?<day>\d{4}-\d\d-\d\d)-(?<hours>\d\d)(?<minutes>\d\d)(?<seconds>\d\d)-(?<reason>[a-z]+)\.jsonl\.gz(?<damaged>\.damaged)?$/u
export const damagedSuffix = '.damaged'

/** Whatever the file holds. */
export const isSnapshotName = (name: string): boolean => pattern.test(name)

export const snapshotName = (seq: number, at: Date, reason: SnapshotReason): string =>
  `snapshot-${String(seq).padStart(12, '0')}-${localStamp(at).replace(' ', '-')}-${reason}.jsonl.gz`

/** Newest first; none where the folder is not there. */
export const listSnapshots = async (folder: string): Promise<readonly NamedSnapshot[]> => {
  const names = await unless(['ENOENT'], readdir(folder), [])
  return names
    .flatMap((name) => named(folder, name))
    .sort((one, other) => other.seq - one.seq || (one.at < other.at ? 1 : -1))
}

const named = (folder: string, name: string): readonly NamedSnapshot[] => {
  const parts = pattern.exec(name)?.groups
  if (parts === undefined) return []
  const { seq, day = '', hours, minutes, seconds, reason = '', damaged } = parts
  const at = new Date(`${day}T${String(hours)}:${String(minutes)}:${String(seconds)}`)
  if (Number.isNaN(at.getTime())) return []
  return [
    {
      name,
      path: join(folder, name),
      seq: Number(seq),
      day,
      at: at.toISOString(),
      reason,
      damaged: damaged !== undefined,
    },
  ]
}
