import type { Values } from './field'
import { linksIn } from './kinds/all'
import { coreOf, soundOf } from './near-names'
import { namesIn } from './other-names'
import { keyOf } from './record-keys'
import { notYetKnown } from './reference/key-tasks'
import type { LedgerRecord } from './record'
import { labelOf, type Register } from './register'

/** Two records that may be the same, and why one may think so, strongest reason first. */
export interface DuplicatePair {
  readonly a: LedgerRecord
  readonly b: LedgerRecord
  readonly reasons: readonly string[]
}

/** What is compared of a record; made once. */
interface Signs {
  readonly names: readonly string[]
  readonly cores: readonly string[]
  readonly sounds: readonly string[]
  readonly codes: readonly string[]
  readonly phones: readonly string[]
}

interface Known {
  readonly record: LedgerRecord
  readonly values: Values
  readonly signs: Signs
}

/** So many records with the same sign are a switchboard or a placeholder, not duplicates. */
const mostAlike = 12

/** Registers whose records are known by a name; events on a day are not looked through. I. */
export const canRepeat = ({ keys, labelField, fields }: Register): boolean => {
  const named = keys.find((group) => group.includes(labelField))
  const isDated = named?.some((name) => fields[name]?.kind === 'date') === true
  return named !== undefined && !isDated && fields[labelField]?.kind === 'text'
}

const text = (value: unknown): readonly string[] => (typeof value === 'string' && value !== '' ? [value] : [])

/** What is looked at is found out once for the register: there may be tens of thousands of records. */
const signsIn = (register: Register): ((values: Values) => Signs) => {
  const of = (wanted: string): readonly string[] =>
    Object.entries(register.fields).flatMap(([name, { kind }]) => (kind === wanted ? [name] : []))
  const [codes, phones, naming] = [of('creditCode'), of('phone'), namesIn(register)]
  return (values) => {
    // Tasks that wait for their names have none in common.
    const names = naming(values).filter((name) => name !== notYetKnown)
    return {
      names,
      cores: names.map(coreOf).filter((core) => core.length > 1),
      sounds: names.flatMap((name) => soundOf(name) ?? []),
      codes: codes.flatMap((name) => text(values[name])),
      phones: phones.flatMap((name) => text(values[name])),
    }
  }
}

const shares = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one))

/** Why two sets of values may describe the same; empty: nothing says so, or something tells them apart. */
const reasonsFor = (
  register: Register,
  a: { readonly values: Values; readonly signs: Signs },
  b: { readonly values: Values; readonly signs: Signs },
): readonly string[] => {
  if (shares(a.signs.codes, b.signs.codes)) return ['统一社会信用代码相同']
  // Two codes are two organisations, however alike their names.
  if (a.signs.codes.length > 0 && b.signs.codes.length > 0) return []
  const phone = shares(a.signs.phones, b.signs.phones) ? ['电话相同'] : []
  const name = shares(a.signs.names, b.signs.names)
    ? '名称相同'
    : shares(a.signs.cores, b.signs.cores)
      ? '名称只差地名或单位类型'
      : shares(a.signs.sounds, b.signs.sounds)
        ? '名称读音相同'
        : undefined
  // An employer, a holder: people and things of one name are told apart by it, unless the phone is the same.
  const apart = register.keys.some(
    (group) =>
      group.includes(register.labelField) &&
      group.some((field) => isLinked(register, field) && differs(a.values, b.values, field)),
  )
  if (name !== undefined) return apart && phone.length === 0 ? [] : [name, ...phone]
  return []
}

const isLinked = ({ fields }: Register, name: string): boolean => fields[name]?.kind === 'link'

const differs = (a: Values, b: Values, field: string): boolean =>
  a[field] !== undefined && b[field] !== undefined && keyOf([field], a) !== keyOf([field], b)

const bucketsOf = ({ codes, sounds }: Signs): readonly string[] => [
  ...codes.map((code) => `c${code}`),
  ...sounds.map((sound) => `s${sound}`),
]

/** The records of a register by what could be shared with others; kept for many questions. */
export interface DuplicateIndex {
  /** Takes records as they are now; deleted ones leave. */
  readonly put: (records: Iterable<LedgerRecord>) => void
  readonly pairs: () => readonly DuplicatePair[]
  /** Records that may be the same as one with these values. */
  readonly alike: (values: Values, id: string | undefined) => readonly Omit<DuplicatePair, 'a'>[]
}

export const indexDuplicates = (register: Register, records: Iterable<LedgerRecord>): DuplicateIndex => {
  const signsOf = signsIn(register)
  const known = new Map<string, Known>()
  const buckets = new Map<string, Set<Known>>()
  const forget = (id: string): void => {
    const before = known.get(id)
    if (before === undefined) return
    known.delete(id)
    for (const bucket of bucketsOf(before.signs)) {
      const others = buckets.get(bucket)
      others?.delete(before)
      if (others?.size === 0) buckets.delete(bucket)
    }
  }
  const put = (changed: Iterable<LedgerRecord>): void => {
    for (const record of changed) {
      forget(record.id)
      if (record.deletedAt !== null) continue
      const { values } = record
      const one = { record, values, signs: signsOf(values) }
      known.set(record.id, one)
      for (const bucket of bucketsOf(one.signs)) {
        const others = buckets.get(bucket)
        if (others === undefined) buckets.set(bucket, new Set([one]))
        else others.add(one)
      }
    }
  }
  put(records)
  return {
    put,
    pairs: () => {
      const found = new Map<string, DuplicatePair>()
      for (const bucket of buckets.values()) {
        if (bucket.size < 2 || bucket.size > mostAlike) continue
        const alike = [...bucket]
        for (const [index, a] of alike.entries())
          for (const b of alike.slice(index + 1)) {
            if (a.record.isSample !== b.record.isSample) continue
            const reasons = reasonsFor(register, a, b)
            if (reasons.length > 0)
              found.set(pairKey(a.record.id, b.record.id), { a: a.record, b: b.record, reasons })
          }
      }
      return [...found.values()].toSorted((x, y) =>
        labelOf(register, x.a).localeCompare(labelOf(register, y.a), 'zh-CN'),
      )
    },
    alike: (values, id) => {
      const own = { values, signs: signsOf(values) }
      const near = new Set(bucketsOf(own.signs).flatMap((bucket) => [...(buckets.get(bucket) ?? [])]))
      return [...near].flatMap((one) => {
        const reasons = one.record.id === id ? [] : reasonsFor(register, own, one)
        return reasons.length === 0 ? [] : [{ b: one.record, reasons }]
      })
    },
  }
}

/** A pair whichever way round, as it is remembered to be two. */
export const pairKey = (a: string, b: string): string => [a, b].toSorted().join('|')

/** Where the values of two records differ: fields in which both say something else, or only one says something. */
export const differences = (register: Register, a: Values, b: Values): readonly string[] =>
  Object.keys(register.fields).filter(
    (name) =>
      register.lifecycle?.events !== name &&
      JSON.stringify(a[name] ?? null) !== JSON.stringify(b[name] ?? null),
  )

/** Values in which every link to one record leads to another; lists name it once, rows that then agree stand once. */
export const relinked = (register: Register, values: Values, from: string, to: string): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = register.fields[name]
      if (field === undefined || !linksIn(field, value).some(({ id }) => id === from)) return [name, value]
      if (typeof value === 'string') return [name, to]
      if (!Array.isArray(value)) return [name, value]
      if (field.kind !== 'rows') return [name, [...new Set(swapAll(value, from, to))]]
      const rows = value.map((row: unknown) => swapIn(row, from, to))
      return [name, onlyOnce(rows, field.uniqueBy)]
    }),
  ) as Values

const swapAll = (values: readonly unknown[], from: string, to: string): readonly unknown[] =>
  values.map((value) => (value === from ? to : value))

const swapIn = (row: unknown, from: string, to: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(row as Readonly<Record<string, unknown>>).map(([name, value]) => [
      name,
      Array.isArray(value) ? [...new Set(swapAll(value, from, to))] : value === from ? to : value,
    ]),
  )

const onlyOnce = (
  rows: readonly Readonly<Record<string, unknown>>[],
  uniqueBy: readonly string[] | undefined,
): readonly unknown[] => {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const key = JSON.stringify(uniqueBy === undefined ? row : uniqueBy.map((name) => row[name] ?? null))
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
