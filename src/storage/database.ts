import Dexie, { type Table } from 'dexie'
import type { LedgerRecord } from '../domain/record'
import type { Values } from '../domain/field'
import type { BatchKind, RegisterCount } from './store'
import { versions } from './versions'

/** How a record lies in the database: the record, and beside it what it is found by. */
export interface StoredRecord {
  readonly register: string
  readonly id: string
  readonly code: string
  readonly district: string
  /** 1 for records in the 回收站; they stay so that links to them can be read. */
  readonly deleted: 0 | 1
  /** The value of the register's usual order, as text that sorts like it. */
  readonly order: string
  /** `register|key` for every key of the record, and the marks `register|#sample` and `register|#gap`. */
  readonly keys: readonly string[]
  /** `register|id` for every record it links to. */
  readonly refs: readonly string[]
  readonly record: LedgerRecord
}

/** One record before and after one batch, field by field; heads are named `@districtCode`. */
export interface StoredChange {
  readonly seq?: number
  readonly id: string
  readonly at: string
  readonly by: string
  readonly device: string
  readonly batch: string
  readonly register: string
  readonly record: string
  readonly action: 'create' | 'update' | 'delete' | 'restore'
  /** The version that the record had afterwards. */
  readonly version: number
  readonly fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>
}

export interface StoredBatch {
  readonly id: string
  readonly kind: BatchKind
  readonly title: string
  readonly reason?: string
  readonly at: string
  readonly by: string
  readonly count: number
  readonly undoneBy?: string
}

export interface StoredDraft {
  readonly key: string
  readonly at: string
  readonly values: Values
}

/** How many records there are, and the last change that they count; a counter beside those of the business numbers. */
export interface StoredTallies {
  readonly key: string
  readonly last: number
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
}

/** Opens the database; every commit is on the disk before it is acknowledged. */
export const openDatabase = (name: string): Database => {
  const dexie = new Dexie(name, { chromeTransactionDurability: 'strict' })
  for (const { version, stores } of versions) dexie.version(version).stores(stores)
  return {
    dexie,
    records: dexie.table('records'),
    changes: dexie.table('changes'),
    batches: dexie.table('batches'),
    counters: dexie.table('counters'),
    drafts: dexie.table('drafts'),
    preferences: dexie.table('preferences'),
  }
}
