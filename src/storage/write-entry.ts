import { type BatchHead, type Change, difference, withRecords } from '../domain/history'
import type { Register } from '../domain/register'
import { historyEntriesOf, packsOf } from './change-packs'
import { type Database, stateKey, type StoredRecord, type StoredState } from './database'
import { type EntryLines, lineOf } from './entry-lines'
import { entriesOf, entriesOfAll } from './finding'
import { newId } from './new-id'
import { editPages, type Page, putPages } from './sorted-pages'
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
  readonly entry: EntryLines
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

/**
 * Writes records, changes, batch and state. Only within `inOneStep`. `read`: the pages of just these records, where they were
 * read in it already.
 */
export const writeEntry = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  { state: now, tallies }: Standing,
  input: BatchInput,
  applied: readonly Applied[],
  { at, by, device }: Actor,
  read?: readonly Page<StoredRecord>[],
): Promise<WrittenEntry> => {
  const { records, index, changes, batches, state } = database
  const batch: BatchHead = { ...input, seq: now.seq + 1, at, by, device, count: applied.length }
  const rows = applied.map(({ row }) => row)
  const [recordPages, indexPages] = await Promise.all([
    editPages(records, [], rows, read),
    editPages(index, ...indexEdits(batch.seq, applied)),
  ])
  // Writes do not need each other's answers, and the database is at work on these while the rest is made.
  const writing = [putPages(records, recordPages), putPages(index, indexPages)]
  const lines = applied.map(({ action, stored, row }) =>
    lineOf({
      id: newId(),
      register: row.register,
      record: row.id,
      action,
      version: row.record.version,
      fields: difference(stored?.record, row.record),
    }),
  )
  const changed = applied.map(({ stored, row }) => ({ before: stored, after: row }))
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
    ...writing,
    changes.bulkAdd([...packsOf(batch.seq, lines)]),
    batches.add(batch),
    state.put(next),
    keepTallies(database, registers, tallies, batch.seq, changed),
  ])
  return { entry: { batch, lines }, state: next, rows }
}

/** What leaves the index and what comes into it; what a record was found by before and is still is neither. */
const indexEdits = (
  seq: number,
  applied: readonly Applied[],
): readonly [leaving: readonly string[], coming: readonly string[]] => {
  const leaving: string[] = []
  const coming: string[] = []
  for (const { stored, row } of applied) {
    if (stored === undefined) continue
    const after = entriesOf(row)
    const before = entriesOf(stored)
    leaving.push(...before.filter((entry) => !after.includes(entry)))
    coming.push(...after.filter((entry) => !before.includes(entry)))
  }
  const made = entriesOfAll(applied.flatMap(({ stored, row }) => (stored === undefined ? [row] : [])))
  const touched = applied.map(({ row }) => ({ register: row.register, record: row.id }))
  return [leaving, [...coming, ...made, ...historyEntriesOf(seq, touched)]]
}
