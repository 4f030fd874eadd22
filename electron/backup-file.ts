import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, writeFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import {
  type BackupAbout,
  backupFormat,
  type BackupManifest,
  backupVersion,
  manifestName,
  parseManifest,
} from '../src/bridge/backup'
import { parsed } from './chain'
import { placeProven } from './place-proven'
import { headerBytes, headerKind, sealed, sealFault, unsealed } from './sealed-file'
import { isSoundSnapshot, type SnapshotFile } from './snapshot-file'
import { readFooter } from './snapshot-footer'
import { writeNewFile } from './write-atomically'
import {
  largestZip,
  type MeasuredPart,
  partOf,
  readZip,
  type ZipEntry,
  type ZipFault,
  zipOf,
  zipSize,
} from './zip-store'

/** Why a file cannot be opened as a backup. `bomb`: what it would unpack to is out of all proportion. */
export type BackupFault = ZipFault | 'newer' | 'altered' | 'bomb' | 'wrongPassphrase' | 'locked'

/** How far the work is, and whether somebody called it off. */
export interface Going {
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
}

export interface BackupContent {
  readonly about: BackupAbout
  /** Name of the part with the data. */
  readonly data: string
  readonly parts: readonly MeasuredPart[]
}

const manifestPart = ({ about, data, parts }: BackupContent): MeasuredPart => {
  const manifest: BackupManifest = {
    format: backupFormat,
    version: backupVersion,
    about,
    data,
    parts: parts.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  }
  return partOf(manifestName, Buffer.from(JSON.stringify(manifest)))
}

/**
 * Writes a backup beside its place, reads all of it back, and only then puts it there. False where what was read back
 * is not what was to be written; `tooLarge` where the format cannot hold so much.
 */
export const writeBackupFile = async (
  path: string,
  content: BackupContent,
  passphrase: string | null,
  scratch: string,
  { signal, onBytes }: Going,
): Promise<boolean | 'tooLarge'> => {
  const parts = [manifestPart(content), ...content.parts]
  const length = zipSize(parts)
  if (length > largestZip) return 'tooLarge'
  const zip = watched(zipOf(parts, new Date(content.about.at)), { signal, onBytes })
  return placeProven(
    path,
    (beside) =>
      writeNewFile(beside, (file) =>
        writeFile(file, passphrase === null ? zip : sealed(zip, length, passphrase)),
      ),
    async (beside) => {
      const opened = await openBackupFile(beside, passphrase, scratch, { signal, onBytes })
      return typeof opened !== 'string'
    },
  )
}

/** How many bytes pass in writing and proving so much. */
export const workOfWriting = (length: number, locked: boolean): number => length * (locked ? 3 : 2)

export interface OpenedBackup {
  readonly manifest: BackupManifest
  readonly snapshot: SnapshotFile
  /** The plain zip, and where in it each part lies. */
  readonly zip: string
  readonly entries: ReadonlyMap<string, ZipEntry>
}

/** Whether the file is a backup at all, and whether it wants a passphrase; reads its first bytes only. */
export const lookAtBackup = async (path: string): Promise<'plain' | 'locked' | BackupFault> => {
  const file = await open(path, 'r')
  try {
    const head = await headOf(file)
    const kind = headerKind(head)
    if (kind !== 'none') return kind === 'ours' ? 'locked' : kind
    const entries = await readZip(file)
    return typeof entries === 'string' ? entries : 'plain'
  } finally {
    await file.close()
  }
}

const headOf = async (file: FileHandle): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
  return buffer.subarray(0, bytesRead)
}

/**
 * Opens a backup and proves it whole: every part, byte for byte, and every line of the data. What is encrypted is
 * unpacked to `scratch`, an own folder that the caller empties.
 */
export const openBackupFile = async (
  path: string,
  passphrase: string | null,
  scratch: string,
  going: Going,
): Promise<OpenedBackup | BackupFault> => {
  const look = await lookAtBackup(path)
  if (look === 'plain') return openZip(path, scratch, going)
  if (look !== 'locked') return look
  if (passphrase === null) return 'locked'
  const plain = `${scratch}/${String(process.hrtime.bigint())}.zip`
  const file = await open(path, 'r')
  try {
    const header = await headOf(file)
    const { size } = await file.stat()
    const rest = createReadStream(path, { start: headerBytes, highWaterMark: pieceSize })
    const content = unsealed(watched(rest, going), size, header, passphrase)
    await writeNewFile(plain, (target) => writeFile(target, content))
  } catch (error) {
    const fault = sealFault(error)
    if (fault === undefined) throw error
    return fault
  } finally {
    await file.close()
  }
  return openZip(plain, scratch, going)
}

/** How many bytes pass in opening a file of this size. */
export const workOfOpening = (size: number, locked: boolean): number => size * (locked ? 2 : 1)

const pieceSize = 1024 * 1024
/** Bytes. A table of contents of the most parts there can be has half of it. */
const largestManifest = 16 * 1024 * 1024

const openZip = async (zip: string, scratch: string, going: Going): Promise<OpenedBackup | BackupFault> => {
  const file = await open(zip, 'r')
  try {
    const entries = await readZip(file)
    if (typeof entries === 'string') return entries
    const manifest = await readManifest(zip, entries)
    if (typeof manifest === 'string') return manifest
    const listed = new Map(entries.map((entry) => [entry.name, entry]))
    const same =
      listed.size === entries.length &&
      entries.length === manifest.parts.length + 1 &&
      manifest.parts.every(({ name, size }) => listed.get(name)?.size === size)
    if (!same) return 'altered'
    for (const { name, sha256 } of manifest.parts) {
      const entry = listed.get(name)
      if (entry === undefined || (await hashOf(zip, entry, going)) !== sha256) return 'altered'
    }
    const data = listed.get(manifest.data)
    const snapshot = data === undefined ? 'altered' : await takeSnapshotOut(zip, data, scratch)
    return typeof snapshot === 'string' ? snapshot : { manifest, snapshot, zip, entries: listed }
  } finally {
    await file.close()
  }
}

const readManifest = async (
  zip: string,
  [first]: readonly ZipEntry[],
): Promise<BackupManifest | BackupFault> => {
  if (first?.name !== manifestName || first.size > largestManifest) return 'foreign'
  const pieces: Uint8Array[] = []
  for await (const piece of bytesOfEntry(zip, first)) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  if (crc32(bytes) !== first.crc) return 'altered'
  return parseManifest(parsed(bytes.toString('utf8'))) ?? 'foreign'
}

const hashOf = async (zip: string, entry: ZipEntry, going: Going): Promise<string> => {
  const sum = createHash('sha256')
  for await (const piece of watched(bytesOfEntry(zip, entry), going)) sum.update(piece)
  return sum.digest('hex')
}

/** The bytes of one part. */
export const bytesOfEntry = (
  zip: string,
  { at, size }: ZipEntry,
): AsyncIterable<Uint8Array> | Uint8Array[] =>
  size === 0 ? [] : createReadStream(zip, { start: at, end: at + size - 1, highWaterMark: pieceSize })

const takeSnapshotOut = async (
  zip: string,
  data: ZipEntry,
  scratch: string,
): Promise<SnapshotFile | BackupFault> => {
  const path = `${scratch}/${String(process.hrtime.bigint())}.jsonl.gz`
  await writeNewFile(path, (file) => writeFile(file, bytesOfEntry(zip, data)))
  const footer = await readFooter(path)
  if (footer === undefined) return 'altered'
  const snapshot = { path, footer }
  const sound = await isSoundSnapshot(snapshot)
  if (sound === 'sound') return snapshot
  return sound
}

async function* watched(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { signal, onBytes }: Going,
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    signal.throwIfAborted()
    onBytes(piece.length)
    yield piece
  }
}
