import type { ServiceRecord } from '../domain/indicators/services'
import type { Period } from '../domain/period'
import { serviceTypes, teamIndustries } from '../domain/reference/lists'
import type { Option } from '../domain/field'
import type { RecordOf } from '../domain/record'
import { districts } from '../domain/registers/districts'
import { teams } from '../domain/registers/teams'
import { grouped } from './grouped'
import type { ReportData, ReportOptions } from './report'
import { districtNames } from './service-rows'

/** A row of R06: what it is called, and the services of this period and of the one before. */
export interface Group {
  readonly name: string
  readonly now: readonly ServiceRecord[]
  readonly before: readonly ServiceRecord[]
}

type District = RecordOf<typeof districts>

/** How services fall into rows: by which key, what a key is called, and which rows there are in which order. */
interface Division {
  readonly keyOf: (record: ServiceRecord) => string
  readonly nameOf: (key: string) => string
  /** Keys in order; those marked `always` are rows even without a service. */
  readonly order: readonly string[]
  readonly always: readonly string[]
}

const none = ''

/** Rows in the order of the division; keys that it does not know follow, the services without one come last. */
export const groupsOf = (
  now: readonly ServiceRecord[],
  before: readonly ServiceRecord[],
  data: ReportData,
  options: ReportOptions,
): readonly Group[] => {
  const { keyOf, nameOf, order, always } = divisionOf(data, options)
  const rowsNow = grouped(now, keyOf)
  const rowsBefore = grouped(before, keyOf)
  const used = new Set([...always, ...rowsNow.keys(), ...rowsBefore.keys()])
  const known = order.filter((key) => used.has(key))
  const others = [...used].filter((key) => key !== none && !order.includes(key)).sort()
  return [...known, ...others, ...(used.has(none) ? [none] : [])].map((key) => ({
    name: nameOf(key),
    now: rowsNow.get(key) ?? [],
    before: rowsBefore.get(key) ?? [],
  }))
}

const divisionOf = (data: ReportData, options: ReportOptions): Division => {
  if (options.rowsBy === '地区') return byDistrict(data, options)
  if (options.rowsBy === '服务队') return byTeam(data)
  if (options.rowsBy === '产业方向') return byIndustry(data)
  return {
    keyOf: ({ values }) => values.serviceType ?? none,
    nameOf: (key) => (key === none ? '（未填服务类型）' : key),
    order: valuesOf(serviceTypes),
    always: [],
  }
}

const valuesOf = (options: readonly Option[]): readonly string[] => options.map(({ value }) => value)
const withoutTeam = '（未填服务队）'

/** One district is a row of its own; over the city every pilot district is one, so that a missing one is seen. */
const byDistrict = (data: ReportData, { district, period }: ReportOptions): Division => {
  const all = data.records(districts)
  return {
    keyOf: ({ districtCode }) => districtCode,
    nameOf: districtNames(data),
    order: all.map(({ code }) => code).sort(),
    always:
      district === undefined
        ? all.filter((record) => isPilot(record, period)).map(({ code }) => code)
        : [district],
  }
}

/** Whether a district is a pilot at any time of a period. */
export const isPilot = ({ values, deletedAt }: District, { start, end }: Period): boolean =>
  deletedAt === null &&
  (values.designations ?? []).some(
    ({ granted, endDate }) =>
      granted !== undefined &&
      granted.value <= end.slice(0, granted.value.length) &&
      (endDate === undefined || endDate >= start),
  )

const byTeam = (data: ReportData): Division => ({
  keyOf: ({ values }) => values.team ?? none,
  nameOf: (key) => (key === none ? withoutTeam : data.nameOf('teams', key)),
  order: [...data.records(teams)].sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ id }) => id),
  always: [],
})

/** A service belongs to the industry of its team. */
const byIndustry = (data: ReportData): Division => {
  const industries = new Map(data.records(teams).map(({ id, values }) => [id, values.industry]))
  return {
    keyOf: ({ values: { team } }) => {
      const industry = team === undefined ? undefined : industries.get(team)
      return industry ?? none
    },
    nameOf: (key) => (key === none ? withoutTeam : key),
    order: valuesOf(teamIndustries),
    always: [],
  }
}
