import type { Page, Worker } from '@playwright/test'
import { registers } from '../../../src/domain/registers/all'
import type { LedgerRecord } from '../../../src/domain/record'
import type { EntrySource, SnapshotResult } from '../../../src/bridge/vault'
import type {
  Batch,
  BatchPage,
  CommitResult,
  RestoreResult,
  Store,
  TrashPage,
  UndoResult,
} from '../../../src/storage/store'

/**
 * The app's own store, asked directly: through the way in that the office worker uses, so that nothing is in between but
 * the thread that owns the database. The window would be too slow for hundreds of saves.
 */
export interface Ledger {
  readonly commit: (batch: Batch) => Promise<CommitResult>
  readonly undo: (batch: string) => Promise<UndoResult>
  readonly takeSnapshot: () => Promise<SnapshotResult>
  /** Makes ready to restore this snapshot. */
  readonly compare: (snapshot: string) => Promise<void>
  readonly restore: (title: string) => Promise<RestoreResult>
  readonly records: (register: string, ids: readonly string[]) => Promise<readonly LedgerRecord[]>
  readonly dump: () => Promise<Dump>
}

/** All that a ledger says: every record by `register|id`, those in the 回收站 too, and every batch by its id. */
export interface Dump {
  readonly records: ReadonlyMap<string, LedgerRecord>
  /** Their numbers in the order of what happened. */
  readonly batches: ReadonlyMap<string, number>
}

export const keyOf = (register: string, id: string): string => `${register}|${id}`

/** Runs in the data worker: opens the second way in, and speaks Comlink's words over it. */
const connect = `(() => {
  const { port1, port2 } = new MessageChannel()
  const waiting = new Map()
  let number = 0
  port2.onmessage = ({ data }) => { waiting.get(data.id)?.(data); waiting.delete(data.id) }
  const said = (value) => ({ type: 'RAW', value })
  const call = { id: 'faults', type: 'APPLY', path: ['connect'], argumentList: [said(port1)] }
  self.dispatchEvent(new MessageEvent('message', { data: call }))
  // Whoever wants to be told how far it is: nobody listens at the other end.
  const listener = (value) => ({ type: 'HANDLER', name: 'proxy', value })
  self.asked = async (name, words) => {
    number += 1
    const id = String(number)
    const answer = new Promise((done) => waiting.set(id, done))
    const ears = name === 'compare' ? [new MessageChannel().port2] : []
    const argumentList = [...words.map(said), ...ears.map(listener)]
    port2.postMessage({ id, type: 'APPLY', path: [name], argumentList }, ears)
    const { type, value } = await answer
    if (type === 'RAW') return value
    throw new Error(name + ': ' + (value.value?.message ?? value.value))
  }
})()`

interface Connected {
  readonly asked: (name: string, words: readonly unknown[]) => Promise<unknown>
}

export const reachLedger = async (page: Page): Promise<Ledger> => {
  const worker = dataWorker(page)
  await worker.evaluate(connect)
  const ask = async <N extends keyof Store>(
    name: N,
    ...words: N extends 'compare' ? readonly [EntrySource] : Parameters<Store[N]>
  ): Promise<Awaited<ReturnType<Store[N]>>> =>
    (await worker.evaluate(([asked, given]) => (self as unknown as Connected).asked(asked, given), [
      name as string,
      words as readonly unknown[],
    ] as const)) as Awaited<ReturnType<Store[N]>>
  return {
    commit: (batch) => ask('commit', batch),
    undo: (batch) => ask('undo', batch),
    takeSnapshot: () => ask('takeSnapshot'),
    compare: async (name) => {
      const found = await ask('compare', { kind: 'snapshot', name })
      if ('message' in found) throw new Error(`compare: ${found.message}`)
    },
    restore: (title) => ask('restore', title),
    records: (register, ids) => ask('getMany', register, ids),
    dump: async () => {
      const given = await worker.evaluate(dumpAll, [registers.map(({ name }) => name), everything] as const)
      const records = given.records.map(([name, record]) => [keyOf(name, record.id), record] as const)
      return { records: new Map(records), batches: new Map(given.batches.map(({ id, seq }) => [id, seq])) }
    },
  }
}

/** Runs in the data worker, because each question from here takes as long as many there. */
const dumpAll = async ([names, limit]: readonly [names: readonly string[], limit: number]) => {
  const { asked } = self as unknown as Connected
  const records: (readonly [register: string, record: LedgerRecord])[] = []
  for (const name of names) {
    const live = (await asked('all', [name])) as readonly LedgerRecord[]
    const trash = (await asked('trash', [{ register: name, search: '' }, 0, limit])) as TrashPage
    for (const record of [...live, ...trash.rows.map((row) => row.record)]) records.push([name, record])
  }
  const { batches } = (await asked('batches', [{ limit }])) as BatchPage
  return { records, batches: batches.map(({ id, seq }) => ({ id, seq })) }
}

const everything = 1_000_000

const dataWorker = (page: Page): Worker => {
  const found = page.workers().find((worker) => worker.url().includes('data-worker'))
  if (found === undefined) throw new Error('The window has no data worker.')
  return found
}
