import type { Indicator } from '../domain/indicators/indicator'
import { closedCount, needCount } from '../domain/indicators/needs'
import { modeCount, serviceCount, servingExperts, servingTimes } from '../domain/indicators/service-figures'
import {
  contractAmount,
  dueCount,
  dueReports,
  handedInRate,
  technologyAmount,
} from '../domain/indicators/work'
import { toWan } from '../domain/kinds/money'
import { ownUse } from '../workbook/export-profile'
import { type Cell, plain, type Sheet } from '../workbook/model'
import { frameSheet, type ReportColumn } from './layout'
import type { OriginAt } from './figure-origin'
import { eachOnce, originsIn, sourcesOf } from './origin'
import { r03 } from './r03'
import { r04 } from './r04'
import { r06 } from './r06'
import { r14 } from './r14'
import type { Report } from './report'
import type { Context } from './table-definition'

/** 逻辑审核关系 (domain D0): figures that must agree, each had from two places. */
interface CrossCheck {
  readonly name: string
  readonly left: number
  readonly right: number
  /** The figures that count the same records as either side. */
  readonly figures: readonly [readonly Indicator[], readonly Indicator[]]
  readonly relation: '=' | '≤'
  readonly format?: 'money'
}

const holds = ({ left, right, relation }: CrossCheck): boolean =>
  relation === '=' ? Math.abs(left - right) < 1e-6 : left <= right + 1e-6

/** The cells under a heading of a report's first sheet, as it is printed. */
const printedColumn = (report: Report, { data, options }: Context, heading: string): readonly Cell[] => {
  const [sheet] = report.build(data, { ...options, totalsFirst: false, profile: ownUse }).workbook.sheets
  const rows = sheet?.rows.map(({ cells }) => cells) ?? []
  const at = rows
    .slice(0, 6)
    .map((cells) =>
      cells.findIndex((cell) => {
        const { role, value } = plain(cell)
        return role === 'heading' && String(value).replaceAll('\n', '') === heading
      }),
    )
    .find((column) => column >= 0)
  return at === undefined ? [] : rows.map((cells) => cells[at] ?? null)
}

/** The number in the row of totals. */
const printedTotal = (report: Report, context: Context, heading: string): number => {
  const total = printedColumn(report, context, heading).find((cell) => plain(cell).role === 'total')
  const { value } = plain(total ?? null)
  return typeof value === 'number' ? value : 0
}

const serviceModes = ['精准化', '定制化', '套餐式'] as const

const checksOf = (context: Context): readonly CrossCheck[] => {
  const { scope } = context
  const valueOf = ({ of }: typeof needCount): number => of(scope).value ?? 0
  const modes = serviceModes.map((mode) => valueOf(modeCount(mode)))
  const due = dueReports(scope)
  return [
    {
      name: '科技服务次数（K11）= 精准化 + 定制化 + 套餐式（K12）',
      left: valueOf(serviceCount),
      right: modes.reduce((sum, count) => sum + count, 0),
      relation: '=',
      figures: [[serviceCount], serviceModes.map(modeCount)],
    },
    {
      name: 'R03 项数 = 征集需求数（K01）',
      left: printedTotal(r03, context, '需求编号'),
      right: valueOf(needCount),
      relation: '=',
      figures: [[needCount], [needCount]],
    },
    {
      name: 'R04 本期办结 = 办结数（K04）',
      left: closedInR04(context),
      right: valueOf(closedCount),
      relation: '=',
      figures: [[closedCount], [closedCount]],
    },
    {
      name: 'R14 服务次数 = R06 服务总次数',
      left: printedTotal(r14, context, '服务次数'),
      right: printedTotal(r06, { ...context, options: { ...context.options, rowsBy: '地区' } }, '服务总次数'),
      relation: '=',
      figures: [[serviceCount], [serviceCount]],
    },
    {
      name: '服务专家数（去重，K14）≤ 专家人次（K14）',
      left: valueOf(servingExperts),
      right: valueOf(servingTimes),
      relation: '≤',
      figures: [[servingExperts], [servingTimes]],
    },
    {
      name: '技术交易额（K20）≤ 合同金额（K19）（万元）',
      left: toWan(valueOf(technologyAmount)),
      right: toWan(valueOf(contractAmount)),
      relation: '≤',
      figures: [[technologyAmount], [contractAmount]],
      format: 'money',
    },
    {
      name: '周报实报期数 ≤ 应报期数（K25）',
      left: due.filter(({ standing }) => standing !== '未报').length,
      right: due.length,
      relation: '≤',
      figures: [[handedInRate], [dueCount]],
    },
  ]
}

/** Rows of R04 that were closed within the period, as printed: a tick, and a day of closing that lies in it. */
const closedInR04 = (context: Context): number => {
  const ticks = printedColumn(r04, context, '销号（√）')
  const days = printedColumn(r04, context, '办结日期')
  const { start, end } = context.options.period
  return ticks.filter((tick, row) => {
    const day = String(plain(days[row] ?? null).value)
    return plain(tick).value === '√' && day >= start && day <= end
  }).length
}

/** The relations that do not hold, by their names with both sides. */
export const brokenChecks = (context: Context): readonly string[] =>
  checksOf(context)
    .filter((check) => !holds(check))
    .map(({ name, left, right }) => `${name}：左边 ${String(left)}，右边 ${String(right)}`)

const sheetName = '逻辑审核关系'
const columns: readonly ReportColumn[] = [
  { heading: '序号', width: 6, format: 'integer', align: 'centre' },
  { heading: '审核关系', width: 60 },
  { heading: '左边', width: 14, format: 'integer' },
  { heading: '应', width: 6, align: 'centre' },
  { heading: '右边', width: 14, format: 'integer' },
  { heading: '结果', width: 12, align: 'centre' },
]
const at = { left: 2, right: 4 }

export const crossCheckOrigins = (context: Context): OriginAt => {
  const checks = checksOf(context)
  const { totalsFirst } = context.options
  const shape = { columns, groups: [checks.length], hasTotals: false, totalsFirst }
  return originsIn(sheetName, shape, (place, column) => {
    const check = place.kind === 'row' ? checks[place.index] : undefined
    if (check === undefined || (column !== at.left && column !== at.right)) return undefined
    const figures = check.figures[column === at.left ? 0 : 1]
    const sources = figures.map((figure) => sourcesOf(figure, context.scope))
    return {
      heading: `${check.name}：${column === at.left ? '左边' : '右边'}`,
      formula: figures.map(({ label, words }) => `${label}：${words}`).join(''),
      counted: eachOnce(sources.flatMap(({ counted }) => counted)),
      // The left side of a ratio counts only what there is a record of.
      missing: sources.flatMap(({ outOf, missing = [] }) => (outOf === undefined ? missing : [])),
    }
  })
}

export const crossCheckSheet = (context: Context): Sheet =>
  frameSheet({
    name: sheetName,
    attachment: '附表R17-1',
    title: '报表逻辑审核关系',
    columns,
    groups: [
      {
        rows: checksOf(context).map((check, index) => {
          const format = check.format ?? 'integer'
          return [
            index + 1,
            check.name,
            { value: check.left, format },
            check.relation,
            { value: check.right, format },
            holds(check) ? '相符' : { value: '不符', alert: true },
          ]
        }),
      },
    ],
    nothing: '没有审核关系',
    hasMoney: false,
    notes: ['关系为本程序拟定，参照统计报表“逻辑审核关系”的做法；所属期和地区与本表相同。'],
    options: context.options,
  })
