import { type BatchHead, type Change, difference, withRecords } from '../domain/history'
import type { Register } from '../domain/register'
import { historyEntriesOf, packsOf } from './change-packs'
import { type Database, stateKey, type StoredRecord, type StoredState } from './database'
import { type EntryLines, lineOf } from './entry-lines'
import { entriesOf } from './finding'
import { newId } from './new-id'
import { changeItems } from './sorted-pages'
import { keepTallies } from './tallies'

/** Who changes something, when and where. */
export interface Actor {
  readonly by: string
  readonly device: string
  readonly district: string
  /** ISO instant and ISO day of it. */
  readonly at: string
  readonly today: string
}

/** A record before and after an action. */
export interface Applied {
  readonly action: Change['action']
  readonly stored: StoredRecord | undefined
  readonly row: StoredRecord
}

/** What a batch says of itself; the rest follows from who writes it, and when. */
export type BatchInput = Pick<BatchHead, 'id' | 'kind' | 'title' | 'reason' | 'undoes'>

/** What one entry wrote, for the second copy and for the memory that lists are answered from. */
export interface WrittenEntry {
  readonly entry: EntryLines
  readonly state: StoredState
  readonly rows: readonly StoredRecord[]
}

/** Writes records, changes, batch and state. Only within `inOneStep`. */
export const writeEntry = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  input: BatchInput,
  applied: readonly Applied[],
  { at, by, device }: Actor,
): Promise<WrittenEntry> => {
  const { records, index, changes, batches, state } = database
  const now = (await state.get(stateKey)) ?? { key: stateKey, ledger: newId(), seq: 0, marks: {} }
  const batch: BatchHead = { ...input, seq: now.seq + 1, at, by, device, count: applied.length }
  const made = applied.map(({ action, stored, row }): Change => ({
    id: newId(),
    register: row.register,
    record: row.id,
    action,
    version: row.record.version,
    fields: difference(stored?.record, row.record),
  }))
  const marks = withRecords(
    now.marks,
    applied.map(({ stored, row }) => ({
      register: row.register,
      before: stored?.record,
      after: row.record,
    })),
  )
  const next = { ...now, seq: batch.seq, marks }
  const lines = made.map(lineOf)
  // Writes do not need each other's answers: each answer takes its time.
  await Promise.all([
    changeItems(
      records,
      [],
      applied.map(({ row }) => row),
    ),
    changeItems(
      index,
      applied.flatMap(({ stored }) => (stored === undefined ? [] : entriesOf(stored))),
      [...applied.flatMap(({ row }) => entriesOf(row)), ...historyEntriesOf(batch.seq, made)],
    ),
    changes.bulkAdd([...packsOf(batch.seq, lines)]),
    batches.add(batch),
    state.put(next),
    keepTallies(
      database,
      registers,
      batch.seq,
      applied.map(({ stored, row }) => ({ before: stored, after: row })),
    ),
  ])
  return { entry: { batch, lines }, state: next, rows: applied.map(({ row }) => row) }
}
