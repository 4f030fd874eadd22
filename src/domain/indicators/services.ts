import { sumFuzzy } from '../kinds/fuzzy-number'
import type { FuzzyNumber } from '../field'
import { contains, type Period } from '../period'
import type { RecordOf } from '../record'
import type { serviceRecords } from '../registers/service-records'

/**
 * Indicators over service records (domain E: K11–K15, K18, K19). The names of the three modes are of the source text (S);
 * every way of counting here is our own proposal (I), no official one was found. A function is given the audited records it
 * counts over; the figure of the city is had by giving it the union of the districts' records, never by adding figures up.
 */
export type ServiceRecord = RecordOf<typeof serviceRecords>

/** The type of an organisation (企业, 高等院校 …), undefined while nobody has filled it in. */
export type TypeOf = (organization: string) => string | undefined

export interface ServiceScope {
  readonly period: Period
  /** Samples count in demonstrations only. */
  readonly samples: boolean
}

/** Records of the period that are not deleted, whatever their audit says. */
export const servicesIn = (
  records: readonly ServiceRecord[],
  { period, samples }: ServiceScope,
): readonly ServiceRecord[] =>
  records.filter(
    ({ values, isSample, deletedAt }) =>
      deletedAt === null &&
      (samples || !isSample) &&
      values.serviceDate !== undefined &&
      contains(period, values.serviceDate),
  )

/** The records that count: 已审核 and of the period (K11's set, which all the others are taken of). */
export const auditedServices = (
  records: readonly ServiceRecord[],
  scope: ServiceScope,
): readonly ServiceRecord[] =>
  servicesIn(records, scope).filter(({ values }) => values.auditStatus === '已审核')

/** K11 科技服务次数（次）(I): how many audited records there are. */
export const serviceCount = (audited: readonly ServiceRecord[]): number => audited.length

export type ServiceMode = '精准化' | '定制化' | '套餐式'

/** K12 三模式次数（次）(I): K11 by mode; a record whose mode is still empty is in none of the three. */
export const modeCounts = (audited: readonly ServiceRecord[]): Readonly<Record<ServiceMode, number>> => {
  const count = (mode: ServiceMode): number => audited.filter(({ values }) => values.mode === mode).length
  return { 精准化: count('精准化'), 定制化: count('定制化'), 套餐式: count('套餐式') }
}

/** K12 三模式占比 (0–1, to a tenth of a percent) (I): what rounding leaves over goes to the largest, so that they make 100 %. */
export const modeShares = (
  audited: readonly ServiceRecord[],
): Readonly<Record<ServiceMode, number>> | undefined => {
  const counts = modeCounts(audited)
  const modes = Object.keys(counts) as readonly ServiceMode[]
  const all = modes.reduce((sum, mode) => sum + counts[mode], 0)
  if (all === 0) return undefined
  const thousandths = modes.map((mode) => Math.round((counts[mode] / audited.length) * 1000))
  const largest = modes.reduce((best, mode) => (counts[mode] > counts[best] ? mode : best))
  const over = Math.round((all / audited.length) * 1000) - thousandths.reduce((sum, share) => sum + share, 0)
  const shareOf = (mode: ServiceMode): number =>
    ((thousandths[modes.indexOf(mode)] ?? 0) + (mode === largest ? over : 0)) / 1000
  return { 精准化: shareOf('精准化'), 定制化: shareOf('定制化'), 套餐式: shareOf('套餐式') }
}

/** The organisations that were served (家), each once. */
const servedOrganizations = (audited: readonly ServiceRecord[]): readonly string[] => [
  ...new Set(audited.flatMap(({ values }) => values.served ?? [])),
]

/** K13 服务企业数（家，去重）(I): served organisations of type 企业; one without a type counts as 企业 until it has one. */
export const servedEnterprises = (audited: readonly ServiceRecord[], typeOf: TypeOf): number =>
  servedOrganizations(audited).filter((id) => (typeOf(id) ?? '企业') === '企业').length

/** Served organisations (家) that K13 takes for enterprises although their type is not filled in: a report says so. */
export const untypedOrganizations = (audited: readonly ServiceRecord[], typeOf: TypeOf): number =>
  servedOrganizations(audited).filter((id) => typeOf(id) === undefined).length

/** K14 服务专家数（名，去重）(I). */
export const expertCount = (audited: readonly ServiceRecord[]): number =>
  new Set(audited.flatMap(({ values }) => values.experts ?? [])).size

/** K14 专家人次（人次）(I): an expert counts once in each record. */
export const expertTimes = (audited: readonly ServiceRecord[]): number =>
  audited.reduce((sum, { values }) => sum + (values.experts ?? []).length, 0)

/** K15 of one record（人时）(I): the hours are the average of one expert; undefined while they are not known. */
export const personHoursOf = ({ values: { hours, experts } }: ServiceRecord): number | undefined =>
  hours === undefined ? undefined : hours * (experts ?? []).length

/** K15 服务工时（人时）(I): Σ hours × experts. */
export const personHours = (audited: readonly ServiceRecord[]): number =>
  audited.reduce((sum, record) => sum + (personHoursOf(record) ?? 0), 0)

/** 关联需求数（项，去重）(I): the needs that the services were given for. */
export const linkedNeeds = (audited: readonly ServiceRecord[]): number =>
  new Set(audited.flatMap(({ values }) => values.needs ?? [])).size

const solving: ReadonlySet<string> = new Set(['已解决', '部分解决', '签订合同/协议'])

/** Whether a service solved its needs, wholly, in part or by a contract. */
export const isSolving = ({ values }: ServiceRecord): boolean => solving.has(values.result ?? '')

/** 解决需求数（项，去重）(I): linked needs of services that solved them wholly, in part or by a contract. */
export const solvedNeeds = (audited: readonly ServiceRecord[]): number =>
  linkedNeeds(audited.filter(isSolving))

const isContract = ({ values }: ServiceRecord): boolean => values.result === '签订合同/协议'

/** Of one record（分）(I): its amount if the service led to a contract; other amounts are hopes, not contracts. */
export const contractAmountOf = (record: ServiceRecord): number | undefined =>
  isContract(record) ? record.values.contractAmount : undefined

/**
 * Services that led to contracts, one for each contract: of several that led to the same agreement, the first that says its
 * amount. They count by the day of the service and whether or not the contract is registered, because R05 and R06 tell of
 * services; R14 counts the agreements themselves by the day of signing (K19).
 */
export const contractServices = (audited: readonly ServiceRecord[]): readonly ServiceRecord[] => {
  const first = new Map<string, ServiceRecord>()
  for (const record of audited.filter(isContract)) {
    const contract = record.values.contract ?? record.id
    const known = first.get(contract)
    if (known === undefined || contractAmountOf(known) === undefined) first.set(contract, record)
  }
  return [...first.values()]
}

/** 签订合同（份）(I): the contracts that services led to. */
export const contractCount = (audited: readonly ServiceRecord[]): number => contractServices(audited).length

/** 合同金额（分）(I): the amounts of these contracts. */
export const contractSum = (audited: readonly ServiceRecord[]): number =>
  contractServices(audited).reduce((sum, record) => sum + (contractAmountOf(record) ?? 0), 0)

/** Services that led to a contract which 合作协议 does not know: R14 cannot count it. */
export const unregisteredContracts = (audited: readonly ServiceRecord[]): readonly ServiceRecord[] =>
  audited.filter((record) => isContract(record) && record.values.contract === undefined)

/** 受益人数（人次）(I): fuzzy where one of its parts is. */
export const peopleSum = (audited: readonly ServiceRecord[]): FuzzyNumber =>
  sumFuzzy(audited.flatMap(({ values }) => (values.people === undefined ? [] : [values.people])))

/** 科技志愿服务（次）(I). */
export const volunteerCount = (audited: readonly ServiceRecord[]): number =>
  audited.filter(({ values }) => values.isVolunteer === true).length

/** Rated 4 or 5. */
export const isContent = ({ values }: ServiceRecord): boolean => Number(values.satisfaction ?? 0) >= 4

/** K18 满意率 (0–1) (I): rated 4 or 5, of those that were rated; undefined while none was. */
export const satisfactionRate = (audited: readonly ServiceRecord[]): number | undefined => {
  const rated = audited.filter(({ values }) => values.satisfaction !== undefined)
  return rated.length === 0 ? undefined : rated.filter(isContent).length / rated.length
}

/** 环比 (1 = 100 %) (I): the change against the period before; undefined when that one had none. */
export const growth = (now: number, before: number): number | undefined =>
  before === 0 ? undefined : (now - before) / before
