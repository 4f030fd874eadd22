import { randomUUID } from 'node:crypto'
import type { EntryChunk, LostEntry, VaultFault } from '../src/bridge/vault'
import { beginning, type Position, textIn } from './chain'
import { lostEntries } from './lost-entries'

/** Bytes of lines in one answer; a longer line comes alone. */
const largestChunk = 1024 * 1024
/** A reader that was left in the middle holds a file open: only so many may wait. */
const most = 4

type Lines = AsyncGenerator<readonly Buffer[], Position>

interface Reading {
  readonly chunks: AsyncGenerator<readonly string[], Position>
  readonly lost: (reached: Position) => readonly LostEntry[]
}

/** Gives histories out chunk by chunk, each asked for by the key in the one before. */
export interface Readings {
  readonly begin: (lines: Lines, lost: Reading['lost']) => Promise<EntryChunk>
  readonly goOn: (key: string) => Promise<EntryChunk>
  /** Lets go of those that nobody goes on with any more. */
  readonly endAll: () => Promise<void>
}

export const createReadings = (): Readings => {
  const waiting = new Map<string, Reading>()

  const next = async (reading: Reading): Promise<EntryChunk> => {
    const { done, value } = await reading.chunks.next()
    if (done === true) return { lines: [], next: null, lost: reading.lost(value) }
    const key = randomUUID()
    waiting.set(key, reading)
    return { lines: value, next: key, lost: [] }
  }

  const end = async ([key, { chunks }]: readonly [string, Reading]): Promise<void> => {
    waiting.delete(key)
    await chunks.return(beginning)
  }

  return {
    begin: async (lines, lost) => {
      const [oldest] = waiting
      if (oldest !== undefined && waiting.size >= most) await end(oldest)
      return next({ chunks: chunksOf(lines), lost })
    },
    goOn: async (key) => {
      const reading = waiting.get(key)
      if (reading === undefined) throw new Error('There is no such reading to go on with.')
      waiting.delete(key)
      return next(reading)
    },
    endAll: async () => {
      for (const reading of [...waiting]) await end(reading)
    },
  }
}

async function* chunksOf(lines: Lines): AsyncGenerator<readonly string[], Position> {
  let chunk: string[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await lines.next()
      if (done === true) {
        if (chunk.length > 0) yield chunk
        return value
      }
      for (const line of value) {
        if (chunk.length > 0 && size + line.length > largestChunk) {
          yield chunk
          chunk = []
          size = 0
        }
        chunk.push(textIn(line))
        size += line.length
      }
    }
  } finally {
    await lines.return(beginning)
  }
}

/**
 * What is missing where a reading came only to `reached`: all up to its goal, and what was lost behind that; with its
 * title where the faults know it.
 */
export const lostBehind = (
  reached: number,
  goal: number,
  faults: readonly VaultFault[],
): readonly LostEntry[] =>
  lostEntries(
    reached + 1,
    goal,
    faults.flatMap(({ lost }) => lost).filter(({ seq }) => seq > reached),
  )
