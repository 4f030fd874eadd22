import { editedSince } from '../domain/edited-since'
import type { DayContext, LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { changesIn } from './change-packs'
import type { Database } from './database'
import type { SentVersions } from './sent-records'
import type { Filter, ListQuery } from './store'

/** The field of a filter by 所属地区, which is no field of any register. */
export const districtField = '@districtCode'

/** What is known around the records. */
interface Around {
  readonly day: () => Promise<DayContext>
  readonly sent: SentVersions
}

/**
 * Filters that look beyond a record's own fields: by the batch that touched it, by its district, by what is to be pointed
 * out about it today. They become one set of records, and one filter that asks for it.
 */
export const withMembers = async (
  database: Database,
  register: Register,
  query: ListQuery,
  records: () => Iterable<LedgerRecord>,
  { day: dayContext, sent }: Around,
): Promise<{ readonly query: ListQuery; readonly members: ReadonlySet<string> | undefined }> => {
  const outer = query.filters.filter(isOuter)
  if (outer.length === 0) return { query, members: undefined }
  const day = outer.some(({ kind }) => kind === 'flag') ? await dayContext() : undefined
  const sets: ReadonlySet<string>[] = []
  for (const filter of outer) {
    if (filter.kind === 'batch') sets.push(await touchedBy(database, query.register, filter.batch))
    else if (filter.kind === 'oneOf') sets.push(inDistricts(records(), filter.values))
    else if (filter.label === editedSince.label) sets.push(editedIn(records(), sent))
    else sets.push(flagged(register, records(), filter.label, day))
  }
  const [first = new Set<string>(), ...others] = sets
  const members = new Set([...first].filter((id) => others.every((set) => set.has(id))))
  const own = query.filters.filter((filter) => !isOuter(filter))
  return {
    query: {
      ...query,
      filters: [...own, { kind: 'batch', batch: JSON.stringify([outer, day, sent.files()]) }],
    },
    members,
  }
}

type OuterFilter = Extract<Filter, { readonly kind: 'batch' | 'flag' | 'oneOf' }>

const isOuter = (filter: Filter): filter is OuterFilter =>
  filter.kind === 'batch' ||
  filter.kind === 'flag' ||
  (filter.kind === 'oneOf' && filter.field === districtField)

const touchedBy = async (database: Database, register: string, id: string): Promise<ReadonlySet<string>> => {
  const batch = await database.batches.get(id)
  const made = batch === undefined ? [] : await changesIn(database, batch.seq)
  return new Set(made.filter((change) => change.register === register).map(({ record }) => record))
}

const inDistricts = (records: Iterable<LedgerRecord>, codes: readonly string[]): ReadonlySet<string> => {
  const wanted = new Set(codes)
  const members = new Set<string>()
  for (const { id, districtCode } of records) if (wanted.has(districtCode)) members.add(id)
  return members
}

const editedIn = (records: Iterable<LedgerRecord>, { isEdited }: SentVersions): ReadonlySet<string> => {
  const members = new Set<string>()
  for (const record of records) if (isEdited(record)) members.add(record.id)
  return members
}

/** Nothing of this is stored: it changes with the day and with the rules of the office. */
const flagged = (
  { flags }: Register,
  records: Iterable<LedgerRecord>,
  label: string,
  day: DayContext | undefined,
): ReadonlySet<string> => {
  const rule = flags.find((flag) => flag.label === label)
  const members = new Set<string>()
  if (rule === undefined || day === undefined) return members
  for (const { id, values } of records) if (rule.why(values, day) !== undefined) members.add(id)
  return members
}
