import { checksumOf, unpack } from './unpack'
import { entriesOf, faultOf, type ZipEntry } from './zip-entries'
import { attributeOf } from './xml-text'

/** An .xlsx whose parts are looked at one by one and replaced one by one. */
export interface OfficePackage {
  readonly bytes: Uint8Array
  readonly entries: readonly ZipEntry[]
  readonly names: readonly string[]
  /** The XML of a part; undefined where there is no such part. */
  readonly text: (name: string) => string | undefined
}

export const openPackage = async (bytes: Uint8Array): Promise<OfficePackage | undefined> => {
  const entries = entriesOf(bytes)
  if (entries === undefined || faultOf(entries) !== undefined) return undefined
  const parts = await unpack(bytes, entries)
  if (parts === undefined) return undefined
  const texts = new Map<string, string>()
  return {
    bytes,
    entries,
    names: entries.map(({ name }) => name),
    text: (name) => {
      const part = parts.get(name)
      if (part === undefined) return undefined
      const known = texts.get(name) ?? new TextDecoder().decode(part)
      texts.set(name, known)
      return known
    },
  }
}

export interface Relation {
  /** The last word of its type: worksheet, drawing, comments. */
  readonly type: string
  readonly id: string
  /** The name of the part. */
  readonly part: string
}

/** What a part refers to. */
export const relationsOf = ({ text }: OfficePackage, part: string): readonly Relation[] => {
  const [folder, file] = [part.slice(0, part.lastIndexOf('/') + 1), part.slice(part.lastIndexOf('/') + 1)]
  const xml = text(`${folder}_rels/${file}.rels`) ?? ''
  return [...xml.matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/gu)].flatMap(([, attributes = '']) => {
    const target = attributeOf(attributes, 'Target')
    if (target === undefined || attributeOf(attributes, 'TargetMode') === 'External') return []
    return [
      {
        type: (attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        id: attributeOf(attributes, 'Id') ?? '',
        part: resolved(folder, target),
      },
    ]
  })
}

const resolved = (folder: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1)
  const way = folder.split('/').filter((step) => step !== '')
  for (const step of target.split('/')) {
    if (step === '..') way.pop()
    else if (step !== '.') way.push(step)
  }
  return way.join('/')
}

/** Parts by their names with what they say from now on; undefined takes a part out. */
export type ChangedParts = ReadonlyMap<string, string | undefined>

/** The same package with some parts changed; all others keep even their packed bytes. */
export const repack = async (
  { bytes, entries }: Pick<OfficePackage, 'bytes' | 'entries'>,
  changed: ChangedParts,
): Promise<Uint8Array> => {
  const kept = entries.filter(({ name }) => !changed.has(name) || changed.get(name) !== undefined)
  const files = await Promise.all(
    kept.map(async (entry): Promise<PackedFile> => {
      const text = changed.get(entry.name)
      if (text === undefined)
        return { ...entry, content: bytes.subarray(entry.start, entry.start + entry.packed) }
      const plain = new TextEncoder().encode(text)
      return {
        name: entry.name,
        method: deflated,
        checksum: checksumOf(plain),
        size: plain.length,
        content: await deflate(plain),
      }
    }),
  )
  return zipOf(files)
}

interface PackedFile {
  readonly name: string
  readonly method: number
  readonly checksum: number
  readonly size: number
  readonly content: Uint8Array
}

const deflated = 8

const deflate = async (plain: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Names are UTF-8. The day is the first one that a zip can say, so that equal contents give equal bytes. */
const flags = 0x0800
const version = 20
const firstDay = 0x21

const zipOf = (files: readonly PackedFile[]): Uint8Array => {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, method, checksum, size, content } of files) {
    const title = encoder.encode(name)
    const common = numbers(
      [version, 2],
      [flags, 2],
      [method, 2],
      [0, 2],
      [firstDay, 2],
      [checksum, 4],
      [content.length, 4],
      [size, 4],
      [title.length, 2],
      [0, 2],
    )
    const local = [numbers([0x0403_4b50, 4]), common, title, content]
    pieces.push(...local)
    directory.push(
      numbers([0x0201_4b50, 4], [version, 2]),
      common,
      numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]),
      title,
    )
    at += lengthOf(local)
  }
  const end = numbers(
    [0x0605_4b50, 4],
    [0, 4],
    [files.length, 2],
    [files.length, 2],
    [lengthOf(directory), 4],
    [at, 4],
    [0, 2],
  )
  return joined([...pieces, ...directory, end])
}

const numbers = (...given: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(given.reduce((sum, [, bytes]) => sum + bytes, 0)))
  let at = 0
  for (const [value, bytes] of given) {
    if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += bytes
  }
  return new Uint8Array(view.buffer)
}

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0)

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(lengthOf(pieces))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
