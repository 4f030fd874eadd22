import type { Change } from '../domain/history'
import type { ChangePack, Database, StoredBatch } from './database'
import { changeIn } from './entry-lines'
import { historyEntry, historyTerm, packIn } from './finding'
import { itemsIn, lastIn, startingWith } from './sorted-pages'

/*
 * How changes lie in the database: as lines of the second copy, some hundred of a batch in one row. Nobody else knows.
 */

const changesInPack = 200

export const packsOf = (batch: number, lines: readonly string[]): readonly ChangePack[] =>
  Array.from({ length: Math.ceil(lines.length / changesInPack) }, (_, part) => ({
    batch,
    part,
    lines: lines.slice(part * changesInPack, (part + 1) * changesInPack).join('\n'),
  }))

/** By these the changes of a batch are found again, in the order in which `packsOf` was given their lines. */
export const historyEntriesOf = (
  batch: number,
  changes: readonly Pick<Change, 'register' | 'record'>[],
): readonly string[] =>
  changes.map(({ register, record }, index) =>
    historyEntry(register, record, batch, Math.floor(index / changesInPack)),
  )

const linesIn = ({ lines }: ChangePack): readonly string[] => lines.split('\n')
/** Changes in a pack. */
export const packSize = (pack: ChangePack): number => linesIn(pack).length

/** The changes of a batch, as lines of the second copy. */
export const changeLines = async ({ changes }: Database, batch: number): Promise<readonly string[]> =>
  (await changes.where('[batch+part]').between([batch, 0], [batch, Infinity]).toArray()).flatMap(linesIn)

/** The changes of a batch; all of them, or only some. */
export const changesIn = async (
  database: Database,
  batch: number,
  offset = 0,
  limit = Infinity,
): Promise<readonly Change[]> => {
  const first = Math.floor(offset / changesInPack)
  const last = Math.floor((offset + limit - 1) / changesInPack)
  const packs = await database.changes
    .where('[batch+part]')
    .between([batch, first], [batch, last], true, true)
    .toArray()
  const from = offset - first * changesInPack
  return packs
    .flatMap(linesIn)
    .slice(from, from + limit)
    .map(changeIn)
}

/** A change with the batch that it belongs to. */
export interface OwnedChange {
  readonly change: Change
  readonly batch: StoredBatch
}

/** Every change of one record, oldest first. */
export const changesOf = async (
  database: Database,
  register: string,
  id: string,
): Promise<readonly OwnedChange[]> => (await changesOfAll(database, register, [id])).get(id) ?? []

/** For more records than these it is quicker to read a line than to look whether it is about one of them. */
const few = 8

/** Every change of each of these records, oldest first; a pack with changes of many of them is read once. */
export const changesOfAll = async (
  database: Database,
  register: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly OwnedChange[]>> => {
  const entries = await itemsIn(
    database.index,
    ids.map((id) => startingWith(historyTerm(register, id))),
  )
  // A batch may have changed a record twice.
  const keys = [...new Map(entries.flat().map((entry) => [packIn(entry).join(' '), packIn(entry)])).values()]
  keys.sort(([a, x], [b, y]) => a - b || x - y)
  const [packs, batches] = await Promise.all([
    database.changes.bulkGet(keys),
    batchesBySeq(
      database,
      keys.map(([batch]) => batch),
    ),
  ])
  const found = new Map<string, OwnedChange[]>(ids.map((id) => [id, []]))
  for (const pack of packs) {
    const batch = pack === undefined ? undefined : batches.get(pack.batch)
    if (pack === undefined || batch === undefined) continue
    for (const line of linesIn(pack)) {
      // Most lines of a pack may be about other records.
      if (ids.length <= few && !ids.some((id) => line.includes(id))) continue
      const change = changeIn(line)
      if (change.register === register) found.get(change.record)?.push({ change, batch })
    }
  }
  return found
}

/** The batch that touched each of these records last. */
export const lastBatchOf = async (
  database: Database,
  records: readonly { readonly register: string; readonly id: string }[],
): Promise<readonly (StoredBatch | undefined)[]> => {
  const last = await Promise.all(
    records.map(async ({ register, id }) => {
      const [entry] = await lastIn(database.index, startingWith(historyTerm(register, id)), 1)
      return entry === undefined ? undefined : packIn(entry)[0]
    }),
  )
  const batches = await batchesBySeq(
    database,
    last.filter((seq) => seq !== undefined),
  )
  return last.map((seq) => (seq === undefined ? undefined : batches.get(seq)))
}

const batchesBySeq = async (
  { batches }: Database,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, StoredBatch>> => {
  const found = await batches
    .where('seq')
    .anyOf([...new Set(numbers)])
    .toArray()
  return new Map(found.map((batch) => [batch.seq, batch]))
}
