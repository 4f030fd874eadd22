import type { Table } from 'dexie'
import { type Marks, sameMarks, withRecords } from '../domain/history'
import { packSize } from './change-packs'
import { type Database, stateKey, type StoredState } from './database'
import { entriesOf } from './finding'
import { isStorageFailure, isUnreadable } from './not-written'

const rowsAtOnce = 10

/**
 * Reads every row and every index once, because a damaged file of the database shows only when it is read: Chromium
 * counts by other parts of it, and empties the whole at some later start. Damaged is also what can be read and is not what
 * the state says; unknown, what was closed meanwhile. `quiet` is awaited before each step, which takes some milliseconds
 * and an index of 100,000 a tenth of a second.
 */
export const readThrough = async (
  database: Database,
  quiet: () => Promise<void>,
): Promise<'sound' | 'damaged' | 'unknown'> => {
  try {
    const before = await database.state.get(stateKey)
    const isWhole = before === undefined || (await agrees(database, before, quiet))
    const after = await database.state.get(stateKey)
    if (before !== undefined && after === undefined) return 'damaged'
    // Where somebody wrote meanwhile the figures cannot agree; all of it could be read.
    return isWhole || before.seq !== after?.seq ? 'sound' : 'damaged'
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return isUnreadable(error) ? 'damaged' : 'unknown'
  }
}

const agrees = async (
  database: Database,
  { marks, seq }: StoredState,
  quiet: () => Promise<void>,
): Promise<boolean> => {
  const { records, index, batches, changes } = database
  let found: Marks = {}
  let wanted = 0
  for await (const pages of pagesOf(records.table, quiet, ({ from }) => from))
    for (const { items } of pages) {
      const made = items.map(({ register, record }) => ({ register, before: undefined, after: record }))
      found = withRecords(found, made)
      wanted += items.reduce((sum, row) => sum + entriesOf(row).length, 0)
    }
  let entries = 0
  let unmatched = 0
  for await (const rows of pagesOf(batches, quiet, ({ id }) => id)) {
    entries += rows.length
    unmatched += rows.reduce((sum, { count }) => sum + count, 0)
  }
  wanted += unmatched
  for await (const packs of pagesOf(changes, quiet, ({ batch, part }): [number, number] => [batch, part]))
    unmatched -= packs.reduce((sum, pack) => sum + packSize(pack), 0)
  for await (const pages of pagesOf(index.table, quiet, ({ from }) => from))
    wanted -= pages.reduce((sum, { items }) => sum + items.length, 0)
  await readIndexes(database, quiet)
  return wanted === 0 && entries === seq && unmatched === 0 && sameMarks(found, marks)
}

/** Counts every index of every table, for which it has to be read. */
const readIndexes = async ({ dexie }: Database, quiet: () => Promise<void>): Promise<void> => {
  for (const table of dexie.tables)
    for (const { name } of table.schema.indexes) {
      await quiet()
      await table.orderBy(name).count()
    }
}

/** All rows in the order of their keys, some at a time, so that others can ask in between. */
async function* pagesOf<Row, Key extends string | [number, number]>(
  table: Table<Row, Key>,
  quiet: () => Promise<void>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<readonly Row[]> {
  let last: Key | undefined
  for (;;) {
    await quiet()
    const rest = last === undefined ? table.orderBy(':id') : table.where(':id').above(last)
    const rows = await rest.limit(rowsAtOnce).toArray()
    yield rows
    const end = rows.at(-1)
    if (end === undefined || rows.length < rowsAtOnce) return
    last = keyOf(end)
  }
}
