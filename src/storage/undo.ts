import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Actor, Written } from './commit'
import type { Database, StoredBatch, StoredChange, StoredRecord } from './database'
import { difference, revert } from './difference'
import { newId } from './new-id'
import { referenceTo, toStored } from './stored-record'
import { keepTallies, talliesKey } from './tallies'

export type Undone = Written | { readonly ok: false; readonly reason: 'later'; readonly message: string }

interface Restored {
  readonly before: LedgerRecord
  readonly stored: StoredRecord
  readonly row: StoredRecord
}

/**
 * Takes a batch back: records that it made go to the 回收站, fields that it changed get their values again. The undoing is
 * a batch of its own. Refused as a whole when one of its records was changed, or came to be used, afterwards.
 */
export const undoBatch = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  batchId: string,
  actor: Actor,
): Promise<Undone> => {
  const { dexie, records, changes, batches, counters } = database
  return dexie.transaction('rw', [records, changes, batches, counters], async (): Promise<Undone> => {
    const batch = await batches.get(batchId)
    if (batch === undefined) return later('没有找到这次操作。')
    if (batch.undoneBy !== undefined) return later('这次操作已经撤销过了。')
    const made = await changes.where('batch').equals(batchId).toArray()
    const stored = await records.bulkGet(
      made.map(({ register, record }): [string, string] => [register, record]),
    )
    const edited = made.filter((change, index) => stored[index]?.record.version !== change.version)
    if (edited.length > 0)
      return later(`其中 ${String(edited.length)} 条记录后来又改过，不能整批撤销。请逐条修改。`)
    const used = await usedElsewhere(database, made)
    if (used > 0) return later(`其中新建的记录已被另外 ${String(used)} 条记录使用，不能整批撤销。`)
    const restored = made.flatMap((change, index) => restore(registers, change, stored[index], actor))
    const undo = undoEntry(batch, restored.length, actor)
    await records.bulkPut(restored.map(({ row }) => row))
    await changes.bulkAdd(restored.map((entry) => changeOf(undo.id, entry, actor)))
    await batches.add(undo)
    await batches.put({ ...batch, undoneBy: undo.id })
    await keepTallies(
      database,
      await counters.get(talliesKey),
      restored.map(({ stored: was, row }) => ({ before: was, after: row })),
    )
    return { ok: true, rows: restored.map(({ row }) => row) }
  })
}

const later = (message: string): Undone => ({ ok: false, reason: 'later', message })

/** How many live records outside the batch link to records that the batch made. */
const usedElsewhere = async ({ records }: Database, made: readonly StoredChange[]): Promise<number> => {
  const own = new Set(made.map(({ register, record }) => referenceTo(register, record)))
  const created = made
    .filter(({ action }) => action === 'create')
    .map(({ register, record }) => referenceTo(register, record))
  const users = await records.where('refs').anyOf(created).distinct().toArray()
  return users.filter(({ deleted, register, id }) => deleted === 0 && !own.has(referenceTo(register, id)))
    .length
}

const restore = (
  registers: ReadonlyMap<string, Register>,
  change: StoredChange,
  stored: StoredRecord | undefined,
  actor: Actor,
): readonly Restored[] => {
  const register = registers.get(change.register)
  if (register === undefined || stored === undefined) return []
  const before = stored.record
  const touched = { version: before.version + 1, updatedAt: actor.at, updatedBy: actor.by }
  const after =
    change.action === 'create'
      ? { ...before, ...touched, deletedAt: actor.at }
      : { ...revert(before, change.fields), ...touched }
  return [{ before, stored, row: toStored(register, after, actor.today) }]
}

const undoEntry = (batch: StoredBatch, count: number, actor: Actor): StoredBatch => ({
  id: newId(),
  kind: 'undo',
  title: `撤销：${batch.title}`,
  at: actor.at,
  by: actor.by,
  count,
})

const changeOf = (batch: string, { before, row }: Restored, actor: Actor): StoredChange => ({
  id: newId(),
  at: actor.at,
  by: actor.by,
  device: actor.device,
  batch,
  register: row.register,
  record: row.id,
  action: row.deleted === 1 ? 'delete' : before.deletedAt === null ? 'update' : 'restore',
  version: row.record.version,
  fields: difference(before, row.record),
})
