import { eventsOf } from '../events'
import { beijingDay } from '../kinds/date'
import { isoWeek, periodOfWeek } from '../kinds/week'
import { addDays, contains, weekOf, weekPeriod } from '../period'
import { lagOf, progressOf } from '../task-progress'
import { dueAtOf } from '../registers/weekly-reports'
import { type Standing, standingBy } from '../weekly'
import {
  type Achievement,
  type Activity,
  type Agreement,
  behind,
  countOf,
  type Definition,
  distinct,
  falls,
  fallsPartly,
  fuzzySumOf,
  hasComeBy,
  type Indicator,
  type KeyTask,
  type Measure,
  ratio,
  type Scope,
  shareOf,
  type Team,
  totalOf,
  valueOf,
  type Visit,
  type WeeklyReport,
} from './indicator'

/**
 * Indicators over agreements, teams, activities, visits, key tasks and achievements (domain E: K19, K20, K24–K35). Thirteen
 * teams, the forum every two months and the ten tasks are of the source text (S); every way of counting is ours (I).
 */
const signed: ReadonlySet<string> = new Set(['已签订', '履行中', '已到期', '已续签', '已终止'])

/** Agreements signed in the period, technology contracts among them. */
export const signedAgreements = ({ book, period }: Scope): readonly Agreement[] =>
  book.agreements.filter(
    ({ values }) => signed.has(values.status ?? '洽谈中') && fallsPartly(period, values.signDate),
  )

/** K19's set: technology contracts, and what services led to, each agreement once. */
const contracts = (scope: Scope): readonly Agreement[] => {
  const linked = new Set(scope.book.serviceRecords.flatMap(({ values }) => values.contract ?? []))
  return signedAgreements(scope).filter(({ id, values }) => values.type === '技术合同' || linked.has(id))
}

export const contractCount: Indicator = {
  code: 'K19',
  label: '合同数',
  unit: '份',
  words: '签订日期在所属期内的技术合同，以及服务记录关联的合同、协议，同一份只计一次；只写到月份的按该月计。',
  source: 'I',
  of: (scope) => countOf('agreements', contracts(scope)),
}

export const contractAmount: Indicator = {
  code: 'K19',
  label: '合同金额',
  unit: '万元',
  words: '上述合同、协议的合同金额之和。',
  source: 'I',
  of: (scope) =>
    valueOf('agreements', contracts(scope), totalOf(contracts(scope).map(({ values }) => values.amount))),
}

export const technologyAmount: Indicator = {
  code: 'K20',
  label: '技术交易额',
  unit: '万元',
  words: '签订日期在所属期内、已认定登记的技术合同的技术交易额之和。',
  source: 'P',
  of: (scope) => {
    const registered = signedAgreements(scope).filter(({ values }) => values.registered === true)
    return valueOf('agreements', registered, totalOf(registered.map(({ values }) => values.technologyAmount)))
  },
}

const wasFounded = ({ values }: Team, day: string): boolean => hasComeBy(values.founded, day)

/** Teams on duty at the end of the period. */
export const standingTeams = ({ book, period }: Scope): readonly Team[] =>
  book.teams.filter((team) => team.values.status === '在岗' && wasFounded(team, period.end))

type TeamMember = NonNullable<Team['values']['members']>[number]

/** Members of a team on a day. */
export const teamMembersOn = ({ values }: Team, day: string): readonly TeamMember[] =>
  (values.members ?? []).filter(
    ({ joinDate, quitDate }) =>
      (joinDate === undefined || joinDate <= day) && (quitDate === undefined || quitDate > day),
  )

const expertsOf = (teams: readonly Team[], day: string): readonly string[] => [
  ...new Set(teams.flatMap((team) => teamMembersOn(team, day).flatMap(({ expert }) => expert ?? []))),
]

export const teamCount: Indicator = {
  code: 'K24',
  label: '服务队数',
  unit: '支',
  words: '期末在岗的专家服务队支数；看一个地区时为挂联该地区的服务队。',
  source: 'S',
  of: (scope) => countOf('teams', standingTeams(scope)),
}

export const teamExperts: Indicator = {
  code: 'K24',
  label: '专家数',
  unit: '名',
  words: '期末在岗服务队的在队专家，同一人只计一次。',
  source: 'S',
  of: (scope) => {
    const teams = standingTeams(scope)
    return valueOf('teams', teams, expertsOf(teams, scope.period.end).length)
  },
}

export const expertTakingPart: Indicator = {
  code: 'K16',
  label: '专家参与率',
  unit: '%',
  words: '期末在队专家中，本期参与过已审核服务的人数 ÷ 期末在队专家人数（均去重）。',
  source: 'I',
  of: (scope) => {
    const { book, period } = scope
    const members = expertsOf(standingTeams(scope), period.end)
    const services = book.serviceRecords.filter(
      ({ values }) => values.auditStatus === '已审核' && falls(period, values.serviceDate),
    )
    const active = new Set(services.flatMap(({ values }) => values.experts ?? []))
    return {
      value: ratio(members.filter((expert) => active.has(expert)).length, members.length),
      behind: [...behind('teams', standingTeams(scope)), ...behind('serviceRecords', services)],
    }
  },
}

/** The last days of the ISO weeks that end in the period, in order. */
const weekEndsIn = ({ period }: Scope): readonly string[] => {
  const ends: string[] = []
  const { year, week } = weekOf(period.start)
  for (let { end } = weekPeriod(year, week); end <= period.end; end = addDays(end, 7)) ends.push(end)
  return ends
}

/** A report that is due: of which team and week, and how it stands. */
export interface DueReport {
  readonly team: Team
  readonly week: string
  readonly report: WeeklyReport | undefined
  readonly standing: Standing
}

/** 应报: every team on duty × every week that ends in the period; those whose time has not come are left out. */
export const dueReports = (scope: Scope): readonly DueReport[] => {
  const { book, rules, now } = scope
  const reports = new Map(
    book.weeklyReports.map((report) => [`${report.values.team ?? ''} ${report.values.week ?? ''}`, report]),
  )
  const onDuty = standingTeams(scope)
  if (onDuty.length === 0) return []
  return weekEndsIn(scope).flatMap((end) => {
    const week = isoWeek(weekOf(end))
    const dueAt = dueAtOf(week, rules)
    return onDuty
      .filter((team) => wasFounded(team, end))
      .map((team): DueReport => {
        const report = reports.get(`${team.id} ${week}`)
        return { team, week, report, standing: standingBy(dueAt, report, now) }
      })
      .filter(({ standing }) => standing !== '未到期')
  })
}

const reportsBehind = (due: readonly DueReport[]) =>
  behind(
    'weeklyReports',
    due.flatMap(({ report }) => report ?? []),
  )
/** Those that are due and that nobody has begun. */
const neverBegun = (due: readonly DueReport[]): readonly string[] =>
  due.flatMap(({ team, week, report }) =>
    report === undefined
      ? [`${team.values.name ?? team.code}：${periodOfWeek(week)?.label ?? week}没有周报`]
      : [],
  )
const shareOfDue = (done: readonly DueReport[], due: readonly DueReport[]): Measure => ({
  value: ratio(done.length, due.length),
  behind: reportsBehind(due),
  part: reportsBehind(done),
  missing: neverBegun(due),
})
const inTime = ({ standing }: DueReport): boolean => standing === '按时' || standing === '零报告'

export const dueCount: Indicator = {
  code: 'K25',
  label: '应报周报',
  unit: '期',
  words: '在岗服务队 × 所属期内结束的周数；还没有到报送时间的不计。',
  source: 'I',
  of: (scope) => {
    const due = dueReports(scope)
    return { value: due.length, behind: reportsBehind(due), missing: neverBegun(due) }
  },
}

export const inTimeCount: Indicator = {
  code: 'K25',
  label: '按时报送',
  unit: '期',
  words: '应报周报中在报送时间以前提交的期数，按时的零报告计入。',
  source: 'I',
  of: (scope) => {
    const due = dueReports(scope).filter(inTime)
    return { value: due.length, behind: reportsBehind(due) }
  },
}

export const handedInRate: Indicator = {
  code: 'K25',
  label: '周报报送率',
  unit: '%',
  words: '实报期数 ÷ 应报期数；零报告计实报。',
  source: 'I',
  of: (scope) => {
    const due = dueReports(scope)
    return shareOfDue(
      due.filter(({ standing }) => standing !== '未报'),
      due,
    )
  },
}

export const inTimeRate: Indicator = {
  code: 'K25',
  label: '周报按时率',
  unit: '%',
  words: '按时报送期数 ÷ 应报期数。',
  source: 'I',
  of: (scope) => {
    const due = dueReports(scope)
    return shareOfDue(due.filter(inTime), due)
  },
}

/** Activities that were held in the period. */
export const heldActivities = ({ book, period }: Scope): readonly Activity[] =>
  book.activities.filter(({ values }) => values.status === '已举办' && fallsPartly(period, values.start))

export const activityCount: Indicator = {
  code: 'K26',
  label: '活动场次',
  unit: '场',
  words: '举办日期在所属期内、状态为已举办的活动场数。',
  source: 'I',
  of: (scope) => countOf('activities', heldActivities(scope)),
}

export const audience: Indicator = {
  code: 'K26',
  label: '现场人数',
  unit: '名',
  words: '上述活动的现场人数之和；其中有“余、约、超过”等口径的，合计前标“不少于”。',
  source: 'I',
  of: (scope) => fuzzySumOf('activities', heldActivities(scope), ({ values }) => values.offlineCount),
}

export const onlineAudience: Indicator = {
  code: 'K26',
  label: '线上人次',
  unit: '人次',
  words: '上述活动的线上人次之和；其中有“余、约、超过”等口径的，合计前标“不少于”。',
  source: 'I',
  of: (scope) => fuzzySumOf('activities', heldActivities(scope), ({ values }) => values.onlineCount),
}

const monthsBetweenForums = 2

export const forumRate: Indicator = {
  code: 'K27',
  label: '双月论坛举办率',
  unit: '%',
  words: '期末所在年度内、截至期末已举办的双月论坛期数 ÷ 应举办期数（每双月 1 期，双月结束时计入）。',
  source: 'S',
  of: ({ book, period }) => {
    const year = period.end.slice(0, 4)
    const held = book.activities.filter(
      ({ values: { type, status, start } }) =>
        type === '双月论坛' &&
        status === '已举办' &&
        start?.value.startsWith(year) === true &&
        hasComeBy(start, period.end),
    )
    const month = Number(addDays(period.end, 1).slice(5, 7)) - 1
    const over = addDays(period.end, 1).startsWith(year) ? month : 12
    return valueOf('activities', held, ratio(held.length, Math.floor(over / monthsBetweenForums)))
  },
}

export const agreementCount: Indicator = {
  code: 'K28',
  label: '协议数',
  unit: '份',
  words: '签订日期在所属期内的合作协议和技术合同份数；只写到月份的按该月计。',
  source: 'I',
  of: (scope) => countOf('agreements', signedAgreements(scope)),
}

export const sichuanCount: Indicator = {
  code: 'K28',
  label: '川渝协议数',
  unit: '份',
  words: '上述协议中区域协同为“川渝”的份数。',
  source: 'I',
  of: (scope) =>
    countOf(
      'agreements',
      signedAgreements(scope).filter(({ values }) => values.regionScope === '川渝'),
    ),
}

type AgreementItem = NonNullable<Agreement['values']['items']>[number]
const isDone = ({ status }: AgreementItem): boolean => status === '已完成'

/** 履行率 of agreements (I): items done of those whose time has come by a day; undefined where none is due. */
export const fulfilmentOf = (agreements: readonly Agreement[], day: string): number | undefined => {
  const due = agreements.flatMap(({ values }) =>
    (values.items ?? []).filter((item) => item.due !== undefined && item.due <= day),
  )
  return ratio(due.filter(isDone).length, due.length)
}

/** How many items of an agreement are done. */
export const itemsDone = ({ values }: Agreement): number => (values.items ?? []).filter(isDone).length

export const fulfilmentRate: Indicator = {
  code: 'K28',
  label: '协议履行率',
  unit: '%',
  words: '截至期末已签订协议的合作内容中，到期条目里已完成的条数 ÷ 到期条目数。',
  source: 'I',
  of: ({ book, period }) => {
    const inForce = book.agreements.filter(
      ({ values }) => signed.has(values.status ?? '洽谈中') && hasComeBy(values.signDate, period.end),
    )
    return valueOf('agreements', inForce, fulfilmentOf(inForce, period.end))
  },
}

const beenThere: ReadonlySet<string> = new Set(['已走访', '跟踪中', '已闭环'])

/** Visits that took place in the period. */
export const madeVisits = ({ book, period }: Scope): readonly Visit[] =>
  book.visits.filter(
    ({ values }) => beenThere.has(values.status ?? '计划') && fallsPartly(period, values.visitDate),
  )

/** Enterprises that a visit went to. */
export const visitedIn = ({ values }: Visit): readonly string[] =>
  (values.targets ?? []).flatMap(({ targetType, organization }) =>
    targetType === '企业' ? (organization ?? []) : [],
  )

export const visitedEnterprises: Indicator = {
  code: 'K29',
  label: '走访企业数',
  unit: '家',
  words: '走访日期在所属期内、已走访的企业，同一家只计一次。',
  source: 'I',
  of: (scope) => {
    const visits = madeVisits(scope)
    return valueOf('visits', visits, distinct(visits.flatMap(visitedIn)))
  },
}

export const visitCoverage: Indicator = {
  code: 'K29',
  label: '走访覆盖率',
  unit: '%',
  words: '走访企业数 ÷ 机构库中机构类型为企业的家数。',
  source: 'I',
  of: (scope) => {
    const visits = madeVisits(scope)
    const enterprises = scope.book.organizations.filter(({ values }) => values.orgType === '企业').length
    return valueOf('visits', visits, ratio(distinct(visits.flatMap(visitedIn)), enterprises))
  },
}

type VisitIssue = NonNullable<Visit['values']['issues']>[number]

export const issuesOf = (visits: readonly Visit[]): readonly VisitIssue[] =>
  visits.flatMap(({ values }) => values.issues ?? [])

export const closedIssueRate: Indicator = {
  code: 'K30',
  label: '问题办结率',
  unit: '%',
  words: '截至期末的走访中，已办结的问题条数 ÷ 累计问题条数。',
  source: 'I',
  of: ({ book, period }) => {
    const visits = book.visits.filter(
      ({ values }) => beenThere.has(values.status ?? '计划') && hasComeBy(values.visitDate, period.end),
    )
    const issues = issuesOf(visits)
    return valueOf(
      'visits',
      visits.filter(({ values }) => (values.issues ?? []).length > 0),
      ratio(issues.filter(({ status }) => status === '已办结').length, issues.length),
    )
  },
}

/** The ten tasks of the city for the year in which the period ends, in their order. */
export const cityTasks = ({ book, period }: Scope): readonly KeyTask[] =>
  book.keyTasks
    .filter(({ values }) => values.level === '市级' && String(values.year) === period.end.slice(0, 4))
    .sort((a, b) => (a.values.taskNumber ?? 0) - (b.values.taskNumber ?? 0))

const isGoingOn = ({ values }: KeyTask): boolean => values.status !== '暂缓' && values.status !== '已取消'

/** 平均进度（%）of the tasks that are not put off or given up; undefined without any. */
export const averageProgressOf = (tasks: readonly KeyTask[]): number | undefined => {
  const going = tasks.filter(isGoingOn)
  return ratio(totalOf(going.map(({ values }) => progressOf(values))), going.length * 100)
}

export const taskProgress: Indicator = {
  code: 'K31',
  label: '重点任务平均进度',
  unit: '%',
  words: '市级重点任务工作进度的平均数，不含暂缓和已取消的。',
  source: 'I',
  of: (scope) => valueOf('keyTasks', cityTasks(scope), averageProgressOf(cityTasks(scope))),
}

export const laggingTasks: Indicator = {
  code: 'K31',
  label: '滞后任务数',
  unit: '项',
  words:
    '未完成，且期末已过完成时限、或工作进度比时间进度落后超过容差（默认 15 个百分点，可在设置中改）的任务数。',
  source: 'I',
  of: (scope) =>
    countOf(
      'keyTasks',
      cityTasks(scope).filter(({ values }) => lagOf(values, scope.period.end, scope.rules) !== undefined),
    ),
}

export const milestoneRate: Indicator = {
  code: 'K32',
  label: '里程碑按期完成率',
  unit: '%',
  words: '计划完成日不晚于期末的里程碑中，实际完成日不晚于计划日的个数 ÷ 全部个数（不含已取消）。',
  source: 'I',
  of: (scope) => {
    const tasks = cityTasks(scope)
    const due = tasks
      .flatMap(({ values }) => values.milestones ?? [])
      .filter(
        ({ planDate, status }) =>
          planDate !== undefined && planDate <= scope.period.end && status !== '已取消',
      )
    const done = due.filter(
      ({ actualDate, planDate }) => actualDate !== undefined && actualDate <= (planDate ?? ''),
    )
    return valueOf('keyTasks', tasks, ratio(done.length, due.length))
  },
}

const transferredIn = ({ values }: Achievement, { period }: Scope): boolean =>
  values.status === '已转化' &&
  eventsOf(values).some(({ to, at }) => to === '已转化' && contains(period, beijingDay(at)))

export const transferredCount: Indicator = {
  code: 'K33',
  label: '成果转化数',
  unit: '项',
  words: '所属期内办理“转化”的成果与资源项数。',
  source: 'I',
  of: (scope) =>
    countOf(
      'achievements',
      scope.book.achievements.filter((achievement) => transferredIn(achievement, scope)),
    ),
}

export const transferRate: Indicator = {
  code: 'K33',
  label: '成果转化率',
  unit: '%',
  words: '累计已转化 ÷ 累计入库（不含草稿）。',
  source: 'I',
  of: ({ book }) => {
    const kept = book.achievements.filter(({ values }) => (values.status ?? '草稿') !== '草稿')
    const done = kept.filter(({ values }) => values.status === '已转化')
    return shareOf('achievements', done, kept)
  },
}

/** 已拨付（分）of a team in the year in which a period ends, until its end. */
export const paidTo = ({ values }: Team, end: string): number =>
  totalOf(
    (values.payments ?? []).map(({ paidOn, amount }) =>
      paidOn !== undefined && paidOn.startsWith(end.slice(0, 4)) && paidOn <= end ? amount : 0,
    ),
  )

export const paymentRate: Indicator = {
  code: 'K34',
  label: '经费拨付率',
  unit: '%',
  words:
    '期末所在年度截至期末已拨付金额之和 ÷ 年度专项工作经费之和（公开报道为每队每年 10 万元，可按实际修改）。',
  source: 'P',
  of: (scope) => {
    const teams = standingTeams(scope)
    const paid = totalOf(teams.map((team) => paidTo(team, scope.period.end)))
    return valueOf('teams', teams, ratio(paid, totalOf(teams.map(({ values }) => values.annualFund))))
  },
}

export const industryGrowth: Definition = {
  code: 'K35',
  label: '产业指标同比',
  unit: '%',
  words: '（本期 − 上期）÷ 上期的绝对值；任一期的口径不是精确数时结果前加“约”，上期没有或为 0 时记“—”。',
  source: 'I',
}
