import type { BatchHead, Change, Entry } from '../domain/history'
import type { Database, StoredBatch, StoredChange } from './database'

/** One batch with its changes, from the database. */
export const readEntry = async ({ batches, changes }: Database, seq: number): Promise<Entry> => {
  const batch = await batches.where('seq').equals(seq).first()
  if (batch === undefined) throw new Error(`No batch ${String(seq)}`)
  const made = await changes.where('batch').equals(batch.id).sortBy('seq')
  return { batch: headOf(batch), changes: made.map(changeOf) }
}

/** Without what later batches note on it. */
export const headOf = ({ undoneBy: _later, ...batch }: StoredBatch): BatchHead => batch

export const changeOf = ({ id, register, record, action, version, fields }: StoredChange): Change => ({
  id,
  register,
  record,
  action,
  version,
  fields,
})
