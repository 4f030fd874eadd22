import { formatValue } from '../domain/kinds/all'
import { holds } from '../domain/field'
import { labelOf, type Register } from '../domain/register'
import type { LedgerRecord } from '../domain/record'
import { compileQuery, searchable } from '../domain/search'
import type { Catalogue } from './catalogue'
import type { PickOption, PickRequest } from './store'

/** Candidates for a link, best first. */
export const pick = async (
  catalogue: Catalogue,
  register: Register,
  request: PickRequest,
  today: string,
): Promise<readonly PickOption[]> => {
  const index = await catalogue.index(register.name)
  const matches = compileQuery(request.search)
  const found: LedgerRecord[] = []
  for (const record of index.records()) {
    if (request.only !== undefined && !holds(request.only, record.values)) continue
    if (register.name === 'districts' && !inForce(record, request.validOn ?? today)) continue
    if (matches(searchable(pickText(register, record, catalogue)))) found.push(record)
  }
  const wanted = searchable(request.search.trim())
  const rank = (record: LedgerRecord): number => {
    const label = searchable(labelOf(register, record))
    const fit = label === wanted ? 0 : label.startsWith(wanted) ? 1 : 2
    return fit * 2 + (request.district === undefined || record.districtCode === request.district ? 0 : 1)
  }
  const byNewest = (a: LedgerRecord, b: LedgerRecord): number =>
    register.sort.descending ? (a.updatedAt < b.updatedAt ? 1 : -1) : a.code < b.code ? -1 : 1
  return found
    .map((record) => ({ record, rank: rank(record) }))
    .sort((a, b) => a.rank - b.rank || byNewest(a.record, b.record))
    .slice(0, request.limit)
    .map(({ record }) => ({
      id: record.id,
      code: record.code,
      label: labelOf(register, record),
      detail: detailOf(register, record, catalogue),
    }))
}

const inForce = ({ values }: LedgerRecord, day: string): boolean => {
  const { validFrom, validTo } = values
  return (
    !(typeof validFrom === 'string' && day < validFrom) && !(typeof validTo === 'string' && day >= validTo)
  )
}

const detailOf = (register: Register, record: LedgerRecord, { nameOf }: Catalogue): string =>
  (register.detailFields ?? [])
    .flatMap((name) => {
      const field = register.fields[name]
      return field === undefined ? [] : [formatValue(field, record.values[name], nameOf)]
    })
    .filter((text) => text !== '')
    .join(' · ')

const pickText = (register: Register, record: LedgerRecord, catalogue: Catalogue): string => {
  const short = record.values.shortName
  const phone = record.values.phone
  return [labelOf(register, record), record.code, short, phone, detailOf(register, record, catalogue)]
    .filter((part) => typeof part === 'string')
    .join('\n')
}
