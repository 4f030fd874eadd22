import { matchesIn } from '../domain/indicators/needs'
import { distinct, type Indicator, ratio, type Scope, type Team } from '../domain/indicators/indicator'
import { averageSatisfaction, enterpriseCount, serviceCount } from '../domain/indicators/service-figures'
import {
  auditedServices,
  contractServices,
  contractSum,
  isSolving,
  linkedNeeds,
  type ServiceRecord,
  solvedNeeds,
} from '../domain/indicators/services'
import { dueCount, expertTakingPart, inTimeCount, inTimeRate, paidTo } from '../domain/indicators/work'
import { toWan } from '../domain/kinds/money'
import { needs } from '../domain/registers/needs'
import { measureCell } from './book'
import { counted, known, knownAmount, names, notKnown, ratioCell, serial } from './cells'
import { teamsInOrder } from './r02'
import type { Sources } from './figure-origin'
import { sourcesOf } from './origin'
import type { ReportData } from './report'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

interface Row {
  readonly team: Team
  /** The records of the team alone. */
  readonly own: Scope
}

const ofTeam = (scope: Scope, team: Team): Scope => ({
  ...scope,
  book: {
    ...scope.book,
    teams: [team],
    serviceRecords: scope.book.serviceRecords.filter(({ values }) => values.team === team.id),
    needs: scope.book.needs.filter(
      ({ values }) =>
        values.team === team.id || (values.matches ?? []).some((match) => match.team === team.id),
    ),
  },
})

const audited = ({ book, period }: Scope) => auditedServices(book.serviceRecords, { period, samples: true })

const linkedBy = (services: readonly ServiceRecord[]): readonly string[] =>
  services.flatMap(({ values }) => values.needs ?? [])

/** 对接需求（项）: needs matched or served in the period. */
const docked = (scope: Scope): readonly string[] => [
  ...matchesIn(scope).map(({ need }) => need.id),
  ...linkedBy(audited(scope)),
]

/** The needs by their ids, each once; those that are no more, or of another district, are counted all the same. */
const needsBy = (data: ReportData, ids: readonly string[]): Sources => {
  const known = new Map(data.records(needs).map((need) => [need.id, need]))
  const each = [...new Set(ids)]
  const missing = each
    .filter((id) => !known.has(id))
    .map((id) => `企业需求 ${data.nameOf(needs.name, id)}（已删除，或不在所选地区）`)
  return {
    counted: each.flatMap((id) => known.get(id) ?? []),
    ...(missing.length === 0 ? {} : { missing }),
  }
}

const customised = (scope: Scope) => audited(scope).filter(({ values }) => values.mode === '定制化')

const solved = (scope: Scope): readonly string[] => linkedBy(audited(scope).filter(isSolving))

/** 解决率: the needs solved, of those that the services were given for. */
const solvedOf = (data: ReportData, scope: Scope): Sources => {
  const { counted } = needsBy(data, solved(scope))
  const { counted: outOf, ...missing } = needsBy(data, linkedBy(audited(scope)))
  return { counted, outOf, ...missing, labels: ['解决的需求', '服务关联的需求'] }
}

/** Its name tells the plan of a service; where there is none, the files do: the form takes either. */
const planOf = ({ values: { plan, planFiles = [] } }: ServiceRecord): string | undefined =>
  plan ?? (planFiles.length === 0 ? undefined : planFiles.map(({ hash }) => hash).join(' '))

/** 定制化方案（份）: the first service of that mode with each of the plans. (I) */
const planned = (scope: Scope): readonly ServiceRecord[] => {
  const first = new Map<string, ServiceRecord>()
  for (const service of customised(scope)) {
    const plan = planOf(service)
    if (plan !== undefined && !first.has(plan)) first.set(plan, service)
  }
  return [...first.values()]
}

const columns = ({ data, scope }: Context): readonly TableColumn<Row>[] => {
  const { end } = scope.period
  const ofTeams = scope.book.serviceRecords.filter(({ values }) => values.team !== undefined)
  const all: Scope = { ...scope, book: { ...scope.book, serviceRecords: ofTeams } }
  const ofOwn =
    (of: (own: Scope) => Sources): NonNullable<TableColumn<Row>['behind']> =>
    ([row], part) =>
      of(part === 'row' && row !== undefined ? row.own : all)
  const figure = (
    heading: string,
    width: number,
    indicator: Indicator,
    total: 'sum' | 'again',
  ): TableColumn<Row> => ({
    heading,
    width,
    format: indicator.unit === '%' ? 'percent' : indicator.unit === '分' ? 'decimal' : 'integer',
    cell: ({ own }) => measureCell(indicator, own),
    total: total === 'sum' ? 'sum' : () => measureCell(indicator, all),
    shows: indicator,
    behind: ofOwn((own) => sourcesOf(indicator, own)),
  })
  return [
    serial,
    {
      heading: '服务队',
      width: 20,
      cell: ({ team }) => known(team.values.name),
      total: (rows) => counted(rows.length, '支'),
    },
    {
      heading: '牵头单位',
      width: 17,
      cell: ({ team }) => names(data.nameOf, 'organizations', [team.values.leadOrganization]),
    },
    figure('应报周报（期）', 7, dueCount, 'sum'),
    figure('按时报送（期）', 7, inTimeCount, 'sum'),
    figure('按时率（%）', 8, inTimeRate, 'again'),
    figure('服务次数', 7, serviceCount, 'sum'),
    figure('服务企业（家）', 7, enterpriseCount, 'again'),
    figure('专家参与率（%）', 8, expertTakingPart, 'again'),
    {
      heading: '对接需求（项）',
      width: 7,
      format: 'integer',
      cell: ({ own }) => distinct(docked(own)),
      total: () => distinct(docked(all)),
      behind: ofOwn((own) => needsBy(data, docked(own))),
    },
    {
      heading: '解决需求（项）',
      width: 7,
      format: 'integer',
      cell: ({ own }) => solvedNeeds(audited(own)),
      total: () => solvedNeeds(audited(all)),
      behind: ofOwn((own) => needsBy(data, solved(own))),
    },
    {
      heading: '解决率（%）',
      width: 8,
      format: 'percent',
      cell: ({ own }) => ratioCell(ratio(solvedNeeds(audited(own)), linkedNeeds(audited(own)))),
      total: () => ratioCell(ratio(solvedNeeds(audited(all)), linkedNeeds(audited(all)))),
      behind: ofOwn((own) => solvedOf(data, own)),
    },
    {
      heading: '定制化方案（份）',
      width: 7,
      format: 'integer',
      cell: ({ own }) => planned(own).length,
      total: () => planned(all).length,
      behind: ofOwn((own) => ({ counted: planned(own) })),
    },
    {
      heading: '合同金额（万元）',
      width: 11,
      format: 'money',
      cell: ({ own }) => toWan(contractSum(audited(own))),
      total: 'sum',
      behind: ofOwn((own) => ({ counted: contractServices(audited(own)) })),
    },
    figure('平均满意度', 8, averageSatisfaction, 'again'),
    {
      heading: '年度经费（万元）',
      width: 10,
      format: 'money',
      cell: ({ team }) => knownAmount(team.values.annualFund),
      total: 'sum',
    },
    {
      heading: '已拨付（万元）',
      width: 10,
      format: 'money',
      cell: ({ team }) => toWan(paidTo(team, end)),
      total: 'sum',
    },
    { heading: '自评得分', width: 8, cell: () => notKnown },
    { heading: '考评等次', width: 8, cell: () => notKnown },
  ]
}

/** R16: the year of each team in figures. Points and grades are left to be filled in: their rules were not published. */
export const r16 = tableReport<Row>({
  code: 'R16',
  title: '专家服务队年度绩效考评数据表',
  about: '每支服务队一年的周报、服务、需求、合同和经费，供考评参考；得分和等次由考评人填写。',
  usual: '年',
  group: '服务队与周报',
  reads: ['teams', 'weeklyReports', 'needs', 'serviceRecords'],
  register: 'teams',
  unit: '支',
  columns,
  rows: (context) => teamsInOrder(context).map((team) => ({ team, own: ofTeam(context.scope, team) })),
  recordsOf: ({ team }) => [team],
  hasMoney: true,
  notes: ({ scope }) => [
    '服务、需求、合同按本队的已审核服务记录统计；企业、需求为去重指标，合计不等于各行之和，比率按合计重算。',
    `解决率=解决需求 ÷ 服务关联的需求；已拨付截至 ${scope.period.end.slice(0, 4)} 年期末。`,
    '考评评分标准未公开，本表不设权重和得分，自评得分、考评等次由考评人填写。',
  ],
  explains: [
    dueCount,
    inTimeCount,
    inTimeRate,
    serviceCount,
    enterpriseCount,
    expertTakingPart,
    averageSatisfaction,
  ],
  figures: [
    {
      name: '定制化方案',
      unit: '份',
      formula:
        '已审核的定制化服务所写的专项方案，同名的只计一次；没有写名称的以附件为准。列出的是每份方案第一次写到的那条服务记录。',
    },
  ],
  nothing: '期末无在岗的专家服务队',
})
