import Dexie, { type Table } from 'dexie'
import type { Values } from '../domain/field'
import type { BatchHead, Change, Marks } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import type { RegisterCount } from './store'
import { versions } from './versions'

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

/** A change with what it shares with the others of its batch, so that the history of one record reads alone. */
export interface StoredChange extends Change {
  readonly seq?: number
  readonly at: string
  readonly by: string
  readonly device: string
  readonly batch: string
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

export interface Database {
  readonly dexie: Dexie
  readonly records: Table<StoredRecord, [string, string]>
  readonly changes: Table<StoredChange, number>
  readonly batches: Table<StoredBatch, string>
  readonly counters: Table<Pick<StoredTallies, 'key' | 'last'> & Partial<StoredTallies>, string>
  readonly drafts: Table<StoredDraft, string>
  readonly preferences: Table<{ readonly key: string; readonly value: unknown }, string>
  readonly state: Table<StoredState, string>
}

/** Opens the database; every commit is on the disk before it is acknowledged. */
export const openDatabase = (name: string): Database => {
  const dexie = new Dexie(name, { chromeTransactionDurability: 'strict' })
  for (const { version, stores, upgrade } of versions) {
    const declared = dexie.version(version).stores(stores)
    if (upgrade !== undefined) declared.upgrade(upgrade)
  }
  return {
    dexie,
    records: dexie.table('records'),
    changes: dexie.table('changes'),
    batches: dexie.table('batches'),
    counters: dexie.table('counters'),
    drafts: dexie.table('drafts'),
    preferences: dexie.table('preferences'),
    state: dexie.table('state'),
  }
}
