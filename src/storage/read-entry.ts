import type { BatchHead } from '../domain/history'
import { changeLines } from './change-packs'
import type { Database, StoredBatch } from './database'
import type { EntryLines } from './entry-lines'

/** One batch with its changes, from the database. */
export const readEntry = async (database: Database, seq: number): Promise<EntryLines> => {
  const batch = await database.batches.where('seq').equals(seq).first()
  if (batch === undefined) throw new Error(`No batch ${String(seq)}`)
  return { batch: headOf(batch), lines: await changeLines(database, seq) }
}

/** Without what later batches note on it. */
export const headOf = ({ undoneBy: _later, ...batch }: StoredBatch): BatchHead => batch
