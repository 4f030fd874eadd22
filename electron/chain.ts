import { hash } from 'node:crypto'
import type { LostEntry } from '../src/bridge/vault'

/**
 * How entries lie on the disk, in the journal and in snapshots alike: every line of an entry is `<hash> <text>`, its hash
 * being that of the line before and its own text. One chain runs from the first line of the first entry to the last,
 * whatever file a line lies in, so each line proves that everything before it is what it was.
 */
const hashLength = 32
const textAt = hashLength + 1
/** What the first line of all comes after. */
const genesis = '0'.repeat(hashLength)

const opening = '{"batch":'
const closing = '{"end":'

/** A place between two entries. */
export interface Position {
  /** The entry before it; 0 at the very beginning. */
  readonly seq: number
  /** What that entry said of the store, in the store's own words. */
  readonly mark: unknown
  readonly hash: string
}
export const beginning: Position = { seq: 0, mark: null, hash: genesis }

export const linkAfter = (before: string, text: string): string =>
  hash('sha256', before + text, 'hex').slice(0, hashLength)

export const hashIn = (line: Buffer): string => line.toString('latin1', 0, hashLength)
export const textIn = (line: Buffer): string => line.toString('utf8', textAt)

export const beginsEntry = (text: string): boolean => text.startsWith(opening)
export const endsEntry = (text: string): boolean => text.startsWith(closing)

/** What the first line of an entry says of it; undefined for any other line. */
export const entryIn = (text: string): LostEntry | undefined => {
  if (!beginsEntry(text)) return undefined
  const batch = property(parsed(text), 'batch')
  const seq = property(batch, 'seq')
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1) return undefined
  return { seq, title: words(property(batch, 'title'), 300), at: words(property(batch, 'at'), 40) }
}

/** What the last line of an entry says; undefined for any other line. */
export const endIn = (text: string): { readonly seq: number; readonly mark: unknown } | undefined => {
  if (!endsEntry(text)) return undefined
  const said = parsed(text)
  const seq = property(said, 'end')
  return typeof seq === 'number' ? { seq, mark: property(said, 'mark') ?? null } : undefined
}

export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
export const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (Reflect.get(value, key) as unknown) : undefined
const words = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.slice(0, most) : ''

/** Whether the text of a line comes right after the line with the hash `before`. */
export const follows = (before: string, line: Buffer): boolean => {
  if (line.length < textAt || line[hashLength] !== 0x20) return false
  const joined = Buffer.allocUnsafe(line.length - 1)
  joined.write(before, 'latin1')
  line.copy(joined, hashLength, textAt)
  return hash('sha256', joined, 'hex').startsWith(hashIn(line))
}

/**
 * Whether bytes at the end that never came to a line break can be what a process leaves that dies while it writes: the
 * beginning of a line, and perhaps room that was never filled.
 */
export const mayBeTorn = (rest: Buffer, isWithinEntry: boolean): boolean => {
  const written = rest.subarray(0, rest.findLastIndex((byte) => byte !== 0) + 1)
  const text = written.toString('latin1', textAt, textAt + opening.length)
  const wanted = isWithinEntry ? '{"' : opening
  return (
    /^[\da-f]*$/u.test(hashIn(written)) &&
    (written.length <= hashLength || written[hashLength] === 0x20) &&
    (text.startsWith(wanted) || wanted.startsWith(text)) &&
    // Control characters are written in another way within JSON.
    written.every((byte) => byte >= 0x20)
  )
}

/** Goes along the chain, line by line, and keeps account of whole entries. */
export interface Walk {
  /** Steps onto the line as it lies in the file, without its line break; false if it is not the one that follows. */
  readonly step: (line: Buffer) => boolean
  /** Of the last line. */
  readonly hash: () => string
  /** After the last whole entry. */
  readonly whole: () => Position
  /** The entry that has begun and not ended. */
  readonly open: () => LostEntry | undefined
}

export const walkFrom = (start: Position): Walk => {
  let { hash: last } = start
  let whole = start
  let open: LostEntry | undefined
  return {
    step: (line) => {
      if (!follows(last, line)) return false
      const head = line.toString('latin1', textAt, textAt + opening.length)
      const begun = beginsEntry(head) ? entryIn(textIn(line)) : undefined
      const ended = endsEntry(head) ? endIn(textIn(line)) : undefined
      if (begun !== undefined && open === undefined && begun.seq === whole.seq + 1) open = begun
      else if (open === undefined || beginsEntry(head)) return false
      last = hashIn(line)
      if (ended?.seq === open.seq) {
        whole = { ...ended, hash: last }
        open = undefined
      }
      return true
    },
    hash: () => last,
    whole: () => whole,
    open: () => open,
  }
}
