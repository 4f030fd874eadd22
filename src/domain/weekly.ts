import { eventsOf } from './events'
import type { FuzzyNumber, Values } from './field'
import { beijingDay, chineseDay } from './kinds/date'
import { showFuzzy } from './kinds/fuzzy-number'
import { isoWeek, periodOfWeek } from './kinds/week'
import { addDays, contains, type Period, weekOf } from './period'
import type { OfficeRules } from './office-rules'
import type { RecordOf } from './record'
import type { needs } from './registers/needs'
import type { serviceRecords } from './registers/service-records'
import type { teams } from './registers/teams'
import type { visits } from './registers/visits'
import { dueAtOf, type weeklyReports } from './registers/weekly-reports'

/**
 * The weekly report of a team (domain B15, A28): which are due, what the week's records say by themselves, and how a report
 * stands against its due time. The two tables 对接 and 推进 are of the source text (S), how they are filled is ours (I).
 */
export type WeeklyReport = RecordOf<typeof weeklyReports>
export type Team = RecordOf<typeof teams>
type Need = RecordOf<typeof needs>
type Service = RecordOf<typeof serviceRecords>
type Visit = RecordOf<typeof visits>

/** Live records from which a week is told. */
export interface WeekData {
  readonly needs: readonly Need[]
  readonly services: readonly Service[]
  readonly visits: readonly Visit[]
}

const mostWeeks = 60

/** The weeks from one to another, both included; at most the last 60 of them. */
export const weeksBetween = (first: string, last: string): readonly string[] => {
  const weeks: string[] = []
  let week: string | undefined = last
  while (week !== undefined && week >= first && weeks.length < mostWeeks) {
    weeks.unshift(week)
    const start: string | undefined = periodOfWeek(week)?.start
    week = start === undefined ? undefined : isoWeek(weekOf(addDays(start, -1)))
  }
  return weeks
}

/**
 * Values of the reports that are to be made on a day: one in 未报 for every 在岗 team that has none, for this week and for
 * those since the last week that has any, in which the program was not opened. In the order of weeks and teams.
 */
export const reportsToMake = (
  teamList: readonly Team[],
  reports: readonly WeeklyReport[],
  today: string,
  rules: OfficeRules,
): readonly Values[] => {
  const current = isoWeek(weekOf(today))
  const known = new Set(reports.map(({ values: { team, week } }) => `${team ?? ''} ${week ?? ''}`))
  const latest = reports.reduce<string | undefined>((found, { values: { week } }) => {
    const earlier = week !== undefined && week <= current
    return earlier && (found === undefined || week > found) ? week : found
  }, undefined)
  const onDuty = teamList.filter(({ values, deletedAt }) => values.status === '在岗' && deletedAt === null)
  return weeksBetween(latest ?? current, current).flatMap((week) =>
    onDuty
      .filter(({ id, values }) => wasFoundedBy(values.founded?.value, week) && !known.has(`${id} ${week}`))
      .map(({ id }): Values => ({
        team: id,
        week,
        status: '未报',
        zeroReport: false,
        dueAt: dueAtOf(week, rules),
      })),
  )
}

/** Whether a team founded on a day, in a month or a year existed by the end of a week. */
export const wasFoundedBy = (founded: string | undefined, week: string): boolean => {
  const end = periodOfWeek(week)?.end
  return founded === undefined || end === undefined || founded <= end.slice(0, founded.length)
}

/** 报送状态: 应报 reports are those whose due time has come. */
export type Standing = '按时' | '迟报' | '零报告' | '未报' | '未到期'

/** How the report of a week stands at an instant; a zero report that is late counts as late (I). */
export const standingOf = (
  week: string,
  report: WeeklyReport | undefined,
  now: string,
  rules: OfficeRules,
): Standing => {
  return standingBy(dueAtOf(week, rules), report, now)
}

/** The same where the due time of the week is known; a report keeps the one that it was made with. */
export const standingBy = (
  dueOfWeek: string | undefined,
  report: WeeklyReport | undefined,
  now: string,
): Standing => {
  const { submittedAt, dueAt, zeroReport } = report?.values ?? {}
  const due = dueAt ?? dueOfWeek ?? ''
  if (submittedAt === undefined) return now > due ? '未报' : '未到期'
  if (submittedAt > due) return '迟报'
  return zeroReport === true ? '零报告' : '按时'
}

/** A number with the records behind it. */
export interface Counted {
  readonly count: number
  readonly register: 'needs' | 'serviceRecords' | 'visits'
  readonly ids: readonly string[]
}

/** 本周自动统计; the keys are the fields of the report that keep the numbers. */
export interface WeekStatistics {
  readonly newDockings: Counted
  readonly services: Counted
  readonly visitedEnterprises: Counted
  readonly expertTimes: Counted
  readonly closedNeeds: Counted
}

/** Experts of the team who belonged to it on any day of the week. */
const membersIn = ({ values }: Team, { start, end }: Period): ReadonlySet<string> =>
  new Set(
    (values.members ?? []).flatMap(({ expert, joinDate, quitDate }) =>
      expert !== undefined &&
      (joinDate === undefined || joinDate <= end) &&
      (quitDate === undefined || quitDate > start)
        ? [expert]
        : [],
    ),
  )

type Match = NonNullable<Need['values']['matches']>[number]

/** Matches of the week that concern the team: on its needs, with itself, or with one of its members. */
const matchesOf = (
  team: Team,
  week: Period,
  data: WeekData,
): readonly { readonly need: Need; readonly match: Match }[] => {
  const members = membersIn(team, week)
  return data.needs.flatMap((need) =>
    (need.values.matches ?? [])
      .filter(
        (match) =>
          match.matchDate !== undefined &&
          contains(week, match.matchDate) &&
          (need.values.team === team.id ||
            match.team === team.id ||
            (match.expert !== undefined && members.has(match.expert))),
      )
      .map((match) => ({ need, match })),
  )
}

/** Services of the team in the week, returned ones left out; they need not be audited yet. */
const servicesOf = (team: Team, week: Period, { services }: WeekData): readonly Service[] =>
  services
    .filter(
      ({ values }) =>
        values.team === team.id &&
        values.serviceDate !== undefined &&
        contains(week, values.serviceDate) &&
        values.auditStatus !== '退回',
    )
    .sort((a, b) => ((a.values.serviceDate ?? '') < (b.values.serviceDate ?? '') ? -1 : 1))

const visitsOf = (team: Team, week: Period, data: WeekData): readonly Visit[] => {
  const members = membersIn(team, week)
  return data.visits.filter(
    ({ values: { visitDate, status, team: own, experts } }) =>
      visitDate?.precision === '日' &&
      contains(week, visitDate.value) &&
      status !== '计划' &&
      status !== '已取消' &&
      (own === team.id || (experts ?? []).some((expert) => members.has(expert))),
  )
}

const countedBy = (
  register: Counted['register'],
  records: readonly { readonly id: string }[],
  count: number = records.length,
): Counted => ({ count, register, ids: [...new Set(records.map(({ id }) => id))] })

/** The statistics of a team's week (次, 次, 家, 人次, 项) (I), each with the records that it counts. */
export const statisticsOfWeek = (team: Team, week: Period, data: WeekData): WeekStatistics => {
  const matches = matchesOf(team, week, data)
  const services = servicesOf(team, week, data)
  const seen = visitsOf(team, week, data)
  const enterprises = new Set(
    seen.flatMap(({ values }) =>
      (values.targets ?? []).flatMap(({ targetType, organization }) =>
        targetType === '企业' && organization !== undefined ? [organization] : [],
      ),
    ),
  )
  const closed = data.needs.filter(
    ({ values: { team: own, status, closeDate } }) =>
      own === team.id && status === '已办结' && closeDate !== undefined && contains(week, closeDate),
  )
  const experts = services.reduce((sum, { values }) => sum + (values.experts ?? []).length, 0)
  return {
    newDockings: countedBy(
      'needs',
      matches.map(({ need }) => need),
      matches.length,
    ),
    services: countedBy('serviceRecords', services),
    visitedEnterprises: countedBy('visits', seen, enterprises.size),
    expertTimes: countedBy('serviceRecords', services, experts),
    closedNeeds: countedBy('needs', closed),
  }
}

/** The numbers alone, as the report keeps them. */
export const statisticValues = (statistics: WeekStatistics): Values =>
  Object.fromEntries(
    Object.entries(statistics).map(([field, { count }]: [string, Counted]) => [field, count]),
  )

/**
 * What the week's records say of a team's report: rows of 对接 from matches and from services without a need, rows of 推进
 * from what was done for each need, and the statistics. Each row names the records that it comes from.
 */
export const draftOfWeek = (team: Team, week: Period, data: WeekData): Values => {
  const services = servicesOf(team, week, data)
  const dockings = [
    ...matchesOf(team, week, data).map(({ need, match }) => dockingOfMatch(need, match)),
    ...services.filter(({ values }) => (values.needs ?? []).length === 0).map(dockingOfService),
  ].sort((a, b) => (a.dockedOn < b.dockedOn ? -1 : a.dockedOn > b.dockedOn ? 1 : 0))
  const progress = data.needs.flatMap((need) => progressOfNeed(need, week, team, services))
  return {
    ...(dockings.length === 0 ? {} : { dockings }),
    ...(progress.length === 0 ? {} : { progress }),
    ...statisticValues(statisticsOfWeek(team, week, data)),
  }
}

const dockingOfMatch = ({ id, values }: Need, { matchDate = '', method, proposal, result }: Match) => ({
  dockedOn: matchDate,
  ...(values.organization === undefined ? {} : { organization: values.organization }),
  ...(method === undefined ? {} : { way: method }),
  content: [`“${values.title ?? ''}”`, ...(proposal === undefined ? [] : [proposal])].join('：'),
  need: id,
  ...(result === undefined ? {} : { result }),
})

const dockingOfService = ({ id, values }: Service) => {
  const { serviceDate = '', served = [], form, topic = '', people, result } = values
  const [first] = served
  return {
    dockedOn: serviceDate,
    ...(first === undefined ? {} : { organization: first }),
    ...(form === undefined ? {} : { way: form }),
    content: `${topic}${served.length > 1 ? `（面向 ${String(served.length)} 家）` : ''}${peopleText(people)}`,
    service: id,
    ...(result === undefined ? {} : { result }),
  }
}

const peopleText = (people: FuzzyNumber | undefined): string =>
  people === undefined ? '' : `，受益${showFuzzy(people, '人次')}`

/** One row for a need of the team on which something happened: its services and the steps that it took. */
const progressOfNeed = (
  { id, values }: Need,
  week: Period,
  team: Team,
  services: readonly Service[],
): readonly Readonly<Record<string, string | number>>[] => {
  const served = services.filter((service) => (service.values.needs ?? []).includes(id))
  const steps =
    values.team === team.id ? eventsOf(values).filter(({ at }) => contains(week, beijingDay(at))) : []
  if (served.length === 0 && steps.length === 0) return []
  const sentences = [
    ...steps.map(({ at, action, to }) => ({
      day: beijingDay(at),
      place: afterService.includes(to) ? 2 : 0,
      text: `${action}（${to}）`,
    })),
    ...served.map(({ values: { serviceDate = '', form = '', topic = '', result } }) => ({
      day: serviceDate,
      place: 1,
      text: `${form}：${topic}${result === undefined ? '' : `，${result}`}`,
    })),
  ].sort((a, b) => byDay(a, b) || a.place - b.place)
  const expected = values.dueDate ?? values.expectDate
  return [
    {
      subject: '需求',
      need: id,
      progress: `${sentences.map(({ day, text }) => shortDay(day) + text).join('；')}。`,
      ...(values.status === '已办结' ? { percent: 100 } : {}),
      ...(expected === undefined ? {} : { expected }),
    },
  ]
}

/** States that a need only comes to once it was served: of a service only the day is known, not the hour. */
const afterService: readonly string[] = ['待回访', '已办结', '未解决办结']

const byDay = (a: { readonly day: string }, b: { readonly day: string }): number =>
  a.day < b.day ? -1 : a.day > b.day ? 1 : 0

const shortDay = (day: string): string => chineseDay(day).replace(/^\d+年/u, '')
