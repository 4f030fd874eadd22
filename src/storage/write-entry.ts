import { type BatchHead, type Change, difference, type Entry, withRecords } from '../domain/history'
import type { Register } from '../domain/register'
import { type Database, stateKey, type StoredRecord, type StoredState } from './database'
import { newId } from './new-id'
import { keepTallies, type KeptTallies, readTallies } from './tallies'

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
  readonly entry: Entry
  readonly state: StoredState
  readonly rows: readonly StoredRecord[]
}

/** Where the ledger stands before an entry. */
export interface Standing {
  readonly state: StoredState
  readonly tallies: KeptTallies
}

/** Only within the transaction that writes the entry. */
export const readStanding = async (database: Database): Promise<Standing> => {
  const [state, tallies] = await Promise.all([database.state.get(stateKey), readTallies(database)])
  return { state: state ?? { key: stateKey, ledger: newId(), seq: 0, marks: {} }, tallies }
}

/** Writes records, changes, batch and state. Only within a transaction over these tables. */
export const writeEntry = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  { state: now, tallies }: Standing,
  input: BatchInput,
  applied: readonly Applied[],
  { at, by, device }: Actor,
): Promise<WrittenEntry> => {
  const { records, changes, batches, state } = database
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
  await Promise.all([
    records.bulkPut(applied.map(({ row }) => row)),
    changes.bulkAdd(made.map((change) => ({ ...change, at, by, device, batch: batch.id }))),
    batches.add(batch),
    state.put(next),
    keepTallies(
      database,
      registers,
      tallies,
      batch.seq,
      applied.map(({ stored, row }) => ({ before: stored, after: row })),
    ),
  ])
  return { entry: { batch, changes: made }, state: next, rows: applied.map(({ row }) => row) }
}
