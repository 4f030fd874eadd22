import { districtEntry, isInForce } from '../domain/district-entry'
import { holds } from '../domain/field'
import { formatValue } from '../domain/kinds/all'
import { namesOf } from '../domain/other-names'
import type { LedgerRecord } from '../domain/record'
import { labelOf, type Register } from '../domain/register'
import { compileQuery, searchable } from '../domain/search'
import type { Catalogue } from './catalogue'
import type { Found, FindRequest, PickOption, PickRequest } from './store'

/** Candidates for a link: found by name, number, phone and what is shown beside the name. */
export const pick = async (
  catalogue: Catalogue,
  register: Register,
  request: PickRequest,
): Promise<readonly PickOption[]> => {
  const index = await catalogue.index(register.name)
  const matches = compileQuery(request.search)
  const found: LedgerRecord[] = []
  for (const record of index.records()) {
    if (request.only !== undefined && !holds(request.only, record.values)) continue
    if (register.name === 'districts' && isEnded(record, request.validOn)) continue
    if (matches(searchable(pickText(register, record, catalogue)))) found.push(record)
  }
  const byCode = (a: LedgerRecord, b: LedgerRecord): number => (a.code < b.code ? -1 : 1)
  const byNewest = (a: LedgerRecord, b: LedgerRecord): number =>
    !register.sort.descending || a.updatedAt === b.updatedAt
      ? byCode(a, b)
      : a.updatedAt < b.updatedAt
        ? 1
        : -1
  return optionsOf(register, best(register, found.sort(byNewest), request), catalogue)
}

/** Of more matches than this only the first in the order of the list are compared. */
const mostCompared = 5000

/** What the list of the register finds for the same words, with the best fits first. */
export const find = async (
  catalogue: Catalogue,
  register: Register,
  request: FindRequest,
): Promise<Found> => {
  const index = await catalogue.index(register.name)
  if (request.nearly === true) {
    const { records, errors } = index.nearest(request.search)
    const shown = best(register, records, request)
    return { total: records.length, errors, options: await optionsOf(register, shown, catalogue) }
  }
  const query = { register: register.name, search: request.search, filters: [], sort: register.sort }
  const { total, slice } = index.query(query, undefined)
  const shown = best(register, slice(0, mostCompared), request)
  return { total, errors: 0, options: await optionsOf(register, shown, catalogue) }
}

/** The best fits: the same name or number, a name that begins so, the rest; those of the district before others. */
const best = (
  register: Register,
  found: readonly LedgerRecord[],
  { search, district, limit }: FindRequest,
): readonly LedgerRecord[] => {
  const wanted = searchable(search.trim())
  const rank = (record: LedgerRecord): number => {
    const label = searchable(labelOf(register, record))
    const same = label === wanted || searchable(record.code) === wanted
    const fit = same ? 0 : label.startsWith(wanted) ? 1 : 2
    return fit * 2 + (district === undefined || record.districtCode === district ? 0 : 1)
  }
  return found
    .map((record) => ({ record, rank: rank(record) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ record }) => record)
}

/** Records as they are offered, with what tells each from others: those of one name, or all, with their districts, too. */
export const optionsOf = async (
  register: Register,
  records: readonly LedgerRecord[],
  catalogue: Catalogue,
  places: 'all' | 'namesakes' = 'namesakes',
): Promise<readonly PickOption[]> => {
  const times = new Map<string, number>()
  for (const record of records) {
    const label = labelOf(register, record)
    times.set(label, (times.get(label) ?? 0) + 1)
  }
  const districts = await catalogue.index('districts')
  return records.map((record) => {
    const label = labelOf(register, record)
    const isPlaced = places === 'all' || (times.get(label) ?? 0) > 1
    const place = isPlaced ? districts.get(record.districtCode)?.values.name : undefined
    const detail = detailOf(register, record, catalogue)
    return {
      id: record.id,
      code: record.code,
      label,
      detail: typeof place !== 'string' ? detail : detail === '' ? place : `${place} · ${detail}`,
    }
  })
}

const isEnded = (record: LedgerRecord, day: string | undefined): boolean =>
  day !== undefined && !isInForce(districtEntry(record), day)

const detailOf = (register: Register, record: LedgerRecord, { nameOf }: Catalogue): string =>
  (register.detailFields ?? [])
    .flatMap((name) => {
      const field = register.fields[name]
      return field === undefined ? [] : [shortened(formatValue(field, record.values[name], nameOf))]
    })
    .filter((text) => text !== '')
    .join(' · ')

const longestDetail = 20

const shortened = (text: string): string =>
  text.length > longestDetail ? `${Array.from(text).slice(0, longestDetail).join('')}…` : text

const pickText = (register: Register, record: LedgerRecord, catalogue: Catalogue): string => {
  const phone = record.values.phone
  const names = namesOf(register, record.values)
  return [labelOf(register, record), record.code, ...names, phone, detailOf(register, record, catalogue)]
    .filter((part) => typeof part === 'string')
    .join('\n')
}
