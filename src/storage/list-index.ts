import { compareValues, textOfValue } from '../domain/kinds/all'
import { type NameOf } from '../domain/kinds/kind'
import { type FieldValue, isEmpty } from '../domain/field'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
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

interface Entry {
  readonly row: StoredRecord
  text: string | undefined
}

export const createListIndex = (register: Register, nameOf: NameOf): ListIndex => {
  const entries = new Map<string, Entry>()
  /** Versions at which records left, so that a row read before does not bring them back. */
  const left = new Map<string, number>()
  const orders = new Map<string, readonly Entry[]>()
  const searched = Object.entries(register.fields).filter(
    ([, field]) => field.search === true || field.list === true,
  )
  let last: { readonly key: string; readonly matches: Matches } | undefined

  const forget = (): void => {
    orders.clear()
    last = undefined
  }

  const textOf = (entry: Entry): string => {
    entry.text ??= searchable(
      [
        entry.row.code,
        ...searched.map(([name, field]) => textOfValue(field, entry.row.record.values[name], nameOf)),
      ].join('\n'),
    )
    return entry.text
  }

  const ordered = (sort: ListQuery['sort']): readonly Entry[] => {
    const key = `${sort.field} ${String(sort.descending)}`
    const known = orders.get(key)
    if (known !== undefined) return known
    const sorted = [...entries.values()].sort(comparer(register, sort, nameOf))
    orders.set(key, sorted)
    return sorted
  }

  const query = (asked: ListQuery, members: ReadonlySet<string> | undefined): Matches => {
    const key = JSON.stringify([asked, members === undefined ? 0 : members.size])
    if (last?.key === key) return last.matches
    const here = (entry: Entry): boolean =>
      register.scope === 'city' || asked.district === undefined || entry.row.district === asked.district
    const tests = asked.filters.map((filter) => filterTest(register, filter, members))
    const matchesText = compileQuery(asked.search)
    const searching = asked.search.trim() !== ''
    const inDistrict = ordered(asked.sort).filter(here)
    const found = inDistrict.filter(
      (entry) => tests.every((test) => test(entry.row)) && (!searching || matchesText(textOf(entry))),
    )
    const records = found.map(({ row }) => row.record)
    const matches = { all: inDistrict.length, records, sums: sumsOf(register, records) }
    last = { key, matches }
    return matches
  }

  return {
    size: () => entries.size,
    get: (id) => entries.get(id)?.row.record,
    put: (rows) => {
      for (const row of rows) {
        const known = entries.get(row.id)?.row.record.version ?? left.get(row.id) ?? 0
        if (row.record.version < known) continue
        if (row.deleted === 1) {
          entries.delete(row.id)
          left.set(row.id, row.record.version)
        } else entries.set(row.id, { row, text: undefined })
      }
      forget()
    },
    forgetTexts: () => {
      for (const entry of entries.values()) entry.text = undefined
      forget()
    },
    query,
    records: function* () {
      for (const { row } of entries.values()) yield row.record
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
    (a.row.code < b.row.code ? -1 : a.row.code > b.row.code ? 1 : 0) * direction
  if (field === 'updatedAt') {
    return (a, b) =>
      (a.row.record.updatedAt < b.row.record.updatedAt
        ? -1
        : a.row.record.updatedAt > b.row.record.updatedAt
          ? 1
          : 0) * direction || byCode(a, b)
  }
  const definition = register.fields[field]
  if (definition === undefined) return byCode
  return (a, b) => {
    const left = a.row.record.values[field]
    const right = b.row.record.values[field]
    if (left === undefined || right === undefined)
      return left === right ? byCode(a, b) : left === undefined ? 1 : -1
    return compareValues(definition, left, right, nameOf) * direction || byCode(a, b)
  }
}

type Test = (row: StoredRecord) => boolean

const filterTest = (register: Register, filter: Filter, members: ReadonlySet<string> | undefined): Test => {
  if (filter.kind === 'gaps') {
    const mark = keyIn(register.name, gapMark)
    return ({ keys }) => keys.includes(mark)
  }
  if (filter.kind === 'samples') return ({ record }) => record.isSample === filter.samples
  if (filter.kind === 'batch') return ({ id }) => members?.has(id) === true
  const valueOf = ({ record }: StoredRecord): FieldValue | undefined => record.values[filter.field]
  if (filter.kind === 'empty') {
    return (row) => {
      const value = valueOf(row)
      return (value === undefined || isEmpty(value)) === filter.empty
    }
  }
  if (filter.kind === 'contains') {
    const matches = compileQuery(filter.text)
    return (row) => {
      const value = valueOf(row)
      return typeof value === 'string' && matches(searchable(value))
    }
  }
  if (filter.kind === 'oneOf') {
    const wanted = new Set(filter.values)
    return (row) => wordsOf(valueOf(row)).some((word) => wanted.has(word))
  }
  return (row) => inRange(valueOf(row), filter.from, filter.to)
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

const sumsOf = (register: Register, records: readonly LedgerRecord[]): ListPage['sums'] =>
  Object.entries(register.fields)
    .filter(([, field]) => field.sum === true)
    .map(([field]) => {
      let total = 0
      let fuzzy = false
      for (const { values } of records) {
        const value = values[field]
        if (typeof value === 'number') total += value
        else if (typeof value === 'object' && 'qualifier' in value) {
          total += value.value
          fuzzy ||= value.qualifier !== '精确'
        }
      }
      return { field, total, fuzzy }
    })
