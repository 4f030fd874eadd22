import type { Failure } from '../bridge/channels'
import type { AppendResult, EntryPart, JournalHead, Vault } from '../bridge/vault'
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
const partsAhead = 2
const entriesPerFlush = 200

export const createSecondCopy = (
  database: Database,
  vault: Vault,
  begin: JournalHead | null,
  become: (state: CopyState) => void,
): SecondCopy => {
  let written = begin?.seq ?? 0
  let running: Promise<unknown> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What nothing is ahead of begins at once: it is on its way before whoever asked for it does anything else. */
  const serially = <T>(work: () => Promise<T>): Promise<T> => {
    const result = running === undefined ? work() : running.then(work)
    const ended = result
      .catch(() => undefined)
      .then(() => {
        if (running === ended) running = undefined
      })
    running = ended
    return result
  }

  const send = async (entry: EntryLines, mark: Mark | null, sync: boolean): Promise<Failure | undefined> => {
    const { seq } = entry.batch
    const answer = await appendAll(vault, partsOf(entry, mark, sync))
    if (answer.status === 'failed') return answer
    written = answer.status === 'gap' ? standing(answer.head, seq) : seq
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

const partsOf = (entry: EntryLines, mark: Mark | null, sync: boolean): readonly EntryPart[] => {
  const { seq } = entry.batch
  const lines = linesOf(entry, mark)
  return Array.from({ length: Math.ceil(lines.length / linesAtOnce) }, (_, part): EntryPart => {
    const own = lines.slice(part * linesAtOnce, (part + 1) * linesAtOnce)
    const last = (part + 1) * linesAtOnce >= lines.length
    return { seq, lines: own, last, sync: sync && last }
  })
}

/** Some parts are on their way while one is written. Once one is not, the journal takes none of those behind it. */
const appendAll = async (vault: Vault, parts: readonly EntryPart[]): Promise<AppendResult> => {
  const asked: Promise<AppendResult>[] = []
  for (const part of parts) {
    asked.push(vault.append(part))
    const before = asked.length > partsAhead ? asked[asked.length - 1 - partsAhead] : undefined
    if (before !== undefined && (await before).status !== 'written') break
  }
  return (await Promise.all(asked)).find(({ status }) => status !== 'written') ?? { status: 'written' }
}

/** After a failed flush the journal may have lost more than one entry; it never holds more than the database. */
const standing = (head: JournalHead | null, asked: number): number => {
  const seq = head?.seq ?? 0
  if (seq >= asked) throw new Error(`The journal stands at ${String(seq)}, past ${String(asked)}.`)
  return seq
}
