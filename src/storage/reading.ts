import { attachmentUses } from '../domain/attachments'
import type { DayContext, LedgerRecord } from '../domain/record'
import { flagsOf, type Register } from '../domain/register'
import type { Catalogue } from './catalogue'
import type { CountMemory } from './count-memory'
import type { Database } from './database'
import { facetQueries, tally } from './facets'
import { anyReferenceTerm } from './finding'
import type { Matches } from './list-index'
import { withMembers } from './members'
import { firstPageByIndex } from './page-by-index'
import { readRecord, readRecords, recordsWith } from './read-records'
import { findByKey, liveRecords, neighboursOf } from './record-queries'
import { relatedTo } from './related'
import type { SentVersions } from './sent-records'
import type { Facets, ListPage, ListQuery, Store } from './store'
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
  readonly announce: (registers: readonly string[]) => void
}

type Asked =
  | 'page'
  | 'ids'
  | 'get'
  | 'getMany'
  | 'facets'
  | 'shown'
  | 'neighbours'
  | 'find'
  | 'related'
  | 'pick'
  | 'all'
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
  const { ledger, registers, registerOf, sent, dayContext, announce } = around
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
  /** What is read of the matches is read at once: the next commit moves them. */
  const ask = async <T>(ready: Ready, query: ListQuery, read: (matches: Matches) => T): Promise<T> => {
    const { catalogue, database } = ready
    const index = await catalogue.index(query.register)
    const asked = await withMembers(database, registerOf(query.register), query, index.records, {
      day: () => dayContext(ready),
      sent,
    })
    return read(index.query(asked.query, asked.members))
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
    shown: async (name, ids) => {
      const ready = await ledger()
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
    },
    neighbours: async (query, id) =>
      ask(await ledger(), query, ({ total, slice }) => neighboursOf(slice(0, total), id)),
    find: async (request) =>
      (await picking()).find((await ledger()).catalogue, registerOf(request.register), request),
    related: async (register, id, most) => relatedTo((await ledger()).database, byName, register, id, most),
    pick: async (request) =>
      (await picking()).pick((await ledger()).catalogue, registerOf(request.register), request),
    all: async (register, district) => liveRecords((await ledger()).database, registerOf(register), district),
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
      return short ?? ask(ready, { ...query, ...anyOrder }, ({ total }) => total)
    },
    monthly: async (register, district) =>
      monthsOf((await ledger()).database, registers, registerOf(register), district),
  }
}

/** Of what is only counted. */
const anyOrder = { search: '', sort: { field: 'code', descending: false } }
