import type { Indicator, Measure, Scope } from '../domain/indicators/indicator'
import { acceptedCount, closedCount, closingRate, needCount } from '../domain/indicators/needs'
import { enterpriseCount, modeShare, serviceCount, standingCount } from '../domain/indicators/service-figures'
import {
  activityCount,
  agreementCount,
  closedIssueRate,
  contractAmount,
  inTimeRate,
  taskProgress,
  teamCount,
  teamExperts,
  visitedEnterprises,
} from '../domain/indicators/work'
import { chinesePartial } from '../domain/kinds/partial-date'
import type { RecordHead, RecordOf } from '../domain/record'
import { designationsOn, districts } from '../domain/registers/districts'
import { districtScopes, measureCell, measuredCell } from './book'
import { known, notApplicable } from './cells'
import { isPilot } from './r06-rows'
import { sourcesOf } from './origin'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

type District = RecordOf<typeof districts>

interface Row {
  readonly district: District
  readonly scope: Scope
  /** What each of the figures comes to: asked for several times, over thousands of records. */
  readonly measureOf: (indicator: Indicator) => Measure
}

interface Figure {
  readonly heading: string
  readonly indicator: Indicator
  readonly width: number
  /** Adds up; the others are counted anew over the union, ratios from the totals of both their parts. */
  readonly adds?: true
}

const figures: readonly Figure[] = [
  { heading: '联合体（个）', indicator: standingCount, width: 6, adds: true },
  { heading: '服务队挂联（支）', indicator: teamCount, width: 7 },
  { heading: '专家（名，去重）', indicator: teamExperts, width: 7 },
  { heading: '征集需求（项）', indicator: needCount, width: 7, adds: true },
  { heading: '受理（项）', indicator: acceptedCount, width: 6, adds: true },
  { heading: '办结（项）', indicator: closedCount, width: 6, adds: true },
  { heading: '办结率（%）', indicator: closingRate, width: 8 },
  { heading: '服务次数', indicator: serviceCount, width: 6, adds: true },
  { heading: '精准化占比（%）', indicator: modeShare('精准化'), width: 8 },
  { heading: '定制化占比（%）', indicator: modeShare('定制化'), width: 8 },
  { heading: '套餐式占比（%）', indicator: modeShare('套餐式'), width: 8 },
  { heading: '服务企业（家）', indicator: enterpriseCount, width: 7 },
  { heading: '活动（场）', indicator: activityCount, width: 6, adds: true },
  { heading: '协议（份）', indicator: agreementCount, width: 6, adds: true },
  { heading: '合同金额（万元）', indicator: contractAmount, width: 11, adds: true },
  { heading: '走访企业（家）', indicator: visitedEnterprises, width: 7 },
  { heading: '问题办结率（%）', indicator: closedIssueRate, width: 8 },
  { heading: '周报按时率（%）', indicator: inTimeRate, width: 8 },
  { heading: '重点任务平均进度（%）', indicator: taskProgress, width: 9 },
]

const formatOf = ({ unit }: Indicator): TableColumn<Row>['format'] =>
  unit === '%' ? 'percent' : unit === '万元' ? 'money' : 'integer'

/** The designations in force at the end of the period. */
const designationsOf = ({ district }: Row, { end }: Context['options']['period']) =>
  designationsOn(district.values.designations, end)

const columns = ({ scope, options }: Context): readonly TableColumn<Row>[] => [
  {
    heading: '地区',
    width: 14,
    cell: ({ district }) => known(district.values.shortName ?? district.code),
  },
  {
    heading: '试点级别',
    width: 10,
    align: 'centre',
    cell: (row) =>
      [...new Set(designationsOf(row, options.period).map(({ level }) => level ?? ''))].join('、') ||
      notApplicable,
  },
  {
    heading: '试点入选时间',
    width: 15,
    align: 'centre',
    cell: (row) =>
      designationsOf(row, options.period)
        .flatMap(({ granted }) => (granted === undefined ? [] : [chinesePartial(granted)]))
        .join('、') || notApplicable,
  },
  ...figures.map(({ heading, indicator, width, adds }): TableColumn<Row> => ({
    heading,
    width,
    format: formatOf(indicator),
    cell: ({ measureOf }) => measuredCell(indicator, measureOf(indicator)),
    total: adds === true ? 'sum' : () => measureCell(indicator, scope),
    shows: indicator,
    behind: ([row], part) => sourcesOf(indicator, part === 'row' && row !== undefined ? row.scope : scope),
  })),
]

/** Whether anything of a district is counted, although it is no pilot. */
const hasFigures = ({ measureOf }: Row): boolean =>
  figures.some(({ indicator, adds }) => adds === true && measureOf(indicator).behind.length > 0)

const rowsOf = ({ data, options, samples }: Context): readonly Row[] => {
  const scopeIn = districtScopes(data, options, samples)
  return [...data.records(districts)]
    .filter(({ code }) => options.district === undefined || code === options.district)
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((district) => rowOf(district, scopeIn(district.code)))
    .filter(
      (row) => options.district !== undefined || isPilot(row.district, options.period) || hasFigures(row),
    )
}

const rowOf = (district: District, scope: Scope): Row => {
  const measures = new Map<Indicator, Measure>()
  const measureOf = (indicator: Indicator): Measure => {
    const measure = measures.get(indicator) ?? indicator.of(scope)
    measures.set(indicator, measure)
    return measure
  }
  return { district, scope, measureOf }
}

/** The records that the figures of a row count. */
const countedIn = ({ scope, measureOf }: Row): readonly RecordHead[] => {
  const ids = new Set(
    figures
      .filter(({ indicator }) => indicator !== taskProgress)
      .flatMap(({ indicator }) => measureOf(indicator).behind.map(({ id }) => id)),
  )
  return Object.values<readonly RecordHead[]>({ ...scope.book })
    .flat()
    .filter(({ id }) => ids.has(id))
}

/** R14: the pilot districts side by side in all that is counted. */
export const r14 = tableReport<Row>({
  code: 'R14',
  title: '试点工作综合统计季报',
  longTitle: '“科创中国”试点工作综合统计季报',
  about: '每个试点地区一行：联合体、需求、服务、活动、协议、走访、周报和重点任务的主要数字。',
  usual: '季',
  group: '统计与核查',
  reads: [
    'needs',
    'serviceRecords',
    'agreements',
    'consortia',
    'teams',
    'weeklyReports',
    'activities',
    'visits',
    'keyTasks',
  ],
  register: 'serviceRecords',
  unit: '条',
  columns,
  rows: rowsOf,
  recordsOf: countedIn,
  hasMoney: true,
  notes: () => [
    '试点地区全列，另列有工作记录的其他地区；地区按代码排列。',
    '服务队、专家、企业为去重指标，合计按全部地区重新计算，不等于各行之和；比率的合计按合计的分子、分母重算，不取平均。',
    '重点任务为市级任务，各地区相同；合同金额按合作协议登记的技术合同和服务形成的合同、以签订日期计；R05、R06 按服务日期计，两处可以不同。',
  ],
  explains: figures.map(({ indicator }) => indicator),
  nothing: '没有试点地区',
})
