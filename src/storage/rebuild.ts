import type { LostEntry, Vault } from '../bridge/vault'
import { applyChange, type Entry, type Marks, sameMarks, withRecords } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { historyEntriesOf, packsOf } from './change-packs'
import {
  type ChangePack,
  type Database,
  placeOf,
  stateKey,
  type StoredBatch,
  type StoredRecord,
} from './database'
import { createEntryReader, type EntryLines, type Mark } from './entry-lines'
import { entriesOf } from './finding'
import { newId } from './new-id'
import { countersOf } from './numbering'
import { fillList } from './sorted-pages'
import { toStored, trashOrder } from './stored-record'
import { noteUndone } from './undo'

export interface Rebuilt {
  readonly entries: number
  readonly records: number
  /** Entries that could not be had. */
  readonly lost: readonly LostEntry[]
  /** False when what came out is not what the journal says the database held. */
  readonly agrees: boolean
}

const rowsAtOnce = 2000

/**
 * Fills an empty database from the entries of the second copy: every record is made again by its changes. The state is
 * written last, so that a rebuild that was cut off is no ledger, and is done again.
 */
export const rebuild = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  read: Vault['read'],
  today: string,
  onProgress: (entries: number) => void,
): Promise<Rebuilt> => {
  const made = createFold()
  const lost = await eachChunk(read, made.take, async () => {
    await flushFold(database, made)
    onProgress(made.entries())
  })
  const agrees = await writeFold(database, registers, made, today)
  return { entries: made.entries(), records: made.records().length, lost, agrees }
}

/** Writes the batches and changes that came since the last time. */
export const flushFold = async ({ batches, changes }: Database, fold: Fold): Promise<void> => {
  const { batches: heads, packs } = fold.flush()
  await batches.bulkAdd([...heads])
  await changes.bulkAdd([...packs])
}

/** Writes what the entries came to, after their batches and changes. False where that is not what the last of them said. */
export const writeFold = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  fold: Fold,
  today: string,
): Promise<boolean> => {
  // From the last one back, for whether one counts depends on those after it.
  for (const undone of fold.undone().toReversed()) await noteUndone(database, undone)
  const marks = await writeRecords(database, registers, fold, today)
  const { mark, seq } = fold.end()
  await database.state.put({ key: stateKey, ledger: mark?.ledger ?? newId(), seq, marks })
  return mark === undefined || sameMarks(mark.marks, marks)
}

interface Owned {
  readonly register: string
  readonly record: LedgerRecord
}

/** Goes through entries in order and keeps what they come to. */
export const createFold = () => {
  const records = new Map<string, Owned>()
  const undone: string[] = []
  let batches: StoredBatch[] = []
  let packs: (readonly ChangePack[])[] = []
  // By entry: as many as one may have are too many arguments for one call.
  const history: (readonly string[])[] = []
  let end: End = { mark: undefined, seq: 0, last: undefined }
  let entries = 0

  const takeEntry = ({ batch, changes: made, lines }: Entry & EntryLines, mark: Mark | undefined): void => {
    const { seq, undoes } = batch
    for (const change of made) {
      const key = `${change.register}|${change.record}`
      const record = applyChange(records.get(key)?.record, change, batch)
      records.set(key, { register: change.register, record })
    }
    batches.push(batch)
    packs.push(packsOf(seq, lines))
    history.push(historyEntriesOf(seq, made))
    if (undoes !== undefined) undone.push(undoes)
    end = { mark, seq, last: batch }
    entries += 1
  }
  return {
    take: createEntryReader(takeEntry),
    /** What came since the last flush. */
    flush: () => {
      const flushed = { batches, packs: packs.flat() }
      batches = []
      packs = []
      return flushed
    },
    records: (): readonly Owned[] => [...records.values()],
    /** By what its changes are found, of each record. */
    history: (): readonly string[] => history.flat(),
    /** Batches that others took back, in the order of these. */
    undone: (): readonly string[] => undone,
    end: () => end,
    entries: () => entries,
    /** Whether they count from 1 without a gap. */
    isGapless: () => end.seq === entries,
  }
}
export type Fold = ReturnType<typeof createFold>

interface End {
  readonly mark: Mark | undefined
  readonly seq: number
  readonly last: Entry['batch'] | undefined
}

export const eachChunk = async (
  read: Vault['read'],
  take: (line: string) => void,
  pause: () => Promise<void>,
): Promise<readonly LostEntry[]> => {
  let at: string | null = null
  for (;;) {
    const chunk: Awaited<ReturnType<Vault['read']>> = await read({ at })
    for (const line of chunk.lines) take(line)
    await pause()
    if (chunk.next === null) return chunk.lost
    at = chunk.next
  }
}

const writeRecords = async (
  { records, index, counters }: Database,
  registers: ReadonlyMap<string, Register>,
  fold: Fold,
  today: string,
): Promise<Marks> => {
  const all = fold
    .records()
    .map((owned) => ({ ...owned, place: placeOf(owned.register, owned.record.id) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
  const entries = [...fold.history()]
  let marks: Marks = {}
  for (let from = 0; from < all.length; from += rowsAtOnce) {
    const part = all.slice(from, from + rowsAtOnce)
    marks = withRecords(
      marks,
      part.map(({ register, record }) => ({ register, before: undefined, after: record })),
    )
    const rows = part.map(({ register: name, record }) => {
      const register = registers.get(name)
      return register === undefined ? unknownRow(name, record) : toStored(register, record, today)
    })
    await fillList(records, rows, from === 0)
    for (const row of rows) entries.push(...entriesOf(row))
  }
  await fillList(index, entries, true)
  await counters.bulkPut([...countersOf(all.map(({ record }) => record.code))])
  return marks
}

/** A record of a register that this version does not know is kept as it is, to be there when it is known again. */
const unknownRow = (register: string, record: LedgerRecord): StoredRecord => ({
  register,
  id: record.id,
  code: record.code,
  district: record.districtCode,
  deleted: record.deletedAt === null ? 0 : 1,
  order: record.deletedAt === null ? record.code : trashOrder(record),
  keys: [],
  refs: [],
  record,
})
