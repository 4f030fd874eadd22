/**
 * Looks at a zip before anything unpacks it. A small file can be made to swell to gigabytes, and what its headers say of
 * sizes can be a lie; so the entries are listed from the directory, and each is inflated once, counted and thrown away.
 */
export type ZipState = 'sound' | 'damaged' | 'tooLarge'

export interface ZipEntry {
  readonly name: string
  readonly compressed: number
  readonly uncompressed: number
  readonly method: number
  readonly start: number
}

const mebibyte = 1024 * 1024
const largestEntry = 400 * mebibyte
const largestTotal = 600 * mebibyte
const mostEntries = 10_000

const endSignature = 0x0605_4b50
const directorySignature = 0x0201_4b50
const localSignature = 0x0403_4b50
const endLength = 22
const longestComment = 0xffff

/** The entries of a zip, or undefined when its directory is missing or points outside the file. */
export const entriesOf = (bytes: Uint8Array): readonly ZipEntry[] | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== directorySignature) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    const start = dataStart(view, local)
    const compressed = view.getUint32(at + 20, true)
    if (start === undefined || start + compressed > view.byteLength) return undefined
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.push({
      name,
      compressed,
      uncompressed: view.getUint32(at + 24, true),
      method: view.getUint16(at + 10, true),
      start,
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

const findEnd = (view: DataView): number | undefined => {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment)
  for (let at = view.byteLength - endLength; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return undefined
}

const dataStart = (view: DataView, local: number): number | undefined => {
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== localSignature) return undefined
  return local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
}

/** Whether the entries can be unpacked within the limits, by what they really hold. */
export const inspectZip = async (bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<ZipState> => {
  if (entries.length > mostEntries || entries.some(({ uncompressed }) => uncompressed > largestEntry))
    return 'tooLarge'
  let total = 0
  for (const entry of entries) {
    const size = await realSize(bytes, entry)
    if (size === undefined) return 'damaged'
    total += size
    if (size > largestEntry || total > largestTotal) return 'tooLarge'
  }
  return 'sound'
}

const stored = 0
const deflated = 8

/** How many bytes an entry inflates to, counted no further than the limit; undefined when it cannot be inflated. */
const realSize = async (
  bytes: Uint8Array,
  { method, start, compressed }: ZipEntry,
): Promise<number | undefined> => {
  if (method === stored) return compressed
  if (method !== deflated) return undefined
  const packed = bytes.slice(start, start + compressed)
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return size
      size += value.byteLength
      if (size > largestEntry) {
        await reader.cancel()
        return size
      }
    }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
