import { compareValues, textOfValue } from '../domain/kinds/all'
import { type NameOf } from '../domain/kinds/kind'
import { type FieldValue, isEmpty, type Values } from '../domain/field'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { createLetterPairs, isCandidate } from '../domain/letter-pairs'
import { compileQuery, searchable } from '../domain/search'
import type { StoredRecord } from './database'
import type { Filter, ListPage, ListQuery } from './store'
import { gapMark, keyIn } from './stored-record'

/**
 * The live records of one register in memory, and every question a list asks of them. Texts and orders are made once
 * and kept until a record changes, so that a keystroke of search only scans.
 */
export interface ListIndex {
  readonly size: () => number
  readonly get: (id: string) => LedgerRecord | undefined
  readonly put: (rows: readonly StoredRecord[]) => void
  /** Names that the texts were made of have changed. */
  readonly forgetTexts: () => void
  readonly query: (query: ListQuery, members: ReadonlySet<string> | undefined) => Matches
  readonly records: () => Iterable<LedgerRecord>
}

export interface Matches {
  readonly all: number
  readonly records: readonly LedgerRecord[]
  readonly sums: ListPage['sums']
}

/** What a list needs of a stored record; the rest stays on the disk. */
interface Entry {
  readonly record: LedgerRecord
  readonly gaps: boolean
  /** Where the letter pairs of its text stand. */
  readonly place: number
  /** Undefined until it is searched for the first time, and whenever a name in it may have changed. */
  text: string | undefined
}

export const createListIndex = (register: Register, nameOf: NameOf): ListIndex => {
  const entries = new Map<string, Entry>()
  /** Versions at which records left, so that a row read before does not bring them back. */
  const left = new Map<string, number>()
  const orders = new Map<string, readonly Entry[]>()
  const unread = new Set<Entry>()
  const pairs = createLetterPairs()
  const freePlaces: number[] = []
  const gap = keyIn(register.name, gapMark)
  const searched = Object.entries(register.fields).filter(
    ([, field]) => field.search === true || field.list === true,
  )
  const totals = Object.entries(register.fields).flatMap(([name, field]) =>
    field.sum === true ? [createTotals(name)] : [],
  )
  let last: { readonly key: string; readonly matches: Matches } | undefined

  const forget = (): void => {
    orders.clear()
    last = undefined
  }

  const remove = (id: string): void => {
    const entry = entries.get(id)
    if (entry === undefined) return
    entries.delete(id)
    unread.delete(entry)
    freePlaces.push(entry.place)
  }

  const add = ({ id, keys, record }: StoredRecord): void => {
    remove(id)
    const place = freePlaces.pop() ?? entries.size
    const entry: Entry = { record, gaps: keys.includes(gap), place, text: undefined }
    for (const total of totals) total.put(place, record.values)
    entries.set(id, entry)
    unread.add(entry)
  }

  const readText = (entry: Entry): void => {
    const { code, values } = entry.record
    const texts = searched.map(([name, field]) => textOfValue(field, values[name], nameOf))
    entry.text = searchable([code, ...texts].join('\n'))
    pairs.put(entry.place, entry.text)
    unread.delete(entry)
  }

  const ordered = (sort: ListQuery['sort'], district: string | undefined): readonly Entry[] => {
    const key = `${sort.field} ${String(sort.descending)} ${district ?? ''}`
    const known = orders.get(key)
    if (known !== undefined) return known
    const here =
      district === undefined
        ? [...entries.values()].sort(comparer(register, sort, nameOf))
        : ordered(sort, undefined).filter(({ record }) => record.districtCode === district)
    orders.set(key, here)
    return here
  }

  const search = (entriesHere: readonly Entry[], words: string): readonly Entry[] => {
    if (words.trim() === '') return entriesHere
    for (const entry of unread) readText(entry)
    const matches = compileQuery(words)
    const candidates = pairs.candidates(words)
    return entriesHere.filter(
      ({ place, text }) =>
        (candidates === undefined || isCandidate(candidates, place)) && text !== undefined && matches(text),
    )
  }

  const query = (asked: ListQuery, members: ReadonlySet<string> | undefined): Matches => {
    const key = JSON.stringify([asked, members === undefined ? 0 : members.size])
    if (last?.key === key) return last.matches
    const inDistrict = ordered(asked.sort, register.scope === 'city' ? undefined : asked.district)
    const found = search(inDistrict, asked.search)
    const tests = asked.filters.map((filter) => filterTest(filter, members))
    const passed = tests.length === 0 ? found : found.filter((entry) => tests.every((test) => test(entry)))
    const matches = {
      all: inDistrict.length,
      records: passed.map(({ record }) => record),
      sums: totals.map(({ of }) => of(passed)),
    }
    last = { key, matches }
    return matches
  }

  return {
    size: () => entries.size,
    get: (id) => entries.get(id)?.record,
    put: (rows) => {
      for (const row of rows) {
        const known = entries.get(row.id)?.record.version ?? left.get(row.id) ?? 0
        if (row.record.version < known) continue
        if (row.deleted === 1) {
          remove(row.id)
          left.set(row.id, row.record.version)
        } else add(row)
      }
      forget()
    },
    forgetTexts: () => {
      for (const entry of entries.values()) unread.add(entry)
      forget()
    },
    query,
    records: function* () {
      for (const { record } of entries.values()) yield record
    },
  }
}

/** Empty values come last, whichever way the list runs; the business number decides between equals. */
const comparer = (
  register: Register,
  { field, descending }: ListQuery['sort'],
  nameOf: NameOf,
): ((a: Entry, b: Entry) => number) => {
  const direction = descending ? -1 : 1
  const byCode = (a: Entry, b: Entry): number =>
    (a.record.code < b.record.code ? -1 : a.record.code > b.record.code ? 1 : 0) * direction
  if (field === 'updatedAt') {
    return (a, b) =>
      (a.record.updatedAt < b.record.updatedAt ? -1 : a.record.updatedAt > b.record.updatedAt ? 1 : 0) *
        direction || byCode(a, b)
  }
  const definition = register.fields[field]
  if (definition === undefined) return byCode
  return (a, b) => {
    const left = a.record.values[field]
    const right = b.record.values[field]
    if (left === undefined || right === undefined)
      return left === right ? byCode(a, b) : left === undefined ? 1 : -1
    return compareValues(definition, left, right, nameOf) * direction || byCode(a, b)
  }
}

type Test = (entry: Entry) => boolean

const filterTest = (filter: Filter, members: ReadonlySet<string> | undefined): Test => {
  if (filter.kind === 'gaps') return ({ gaps }) => gaps
  if (filter.kind === 'samples') return ({ record }) => record.isSample === filter.samples
  if (filter.kind === 'batch' || filter.kind === 'flag')
    return ({ record }) => members?.has(record.id) === true
  const valueOf = ({ record }: Entry): FieldValue | undefined => record.values[filter.field]
  if (filter.kind === 'empty') {
    return (entry) => {
      const value = valueOf(entry)
      return (value === undefined || isEmpty(value)) === filter.empty
    }
  }
  if (filter.kind === 'contains') {
    const matches = compileQuery(filter.text)
    return (entry) => {
      const value = valueOf(entry)
      return typeof value === 'string' && matches(searchable(value))
    }
  }
  if (filter.kind === 'oneOf') {
    const wanted = new Set(filter.values)
    return (entry) => wordsOf(valueOf(entry)).some((word) => wanted.has(word))
  }
  return (entry) => inRange(valueOf(entry), filter.from, filter.to)
}

const wordsOf = (value: FieldValue | undefined): readonly string[] => {
  if (typeof value === 'boolean' || typeof value === 'string') return [String(value)]
  if (value === undefined) return ['false']
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []
}

const inRange = (
  value: FieldValue | undefined,
  from: string | number | undefined,
  to: string | number | undefined,
): boolean => {
  const plain = typeof value === 'object' && !Array.isArray(value) && 'value' in value ? value.value : value
  if (typeof plain !== 'string' && typeof plain !== 'number') return false
  // A month (2021-04) lies between its first and its last day.
  const latest = typeof plain === 'string' && typeof to === 'string' ? to.slice(0, plain.length) : to
  const earliest = typeof plain === 'string' && typeof from === 'string' ? from.slice(0, plain.length) : from
  return (earliest === undefined || plain >= earliest) && (latest === undefined || plain <= latest)
}

/** The numbers of one field side by side, because adding up must not read every record again. */
const createTotals = (field: string) => {
  let amounts = new Float64Array(1024)
  let inexact = new Uint8Array(1024)
  return {
    put: (place: number, values: Values): void => {
      if (place >= amounts.length) {
        amounts = withRoom(amounts, new Float64Array(place * 2))
        inexact = withRoom(inexact, new Uint8Array(place * 2))
      }
      const value = values[field]
      const fuzzy = typeof value === 'object' && 'qualifier' in value ? value : undefined
      amounts[place] = typeof value === 'number' ? value : (fuzzy?.value ?? 0)
      inexact[place] = fuzzy === undefined || fuzzy.qualifier === '精确' ? 0 : 1
    },
    of: (entries: readonly Entry[]): ListPage['sums'][number] => {
      let total = 0
      let fuzzy = 0
      for (const { place } of entries) {
        total += amounts[place] ?? 0
        fuzzy |= inexact[place] ?? 0
      }
      return { field, total, fuzzy: fuzzy === 1 }
    },
  }
}

const withRoom = <Numbers extends Float64Array | Uint8Array>(known: Numbers, larger: Numbers): Numbers => {
  larger.set(known)
  return larger
}
