import { CFB } from 'xlsx'

/**
 * What a compound file (the container of .xls, .doc, .ppt, .msg and of everything that Office has encrypted) holds.
 * `cutOff`: it ends before its contents do, which the reading library would take for a shorter ledger.
 */
export type CompoundContents =
  'workbook' | 'oldWorkbook' | 'encrypted' | 'cutOff' | 'word' | 'slides' | 'mail' | 'unknown'

interface Stream {
  readonly name: string
  readonly size: number
  readonly content?: Uint8Array | readonly number[]
}

/** The library describes this part of itself as `any`. */
const compound = CFB as {
  readonly read: (
    bytes: Uint8Array,
    options: { readonly type: 'array' },
  ) => { readonly FileIndex: readonly (Stream | undefined)[] }
}

export const contentsOf = (bytes: Uint8Array): CompoundContents => {
  const streams = streamsOf(bytes)
  if (streams === undefined) return 'cutOff'
  const named = (...names: readonly string[]): Stream | undefined =>
    streams.find(({ name }) => names.includes(name.toLowerCase()))
  if (named('encryptedpackage', 'encryptioninfo') !== undefined) return 'encrypted'
  const workbook = named('workbook', 'book')
  if (workbook !== undefined) return ofWorkbook(workbook)
  if (named('worddocument') !== undefined) return 'word'
  if (named('powerpoint document') !== undefined) return 'slides'
  return named('__properties_version1.0') === undefined ? 'unknown' : 'mail'
}

const streamsOf = (bytes: Uint8Array): readonly Stream[] | undefined => {
  try {
    return compound.read(bytes, { type: 'array' }).FileIndex.filter((stream) => stream !== undefined)
  } catch {
    // Whatever the library throws, the file is the cause.
    return undefined
  }
}

const beginning = 0x0809
const filePass = 0x002f
const end = 0x000a
const version8 = 0x0600

/** Looks at the first records: an encrypted workbook says so before anything else that is worth reading. */
const ofWorkbook = ({ content = [], size }: Stream): CompoundContents => {
  if (content.length < size) return 'cutOff'
  const short = (at: number): number => (content[at] ?? 0) + (content[at + 1] ?? 0) * 256
  // Workbooks before Excel 97 hold letters of a code page that nobody has noted.
  if (short(0) !== beginning || short(4) !== version8) return 'oldWorkbook'
  for (let at = 0; at + 4 <= content.length && short(at) !== end; at += 4 + short(at + 2)) {
    if (short(at) === filePass) return 'encrypted'
  }
  return 'workbook'
}
