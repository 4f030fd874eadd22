import { distinct, type Need, type Scope, type Team, type WeeklyReport } from '../domain/indicators/indicator'
import { handedInRate, inTimeRate, standingTeams, visitedIn } from '../domain/indicators/work'
import { beijingMoment } from '../domain/kinds/date'
import { isoWeek } from '../domain/kinds/week'
import { type Period, weekOf } from '../domain/period'
import { teamIndustries } from '../domain/reference/lists'
import type { RecordHead } from '../domain/record'
import {
  type Counted,
  type Standing,
  standingOf,
  statisticsOfWeek,
  type WeekStatistics,
} from '../domain/weekly'
import { counted, known, namedRatio, notApplicable, serial } from './cells'
import { recordsIn } from './origin'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

interface Row {
  readonly team: Team
  readonly report: WeeklyReport | undefined
  readonly standing: Standing
  readonly week: WeekStatistics
  /** From the first day of the year. */
  readonly sofar: WeekStatistics
  readonly newNeeds: readonly Need[]
}

/** The teams on duty in the order of their industries. */
export const teamsInOrder = ({ scope }: Pick<Context, 'scope'>): readonly Team[] => {
  const order = teamIndustries.map(({ value }) => value)
  return [...standingTeams(scope)].sort(
    (a, b) => order.indexOf(a.values.industry ?? '') - order.indexOf(b.values.industry ?? ''),
  )
}

/** The week of a period, and the report of a team for it. */
export const reportOfWeek = (
  { scope }: Pick<Context, 'scope'>,
  team: Team,
): { readonly report: WeeklyReport | undefined; readonly standing: Standing } => {
  const week = isoWeek(weekOf(scope.period.end))
  const report = scope.book.weeklyReports.find(
    ({ values }) => values.team === team.id && values.week === week,
  )
  return { report, standing: standingOf(week, report, scope.now, scope.rules) }
}

export const weekDataOf = ({ book }: Context['scope']) => ({
  needs: book.needs,
  services: book.serviceRecords,
  visits: book.visits,
})

const rowsOf = (context: Context): readonly Row[] => {
  const { scope } = context
  const { period } = scope
  const year: Period = { ...period, start: `${period.end.slice(0, 4)}-01-01` }
  const data = weekDataOf(scope)
  return teamsInOrder(context).map((team) => ({
    team,
    ...reportOfWeek(context, team),
    week: statisticsOfWeek(team, period, data),
    sofar: statisticsOfWeek(team, year, data),
    newNeeds: scope.book.needs.filter(
      ({ values: { team: own, raisedDate = '', status } }) =>
        own === team.id && raisedDate >= period.start && raisedDate <= period.end && status !== '已撤回',
    ),
  }))
}

const statistic = (scope: Scope, heading: string, of: (row: Row) => Counted): TableColumn<Row> => ({
  heading,
  width: 8,
  format: 'integer',
  cell: (row) => of(row).count,
  total: 'sum',
  behind: (rows) => ({ counted: countedBy(scope, rows, of) }),
})

const countedBy = (scope: Scope, rows: readonly Row[], of: (row: Row) => Counted): readonly RecordHead[] =>
  recordsIn(
    scope,
    rows.flatMap((row) => of(row).ids.map((id) => ({ register: of(row).register, id }))),
  )

const due = (rows: readonly Row[]): readonly Row[] => rows.filter(({ standing }) => standing !== '未到期')
const inTime = (rows: readonly Row[]): readonly Row[] =>
  due(rows).filter(({ standing }) => standing === '按时' || standing === '零报告')
const reportsOf = (rows: readonly Row[]): readonly WeeklyReport[] =>
  rows.flatMap(({ report }) => report ?? [])

const columns = ({ scope }: Context): readonly TableColumn<Row>[] => {
  const visitsById = new Map(scope.book.visits.map((visit) => [visit.id, visit]))
  return [
    serial,
    {
      heading: '专家服务队',
      width: 20,
      cell: ({ team }) => known(team.values.name),
      total: (rows) => counted(due(rows).length, '支应报'),
      behind: (rows) => ({ counted: due(rows).map(({ team }) => team) }),
    },
    { heading: '产业方向', width: 13, align: 'centre', cell: ({ team }) => known(team.values.industry) },
    {
      heading: '报送状态',
      width: 16,
      align: 'centre',
      cell: ({ standing }) => (standing === '未报' ? { value: standing, alert: true } : standing),
      total: (rows) => ({
        value: [
          `实报 ${String(due(rows).filter(({ standing }) => standing !== '未报').length)}`,
          `迟报 ${String(rows.filter(({ standing }) => standing === '迟报').length)}`,
          `未报 ${String(rows.filter(({ standing }) => standing === '未报').length)}`,
        ].join('、'),
        format: 'text',
        align: 'centre',
      }),
    },
    {
      heading: '提交时间',
      width: 17,
      align: 'centre',
      cell: ({ report }) =>
        report?.values.submittedAt === undefined ? notApplicable : beijingMoment(report.values.submittedAt),
      total: (rows) => {
        const wanted = due(rows)
        return namedRatio('按时率', wanted.length === 0 ? undefined : inTime(rows).length / wanted.length)
      },
      shows: inTimeRate,
      behind: (rows) => ({ counted: reportsOf(inTime(rows)), outOf: due(rows).map(({ team }) => team) }),
    },
    statistic(scope, '本周新增对接（次）', ({ week }) => week.newDockings),
    statistic(scope, '累计对接（次）', ({ sofar }) => sofar.newDockings),
    statistic(scope, '本周服务（次）', ({ week }) => week.services),
    statistic(scope, '累计服务（次）', ({ sofar }) => sofar.services),
    {
      heading: '本周走访企业（家）',
      width: 8,
      format: 'integer',
      cell: ({ week }) => week.visitedEnterprises.count,
      behind: (rows) => ({ counted: countedBy(scope, rows, ({ week }) => week.visitedEnterprises) }),
      total: (rows) =>
        distinct(
          rows
            .flatMap(({ week }) => week.visitedEnterprises.ids)
            .flatMap((id) => {
              const visit = visitsById.get(id)
              return visit === undefined ? [] : visitedIn(visit)
            }),
        ),
    },
    statistic(scope, '参与专家（人次）', ({ week }) => week.expertTimes),
    {
      heading: '新增需求（项）',
      width: 8,
      format: 'integer',
      cell: ({ newNeeds }) => newNeeds.length,
      total: 'sum',
      behind: (rows) => ({ counted: rows.flatMap(({ newNeeds }) => newNeeds) }),
    },
    statistic(scope, '办结需求（项）', ({ week }) => week.closedNeeds),
    {
      heading: '主要推进情况',
      width: 26,
      cell: ({ report }) =>
        (report?.values.progress ?? []).flatMap(({ progress }) => progress ?? []).join('；') || notApplicable,
    },
    { heading: '存在问题', width: 18, cell: ({ report }) => report?.values.problems ?? notApplicable },
    { heading: '下周重点', width: 18, cell: ({ report }) => report?.values.nextPlan ?? notApplicable },
  ]
}

/** R02: how all teams reported for a week, and what the week's records say of each. */
export const r02 = tableReport<Row>({
  code: 'R02',
  title: '专家服务队工作周报汇总表',
  about: '一周内各支服务队的周报报送状态和工作数字，一队一行，没有报的也占一行。',
  usual: '周',
  periods: ['周'],
  group: '服务队与周报',
  reads: ['teams', 'weeklyReports', 'needs', 'serviceRecords', 'visits'],
  register: 'weeklyReports',
  unit: '份',
  columns,
  rows: rowsOf,
  recordsOf: ({ team, report }) => [team, ...(report === undefined ? [] : [report])],
  notes: () => [
    '在岗服务队全列，未报的也占一行；数字按编制时的记录统计，累计自当年 1 月 1 日起。',
    '“走访企业”合计按机构去重，不等于各行之和；零报告计实报，迟交的零报告计迟报。',
  ],
  explains: [handedInRate, inTimeRate],
  nothing: '没有在岗的专家服务队',
})
