import type { ZipEntry } from './zip-entries'

/** The parts of a package by their names. */
export type Parts = ReadonlyMap<string, Uint8Array>

/**
 * Unpacks a zip. The reading library inflates every entry whole, however large it turns out, and believes the first of
 * several headers. So it is never given the file: each entry is inflated here, by the platform, into exactly the room
 * that the directory promises and that `faultOf` has found bearable. One byte more or less, or another checksum, and
 * the file is damaged: undefined. It is also faster than letting the library inflate.
 */
export const unpack = async (bytes: Uint8Array, entries: readonly ZipEntry[]): Promise<Parts | undefined> => {
  const parts = new Map<string, Uint8Array>()
  for (const entry of entries) {
    const packed = bytes.subarray(entry.start, entry.start + entry.packed)
    const part = entry.method === 0 ? copyOf(packed, entry) : await inflate(packed, entry)
    if (part === undefined) return undefined
    parts.set(entry.name, part)
  }
  return parts
}

const copyOf = (packed: Uint8Array, { size, checksum }: ZipEntry): Uint8Array | undefined =>
  packed.length === size && checksumOf(packed) === checksum ? packed.slice() : undefined

const inflate = async (packed: Uint8Array, entry: ZipEntry): Promise<Uint8Array | undefined> => {
  const part = new Uint8Array(entry.size)
  const reader = asGzip(packed, entry).pipeThrough(new DecompressionStream('gzip')).getReader()
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return length === part.length ? part : undefined
      if (length + value.length > part.length) {
        await reader.cancel()
        return undefined
      }
      part.set(value, length)
      length += value.length
    }
  } catch {
    // Only the packed bytes can be at fault here, and platforms differ in what they throw at them.
    return undefined
  }
}

const gzipHead = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)
/** Small bites, because a browser hands out at once all that one bite unfolds to: a thousand times as much at most. */
const bite = 64 * 1024

/** A deflated entry as a gzip file, whose end says what must come out: so the platform compares size and checksum. */
const asGzip = (
  packed: Uint8Array,
  { checksum, size }: ZipEntry,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const tail = new Uint8Array(8)
  new DataView(tail.buffer).setUint32(0, checksum, true)
  new DataView(tail.buffer).setUint32(4, size, true)
  let at = 0
  return new ReadableStream({
    start: (controller) => controller.enqueue(gzipHead),
    pull: (controller) => {
      if (at < packed.length) controller.enqueue(packed.slice(at, at + bite))
      else {
        controller.enqueue(tail)
        controller.close()
      }
      at += bite
    },
  })
}

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1
  return value
})

/** CRC-32, as zips have it; of entries that are not deflated, which are few and small. */
export const checksumOf = (bytes: Uint8Array): number => {
  let sum = 0xffff_ffff
  for (const byte of bytes) sum = (sum >>> 8) ^ (checksums[(sum ^ byte) & 0xff] ?? 0)
  return (sum ^ 0xffff_ffff) >>> 0
}
