import type { Table, Transaction } from 'dexie'
import type { Change } from '../domain/history'
import { historyEntriesOf, packsOf } from './change-packs'
import {
  type ChangePack,
  indexIn,
  recordsIn,
  stateKey,
  type StoredRecord,
  type StoredState,
} from './database'
import { lineOf } from './entry-lines'
import { entriesOf } from './finding'
import { fillList, type Page } from './sorted-pages'

const rowsAtOnce = 2000

/**
 * Version 2 had a row for each record and each change, and indexes over both. While they are packed the state says that
 * the database is not whole: Chromium takes back what was written when the process dies, but where that happens twice in a
 * row, half of it may stay. Such a half is then made again from the second copy.
 */
export const packLedger = async (transaction: Transaction, heard: (rows: number) => void): Promise<void> => {
  const states = transaction.table<StoredState, string>('state')
  const state = await states.get(stateKey)
  if (state !== undefined) await states.put({ ...state, isDamaged: true })
  await packAll(transaction, heard)
  if (state !== undefined) await states.put(state)
}

const packAll = async (transaction: Transaction, heard: (rows: number) => void): Promise<void> => {
  let rows = 0
  const took = (more: number): void => {
    rows += more
    heard(rows)
  }
  const entries = [...(await packRecords(transaction, took)), ...(await packChanges(transaction, took))]
  await fillList(indexIn(transaction.table<Page<string>, string>('indexPages')), entries, true)
}

const packRecords = async (
  transaction: Transaction,
  took: (rows: number) => void,
): Promise<readonly string[]> => {
  const old = transaction.table<StoredRecord, [string, string]>('records')
  const entries: string[] = []
  const records = recordsIn(transaction.table<Page<StoredRecord>, string>('recordPages'))
  let isFirst = true
  for await (const rows of pagesOf(old, ({ register, id }): [string, string] => [register, id])) {
    if (rows.length > 0) await fillList(records, rows, isFirst)
    isFirst = false
    for (const row of rows) entries.push(...entriesOf(row))
    took(rows.length)
  }
  return entries
}

interface Version2Change extends Change {
  readonly seq: number
  readonly batch: string
}

const packChanges = async (
  transaction: Transaction,
  took: (rows: number) => void,
): Promise<readonly string[]> => {
  const batches = await transaction.table<{ id: string; seq: number }>('batches').toArray()
  const numbers = new Map(batches.map(({ id, seq }) => [id, seq]))
  const packs = transaction.table<ChangePack, [number, number]>('changePacks')
  // By batch: as many as one may have are too many arguments for one call.
  const entries: (readonly string[])[] = []
  let open: { readonly batch: string; readonly changes: Change[] } = { batch: '', changes: [] }
  const close = async (): Promise<void> => {
    const number = numbers.get(open.batch)
    // What belongs to no batch was never shown anywhere.
    if (number === undefined) return
    entries.push(historyEntriesOf(number, open.changes))
    await packs.bulkAdd([...packsOf(number, open.changes.map(lineOf))])
  }
  const old = transaction.table<Version2Change, number>('changes')
  for await (const rows of pagesOf(old, ({ seq }) => seq)) {
    for (const { id, register, record, action, version, fields, batch } of rows) {
      // The changes of a batch were written together.
      if (batch !== open.batch) {
        await close()
        open = { batch, changes: [] }
      }
      open.changes.push({ id, register, record, action, version, fields })
    }
    took(rows.length)
  }
  await close()
  return entries.flat()
}

/** All rows of a table in the order of their keys, some at a time. */
async function* pagesOf<Row, Key extends number | [string, string]>(
  table: Table<Row, Key>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<readonly Row[]> {
  let rows = await table.orderBy(':id').limit(rowsAtOnce).toArray()
  for (;;) {
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsAtOnce) return
    rows = await table.where(':id').above(keyOf(last)).limit(rowsAtOnce).toArray()
  }
}
