import { type FieldValue, isEmpty } from '../domain/field'
import type { LedgerRecord } from '../domain/record'
import { compileQuery, searchable } from '../domain/search'
import type { Filter } from './store'

/** What a filter looks at. */
export interface Filtered {
  readonly record: LedgerRecord
  readonly gaps: boolean
}

/** Whether a record passes a filter; `members` are the ids of the batch that one kind of filter names. */
export const filterTest = (
  filter: Filter,
  members: ReadonlySet<string> | undefined,
): ((entry: Filtered) => boolean) => {
  if (filter.kind === 'gaps') return ({ gaps }) => gaps
  if (filter.kind === 'samples') return ({ record }) => record.isSample === filter.samples
  if (filter.kind === 'ids') {
    const wanted = new Set(filter.ids.split(' '))
    return ({ record }) => wanted.has(record.id)
  }
  if (filter.kind === 'batch' || filter.kind === 'flag')
    return ({ record }) => members?.has(record.id) === true
  const valueOf = ({ record }: Filtered): FieldValue | undefined => record.values[filter.field]
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
