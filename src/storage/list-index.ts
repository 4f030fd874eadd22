import { linksIn, textOfValue } from '../domain/kinds/all'
import type { NameOf } from '../domain/kinds/kind'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { searchable } from '../domain/search'
import { createTextIndex } from '../domain/text-index'
import type { StoredRecord } from './database'
import { filterTest } from './list-filter'
import { choose, comparer, marked, merge, type Order } from './list-order'
import { createTotals } from './list-totals'
import { createSharing } from './share-texts'
import type { ListPage, ListQuery } from './store'
import { gapMark, keyIn, referenceTo } from './stored-record'

/**
 * The live records of one register in memory, and every question a list asks of them. Orders and texts are made once
 * and kept until a record changes, so that a keystroke of search looks only at texts.
 */
export interface ListIndex {
  readonly get: (id: string) => LedgerRecord | undefined
  readonly put: (rows: readonly StoredRecord[]) => void
  /** These records (`register|id`) have another name now: texts that name them are made anew. */
  readonly rename: (references: ReadonlySet<string>) => void
  /** Makes some of the texts that search needs; true when none is left to make. */
  readonly makeTexts: (most: number) => boolean
  readonly query: (query: ListQuery, members: ReadonlySet<string> | undefined) => Matches
  /** The records whose texts are nearest to these words, and how many signs differ. */
  readonly nearest: (words: string) => { readonly records: readonly LedgerRecord[]; readonly errors: number }
  readonly records: () => Iterable<LedgerRecord>
}

export interface Matches {
  /** Records before search and filters. */
  readonly all: number
  readonly total: number
  readonly sums: ListPage['sums']
  readonly slice: (from: number, to: number) => readonly LedgerRecord[]
}

const mostMoved = 100

interface Entry {
  readonly record: LedgerRecord
  readonly gaps: boolean
}

export const createListIndex = (register: Register, nameOf: NameOf): ListIndex => {
  /** Each record has a place in this list and in those beside it; a place that was left is given again. */
  const entries: (Entry | undefined)[] = []
  const texts = createTextIndex()
  const places = new Map<string, number>()
  const freePlaces: number[] = []
  /** Versions at which records left, so that a row read before does not bring them back. */
  const left = new Map<string, number>()
  const orders = new Map<string, Order>()
  const withoutText: number[] = []
  const share = createSharing(register)
  const gap = keyIn(register.name, gapMark)
  const fields = Object.entries(register.fields)
  const searched = fields.filter(([, field]) => field.search === true || field.list === true)
  const totals = fields.flatMap(([name, field]) => (field.sum === true ? [createTotals(name)] : []))
  let last: { readonly key: string; readonly matches: Matches } | undefined

  const entryAt = (place: number): Entry => {
    const entry = entries[place]
    if (entry === undefined) throw new Error(`${register.name} has no record at ${String(place)}.`)
    return entry
  }
  const entryOf = (id: string): Entry | undefined => {
    const place = places.get(id)
    return place === undefined ? undefined : entryAt(place)
  }

  const remove = ({ record: { id, version } }: StoredRecord): number => {
    left.set(id, version)
    const place = places.get(id)
    if (place === undefined) return -1
    entries[place] = undefined
    texts.put(place, undefined)
    places.delete(id)
    freePlaces.push(place)
    return place
  }

  const add = ({ keys, record }: StoredRecord): number => {
    share(record)
    // The id of the record, not that beside it: the row's own texts are not kept.
    const { id } = record
    const place = places.get(id) ?? freePlaces.pop() ?? entries.length
    entries[place] = { record, gaps: keys.includes(gap) }
    texts.put(place, undefined)
    places.set(id, place)
    withoutText.push(place)
    for (const total of totals) total.put(place, record.values)
    return place
  }

  const makeTexts = (most: number): boolean => {
    for (let made = 0; made < most; made += 1) {
      const place = withoutText.pop()
      if (place === undefined) return true
      const entry = entries[place]
      if (entry === undefined || texts.has(place)) continue
      const { code, values } = entry.record
      const parts = searched.map(([name, field]) => textOfValue(field, values[name], nameOf))
      texts.put(place, searchable([code, ...parts].join('\n')))
    }
    return withoutText.length === 0
  }

  const ordered = (sort: ListQuery['sort'], district: string | undefined): Int32Array => {
    const key = `${sort.field} ${String(sort.descending)} ${district ?? ''}`
    const known = orders.get(key)
    if (known !== undefined) return known.places
    const compareRecords = comparer(register, sort, nameOf)
    const compare = (a: number, b: number): number => compareRecords(entryAt(a).record, entryAt(b).record)
    const holds = (place: number): boolean =>
      district === undefined || entryAt(place).record.districtCode === district
    const order = {
      compare,
      holds,
      places:
        district === undefined
          ? Int32Array.from(places.values()).sort(compare)
          : choose(ordered(sort, undefined), holds),
    }
    orders.set(key, order)
    return order.places
  }

  const search = (among: Int32Array, words: string): Int32Array => {
    if (words.trim() === '') return among
    makeTexts(Infinity)
    return marked(among, texts.find(words))
  }

  const query = (asked: ListQuery, members: ReadonlySet<string> | undefined): Matches => {
    const key = JSON.stringify([asked, members === undefined ? 0 : members.size])
    if (last?.key === key) return last.matches
    const inDistrict = ordered(asked.sort, register.scope === 'city' ? undefined : asked.district)
    const found = search(inDistrict, asked.search)
    const tests = asked.filters.map((filter) => filterTest(filter, members))
    const passed =
      tests.length === 0 ? found : choose(found, (place) => tests.every((test) => test(entryAt(place))))
    const matches: Matches = {
      all: inDistrict.length,
      total: passed.length,
      sums: totals.map(({ of }) => of(passed)),
      slice: (from, to) => Array.from(passed.subarray(from, to), (place) => entryAt(place).record),
    }
    last = { key, matches }
    return matches
  }

  const reorder = (changed: ReadonlySet<number>): void => {
    last = undefined
    // A few records find their places in the orders that are there; for many it is quicker to sort anew.
    if (changed.size > mostMoved) orders.clear()
    for (const [key, order] of orders) {
      const moved = [...changed].filter((place) => entries[place] !== undefined && order.holds(place))
      const staying = choose(order.places, (place) => !changed.has(place))
      orders.set(key, { ...order, places: merge(staying, moved.sort(order.compare), order.compare) })
    }
  }

  return {
    get: (id) => entryOf(id)?.record,
    put: (rows) => {
      const changed = new Set<number>()
      for (const row of rows) {
        const known = entryOf(row.id)?.record.version ?? left.get(row.id) ?? 0
        if (row.record.version < known) continue
        changed.add(row.deleted === 1 ? remove(row) : add(row))
      }
      reorder(changed)
    },
    rename: (references) => {
      for (const place of places.values()) {
        const entry = entryAt(place)
        const named = searched.some(([name, field]) =>
          linksIn(field, entry.record.values[name]).some((link) =>
            references.has(referenceTo(link.register, link.id)),
          ),
        )
        if (!named) continue
        texts.put(place, undefined)
        withoutText.push(place)
      }
      orders.clear()
      last = undefined
    },
    makeTexts,
    query,
    nearest: (words) => {
      makeTexts(Infinity)
      const { places, errors } = texts.nearest(words)
      return { records: places.map((place) => entryAt(place).record), errors }
    },
    records: function* () {
      for (const place of places.values()) yield entryAt(place).record
    },
  }
}
