import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { type FileHandle, open, writeFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import {
  attachmentFolder,
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
import { isSnapshotName } from './snapshot-names'
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
      return typeof opened !== 'string' && opened.damaged.length === 0
    },
  )
}

/** How many bytes pass in writing and proving so much. */
export const workOfWriting = (length: number, locked: boolean): number => length * (locked ? 3 : 2)

export interface OpenedBackup {
  /** What it says of itself; a snapshot that is opened by itself says nothing. */
  readonly about: BackupAbout | undefined
  readonly snapshot: SnapshotFile
  /** The files of the records that are sound in it. */
  readonly files: readonly BackedUpFile[]
  /** SHA-256 of those that are not: they cost themselves, not the data beside them. */
  readonly damaged: readonly string[]
}

export interface BackedUpFile {
  readonly hash: string
  readonly size: number
  readonly bytes: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

const gzipMagic = Buffer.from([0x1f, 0x8b])

/** Whether the file can be restored at all, and whether it wants a passphrase; reads its first and last bytes only. */
export const lookAtBackup = async (path: string): Promise<'plain' | 'locked' | 'snapshot' | BackupFault> => {
  const file = await open(path, 'r')
  try {
    const head = await headOf(file)
    const kind = headerKind(head)
    if (kind !== 'none') return kind === 'ours' ? 'locked' : kind
    if (head.subarray(0, gzipMagic.length).equals(gzipMagic)) {
      if ((await readFooter(path)) !== undefined) return 'snapshot'
      return isSnapshotName(basename(path)) ? 'cut' : 'foreign'
    }
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
 * Opens a backup, or a snapshot by itself, and proves it: every part, byte for byte, and every line of the data. What is
 * read later is unpacked or copied to `scratch`, an own folder that the caller empties.
 */
export const openBackupFile = async (
  path: string,
  passphrase: string | null,
  scratch: string,
  going: Going,
): Promise<OpenedBackup | BackupFault> => {
  const look = await lookAtBackup(path)
  if (look === 'plain') return openZip(path, scratch, going)
  if (look === 'snapshot') {
    const content = watched(createReadStream(path, { highWaterMark: pieceSize }), going)
    const snapshot = await takeSnapshotOut(content, scratch)
    return typeof snapshot === 'string' ? snapshot : { about: undefined, snapshot, files: [], damaged: [] }
  }
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
    const files: BackedUpFile[] = []
    const damaged: string[] = []
    for (const { name, size, sha256 } of manifest.parts) {
      const entry = listed.get(name)
      if (entry === undefined) return 'altered'
      const isSound = (await hashOf(zip, entry, going)) === sha256
      const hash = attachmentPattern.exec(name)?.[1]
      if (hash === undefined && !isSound) return 'altered'
      if (hash === undefined) continue
      if (isSound && hash === sha256) files.push({ hash, size, bytes: () => bytesOfEntry(zip, entry) })
      else damaged.push(hash)
    }
    const data = listed.get(manifest.data)
    const snapshot = data === undefined ? 'altered' : await takeSnapshotOut(bytesOfEntry(zip, data), scratch)
    return typeof snapshot === 'string' ? snapshot : { about: manifest.about, snapshot, files, damaged }
  } finally {
    await file.close()
  }
}

const attachmentPattern = new RegExp(`^${attachmentFolder}/([0-9a-f]{64})(?:\\.|$)`, 'u')

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
const bytesOfEntry = (zip: string, { at, size }: ZipEntry): AsyncIterable<Uint8Array> | Uint8Array[] =>
  size === 0 ? [] : createReadStream(zip, { start: at, end: at + size - 1, highWaterMark: pieceSize })

const takeSnapshotOut = async (
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  scratch: string,
): Promise<SnapshotFile | BackupFault> => {
  const path = `${scratch}/${String(process.hrtime.bigint())}.jsonl.gz`
  await writeNewFile(path, (file) => writeFile(file, content))
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
