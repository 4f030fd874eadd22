import type { Table } from 'dexie'
import { type Marks, sameMarks, withRecords } from '../domain/history'
import { type Database, stateKey, type StoredState } from './database'
import { isStorageFailure, isUnreadable } from './not-written'

const rowsAtOnce = 200

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
  const { records, batches, changes } = database
  let found: Marks = {}
  const indexed = { rows: 0, keys: 0, refs: 0 }
  for await (const rows of pagesOf(records, quiet, ({ register, id }): [string, string] => [register, id])) {
    const made = rows.map(({ register, record }) => ({ register, before: undefined, after: record }))
    found = withRecords(found, made)
    indexed.rows += rows.length
    for (const { keys, refs } of rows) {
      indexed.keys += new Set(keys).size
      indexed.refs += new Set(refs).size
    }
  }
  let entries = 0
  let unmatched = 0
  for await (const rows of pagesOf(batches, quiet, ({ id }) => id)) {
    entries += rows.length
    unmatched += rows.reduce((sum, { count }) => sum + count, 0)
  }
  for await (const rows of pagesOf(changes, quiet, ({ seq: number }) => number ?? 0)) unmatched -= rows.length
  const isIndexed = await indexesHold(database, quiet, (table, index) =>
    table !== records.name ? undefined : index === 'keys' || index === 'refs' ? indexed[index] : indexed.rows,
  )
  return isIndexed && entries === seq && unmatched === 0 && sameMarks(found, marks)
}

/** Counts every index of every table; `expected` says how many entries it must have, where that is known. */
const indexesHold = async (
  { dexie }: Database,
  quiet: () => Promise<void>,
  expected: (table: string, index: string) => number | undefined,
): Promise<boolean> => {
  let holds = true
  for (const table of dexie.tables)
    for (const { name } of table.schema.indexes) {
      await quiet()
      const count = await table.orderBy(name).count()
      holds &&= count === (expected(table.name, name) ?? count)
    }
  return holds
}

/** All rows in the order of their keys, some at a time, so that others can ask in between. */
async function* pagesOf<Row, Key extends number | string | [string, string]>(
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
