import { open, stat } from 'node:fs/promises'
import { linkAfter, type Position } from './chain'
import { headerLine, pieceSize, type Segment } from './segments'
import type { Tail } from './survey'
import { writeAll, writeAtomically } from './write-atomically'

/** How far the chain and the file have come. */
export interface Reached {
  readonly hash: string
  readonly bytes: number
}

/** A journal file that is open for more lines. Everything rejects with the system's own error code. */
export interface SegmentWriter {
  readonly segment: Segment
  /** The size at opening. */
  readonly bytes: number
  readonly write: (lines: readonly string[], from: Reached) => Promise<Reached>
  /** Afterwards everything up to there is on the disk, and in the file that the path names. */
  readonly flush: (bytes: number) => Promise<void>
  readonly cut: (bytes: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** Begins a new file after a place. */
export const beginSegment = async (segment: Segment, after: Position): Promise<Tail> => {
  const header = Buffer.from(headerLine(after))
  await writeAtomically(segment.path, header)
  return { segment, bytes: header.length }
}

export const openSegment = async ({ segment, bytes }: Tail): Promise<SegmentWriter> => {
  const handle = await open(segment.path, 'r+')
  const { ino } = await handle.stat()
  return {
    segment,
    bytes,
    // Piece by piece, so that the process goes on answering in between.
    write: async (lines, from) => {
      let { hash, bytes: at } = from
      let piece = ''
      for (const [index, text] of lines.entries()) {
        hash = linkAfter(hash, text)
        piece += `${hash} ${text}\n`
        if (piece.length < pieceSize && index < lines.length - 1) continue
        at += await writeAll(handle, Buffer.from(piece), at)
        piece = ''
      }
      return { hash, bytes: at }
    },
    flush: async (end) => {
      // What was written is worth nothing when the file was meanwhile deleted, or another put in its place.
      const [there] = await Promise.all([stat(segment.path), handle.datasync()])
      if (there.ino !== ino || there.size !== end)
        throw Object.assign(new Error('replaced'), { code: 'ENOENT' })
    },
    cut: (end) => handle.truncate(end),
    close: () => handle.close(),
  }
}
