import type { Book, Measure, Scope } from '../domain/indicators/indicator'
import type { Indicator } from '../domain/indicators/indicator'
import { toWan } from '../domain/kinds/money'
import type { RecordHead } from '../domain/record'
import { achievements } from '../domain/registers/achievements'
import { activities } from '../domain/registers/activities'
import { agreements } from '../domain/registers/agreements'
import { consortia } from '../domain/registers/consortia'
import { districts } from '../domain/registers/districts'
import { keyTasks } from '../domain/registers/key-tasks'
import { needs } from '../domain/registers/needs'
import { organizations } from '../domain/registers/organizations'
import { serviceRecords } from '../domain/registers/service-records'
import { teams } from '../domain/registers/teams'
import { visits } from '../domain/registers/visits'
import { weeklyReports } from '../domain/registers/weekly-reports'
import type { Cell } from '../workbook/model'
import { notApplicable, ratioCell } from './cells'
import { grouped } from './grouped'
import type { Explanation, ReportData, ReportOptions } from './report'
import { organizationTypes } from './service-rows'

/** Those of the records of one register that belong to a book. */
type Own = <R extends RecordHead>(records: readonly R[]) => readonly R[]

const counts =
  (samples: boolean) =>
  ({ deletedAt, isSample }: RecordHead): boolean =>
    deletedAt === null && (samples || !isSample)

/**
 * The records that a report counts over: of one district, or of the whole city as one union. Teams belong to the districts
 * that they are joined to, their weekly reports to the teams; key tasks are those of the city.
 */
const bookOf = (data: ReportData, district: string | undefined, samples: boolean, own: Own): Book => {
  const isCounted = counts(samples)
  const place =
    district === undefined ? undefined : data.records(districts).find(({ code }) => code === district)
  const ownTeams = data
    .records(teams)
    .filter(
      (team) =>
        isCounted(team) &&
        (district === undefined || (team.values.districts ?? []).some((id) => id === place?.id)),
    )
  const teamIds = new Set(ownTeams.map(({ id }) => id))
  return {
    needs: own(data.records(needs)),
    serviceRecords: own(data.records(serviceRecords)),
    agreements: own(data.records(agreements)),
    consortia: own(data.records(consortia)),
    teams: ownTeams,
    weeklyReports: data
      .records(weeklyReports)
      .filter((report) => isCounted(report) && teamIds.has(report.values.team ?? '')),
    activities: own(data.records(activities)),
    visits: own(data.records(visits)),
    keyTasks: data.records(keyTasks).filter(isCounted),
    achievements: own(data.records(achievements)),
    organizations: own(data.records(organizations)),
  }
}

const scopeWith = (data: ReportData, { period, createdAt }: ReportOptions, book: Book): Scope => ({
  book,
  period,
  rules: data.rules,
  now: createdAt,
  typeOf: organizationTypes(data),
})

/** What the figures of a report are counted over: that of 当前地区, samples as they were asked for. */
export const scopeOf = (
  data: ReportData,
  options: ReportOptions,
  samples: boolean = options.samples,
): Scope => {
  const { district } = options
  const isCounted = counts(samples)
  return scopeWith(
    data,
    options,
    bookOf(data, district, samples, (records) =>
      records.filter(
        (record) => isCounted(record) && (district === undefined || record.districtCode === district),
      ),
    ),
  )
}

/** The same of each district by its code. The records of a city are gone through once, and not again for every district. */
export const districtScopes = (
  data: ReportData,
  options: ReportOptions,
  samples: boolean,
): ((district: string) => Scope) => {
  const isCounted = counts(samples)
  const known = new Map<readonly RecordHead[], ReadonlyMap<string, readonly RecordHead[]>>()
  const byDistrict = (records: readonly RecordHead[]): ReadonlyMap<string, readonly RecordHead[]> => {
    const found = known.get(records) ?? grouped(records.filter(isCounted), (one) => one.districtCode)
    known.set(records, found)
    return found
  }
  return (district) =>
    scopeWith(
      data,
      options,
      // Its groups are of the records that it was given.
      bookOf(data, district, samples, (records) => (byDistrict(records).get(district) ?? []) as never[]),
    )
}

const formats = { '%': 'percent', 天: 'decimal', 人时: 'decimal', 分: 'decimal', 类: 'decimal' } as const
type Measured = keyof typeof formats
const isMeasured = (unit: string): unit is Measured => Object.hasOwn(formats, unit)

/** A figure of a scope as it stands in a table. */
export const measureCell = (indicator: Indicator, scope: Scope): Cell =>
  measuredCell(indicator, indicator.of(scope))

/** What an indicator came to as it stands in a table: — where its denominator is 0, 不少于 where a part is fuzzy. */
export const measuredCell = ({ unit }: Indicator, { value, atLeast }: Measure): Cell => {
  if (value === undefined) return notApplicable
  if (unit === '%') return ratioCell(value)
  return {
    value: unit === '万元' ? toWan(value) : value,
    format: unit === '万元' ? 'money' : isMeasured(unit) ? formats[unit] : 'integer',
    ...(atLeast === true ? { prefix: '不少于' } : {}),
  }
}

/** Lines of 指标解释, each with its number in the app's list. */
export const explanationsOf = (
  definitions: readonly Pick<Indicator, 'code' | 'label' | 'unit' | 'words'>[],
): readonly Explanation[] =>
  definitions.map(({ code, label, unit, words }) => ({ name: `${code} ${label}`, unit, formula: words }))
