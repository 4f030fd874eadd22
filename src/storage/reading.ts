import { attachmentUses } from '../domain/attachments'
import type { DayContext, LedgerRecord } from '../domain/record'
import { flagsOf, type Register } from '../domain/register'
import { boardOfNeeds, boardOfWeeks, namedBoard } from './boards'
import type { Catalogue } from './catalogue'
import type { CountMemory } from './count-memory'
import type { Database } from './database'
import { facetQueries, tally } from './facets'
import { anyReferenceTerm } from './finding'
import { inHeldOrder } from './held-order'
import type { ListIndex, Matches } from './list-index'
import { withMembers } from './members'
import { firstPageByIndex } from './page-by-index'
import { readRecord, readRecords, recordsWith } from './read-records'
import { findByKey, liveRecords, neighboursOf } from './record-queries'
import { readTogether } from './read-together'
import { relatedTo } from './related'
import type { SentVersions } from './sent-records'
import type { Facets, ListPage, ListQuery, ShownRecords, Store } from './store'
import { fileReference } from './stored-record'
import { countsOf, monthsOf, shortCount } from './tallies'

/** What the ledger has once it is open, as far as it matters here. */
interface Opened {
  readonly database: Database
  readonly catalogue: Catalogue
  readonly months: CountMemory
}

interface Around<Ready> {
  readonly ledger: () => Promise<Ready>
  readonly registers: readonly Register[]
  readonly registerOf: (name: string) => Register
  readonly sent: SentVersions
  readonly dayContext: (ready: Ready) => Promise<DayContext>
  /** ISO instant. */
  readonly now: () => string
  readonly announce: (registers: readonly string[]) => void
}

type Asked =
  | 'page'
  | 'ids'
  | 'heldIds'
  | 'get'
  | 'getMany'
  | 'facets'
  | 'shown'
  | 'neighbours'
  | 'needBoard'
  | 'weekBoard'
  | 'find'
  | 'related'
  | 'pick'
  | 'all'
  | 'together'
  | 'findByKey'
  | 'sampleCount'
  | 'attachments'
  | 'counts'
  | 'count'
  | 'monthly'

// Search and its readings are not needed to open the ledger.
const picking = () => import('./pick')

/** All that is asked of the records and changes none of them. */
export const createReading = <Ready extends Opened>(around: Around<Ready>): Pick<Store, Asked> => {
  const { ledger, registers, registerOf, sent, dayContext, now, announce } = around
  const byName = new Map(registers.map((register) => [register.name, register]))

  const flags = async (
    ready: Ready,
    register: Register,
    records: readonly LedgerRecord[],
  ): Promise<ListPage['flags']> => {
    const day = register.flags.length === 0 ? undefined : await dayContext(ready)
    return Object.fromEntries(
      records.flatMap((record) => {
        const ofToday = day === undefined ? [] : flagsOf(register, record.values, day)
        const found = [...ofToday, ...sent.flags(record)]
        return found.length === 0 ? [] : [[record.id, found]]
      }),
    )
  }
  const shownOf = async (ready: Ready, name: string, ids: readonly string[]): Promise<ShownRecords> => {
    const { database, catalogue } = ready
    const register = registerOf(name)
    const stored = await readRecords(
      database,
      ids.map((id) => [name, id]),
    )
    const rows = stored.flatMap((row) => (row?.deleted === 0 ? [row.record] : []))
    return {
      rows,
      names: await catalogue.names(register, rows),
      flags: await flags(ready, register, rows),
    }
  }
  /** What is read of the matches is read at once: the next commit moves them. */
  const ask = async <T>(
    ready: Ready,
    query: ListQuery,
    read: (matches: Matches, index: ListIndex) => T,
  ): Promise<T> => {
    const { catalogue, database } = ready
    const index = needsNames(query)
      ? await catalogue.index(query.register)
      : await catalogue.records(query.register)
    const asked = await withMembers(database, registerOf(query.register), query, index.records, {
      day: () => dayContext(ready),
      sent,
    })
    return read(index.query(asked.query, asked.members), index)
  }
  const prepare = ({ catalogue }: Ready, register: string): void => {
    if (catalogue.isReady(register)) return
    void catalogue.index(register).then(() => announce([register]))
  }

  return {
    page: async (query, offset, limit) => {
      const ready = await ledger()
      const { database, catalogue } = ready
      const register = registerOf(query.register)
      const shown = async (records: readonly LedgerRecord[]) => ({
        names: await catalogue.names(register, records),
        flags: await flags(ready, register, records),
      })
      if (offset === 0 && !catalogue.isReady(query.register)) {
        const first = await firstPageByIndex(database, register, query, limit)
        if (first !== undefined) {
          const beside = await shown(first.rows)
          prepare(ready, query.register)
          return { ...first, ...beside }
        }
      }
      const page = await ask(ready, query, ({ all, total, sums, slice }) => ({
        all,
        total,
        sums,
        rows: slice(offset, offset + limit),
      }))
      return { ...page, ...(await shown(page.rows)) }
    },
    ids: async (query) =>
      ask(await ledger(), query, ({ total, slice }) => slice(0, total).map(({ id }) => id)),
    heldIds: async (query, held) =>
      ask(await ledger(), query, ({ total, slice }, { get }) => {
        const ids = slice(0, total).map(({ id }) => id)
        return inHeldOrder(ids, held, (id) => get(id) !== undefined).join(' ')
      }),
    get: async (register, id) => {
      const ready = await ledger()
      const { database, catalogue } = ready
      const stored = await readRecord(database, register, id)
      if (stored === undefined) return undefined
      const { record } = stored
      const definition = registerOf(register)
      return {
        record,
        names: await catalogue.names(definition, [record]),
        flags: (await flags(ready, definition, [record]))[id] ?? [],
      }
    },
    getMany: async (register, ids) => {
      const { database } = await ledger()
      const rows = await readRecords(
        database,
        ids.map((id) => [register, id]),
      )
      return rows.flatMap((row) => (row === undefined ? [] : [row.record]))
    },
    facets: async (query, fields) => {
      const ready = await ledger()
      const entries = facetQueries(query, fields).map(async (part) =>
        ask(ready, part.query, ({ total, slice }) => tally(slice(0, total), part.fields)),
      )
      return Object.assign({}, ...(await Promise.all(entries))) as Facets
    },
    shown: async (register, ids) => shownOf(await ledger(), register, ids),
    neighbours: async (query, id) =>
      ask(await ledger(), query, ({ total, slice }) => neighboursOf(slice(0, total), id)),
    needBoard: async (query, limits) => {
      const ready = await ledger()
      const day = await dayContext(ready)
      const board = await ask(ready, { ...query, ...byCode }, (matches) => boardOfNeeds(matches, limits, day))
      const cards = board.columns.flatMap((column) => column.cards.map(({ id }) => id))
      return namedBoard(board, await shownOf(ready, query.register, cards))
    },
    weekBoard: async (weeks) => {
      const ready = await ledger()
      const { rules } = await dayContext(ready)
      return boardOfWeeks(ready.catalogue, weeks, { now: now(), rules })
    },
    find: async (request) =>
      (await picking()).find((await ledger()).catalogue, registerOf(request.register), request),
    related: async (register, id, most) => relatedTo((await ledger()).database, byName, register, id, most),
    pick: async (request) =>
      (await picking()).pick((await ledger()).catalogue, registerOf(request.register), request),
    all: async (register, district) => liveRecords((await ledger()).database, registerOf(register), district),
    together: async (names, district) =>
      readTogether((await ledger()).database, [...new Set(names)].map(registerOf), district),
    findByKey: async (register, keys) => findByKey((await ledger()).database, register, keys),
    sampleCount: async () => {
      const counts = await countsOf((await ledger()).database, registers, undefined)
      return Object.values(counts).reduce((sum, { samples }) => sum + samples, 0)
    },
    attachments: async () => {
      const { database } = await ledger()
      const rows = await recordsWith(database, [anyReferenceTerm(fileReference(''))])
      return rows.flatMap(({ register, record }) => attachmentUses(registerOf(register), record))
    },
    counts: async (district) => countsOf((await ledger()).database, registers, district),
    count: async (query) => {
      const ready = await ledger()
      const short = await shortCount(ready.database, registers, ready.months, query)
      return short ?? ask(ready, { ...query, search: '', ...byCode }, ({ total }) => total)
    },
    monthly: async (register, district) =>
      monthsOf((await ledger()).database, registers, registerOf(register), district),
  }
}

/** The order for which nothing has to be named. */
const byCode = { sort: { field: 'code', descending: false } }

/** Texts that are searched, and orders by a link, hold the names of what a record links to. */
const needsNames = ({ search, sort }: ListQuery): boolean =>
  search.trim() !== '' || sort.field !== byCode.sort.field
