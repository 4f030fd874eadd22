import { auditedServices, type ServiceRecord, servicesIn, type TypeOf } from '../domain/indicators/services'
import { districts } from '../domain/registers/districts'
import { serviceRecords } from '../domain/registers/service-records'
import type { Excluded, ReportData, ReportOptions, Where } from './report'

export interface ServiceSet {
  /** Audited, of the period and district, by date and number. */
  readonly audited: readonly ServiceRecord[]
  readonly excluded: readonly Excluded[]
  readonly latest: string | undefined
  readonly hasSamples: boolean
}

export const inDistrict = <R extends { readonly districtCode: string }>(
  records: readonly R[],
  district: string | undefined,
): readonly R[] =>
  district === undefined ? records : records.filter(({ districtCode }) => districtCode === district)

/** The services of the district, those of any period. */
export const ownServices = (data: ReportData, { district }: ReportOptions): readonly ServiceRecord[] =>
  inDistrict(data.records(serviceRecords), district)

export const servicesFor = (data: ReportData, options: ReportOptions): ServiceSet => {
  const { period, samples } = options
  const own = ownServices(data, options)
  const audited = [...auditedServices(own, { period, samples })].sort(byDate)
  return {
    audited,
    excluded: excludedOf(own, options),
    latest: latestOf(own, samples),
    hasSamples: audited.some(({ isSample }) => isSample),
  }
}

const excludedOf = (
  own: readonly ServiceRecord[],
  { period, samples }: ReportOptions,
): readonly Excluded[] => {
  const inPeriod: Where = { kind: 'range', field: 'serviceDate', from: period.start, to: period.end }
  const facts: Where = { kind: 'samples', samples: false }
  const all = servicesIn(own, { period, samples: true })
  const counted = samples ? all : all.filter(({ isSample }) => !isSample)
  const inState = (reason: '待审核' | '退回'): Excluded => ({
    reason,
    // A record without a state has not been audited either.
    count: counted.filter(({ values }) => (values.auditStatus ?? '待审核') === reason).length,
    register: 'serviceRecords',
    where: [{ kind: 'oneOf', field: 'auditStatus', values: [reason] }, inPeriod, ...(samples ? [] : [facts])],
  })
  const leftOut: Excluded = {
    reason: '示例',
    count: all.length - counted.length,
    register: 'serviceRecords',
    where: [{ kind: 'samples', samples: true }, inPeriod],
  }
  return [inState('待审核'), inState('退回'), leftOut].filter(({ count }) => count > 0)
}

const latestOf = (own: readonly ServiceRecord[], samples: boolean): string | undefined =>
  own.reduce<string | undefined>((latest, { values, isSample, deletedAt }) => {
    if (deletedAt !== null || (isSample && !samples) || values.auditStatus !== '已审核') return latest
    const day = values.serviceDate
    return day !== undefined && (latest === undefined || day > latest) ? day : latest
  }, undefined)

const byDate = (a: ServiceRecord, b: ServiceRecord): number => {
  const left = `${a.values.serviceDate ?? ''} ${a.code}`
  const right = `${b.values.serviceDate ?? ''} ${b.code}`
  return left < right ? -1 : left > right ? 1 : 0
}

export const organizationTypes =
  ({ linked }: ReportData): TypeOf =>
  (id) => {
    const type = linked('organizations', id)?.values.orgType
    return typeof type === 'string' ? type : undefined
  }

/** 永川区 for a district's code; the code itself where the register does not know it. */
export const districtNames = (data: ReportData): ((code: string) => string) => {
  const names = new Map(data.records(districts).map(({ code, values }) => [code, values.shortName]))
  return (code) => names.get(code) ?? code
}

/** What is said of organisations that are counted as enterprises for want of a type. */
export const untypedNote = (count: number): readonly string[] =>
  count === 0 ? [] : [`服务对象中有 ${String(count)} 家尚未填机构类型，暂按企业计。`]
