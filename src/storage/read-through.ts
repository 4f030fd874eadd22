import type { Table } from 'dexie'
import { type Marks, sameMarks, withRecords } from '../domain/history'
import { type Database, stateKey } from './database'
import { isStorageFailure, isUnreadable } from './not-written'

const rowsAtOnce = 500

/**
 * Reads every row once, because a damaged file of the database shows only when it is read: Chromium counts by its
 * indexes, and empties the whole at some later start. False where something cannot be read or is not what the state says;
 * true as well where that cannot be told, because somebody wrote meanwhile or the database was closed.
 */
export const readThrough = async (database: Database): Promise<boolean> => {
  const { records, batches, changes, state } = database
  try {
    const before = await state.get(stateKey)
    let marks: Marks = {}
    for await (const rows of pagesOf(records, ({ register, id }): [string, string] => [register, id]))
      marks = withRecords(
        marks,
        rows.map(({ register, record }) => ({ register, before: undefined, after: record })),
      )
    let entries = 0
    let unmatched = 0
    for await (const rows of pagesOf(batches, ({ id }) => id)) {
      entries += rows.length
      unmatched += rows.reduce((sum, { count }) => sum + count, 0)
    }
    for await (const rows of pagesOf(changes, ({ seq }) => seq ?? 0)) unmatched -= rows.length
    const after = await state.get(stateKey)
    if (before === undefined || before.seq !== after?.seq) return true
    return entries === before.seq && unmatched === 0 && sameMarks(marks, before.marks)
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return !isUnreadable(error)
  }
}

/** All rows in the order of their keys, some at a time, so that others can ask in between. */
async function* pagesOf<Row, Key extends number | string | [string, string]>(
  table: Table<Row, Key>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<readonly Row[]> {
  let last: Key | undefined
  for (;;) {
    const rest = last === undefined ? table.orderBy(':id') : table.where(':id').above(last)
    const rows = await rest.limit(rowsAtOnce).toArray()
    yield rows
    const end = rows.at(-1)
    if (end === undefined || rows.length < rowsAtOnce) return
    last = keyOf(end)
  }
}
