import {
  auditedServices,
  contractAmountOf,
  contractCount,
  contractServices,
  contractSum,
  expertCount,
  expertTimes,
  growth,
  isContent,
  isSolving,
  linkedNeeds,
  modeCounts,
  personHours,
  personHoursOf,
  satisfactionRate,
  servedEnterprises,
  serviceCount,
  type ServiceRecord,
  solvedNeeds,
  type TypeOf,
  untypedOrganizations,
  volunteerCount,
} from '../domain/indicators/services'
import { toWan } from '../domain/kinds/money'
import { periodTypes, previousPeriod } from '../domain/period'
import type { Cell, StyledCell } from '../workbook/model'
import { assemble, closingNotes, titled } from './assemble'
import { asTotal, ratioCell, sumCell, totalLabel, totalsRow } from './cells'
import { type Body, frameSheet, type ReportColumn } from './layout'
import { type Group, groupsOf } from './r06-rows'
import type { Origin, Sources } from './figure-origin'
import { formulaOf, originsIn } from './origin'
import type { Explanation, BuiltReport, Report, ReportData, ReportOptions, RowsBy } from './report'
import { organizationTypes, ownServices, servicesFor, untypedNote } from './service-rows'

const code = 'R06'
const title = '科技服务情况统计表'
const modes = '其中'

/**
 * How the total of a column comes about; `again`: counted anew, since one thing can stand in several rows. `rarely`: it
 * seldom does, and only then the rows do not add up.
 */
type Total = 'sum' | 'again' | 'rarely'

interface Figure extends ReportColumn {
  readonly total: Total
  readonly of: (records: readonly ServiceRecord[], typeOf: TypeOf) => number
  /** Which of the services it counts; left out, all. */
  readonly among?: (records: readonly ServiceRecord[]) => readonly ServiceRecord[]
  /** What a service adds to it, where that is not one. */
  readonly adds?: (record: ServiceRecord) => number
}

const only =
  (counts: (record: ServiceRecord) => boolean): NonNullable<Figure['among']> =>
  (records) =>
    records.filter(counts)
const forNeeds = ({ values }: ServiceRecord): boolean => (values.needs ?? []).length > 0
const expertsIn = ({ values }: ServiceRecord): number => (values.experts ?? []).length

const figures: readonly Figure[] = [
  { heading: '服务总次数', width: 8, format: 'integer', total: 'sum', of: serviceCount },
  ...(['精准化', '定制化', '套餐式'] as const).map((mode): Figure => ({
    heading: mode,
    group: modes,
    width: 8,
    format: 'integer',
    total: 'sum',
    of: (records) => modeCounts(records)[mode],
    among: only(({ values }) => values.mode === mode),
  })),
  { heading: '服务企业数（家，去重）', width: 10, format: 'integer', total: 'again', of: servedEnterprises },
  { heading: '专家人数（去重）', width: 9, format: 'integer', total: 'again', of: expertCount },
  { heading: '专家人次', width: 8, format: 'integer', total: 'sum', of: expertTimes, adds: expertsIn },
  {
    heading: '服务工时（人时）',
    width: 9,
    format: 'decimal',
    total: 'sum',
    of: personHours,
    adds: (record) => personHoursOf(record) ?? 0,
  },
  {
    heading: '关联需求数（项）',
    width: 9,
    format: 'integer',
    total: 'again',
    of: linkedNeeds,
    among: only(forNeeds),
  },
  {
    heading: '解决需求数（项）',
    width: 9,
    format: 'integer',
    total: 'again',
    of: solvedNeeds,
    among: only((record) => forNeeds(record) && isSolving(record)),
  },
  {
    heading: '签订合同（份）',
    width: 8,
    format: 'integer',
    total: 'rarely',
    of: contractCount,
    among: contractServices,
  },
  {
    heading: '合同金额（万元）',
    width: 12,
    format: 'money',
    total: 'rarely',
    of: (records) => toWan(contractSum(records)),
    among: contractServices,
    adds: (record) => toWan(contractAmountOf(record) ?? 0),
  },
  {
    heading: '科技志愿服务（次）',
    width: 9,
    format: 'integer',
    total: 'sum',
    of: volunteerCount,
    among: only(({ values }) => values.isVolunteer === true),
  },
]

const columnsFor = (rowsBy: RowsBy): readonly ReportColumn[] => [
  { heading: rowsBy, width: 16 },
  ...figures,
  { heading: '满意率（%）', width: 9, format: 'percent' },
  { heading: '上期服务次数', width: 9, format: 'integer' },
  { heading: '环比（%）', width: 9, format: 'percent' },
]
const at = { satisfaction: figures.length + 1, before: figures.length + 2, growth: figures.length + 3 }

const explanations: readonly Explanation[] = [
  {
    name: '服务总次数',
    unit: '次',
    formula: '服务日期在所属期内、审核状态为“已审核”的服务记录条数，等于精准化、定制化、套餐式之和。',
  },
  {
    name: '服务企业数（去重）',
    unit: '家',
    formula:
      '上述记录的服务对象中机构类型为企业的家数，同一家只计一次；尚未填机构类型的暂按企业计；合计按全表重新去重。',
  },
  {
    name: '专家人数（去重）',
    unit: '名',
    formula: '上述记录的参与专家，同一人只计一次；合计按全表重新去重。',
  },
  { name: '专家人次', unit: '人次', formula: '各条记录参与专家人数之和。' },
  { name: '服务工时', unit: '人时', formula: '各条记录（时长 × 专家人次）之和。' },
  {
    name: '关联需求数、解决需求数',
    unit: '项',
    formula:
      '上述记录关联的需求，同一项只计一次；其中服务结果为“已解决”“部分解决”“签订合同/协议”的为解决需求。',
  },
  {
    name: '签订合同、合同金额',
    unit: '份、万元',
    formula:
      '服务结果为“签订合同/协议”的服务形成的合同及其金额，按服务日期计；多次服务形成同一份协议的只计一次。R14 按协议的签订日期计登记在合作协议里的合同，两处可以不同。',
  },
  { name: '科技志愿服务', unit: '次', formula: '上述记录中标为科技志愿服务的条数。' },
  {
    name: '满意率',
    unit: '%',
    formula: '满意度为 4 或 5 的记录条数 ÷ 有评价的记录条数；合计按合计的分子、分母重算，无评价的记“—”。',
  },
  {
    name: '上期服务次数、环比',
    unit: '次、%',
    formula: '上期为紧接本期之前、同样长短的一期；环比 =（本期 − 上期）÷ 上期，上期为 0 的记“—”。',
  },
]

const rowOf = ({ name, now, before }: Group, typeOf: TypeOf): readonly Cell[] => [
  name,
  ...figures.map(({ of }) => of(now, typeOf)),
  ratioCell(satisfactionRate(now)),
  before.length,
  ratioCell(growth(now.length, before.length)),
]

const totalsOf = (
  now: readonly ServiceRecord[],
  before: readonly ServiceRecord[],
  groups: readonly Group[],
  typeOf: TypeOf,
  body: Body,
): readonly Cell[] => {
  const addsUp = ({ of }: Figure, total: number): boolean =>
    Math.abs(groups.reduce((sum, group) => sum + of(group.now, typeOf), 0) - total) < 1e-6
  const cells: Record<number, StyledCell> = {
    0: totalLabel,
    [at.satisfaction]: asTotal(ratioCell(satisfactionRate(now))),
    [at.before]: sumCell(before.length, at.before, body),
    [at.growth]: asTotal(ratioCell(growth(now.length, before.length))),
  }
  figures.forEach((figure, index) => {
    const value = figure.of(now, typeOf)
    const isSum = figure.total === 'sum' || (figure.total === 'rarely' && addsUp(figure, value))
    cells[index + 1] = isSum ? sumCell(value, index + 1, body) : asTotal(value)
  })
  return totalsRow(figures.length + 4, cells)
}

/** The services of the period and of the one before it, as a whole and in their rows. */
const servicesOf = (data: ReportData, options: ReportOptions) => {
  const services = servicesFor(data, options)
  const before = auditedServices(ownServices(data, options), {
    period: previousPeriod(options.period),
    samples: options.samples,
  })
  return { ...services, before, groups: groupsOf(services.audited, before, data, options) }
}

type Sets = Pick<Group, 'now' | 'before'>

const sourcesIn = (column: number, { now, before }: Sets): Partial<Origin> & Sources => {
  const rated = now.filter(({ values }) => values.satisfaction !== undefined)
  if (column === at.satisfaction) return { counted: rated.filter(isContent), outOf: rated }
  if (column === at.before) return { counted: before }
  if (column === at.growth) return { counted: now, outOf: before, labels: ['本期', '上期'] }
  const { among, adds } = figures[column - 1] ?? {}
  const counted = among === undefined ? now : among(now)
  return adds === undefined
    ? { counted }
    : { counted, amounts: new Map(counted.map((record) => [record.id, adds(record)])) }
}

const origins: Report['origins'] = (data, options) => {
  const { audited, before, groups } = servicesOf(data, options)
  const columns = columnsFor(options.rowsBy)
  const shape = { columns, groups: [groups.length], totalsFirst: options.totalsFirst }
  return originsIn(title, shape, (place, column) => {
    const sets = place.kind === 'row' ? groups[place.index] : { now: audited, before }
    const heading = columns[column]?.heading ?? ''
    if (sets === undefined || column === 0) return undefined
    const isMode = columns[column]?.group === modes
    const formula = isMode ? `服务总次数中服务模式为${heading}的条数。` : formulaOf(heading, explanations)
    return { heading, formula: formula ?? '', ...sourcesIn(column, sets) }
  })
}

/** R06: the services of the period in figures, a row for each district (or other division), beside the period before. */
const build = (data: ReportData, options: ReportOptions): BuiltReport => {
  const { audited, before, groups, excluded, latest, hasSamples } = servicesOf(data, options)
  const typeOf = organizationTypes(data)
  const notes = [
    '仅统计“已审核”记录。',
    '企业、专家、需求、合同为去重指标，合计按全表重新计算，不等于各行之和；满意率、环比按合计重算。',
    ...withoutModeNote(audited),
    ...untypedNote(untypedOrganizations(audited, typeOf)),
    ...closingNotes(excluded, '条', hasSamples, options),
  ]
  const ownTitle = options.rowsBy === '地区' ? title : `${title}（按${options.rowsBy}）`
  const sheet = frameSheet({
    name: title,
    attachment: '附件',
    title: titled(ownTitle, hasSamples),
    columns: columnsFor(options.rowsBy),
    groups: [{ rows: groups.map((group) => rowOf(group, typeOf)) }],
    totals: (body) => totalsOf(audited, before, groups, typeOf, body),
    nothing: '本期无已审核的服务记录',
    hasMoney: true,
    notes,
    options,
  })
  const records = audited.map(({ id }) => ({ id }))
  const facts = { rowsBy: options.rowsBy }
  return assemble(
    {
      code,
      title: ownTitle,
      sheets: [sheet],
      explanations,
      records,
      notes,
      excluded,
      latest,
      hasSamples,
      facts,
    },
    options,
  )
}

/** The three modes add up to the whole, unless one is still missing: then the sheet says so. */
const withoutModeNote = (audited: readonly ServiceRecord[]): readonly string[] => {
  const count = audited.filter(({ values }) => values.mode === undefined).length
  return count === 0 ? [] : [`有 ${String(count)} 条记录尚未填服务模式，计入总次数而不在三种模式之内。`]
}

export const r06: Report = {
  code,
  title,
  about: '服务次数、企业、专家、工时、合同和满意率，与上期比较。',
  periods: periodTypes,
  usual: '季',
  group: '需求与服务',
  reads: ['serviceRecords', 'districts', 'teams'],
  choices: ['rowsBy'],
  build,
  origins,
}
