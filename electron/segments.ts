import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { follows, linkAfter, parsed, type Position, property, textIn } from './chain'
import { linesOf } from './lines'
import { unless } from './system-error'

/**
 * The journal's files. Each is named by its first entry and begins with a header that names the format, that entry and
 * the hash it comes after; the header's own hash comes after the same, and is no part of the chain.
 */
export interface Segment {
  readonly path: string
  readonly name: string
  readonly first: number
}

/** Another format would lie in a folder of another name, so that a program that does not know it leaves it alone. */
const format = 1
const pattern = /^(\d{12})\.journal$/u

export const segmentAt = (folder: string, first: number): Segment => {
  const name = `${String(first).padStart(12, '0')}.journal`
  return { name, path: join(folder, name), first }
}

/** In order; none where the folder is not there. */
export const listSegments = async (folder: string): Promise<readonly Segment[]> => {
  const names = await unless(['ENOENT'], readdir(folder), [])
  return names
    .flatMap((name) => pattern.exec(name)?.[1] ?? [])
    .map((digits) => segmentAt(folder, Number(digits)))
    .sort((one, other) => one.first - other.first)
}

export interface Header {
  /** The first entry of the segment. */
  readonly from: number
  readonly after: string
}

export const headerLine = ({ seq, hash }: Position): string => {
  const text = JSON.stringify({ journal: format, from: seq + 1, after: hash })
  return `${linkAfter(hash, text)} ${text}\n`
}

/** Undefined where the line is no header of ours, or was altered. */
export const headerIn = (line: Buffer): Header | undefined => {
  const said = parsed(textIn(line))
  const [version, from, after] = ['journal', 'from', 'after'].map((key) => property(said, key))
  if (version !== format || typeof from !== 'number' || typeof after !== 'string') return undefined
  return follows(after, line) ? { from, after } : undefined
}

/** All lines from a byte on; from the very first, the header comes first. */
export const linesOfSegment = ({ path }: Segment, start = 0): AsyncGenerator<readonly Buffer[]> =>
  linesOf(createReadStream(path, { start, highWaterMark: pieceSize }))

/** Bytes read and worked on at a time: what keeps the main process from answering is never longer than this takes. */
export const pieceSize = 256 * 1024

/** Removes the files that hold no entry behind `seq`. The last one stays: it may be being written. */
export const removeCovered = async (folder: string, seq: number): Promise<void> => {
  const segments = await listSegments(folder)
  for (const [index, { path }] of segments.entries()) {
    const next = segments[index + 1]
    if (next !== undefined && next.first <= seq + 1) await rm(path, { force: true })
  }
}
