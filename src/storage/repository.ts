import { districtEntry } from '../domain/district-entry'
import { errorAt, type Issue, warningAt } from '../domain/issue'
import { linksOf } from '../domain/kinds/all'
import { keyOf } from '../domain/record-keys'
import { holds, type Values } from '../domain/field'
import { labelOf, type Register } from '../domain/register'
import type { LedgerRecord } from '../domain/record'
import { validate } from '../domain/validate'
import { createCatalogue } from './catalogue'
import { type Actor, writeBatch } from './commit'
import { type Database, openDatabase, type StoredRecord } from './database'
import type { Matches } from './list-index'
import { newId } from './new-id'
import { withMembers } from './members'
import { firstPageByIndex } from './page-by-index'
import { relatedTo } from './related'
import { readSettings, settingsKey } from './settings'
import type { CheckedRecord, ListQuery, Store } from './store'
import { keyIn, sampleMark } from './stored-record'
import { countsOf } from './tallies'
import { undoBatch } from './undo'

export interface Clock {
  /** ISO instant. */
  readonly now: () => string
  /** ISO day where the user is. */
  readonly today: () => string
}

/** The store over one database, with all lists answered from memory once they are loaded. */
export const createStore = (name: string, allRegisters: readonly Register[], clock: Clock): Store => {
  const database = openDatabase(name)
  const registers = new Map(allRegisters.map((register) => [register.name, register]))
  const catalogue = createCatalogue(database, registers)
  const listeners = new Set<(registers: readonly string[]) => void>()

  const registerOf = (register: string): Register => {
    const known = registers.get(register)
    if (known === undefined) throw new Error(`No register ${register}`)
    return known
  }
  const tell = (rows: readonly StoredRecord[]): void => {
    catalogue.put(rows)
    announce([...new Set(rows.map(({ register }) => register))])
  }
  const announce = (names: readonly string[]): void => {
    for (const listener of listeners) listener(names)
  }
  const actor = async (): Promise<Actor> => {
    const [settings, device] = await Promise.all([readSettings(database), deviceOf(database)])
    return {
      by: settings?.person ?? '',
      district: settings?.homeDistrict ?? '',
      device,
      at: clock.now(),
      today: clock.today(),
    }
  }
  /** What is read of the matches is read at once: the next commit moves them. */
  const ask = async <T>(query: ListQuery, read: (matches: Matches) => T): Promise<T> => {
    const index = await catalogue.index(query.register)
    const asked = await withMembers(database, query, index.records)
    return read(index.query(asked.query, asked.members))
  }
  const prepare = (register: string): void => {
    if (catalogue.isReady(register)) return
    void catalogue.index(register).then(() => {
      announce([register])
    })
  }

  return {
    settings: () => readSettings(database),
    saveSettings: async (settings) => {
      await database.preferences.put({ key: settingsKey, value: settings })
    },
    preference: async (key) => (await database.preferences.get(`screen:${key}`))?.value,
    savePreference: async (key, value) => {
      await database.preferences.put({ key: `screen:${key}`, value })
    },

    page: async (query, offset, limit) => {
      const register = registerOf(query.register)
      if (offset === 0 && !catalogue.isReady(query.register)) {
        const first = await firstPageByIndex(database, register, query, limit)
        if (first !== undefined) {
          const names = await catalogue.names(register, first.rows)
          prepare(query.register)
          return { ...first, names }
        }
      }
      const page = await ask(query, ({ all, total, sums, slice }) => ({
        all,
        total,
        sums,
        rows: slice(offset, offset + limit),
      }))
      return { ...page, names: await catalogue.names(register, page.rows) }
    },
    ids: (query) => ask(query, ({ total, slice }) => slice(0, total).map(({ id }) => id)),
    get: async (register, id) => {
      const stored = await database.records.get([register, id])
      if (stored === undefined) return undefined
      return { record: stored.record, names: await catalogue.names(registerOf(register), [stored.record]) }
    },
    getMany: async (register, ids) => {
      const rows = await database.records.bulkGet(ids.map((id): [string, string] => [register, id]))
      return rows.flatMap((row) => (row === undefined ? [] : [row.record]))
    },
    neighbours: (query, id) =>
      ask(query, ({ total, slice }) => {
        const records = slice(0, total)
        const position = records.findIndex((record) => record.id === id)
        if (position === -1) return undefined
        const previous = records[position - 1]?.id
        const next = records[position + 1]?.id
        return {
          position,
          total,
          ...(previous === undefined ? {} : { previous }),
          ...(next === undefined ? {} : { next }),
        }
      }),
    // Search and its readings are not needed to open the ledger.
    find: async (request) => (await import('./pick')).find(catalogue, registerOf(request.register), request),
    related: (register, id) => relatedTo(database, registers, register, id),
    pick: async (request) => (await import('./pick')).pick(catalogue, registerOf(request.register), request),
    all: async (register, district) => {
      const rows = await liveRows(database, registerOf(register), district)
      return rows.map(({ record }) => record)
    },
    findByKey: async (register, keys) => {
      const wanted = new Set(keys.map((key) => keyIn(register, key)))
      const rows = await database.records
        .where('keys')
        .anyOf([...wanted])
        .distinct()
        .toArray()
      const found = new Map<string, LedgerRecord[]>()
      for (const row of rows) {
        for (const key of row.keys.filter((candidate) => wanted.has(candidate))) {
          const plain = key.slice(register.length + 1)
          found.set(plain, [...(found.get(plain) ?? []), row.record])
        }
      }
      return found
    },
    sampleCount: () =>
      database.records
        .where('keys')
        .anyOf(allRegisters.map((register) => keyIn(register.name, sampleMark)))
        .count(),
    counts: (district) => countsOf(database, allRegisters, district),

    check: (register, values, record) => check(database, registerOf(register), values, record, clock.today()),
    commit: async (batch) => {
      const written = await writeBatch(database, registers, batch, await actor())
      if (!written.ok) return written
      tell(written.rows)
      return { ok: true, batch: batch.id, records: written.rows.map(({ record }) => record) }
    },
    undo: async (batchId) => {
      const undone = await undoBatch(database, registers, batchId, await actor())
      if (!undone.ok) return { ok: false, message: undone.message }
      tell(undone.rows)
      return { ok: true, batch: batchId, records: undone.rows.length }
    },
    batches: async (limit) => {
      const latest = await database.batches.orderBy('at').reverse().limit(limit).toArray()
      return latest.map(({ id, kind, title, at, by, count, undoneBy }) => ({
        id,
        kind,
        title,
        at,
        by,
        count,
        undone: undoneBy !== undefined,
      }))
    },

    draft: (key) => database.drafts.get(key),
    saveDraft: async (key, values) => {
      await database.drafts.put({ key, values, at: clock.now() })
    },
    dropDraft: (key) => database.drafts.delete(key),

    watch: (listener) => {
      listeners.add(listener)
      return Promise.resolve(() => {
        listeners.delete(listener)
      })
    },
  }
}

const liveRows = (
  database: Database,
  register: Register,
  district: string | undefined,
): Promise<StoredRecord[]> =>
  register.scope === 'city' || district === undefined
    ? database.records
        .where('[register+deleted+order]')
        .between([register.name, 0, ''], [register.name, 0, '\uffff'], true, true)
        .toArray()
    : database.records
        .where('[register+district+deleted+order]')
        .between([register.name, district, 0, ''], [register.name, district, 0, '\uffff'], true, true)
        .toArray()

const deviceOf = async ({ preferences }: Database): Promise<string> => {
  const known = (await preferences.get('device'))?.value
  if (typeof known === 'string') return known
  const device = newId()
  await preferences.put({ key: 'device', value: device })
  return device
}

/** Validation with the linked records at hand, and a look at the records that should not agree with this one. */
const check = async (
  { records }: Database,
  register: Register,
  values: Values,
  record: CheckedRecord,
  today: string,
): Promise<readonly Issue[]> => {
  const links = linksOf(register.fields, values)
  const rows = await records.bulkGet(
    links.map(({ register: to, id: linkedId }): [string, string] => [to, linkedId]),
  )
  const known = new Map(
    rows.flatMap((row) => (row === undefined ? [] : [[`${row.register}|${row.id}`, row.record] as const])),
  )
  const district = await records.where('[register+code]').equals(['districts', record.districtCode]).first()
  const issues = validate(register, values, {
    today,
    district: district === undefined ? undefined : districtEntry(district.record),
    linked: (to, linkedId) => known.get(`${to}|${linkedId}`),
  })
  const twins = await Promise.all(
    (register.unique ?? []).map(async (rule) => ({
      rule,
      twin: holds(rule.among, values) ? await twinOf(records, register, rule, values, record) : undefined,
    })),
  )
  return [
    ...issues,
    ...twins.flatMap(({ rule, twin }) => (twin === undefined ? [] : [sameAs(register, rule, twin)])),
  ]
}

const twinOf = async (
  records: Database['records'],
  register: Register,
  { fields, among }: NonNullable<Register['unique']>[number],
  values: Values,
  { id, isSample = false }: CheckedRecord,
): Promise<LedgerRecord | undefined> => {
  const key = keyOf(fields, values)
  if (key === undefined) return undefined
  const rows = await records.where('keys').equals(keyIn(register.name, key)).toArray()
  return rows
    .map(({ record }) => record)
    .find((twin) => twin.id !== id && twin.isSample === isSample && holds(among, twin.values))
}

const sameAs = (
  register: Register,
  { fields, level }: { readonly fields: readonly string[]; readonly level: 'error' | 'warning' },
  twin: LedgerRecord,
): Issue => {
  const labels = fields.map((field) => register.fields[field]?.label ?? field).join('、')
  const where = `“${labelOf(register, twin)}”（${twin.code}）`
  return level === 'error'
    ? errorAt(fields[0] ?? '', `${labels}与已有的${where}相同，不能重复登记。`)
    : warningAt(fields[0] ?? '', `${labels}与已有的${where}相同，请核对是否重复。`)
}
