import { applyChange } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import { labelOf, type Register } from '../domain/register'
import { type Catalogue, linksOfChange } from './catalogue'
import { changesIn, changesOf, changesOfAll, lastBatchOf, type OwnedChange } from './change-packs'
import { atOneMoment, type Database, stateKey, type StoredBatch, type StoredRecord } from './database'
import { binTerm, placeIn } from './finding'
import { headOf } from './read-entry'
import { readRecords, recordsAt } from './read-records'
import { itemsIn, startingWith } from './sorted-pages'
import type {
  BatchEntry,
  BatchPage,
  BatchQuery,
  ChangePage,
  ChangeView,
  PastChange,
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
  readonly pasts: (
    register: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly PastChange[]>>
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
  const viewOf = async (changes: readonly OwnedChange[]): Promise<readonly ChangeView[]> => {
    const rows = await readRecords(
      database,
      changes.map(({ change }) => [change.register, change.record]),
    )
    const views = changes.map(async ({ change, batch }, index): Promise<readonly ChangeView[]> => {
      const register = registers.get(change.register)
      if (register === undefined) return []
      const names = await catalogue.labels(linksOfChange(register, change.fields))
      return [{ change, batch: await entryOf(batch), record: rows[index]?.record, names }]
    })
    return (await Promise.all(views)).flat()
  }
  const entryOf = async (batch: StoredBatch): Promise<BatchEntry> => ({
    ...headOf(batch),
    undone: batch.undoneBy !== undefined,
    isHere: batch.device === (await device()),
  })
  return {
    batch: async (id) => {
      const batch = await database.batches.get(id)
      return batch === undefined ? undefined : entryOf(batch)
    },
    batches: async (query) => {
      const { found, more } = await pageOfBatches(database, query)
      return { batches: await Promise.all(found.map(entryOf)), more }
    },
    people: async () => {
      const names = await database.batches.orderBy('by').uniqueKeys()
      return names.filter((name) => typeof name === 'string' && name !== '') as readonly string[]
    },
    changesIn: async (batchId, offset, limit) => {
      const batch = await database.batches.get(batchId)
      if (batch === undefined) return { total: 0, changes: [] }
      const changes = await changesIn(database, batch.seq, offset, limit)
      return { total: batch.count, changes: await viewOf(changes.map((change) => ({ change, batch }))) }
    },
    history: async (register, id) => viewOf((await changesOf(database, register, id)).toReversed()),
    pasts: async (register, ids) => {
      const changes = await changesOfAll(database, register, ids)
      return new Map(
        [...changes].map(([id, own]) => [
          id,
          own.toReversed().map(({ change: { fields }, batch: { kind, undoneBy } }) => ({
            fields,
            kind,
            undone: undoneBy !== undefined,
          })),
        ]),
      )
    },
    asOf: async (register, id, instant) => {
      const all = await changesOf(database, register, id)
      // A clock that was put back leaves later changes with earlier instants; they still come one after the other.
      const changes = all.slice(0, all.findLastIndex(({ batch }) => batch.at <= instant) + 1)
      const owner = registers.get(register)
      if (changes.length === 0 || owner === undefined) return undefined
      const record = changes.reduce<LedgerRecord | undefined>(
        (before, { change, batch }) => applyChange(before, change, batch),
        undefined,
      )
      if (record === undefined) return undefined
      // What is to be pointed out is about today.
      return { record, flags: [], names: await catalogue.names(owner, [record]) }
    },
    trash: async (query, offset, limit) => {
      const register = registers.get(query.register)
      const matches = await textTest(query.search)
      const { total, rows } = await atOneMoment(database, () =>
        pageOfTrash(database, register, query, matches, offset, limit),
      )
      const batches = await lastBatchOf(database, rows)
      const shown = rows.map(async ({ record }, index) => {
        const batch = batches[index]
        return { record, batch: batch === undefined ? undefined : await entryOf(batch) }
      })
      return { total, rows: await Promise.all(shown) }
    },
    trashCounts: async () => {
      const names = [...registers.keys()]
      const found = await itemsIn(
        database.index,
        names.map((name) => startingWith(binTerm(name))),
      )
      return Object.fromEntries(names.map((name, index) => [name, found[index]?.length ?? 0]))
    },
  }
}

/** So many are read at a time where only some of them are wanted. */
const batchesAtOnce = 100

/**
 * Batches are numbered without a gap, so those of a stretch of numbers are read by one request. Stepping down from the newest
 * takes one for each, and whoever saves something meanwhile waits until the last is answered.
 */
const pageOfBatches = async (
  { batches, state }: Database,
  { limit, before = Number.MAX_SAFE_INTEGER, kinds, by, undone, search = '' }: BatchQuery,
): Promise<{ readonly found: readonly StoredBatch[]; readonly more: boolean }> => {
  const matches = await textTest(search)
  const isWanted = (batch: StoredBatch): boolean =>
    (kinds === undefined || kinds.includes(batch.kind)) &&
    (by === undefined || batch.by === by) &&
    (undone === undefined || (batch.undoneBy !== undefined) === undone) &&
    matches(`${batch.title}\n${batch.by}`)
  const all = [kinds, by, undone].every((wish) => wish === undefined) && search.trim() === ''
  const atOnce = all ? limit + 1 : batchesAtOnce
  const found: StoredBatch[] = []
  let end = Math.min(before - 1, (await state.get(stateKey))?.seq ?? 0)
  for (; end > 0 && found.length <= limit; end -= atOnce) {
    const some = await batches
      .where('seq')
      .between(end - atOnce + 1, end, true, true)
      .toArray()
    found.push(...some.toReversed().filter(isWanted))
  }
  return { found: found.slice(0, limit), more: found.length > limit }
}

const pageOfTrash = async (
  database: Database,
  register: Register | undefined,
  { register: name, search }: TrashQuery,
  matches: (text: string) => boolean,
  offset: number,
  limit: number,
): Promise<{ readonly total: number; readonly rows: readonly StoredRecord[] }> => {
  const [entries = []] = await itemsIn(database.index, [startingWith(binTerm(name))])
  const places = entries.map(placeIn).reverse()
  const read = async (some: readonly string[]): Promise<readonly StoredRecord[]> =>
    (await recordsAt(database, some)).filter((row) => row !== undefined)
  if (search.trim() === '' || register === undefined)
    return { total: places.length, rows: await read(places.slice(offset, offset + limit)) }
  const found = (await read(places)).filter(({ record }) =>
    matches(`${record.code}\n${labelOf(register, record)}\n${record.updatedBy}`),
  )
  return { total: found.length, rows: found.slice(offset, offset + limit) }
}

/** Whether a text is meant by what was typed. Without that the readings of characters are not even loaded. */
const textTest = async (search: string): Promise<(text: string) => boolean> => {
  if (search.trim() === '') return () => true
  const { compileQuery, searchable } = await import('../domain/search')
  const matches = compileQuery(search)
  return (text) => matches(searchable(text))
}
