import { applyChange } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { compileQuery, searchable } from '../domain/search'
import { type Catalogue, linksOfChange } from './catalogue'
import type { Database, StoredBatch, StoredChange } from './database'
import { changeOf, headOf } from './read-entry'
import type {
  BatchEntry,
  BatchPage,
  BatchQuery,
  ChangePage,
  ChangeView,
  RecordView,
  TrashPage,
} from './store'

/** What was done, by whom and when: questions over batches and changes. */
export interface HistoryQueries {
  readonly batches: (query: BatchQuery) => Promise<BatchPage>
  readonly changesIn: (batchId: string, offset: number, limit: number) => Promise<ChangePage>
  readonly history: (register: string, id: string) => Promise<readonly ChangeView[]>
  readonly asOf: (register: string, id: string, instant: string) => Promise<RecordView | undefined>
  readonly trash: (register: string, offset: number, limit: number) => Promise<TrashPage>
}

export const createHistoryQueries = (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  catalogue: Catalogue,
): HistoryQueries => {
  const changesOf = (register: string, id: string): Promise<StoredChange[]> =>
    database.changes.where('[register+record]').equals([register, id]).sortBy('seq')

  const viewOf = async (
    changes: readonly StoredChange[],
    batches: ReadonlyMap<string, BatchEntry>,
  ): Promise<readonly ChangeView[]> => {
    const rows = await database.records.bulkGet(
      changes.map(({ register, record }): [string, string] => [register, record]),
    )
    const views = changes.map(async (change, index): Promise<readonly ChangeView[]> => {
      const batch = batches.get(change.batch)
      const register = registers.get(change.register)
      if (batch === undefined || register === undefined) return []
      const names = await catalogue.labels(linksOfChange(register, change.fields))
      return [{ change: changeOf(change), batch, record: rows[index]?.record, names }]
    })
    return (await Promise.all(views)).flat()
  }
  const batchesById = async (ids: readonly string[]): Promise<ReadonlyMap<string, BatchEntry>> => {
    const found = await database.batches.bulkGet([...new Set(ids)])
    return new Map(found.flatMap((batch) => (batch === undefined ? [] : [[batch.id, entryOf(batch)]])))
  }

  return {
    batches: (query) => pageOfBatches(database, query),
    changesIn: async (batchId, offset, limit) => {
      const all = await database.changes.where('batch').equals(batchId).primaryKeys()
      const shown = await database.changes.bulkGet(all.slice(offset, offset + limit))
      const changes = await viewOf(
        shown.filter((change) => change !== undefined),
        await batchesById([batchId]),
      )
      return { total: all.length, changes }
    },
    history: async (register, id) => {
      const changes = (await changesOf(register, id)).reverse()
      return viewOf(changes, await batchesById(changes.map(({ batch }) => batch)))
    },
    asOf: async (register, id, instant) => {
      const changes = (await changesOf(register, id)).filter(({ at }) => at <= instant)
      const owner = registers.get(register)
      if (changes.length === 0 || owner === undefined) return undefined
      const record = changes.reduce<LedgerRecord | undefined>(
        (before, change) => applyChange(before, change, change),
        undefined,
      )
      return record === undefined ? undefined : { record, names: await catalogue.names(owner, [record]) }
    },
    trash: (register, offset, limit) => trashOf(database, register, offset, limit),
  }
}

const entryOf = (batch: StoredBatch): BatchEntry => ({
  ...headOf(batch),
  undone: batch.undoneBy !== undefined,
})

const pageOfBatches = async (
  { batches }: Database,
  { limit, before = Number.MAX_SAFE_INTEGER, kinds, search = '' }: BatchQuery,
): Promise<BatchPage> => {
  const matches = compileQuery(search)
  const found = await batches
    .where('seq')
    .below(before)
    .reverse()
    .filter(
      ({ kind, title, by }) =>
        (kinds === undefined || kinds.includes(kind)) &&
        (search.trim() === '' || matches(searchable(`${title}\n${by}`))),
    )
    .limit(limit + 1)
    .toArray()
  return { batches: found.slice(0, limit).map(entryOf), more: found.length > limit }
}

const trashOf = async (
  { records, changes }: Database,
  register: string,
  offset: number,
  limit: number,
): Promise<TrashPage> => {
  const deleted = await records
    .where('[register+deleted+order]')
    .between([register, 1, ''], [register, 1, '\uffff'], true, true)
    .toArray()
  const newest = deleted
    .map(({ record }) => record)
    .sort((a, b) => ((a.deletedAt ?? '') < (b.deletedAt ?? '') ? 1 : -1))
    .slice(offset, offset + limit)
  const last = await Promise.all(
    newest.map(({ id }) => changes.where('[register+record]').equals([register, id]).last()),
  )
  return {
    total: deleted.length,
    rows: newest.map((record, index) => ({
      record,
      deletedBy: record.updatedBy,
      batch: last[index]?.batch ?? '',
    })),
  }
}
