import type { LedgerRecord } from '../domain/record'
import type { Facets, Filter, ListQuery } from './store'

interface FacetQuery {
  readonly query: ListQuery
  readonly fields: readonly string[]
}

const fieldOf = (filter: Filter): string | undefined => ('field' in filter ? filter.field : undefined)

/**
 * The questions behind facets: one for all fields that are not filtered by, and one for each of the others without its own
 * filter, so that its other values can be chosen too.
 */
export const facetQueries = (query: ListQuery, fields: readonly string[]): readonly FacetQuery[] => {
  const filtered = new Set(query.filters.map(fieldOf))
  const free = fields.filter((field) => !filtered.has(field))
  const bound = fields.filter((field) => filtered.has(field))
  return [
    ...(free.length === 0 ? [] : [{ query, fields: free }]),
    ...bound.map((field) => ({
      query: { ...query, filters: query.filters.filter((filter) => fieldOf(filter) !== field) },
      fields: [field],
    })),
  ]
}

/** Counts in one pass; a record with several choices counts for each. */
export const tally = (records: readonly LedgerRecord[], fields: readonly string[]): Facets => {
  const counts = fields.map((field) => ({ field, found: new Map<string, number>() }))
  for (const { values } of records) {
    for (const { field, found } of counts) {
      const value = values[field]
      for (const word of Array.isArray(value) ? value : [value ?? '']) {
        const key = String(word)
        found.set(key, (found.get(key) ?? 0) + 1)
      }
    }
  }
  return Object.fromEntries(counts.map(({ field, found }) => [field, Object.fromEntries(found)]))
}
