import type { Dexie, Table } from 'dexie'
import type { Values } from '../domain/field'
import type { BatchHead, Marks } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import { inTransaction } from './in-transaction'
import type { RegisterCount } from './store'
import type { Page, SortedPages } from './sorted-pages'

/** How a record lies in the database: the record, and beside it what it is found by. */
export interface StoredRecord {
  readonly register: string
  readonly id: string
  readonly code: string
  readonly district: string
  /** 1 for records in the 回收站; they stay so that links to them can be read. */
  readonly deleted: 0 | 1
  /** The value of the register's usual order, as text that sorts like it; of a deleted record, when that was. */
  readonly order: string
  /** `register|key` for every key of the record, and the marks `register|#sample` and `register|#gap`. */
  readonly keys: readonly string[]
  /** `register|id` for every record it links to, `#file|hash` for every file it has. */
  readonly refs: readonly string[]
  readonly record: LedgerRecord
}

/** Some changes of one batch, one after another, as lines of the second copy. */
export interface ChangePack {
  /** `BatchHead.seq` */
  readonly batch: number
  /** From 0; each part but the last has `changesInPack` lines. */
  readonly part: number
  readonly lines: string
}

export interface StoredBatch extends BatchHead {
  readonly undoneBy?: string
}

/** Where the ledger stands: written in the transaction of every batch, so that it is never ahead or behind. */
export interface StoredState {
  readonly key: typeof stateKey
  /** Made with the ledger; another one is another ledger. */
  readonly ledger: string
  /** Of the last batch; 0 before the first. */
  readonly seq: number
  readonly marks: Marks
  /** Something in the database cannot be read any more: at the next start it is made again. */
  readonly isDamaged?: boolean
}
export const stateKey = 'state'

export interface StoredDraft {
  readonly key: string
  readonly at: string
  readonly values: Values
}

/** How many records there are, and the last entry that they count; a counter beside those of the business numbers. */
export interface StoredTallies {
  readonly key: string
  readonly last: number
  /** Counts of another shape, by an earlier version of the app, are counted anew. */
  readonly shape: number
  readonly counts: Readonly<Record<string, RegisterCount>>
}

/** How many records of the months of a year say what; a counter, too. */
export interface StoredMonths {
  readonly key: string
  readonly last: number
  /** By month and what is said, as JSON: `["2021-04","精准化","已审核"]`. */
  readonly months: Readonly<Record<string, number>>
}

/** Where a record lies among all: by register, then by id. */
export const placeOf = (register: string, id: string): string => `${register} ${id}`
export const registerAt = (place: string): string => place.slice(0, place.indexOf(' '))

export interface Database {
  readonly dexie: Dexie
  readonly records: SortedPages<StoredRecord>
  /** What records and changes are found by, as texts: see `finding.ts`. */
  readonly index: SortedPages<string>
  readonly changes: Table<ChangePack, [number, number]>
  readonly batches: Table<StoredBatch, string>
  readonly counters: Table<
    Pick<StoredTallies, 'key' | 'last'> & Partial<StoredTallies & StoredMonths>,
    string
  >
  readonly drafts: Table<StoredDraft, string>
  readonly preferences: Table<{ readonly key: string; readonly value: unknown }, string>
  readonly state: Table<StoredState, string>
}

export const recordsIn = (table: Table<Page<StoredRecord>, string>): SortedPages<StoredRecord> => ({
  table,
  keyOf: ({ register, id }) => placeOf(register, id),
  most: 32,
})
export const indexIn = (table: Table<Page<string>, string>): SortedPages<string> => ({
  table,
  keyOf: (entry) => entry,
  most: 128,
})

/** In one transaction over all tables that an entry of the ledger touches; all of it or nothing. */
export const inOneStep = <Answer>(
  { dexie, records, index, changes, batches, counters, state }: Database,
  work: () => Promise<Answer>,
): Promise<Answer> =>
  inTransaction(dexie, 'rw', [records.table, index.table, changes, batches, counters, state], work)

/** Reads what the index says and the records that it says it of as they are at one moment. */
export const atOneMoment = <Answer>(
  { dexie, records, index }: Database,
  read: () => Promise<Answer>,
): Promise<Answer> => inTransaction(dexie, 'r', [records.table, index.table], read)
