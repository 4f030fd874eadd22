import type { ZipEntry } from './zip-entries'

/**
 * Unpacks a zip and packs it again without compression. The reading library inflates every entry whole, however large
 * it turns out, and believes the first of several headers. So it is never given the file: each entry is inflated here,
 * by the platform, into exactly the room that the directory promises and that `faultOf` has found bearable. One byte
 * more or less, or another checksum, and the file is damaged. What the library then gets holds nothing to inflate. It
 * is also faster than letting it inflate by itself.
 */
export const repack = async (
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  replaced: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array | undefined> => {
  const parts = entries.map((entry) => ({
    entry,
    name: new TextEncoder().encode(entry.name),
    replacement: replaced.get(entry.name),
  }))
  const places = placesOf(
    parts.map(({ entry, name, replacement }) => [name, replacement?.length ?? entry.size]),
  )
  const zip = new Uint8Array(places.end)
  for (const [index, { entry, replacement }] of parts.entries()) {
    const place = places.all[index]
    if (place === undefined) throw new Error('Every part has a place.')
    const room = zip.subarray(place.data, place.data + place.size)
    if (replacement !== undefined) room.set(replacement)
    else if (!(await inflateInto(room, bytes, entry))) return undefined
  }
  writeHeaders(zip, places)
  return zip
}

/** What an entry holds, or undefined when it is not what the directory says. */
export const inflate = async (bytes: Uint8Array, entry: ZipEntry): Promise<Uint8Array | undefined> => {
  const room = new Uint8Array(entry.size)
  return (await inflateInto(room, bytes, entry)) ? room : undefined
}

const inflateInto = async (room: Uint8Array, bytes: Uint8Array, entry: ZipEntry): Promise<boolean> => {
  const packed = bytes.subarray(entry.start, entry.start + entry.packed)
  const fits = entry.method === 0 ? copyInto(room, packed) : await unfoldInto(room, packed)
  return fits && checksumOf(room) === entry.checksum
}

const copyInto = (room: Uint8Array, packed: Uint8Array): boolean => {
  if (room.length !== packed.length) return false
  room.set(packed)
  return true
}

/** Small bites, because a browser hands out at once all that one bite unfolds to: a thousand times as much at most. */
const bite = 16 * 1024

const inBites = (bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let at = 0
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) {
        controller.close()
        return
      }
      controller.enqueue(bytes.slice(at, at + bite))
      at += bite
    },
  })
}

const unfoldInto = async (room: Uint8Array, packed: Uint8Array): Promise<boolean> => {
  const reader = inBites(packed).pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  let length = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return length === room.length
      if (length + value.length > room.length) {
        await reader.cancel()
        return false
      }
      room.set(value, length)
      length += value.length
    }
  } catch {
    // Only the packed bytes can be at fault here, and platforms differ in what they throw at them.
    return false
  }
}

interface Place {
  readonly name: Uint8Array
  readonly size: number
  readonly local: number
  readonly data: number
}

interface Places {
  readonly all: readonly Place[]
  readonly directory: number
  readonly end: number
}

const localLength = 30
const directoryLength = 46
const endLength = 22

const placesOf = (parts: readonly (readonly [name: Uint8Array, size: number])[]): Places => {
  const all: Place[] = []
  let at = 0
  for (const [name, size] of parts) {
    const data = at + localLength + name.length
    all.push({ name, size, local: at, data })
    at = data + size
  }
  const end = all.reduce((sum, { name }) => sum + directoryLength + name.length, at) + endLength
  return { all, directory: at, end }
}

/** Checksums are left at 0: they were compared when the entries were inflated, and nobody looks at them again. */
const writeHeaders = (zip: Uint8Array, { all, directory, end }: Places): void => {
  const view = new DataView(zip.buffer)
  let at = directory
  for (const { name, size, local } of all) {
    view.setUint32(local, 0x0403_4b50, true)
    view.setUint32(local + 18, size, true)
    view.setUint32(local + 22, size, true)
    view.setUint16(local + 26, name.length, true)
    zip.set(name, local + localLength)
    view.setUint32(at, 0x0201_4b50, true)
    view.setUint32(at + 20, size, true)
    view.setUint32(at + 24, size, true)
    view.setUint16(at + 28, name.length, true)
    view.setUint32(at + 42, local, true)
    zip.set(name, at + directoryLength)
    at += directoryLength + name.length
  }
  view.setUint32(at, 0x0605_4b50, true)
  view.setUint16(at + 8, all.length, true)
  view.setUint16(at + 10, all.length, true)
  view.setUint32(at + 12, end - endLength - directory, true)
  view.setUint32(at + 16, directory, true)
}

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1
  return value
})

/** CRC-32, as zips have it. */
const checksumOf = (bytes: Uint8Array): number => {
  let sum = 0xffff_ffff
  for (const byte of bytes) sum = (sum >>> 8) ^ (checksums[(sum ^ byte) & 0xff] ?? 0)
  return (sum ^ 0xffff_ffff) >>> 0
}
