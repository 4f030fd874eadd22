import { open, stat } from 'node:fs/promises'
import type { LostEntry, VaultFault } from '../src/bridge/vault'
import {
  endIn,
  entryIn,
  follows,
  hashIn,
  mayBeTorn,
  type Position,
  textIn,
  type Walk,
  walkFrom,
} from './chain'
import { lostEntries } from './lost-entries'
import { type Header, headerIn, linesOfSegment, listSegments, type Segment, segmentAt } from './segments'
import { codeOf } from './system-error'

/** What the journal says, as far as it can be believed. */
export interface Survey {
  readonly head: Position
  /** The file to go on writing, and how long it is; without one a new one begins. */
  readonly last: Tail | undefined
  readonly damage: Damage | undefined
}

export interface Tail {
  readonly segment: Segment
  readonly bytes: number
}

export interface Damage {
  readonly what: VaultFault['what']
  /** Name of the file where the chain ends. */
  readonly file: string
  /** The file whose beginning is sound, and how much of it. */
  readonly cut: Tail | undefined
  /** Files of which nothing can be believed. */
  readonly refused: readonly Segment[]
  /** What lay behind the head. */
  readonly lost: readonly LostEntry[]
  /** Whether there may have been others after these, of which nothing can be read. */
  readonly more?: true
}

/**
 * Follows the chain on from what a snapshot covers, through every line of the files behind it; changes nothing. The head is
 * where the chain breaks: nothing behind a break is believed.
 */
export const surveyJournal = async (folder: string, covered: Position): Promise<Survey> => {
  const all = await listSegments(folder)
  const segments = all.slice(
    Math.max(
      0,
      all.findLastIndex(({ first }) => first <= covered.seq + 1),
    ),
  )
  // The snapshot holds all of it: it is not read through, and the next entry begins a new file.
  const [only] = segments
  if (only !== undefined && segments.length === 1 && (await endsAt(only, covered)))
    return { head: covered, last: undefined, damage: undefined }
  let head = covered
  let last: Tail | undefined
  for (const [index, segment] of segments.entries()) {
    const later = segments.slice(index + 1)
    if (segment.first > head.seq + 1) return broken(head, missing(head, [segment, ...later]))
    const found = await scan(segment, head)
    const tail = { segment, bytes: found.bytes }
    // Not a line of it behind the snapshot, and nothing wrong with it.
    const lagging = !found.passed && found.trouble === undefined && found.end.seq < head.seq
    if (lagging) continue
    if (found.passed) head = found.end
    if (found.trouble !== undefined || !found.passed) {
      const what = found.trouble === undefined ? 'altered' : troubleOf(found, found.trouble, later)
      return broken(head, behind(what, found.end.seq >= segment.first ? tail : undefined, segment, later))
    }
    last = tail
  }
  return { head, last, damage: undefined }
}

/** Longer than the last line of any entry. */
const tailSize = 64 * 1024

/** Whether the last line of the file is the one that this place lies behind. */
const endsAt = async (segment: Segment, { seq, hash }: Position): Promise<boolean> => {
  try {
    const { size } = await stat(segment.path)
    let end: Buffer | undefined
    let length = 0
    for await (const lines of linesOfSegment(segment, Math.max(0, size - tailSize)))
      for (const line of lines) {
        end = line
        length += line.length + 1
      }
    const isWhole = length === Math.min(size, tailSize)
    return isWhole && end !== undefined && hashIn(end) === hash && endIn(textIn(end))?.seq === seq
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return false
  }
}

/** Every line up to the end is the one that follows: nothing is wrong but that the last entry was not written to its end. */
const troubleOf = ({ passed }: Scan, trouble: Damage['what'], later: readonly Segment[]): Damage['what'] =>
  trouble === 'cut' && passed && later.length === 0 ? 'unfinished' : trouble

type Found = Omit<Damage, 'lost' | 'more'>

const missing = (head: Position, refused: readonly Segment[]): Found => ({
  what: 'missing',
  file: segmentAt('', head.seq + 1).name,
  cut: undefined,
  refused,
})

const behind = (
  what: Damage['what'],
  cut: Tail | undefined,
  segment: Segment,
  later: readonly Segment[],
): Found => ({
  what,
  file: segment.name,
  cut,
  refused: cut === undefined ? [segment, ...later] : later,
})

const broken = async (head: Position, found: Found): Promise<Survey> => {
  const { lost, isAll } = await lostBehind(head, found)
  // What the process was writing when it ended is the last there was.
  const more = isAll || found.what === 'unfinished' ? {} : { more: true as const }
  return { head, last: undefined, damage: { ...found, lost, ...more } }
}

interface Scan {
  /** After the last whole entry. */
  readonly end: Position
  /** How far that is into the file. */
  readonly bytes: number
  /** Whether the chain went through the place that it had to go on from. */
  readonly passed: boolean
  readonly trouble: Damage['what'] | undefined
}

const scan = async (segment: Segment, from: Position): Promise<Scan> => {
  let walk: Walk | undefined
  let at = 0
  let bytes = 0
  let passed = false
  const result = (trouble: Scan['trouble']): Scan => ({
    end: walk?.whole() ?? { seq: segment.first - 1, mark: null, hash: '' },
    bytes,
    passed,
    trouble,
  })
  try {
    for await (const lines of linesOfSegment(segment)) {
      for (const line of lines) {
        at += line.length + 1
        if (walk === undefined) {
          const header = headerIn(line)
          if (header?.from !== segment.first) return result('altered')
          walk = walkFrom(startOf(header, from))
        } else if (!walk.step(line)) return result('altered')
        passed ||= walk.hash() === from.hash
        if (walk.open() === undefined) bytes = at
      }
    }
    const { size } = await stat(segment.path)
    if (size === bytes) return result(undefined)
    const isTorn = walk === undefined || mayBeTorn(await restOf(segment, at), walk.open() !== undefined)
    return result(isTorn ? 'cut' : 'altered')
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return result('unreadable')
  }
}

/** What lies behind the last line break: as much of it as tells whether it was written by us. */
const restOf = async ({ path }: Segment, from: number): Promise<Buffer> => {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(tailSize), position: from })
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const startOf = ({ from, after }: Header, known: Position): Position =>
  after === known.hash && from === known.seq + 1 ? known : { seq: from - 1, mark: null, hash: after }

interface Lost {
  readonly lost: readonly LostEntry[]
  /** Whether the disbelieved part can be read to the end of its last entry. */
  readonly isAll: boolean
}

/** The entries that the disbelieved part claims to hold; where only their number is known, without a title. */
const lostBehind = async (head: Position, { cut, refused }: Found): Promise<Lost> => {
  const known: LostEntry[] = []
  let isAll = false
  let highest = head.seq
  for (const { segment, bytes } of [
    ...(cut === undefined ? [] : [cut]),
    ...refused.map((whole) => ({ segment: whole, bytes: 0 })),
  ]) {
    highest = Math.max(highest, segment.first - 1)
    isAll = false
    for await (const claim of claimsIn(segment, bytes)) {
      isAll = claim.sound && claim.isEnd
      // A number out of an altered line is believed only where it is the next one.
      if (claim.seq === undefined || (!claim.sound && claim.seq !== highest + 1)) continue
      highest = Math.max(highest, claim.seq)
      if (claim.entry !== undefined && claim.seq > head.seq) known.push(claim.entry)
    }
  }
  return { lost: lostEntries(head.seq + 1, highest, known), isAll }
}

/** What a line says of itself. */
interface Claim {
  readonly seq: number | undefined
  readonly entry: LostEntry | undefined
  readonly isEnd: boolean
  /** Whether at least this line and the one before it belong together. */
  readonly sound: boolean
}

const nothing: Claim = { seq: undefined, entry: undefined, isEnd: false, sound: false }

async function* claimsIn(segment: Segment, from: number): AsyncGenerator<Claim> {
  let before: string | undefined
  let header = from === 0
  let read = from
  try {
    for await (const lines of linesOfSegment(segment, from)) {
      for (const line of lines) {
        read += line.length + 1
        const text = textIn(line)
        const entry = entryIn(text)
        const end = endIn(text)
        const sound = before !== undefined && follows(before, line)
        yield { seq: entry?.seq ?? end?.seq, entry, isEnd: end !== undefined, sound }
        before = header ? headerIn(line)?.after : hashIn(line)
        header = false
      }
    }
    const { size } = await stat(segment.path)
    if (size > read) yield nothing
  } catch (error) {
    // What cannot be read cannot be named either.
    if (codeOf(error) === undefined) throw error
    yield nothing
  }
}
