/**
 * The directory of a zip, read before anything is unpacked. Whoever built the file decides what stands in it, so every
 * number is checked against the file and against limits.
 */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  /** CRC-32 of the contents. */
  readonly checksum: number
  /** Where the packed bytes begin, and how many they are. */
  readonly start: number
  readonly packed: number
  /** Bytes when unpacked, by what the directory says. */
  readonly size: number
  readonly locked: boolean
}

export type ZipFault = 'damaged' | 'encrypted' | 'tooLarge'

const mebibyte = 1024 * 1024
/** 200,000 rows of 20 columns are about 280 MB of XML. */
const largestEntry = 300 * mebibyte
const largestTotal = 600 * mebibyte
const mostEntries = 10_000
/** Deflate cannot do better: whatever claims to swell more is lying. */
const mostSwelling = 1040
/** XML of a ledger swells ten- to fifty-fold; this much, in a large entry, is a bomb. */
const bombSwelling = 400
const largeEntry = 32 * mebibyte

const stored = 0
const deflated = 8

/** What forbids to unpack the entries. */
export const faultOf = (entries: readonly ZipEntry[]): ZipFault | undefined => {
  if (entries.some(({ locked }) => locked)) return 'encrypted'
  if (entries.some(({ method }) => method !== stored && method !== deflated)) return 'damaged'
  if (entries.some((entry) => entry.size > limitOf(entry))) return 'damaged'
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  const swollen = entries.some(
    ({ size, packed }) => size > largestEntry || (size > largeEntry && size > packed * bombSwelling),
  )
  return swollen || total > largestTotal || entries.length > mostEntries ? 'tooLarge' : undefined
}

/** The most that an entry can hold; a little room for the few bytes of an empty one. */
const limitOf = ({ method, packed }: ZipEntry): number =>
  method === stored ? packed : packed * mostSwelling + 64

const endSignature = 0x0605_4b50
const end64Signature = 0x0606_4b50
const locatorSignature = 0x0706_4b50
const directorySignature = 0x0201_4b50
const localSignature = 0x0403_4b50
const endLength = 22
const locatorLength = 20
const end64Length = 56
const directoryLength = 46
const localLength = 30
const in64Bits = 0xffff_ffff
const in64BitsShort = 0xffff
const lockedFlag = 0x1

/** The entries of a zip, or undefined when its directory is missing or points outside the file. */
export const entriesOf = (bytes: Uint8Array): readonly ZipEntry[] | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const directory = findDirectory(view)
  if (directory === undefined) return undefined
  const entries: ZipEntry[] = []
  let at = directory.start
  for (let index = 0; index < directory.count; index += 1) {
    const found = entryAt(view, bytes, at)
    if (found === undefined) return undefined
    entries.push(found.entry)
    at = found.next
  }
  return entries
}

interface Directory {
  readonly start: number
  readonly count: number
}

const findDirectory = (view: DataView): Directory | undefined => {
  let end = view.byteLength - endLength
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end -= 1
  if (end < 0) return undefined
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  return count === in64BitsShort || start === in64Bits
    ? findDirectory64(view, end - locatorLength)
    : { start, count }
}

const findDirectory64 = (view: DataView, locator: number): Directory | undefined => {
  if (locator < 0 || view.getUint32(locator, true) !== locatorSignature) return undefined
  const end = Number(view.getBigUint64(locator + 8, true))
  if (end + end64Length > view.byteLength || view.getUint32(end, true) !== end64Signature) return undefined
  return {
    count: Number(view.getBigUint64(end + 32, true)),
    start: Number(view.getBigUint64(end + 48, true)),
  }
}

const entryAt = (
  view: DataView,
  bytes: Uint8Array,
  at: number,
): { readonly entry: ZipEntry; readonly next: number } | undefined => {
  if (at + directoryLength > view.byteLength || view.getUint32(at, true) !== directorySignature)
    return undefined
  const extra = at + directoryLength + view.getUint16(at + 28, true)
  const comment = extra + view.getUint16(at + 30, true)
  const next = comment + view.getUint16(at + 32, true)
  if (next > view.byteLength) return undefined
  const [size, packed, local] = longNumbers(view, extra, comment, [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ])
  const start = dataStart(view, local)
  if (start === undefined || start + packed > view.byteLength) return undefined
  const entry: ZipEntry = {
    name: new TextDecoder().decode(bytes.subarray(at + directoryLength, extra)).replaceAll('\\', '/'),
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    start,
    packed,
    size,
    locked: (view.getUint16(at + 8, true) & lockedFlag) !== 0,
  }
  return { entry, next }
}

type Numbers = readonly [size: number, packed: number, local: number]

/** Numbers that do not fit into 32 bits stand, in this order, in the extra field 1. */
const longNumbers = (view: DataView, start: number, end: number, short: Numbers): Numbers => {
  if (!short.includes(in64Bits)) return short
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    let place = at + 4
    const long = short.map((number) => {
      if (number !== in64Bits || place + 8 > end) return number
      place += 8
      return Number(view.getBigUint64(place - 8, true))
    })
    return [long[0] ?? 0, long[1] ?? 0, long[2] ?? 0]
  }
  return short
}

const dataStart = (view: DataView, local: number): number | undefined => {
  if (local + localLength > view.byteLength || view.getUint32(local, true) !== localSignature)
    return undefined
  return local + localLength + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
}
