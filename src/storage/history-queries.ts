import { applyChange } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import { labelOf, type Register } from '../domain/register'
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
  TrashQuery,
} from './store'

/** What was done, by whom and when: questions over batches and changes. */
export interface HistoryQueries {
  readonly batch: (id: string) => Promise<BatchEntry | undefined>
  readonly batches: (query: BatchQuery) => Promise<BatchPage>
  readonly people: () => Promise<readonly string[]>
  readonly changesIn: (batchId: string, offset: number, limit: number) => Promise<ChangePage>
  readonly history: (register: string, id: string) => Promise<readonly ChangeView[]>
  readonly asOf: (register: string, id: string, instant: string) => Promise<RecordView | undefined>
  readonly trash: (query: TrashQuery, offset: number, limit: number) => Promise<TrashPage>
  readonly trashCounts: () => Promise<Readonly<Record<string, number>>>
}

export const createHistoryQueries = (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  catalogue: Catalogue,
  /** Id of this computer. */
  device: () => Promise<string>,
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
  const entryOf = async (batch: StoredBatch): Promise<BatchEntry> => ({
    ...headOf(batch),
    undone: batch.undoneBy !== undefined,
    isHere: batch.device === (await device()),
  })
  const batchesById = async (ids: readonly string[]): Promise<ReadonlyMap<string, BatchEntry>> => {
    const found = await database.batches.bulkGet([...new Set(ids)])
    const entries = await Promise.all(found.flatMap((batch) => (batch === undefined ? [] : [entryOf(batch)])))
    return new Map(entries.map((entry) => [entry.id, entry]))
  }

  return {
    batch: async (id) => (await batchesById([id])).get(id),
    batches: async (query) => {
      const { found, more } = await pageOfBatches(database, query)
      return { batches: await Promise.all(found.map(entryOf)), more }
    },
    people: async () => {
      const names = await database.batches.orderBy('by').uniqueKeys()
      return names.filter((name) => typeof name === 'string' && name !== '') as readonly string[]
    },
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
      const all = await changesOf(register, id)
      // A clock that was put back leaves later changes with earlier instants; they still come one after the other.
      const changes = all.slice(0, all.findLastIndex(({ at }) => at <= instant) + 1)
      const owner = registers.get(register)
      if (changes.length === 0 || owner === undefined) return undefined
      const record = changes.reduce<LedgerRecord | undefined>(
        (before, change) => applyChange(before, change, change),
        undefined,
      )
      if (record === undefined) return undefined
      // What is to be pointed out is about today.
      return { record, flags: [], names: await catalogue.names(owner, [record]) }
    },
    trash: async (query, offset, limit) => {
      const found = trashOf(database, registers.get(query.register), query)
      const [total, rows] = await Promise.all([
        found.clone().count(),
        found.clone().offset(offset).limit(limit).toArray(),
      ])
      const last = await Promise.all(
        rows.map(({ register, id }) =>
          database.changes.where('[register+record]').equals([register, id]).last(),
        ),
      )
      const batches = await batchesById(
        last.flatMap((change) => (change === undefined ? [] : [change.batch])),
      )
      return {
        total,
        rows: rows.map(({ record }, index) => ({ record, batch: batches.get(last[index]?.batch ?? '') })),
      }
    },
    trashCounts: async () => {
      const counts = await Promise.all(
        [...registers.keys()].map(async (name) => [name, await inTrash(database, name).count()] as const),
      )
      return Object.fromEntries(counts)
    },
  }
}

const pageOfBatches = async (
  { batches }: Database,
  { limit, before = Number.MAX_SAFE_INTEGER, kinds, by, undone, search = '' }: BatchQuery,
): Promise<{ readonly found: readonly StoredBatch[]; readonly more: boolean }> => {
  const matches = compileQuery(search)
  const isWanted = (batch: StoredBatch): boolean =>
    (kinds === undefined || kinds.includes(batch.kind)) &&
    (by === undefined || batch.by === by) &&
    (undone === undefined || (batch.undoneBy !== undefined) === undone) &&
    (search.trim() === '' || matches(searchable(`${batch.title}\n${batch.by}`)))
  const found = await batches
    .where('seq')
    .below(before)
    .reverse()
    .filter(isWanted)
    .limit(limit + 1)
    .toArray()
  return { found: found.slice(0, limit), more: found.length > limit }
}

const inTrash = ({ records }: Database, register: string) =>
  records
    .where('[register+deleted+order]')
    .between([register, 1, ''], [register, 1, '\uffff'], true, true)
    .reverse()

const trashOf = (
  database: Database,
  register: Register | undefined,
  { register: name, search }: TrashQuery,
) => {
  const all = inTrash(database, name)
  const matches = compileQuery(search)
  if (search.trim() === '' || register === undefined) return all
  return all.filter(({ record }) =>
    matches(searchable(`${record.code}\n${labelOf(register, record)}\n${record.updatedBy}`)),
  )
}
