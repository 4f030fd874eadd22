import type { LedgerRecord } from '../domain/record'
import type { Database } from './database'
import type { Filter, ListQuery } from './store'

/** The field of a filter by 所属地区, which is no field of any register. */
export const districtField = '@districtCode'

/**
 * Filters that look beyond a record's own fields: by the batch that touched it, by its district. They become one set of
 * records, and one filter that asks for it.
 */
export const withMembers = async (
  database: Database,
  query: ListQuery,
  records: () => Iterable<LedgerRecord>,
): Promise<{ readonly query: ListQuery; readonly members: ReadonlySet<string> | undefined }> => {
  const outer = query.filters.filter(isOuter)
  if (outer.length === 0) return { query, members: undefined }
  const sets: ReadonlySet<string>[] = []
  for (const filter of outer) {
    if (filter.kind === 'batch') sets.push(await touchedBy(database, query.register, filter.batch))
    else sets.push(inDistricts(records(), filter.values))
  }
  const [first = new Set<string>(), ...others] = sets
  const members = new Set([...first].filter((id) => others.every((set) => set.has(id))))
  const own = query.filters.filter((filter) => !isOuter(filter))
  return {
    query: { ...query, filters: [...own, { kind: 'batch', batch: JSON.stringify(outer) }] },
    members,
  }
}

type OuterFilter = Extract<Filter, { readonly kind: 'batch' | 'oneOf' }>

const isOuter = (filter: Filter): filter is OuterFilter =>
  filter.kind === 'batch' || (filter.kind === 'oneOf' && filter.field === districtField)

const touchedBy = async (
  { changes }: Database,
  register: string,
  batch: string,
): Promise<ReadonlySet<string>> => {
  const made = await changes.where('batch').equals(batch).toArray()
  return new Set(made.filter((change) => change.register === register).map(({ record }) => record))
}

const inDistricts = (records: Iterable<LedgerRecord>, codes: readonly string[]): ReadonlySet<string> => {
  const wanted = new Set(codes)
  const members = new Set<string>()
  for (const { id, districtCode } of records) if (wanted.has(districtCode)) members.add(id)
  return members
}
