import type { Failure } from '../bridge/channels'
import type { JournalHead, Vault } from '../bridge/vault'
import { behind, secondsBetweenTries, whole } from './copy-watch'
import type { Database, StoredState } from './database'
import { type EntryLines, linesOf, type Mark, markOf } from './entry-lines'
import { readEntry } from './read-entry'
import type { CopyState } from './store'
import { newestVersion } from './versions'

/** Keeps the journal of the main process level with the database. */
export interface SecondCopy {
  /** Writes the entry (and any before it that are still missing). True once it is on the disk. */
  readonly add: (entry: EntryLines, state: StoredState) => Promise<boolean>
  /** Writes whatever the journal lacks; `done` of `total` entries now and then. */
  readonly catchUp: (
    state: StoredState,
    onProgress?: (done: number, total: number) => void,
  ) => Promise<boolean>
}

const linesAtOnce = 2000
const entriesPerFlush = 200

export const createSecondCopy = (
  database: Database,
  vault: Vault,
  begin: JournalHead | null,
  become: (state: CopyState) => void,
): SecondCopy => {
  let written = begin?.seq ?? 0
  let running: Promise<unknown> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined

  const serially = <T>(work: () => Promise<T>): Promise<T> => {
    const result = running.then(work)
    running = result.catch(() => undefined)
    return result
  }

  const send = async (entry: EntryLines, mark: Mark | null, sync: boolean): Promise<Failure | undefined> => {
    const { seq } = entry.batch
    const lines = linesOf(entry, mark)
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const last = from + linesAtOnce >= lines.length
      const part = { seq, lines: lines.slice(from, from + linesAtOnce), last, sync: sync && last }
      const answer = await vault.append(part)
      if (answer.status === 'failed') return answer
      if (answer.status === 'gap') {
        written = standing(answer.head, seq)
        return undefined
      }
    }
    written = seq
    return undefined
  }

  const bring = async (
    state: StoredState,
    latest: EntryLines | undefined,
    onProgress?: (done: number, total: number) => void,
  ): Promise<boolean> => {
    const from = written
    while (written < state.seq) {
      const seq = written + 1
      const isLast = seq === state.seq
      const entry = latest?.batch.seq === seq ? latest : await readEntry(database, seq)
      const sync = isLast || seq % entriesPerFlush === 0
      const failure = await send(entry, isLast ? markOf(state, newestVersion) : null, sync)
      if (failure !== undefined) {
        become(behind(failure))
        tryAgain()
        return false
      }
      onProgress?.(written - from, state.seq - from)
    }
    become(whole)
    return true
  }

  const tryAgain = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      void serially(async () => {
        const state = await database.state.get('state')
        return state === undefined ? true : bring(state, undefined)
      })
    }, secondsBetweenTries * 1000)
  }

  return {
    add: (entry, state) => serially(() => bring(state, entry)),
    catchUp: (state, onProgress) => serially(() => bring(state, undefined, onProgress)),
  }
}

/** After a failed flush the journal may have lost more than one entry; it never holds more than the database. */
const standing = (head: JournalHead | null, asked: number): number => {
  const seq = head?.seq ?? 0
  if (seq >= asked) throw new Error(`The journal stands at ${String(seq)}, past ${String(asked)}.`)
  return seq
}
