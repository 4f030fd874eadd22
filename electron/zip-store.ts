import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

/**
 * Zip files whose entries are stored as they are. Whatever goes into a backup is packed already; and where nothing is
 * unpacked, no small file can become a large one. The reader takes only what the writer makes: one entry behind another
 * without a gap, the directory, the end.
 */
export interface ZipPart {
  readonly name: string
  /** Read twice: to measure it, and to write it. */
  readonly read: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

export interface MeasuredPart extends ZipPart {
  readonly size: number
  readonly crc: number
  readonly sha256: string
}

export const measure = async (part: ZipPart): Promise<MeasuredPart> => {
  const sum = createHash('sha256')
  let size = 0
  let crc = 0
  for await (const piece of part.read()) {
    sum.update(piece)
    crc = crc32(piece, crc)
    size += piece.length
  }
  return { ...part, size, crc, sha256: sum.digest('hex') }
}

/** A part that lies in memory, measured. */
export const partOf = (name: string, bytes: Uint8Array): MeasuredPart => ({
  name,
  size: bytes.length,
  crc: crc32(bytes),
  sha256: createHash('sha256').update(bytes).digest('hex'),
  read: () => piecesOf(bytes),
})

const pieceSize = 1024 * 1024

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceSize) yield bytes.subarray(from, from + pieceSize)
}

const localSignature = 0x04034b50
const directorySignature = 0x02014b50
const endSignature = 0x06054b50
const localBytes = 30
const directoryBytes = 46
const endBytes = 22
/** Names are UTF-8; nothing else is set. */
const flags = 0x0800
const version = 20
/** What the fields of the format can say. */
export const largestZip = 0xffff_ffff

export const zipSize = (parts: readonly MeasuredPart[]): number =>
  parts.reduce(
    (sum, { name, size }) => sum + size + localBytes + directoryBytes + 2 * Buffer.byteLength(name),
    endBytes,
  )

export async function* zipOf(parts: readonly MeasuredPart[], at: Date): AsyncGenerator<Uint8Array> {
  const time = dosTime(at)
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const said = commonFields(part, name, time)
    yield Buffer.concat([numbers([localSignature, 4]), said, numbers([0, 2]), name])
    yield* part.read()
    directory.push(
      numbers([directorySignature, 4], [version, 2]),
      said,
      numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      name,
    )
    offset += localBytes + name.length + part.size
  }
  const list = Buffer.concat(directory)
  const count = parts.length
  const end = numbers(
    [endSignature, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [list.length, 4],
    [offset, 4],
  )
  yield Buffer.concat([list, end, numbers([0, 2])])
}

/** From 'version needed' to the length of the name: the same in both headers of an entry. */
const commonFields = ({ crc, size }: MeasuredPart, name: Buffer, time: number): Buffer =>
  numbers([version, 2], [flags, 2], [0, 2], [time, 4], [crc, 4], [size, 4], [size, 4], [name.length, 2])

const numbers = (...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer => {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}

/** Local time, in steps of two seconds, as the format has it. */
const dosTime = (at: Date): number =>
  (((at.getFullYear() - 1980) << 25) |
    ((at.getMonth() + 1) << 21) |
    (at.getDate() << 16) |
    (at.getHours() << 11) |
    (at.getMinutes() << 5) |
    (at.getSeconds() >> 1)) >>>
  0

export interface ZipEntry {
  readonly name: string
  readonly size: number
  readonly crc: number
  /** Where its bytes begin in the file. */
  readonly at: number
}

/** `cut`: it begins like one of ours and does not end like one. `foreign`: a zip that is packed or arranged otherwise. */
export type ZipFault = 'none' | 'cut' | 'foreign'

export const readZip = async (file: FileHandle): Promise<readonly ZipEntry[] | ZipFault> => {
  const { size } = await file.stat()
  if (size < 4 || (await bytesAt(file, 0, 4)).readUInt32LE() !== localSignature) return 'none'
  if (size < endBytes) return 'cut'
  const end = await bytesAt(file, size - endBytes, endBytes)
  if (end.readUInt32LE() !== endSignature || end.readUInt16LE(20) !== 0)
    return (await hasEnd(file, size)) ? 'foreign' : 'cut'
  const [count, length, start] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]
  if (start + length + endBytes !== size) return 'cut'
  const list = await bytesAt(file, start, length)
  const entries = entriesIn(list, count)
  if (entries === undefined || placeAfter(entries.at(-1)) !== start) return 'foreign'
  return entries
}

/** Whether there is a whole end, with a comment or other bytes behind it. */
const hasEnd = async (file: FileHandle, size: number): Promise<boolean> => {
  const most = Math.min(size, endBytes + 0xffff)
  const at = (await bytesAt(file, size - most, most)).lastIndexOf(numbers([endSignature, 4]))
  return at !== -1 && at + endBytes <= most
}

const entriesIn = (list: Buffer, count: number): readonly ZipEntry[] | undefined => {
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + directoryBytes > list.length || list.readUInt32LE(at) !== directorySignature) return undefined
    const [flag, method] = [list.readUInt16LE(at + 8), list.readUInt16LE(at + 10)]
    const [packed, size] = [list.readUInt32LE(at + 20), list.readUInt32LE(at + 24)]
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => list.readUInt16LE(at + field))
    const offset = list.readUInt32LE(at + 42)
    const isOurs = flag === flags && method === 0 && packed === size && extra === 0 && comment === 0
    if (!isOurs || nameLength === undefined || offset !== placeAfter(entries.at(-1))) return undefined
    const name = list.toString('utf8', at + directoryBytes, at + directoryBytes + nameLength)
    entries.push({ name, size, crc: list.readUInt32LE(at + 16), at: offset + localBytes + nameLength })
    at += directoryBytes + nameLength
  }
  return at === list.length ? entries : undefined
}

/** Where the next entry begins, or the directory. */
const placeAfter = (entry: ZipEntry | undefined): number => (entry === undefined ? 0 : entry.at + entry.size)

const bytesAt = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}
