import type { Values } from '../../domain/field'
import { instantAt } from '../../domain/kinds/moment'
import { periodOfWeek } from '../../domain/kinds/week'
import { addDays } from '../../domain/period'
import { usualRules } from '../../domain/office-rules'
import { dueAtOf } from '../../domain/registers/weekly-reports'
import { draftOfWeek, type WeekData, weeksBetween } from '../../domain/weekly'
import { asRecord, type Made, sample } from './sample'

/** Of 221 reports (13 teams, weeks 9 to 25 of 2021) 10 are missing, 6 say that nothing was done, 15 came late. */
const missing = (place: number): boolean => place % 22 === 7
const zero = (place: number): boolean => place % 37 === 12
const late = (place: number): boolean => place % 15 === 1

const inState = (week: string, place: number): string => {
  if (week === '2021-W25') return '已提交'
  if (week === '2021-W24') return '已审核'
  return week === '2021-W23' && place % 13 === 0 ? '已退回' : '已汇总上报'
}

const nothingLinked: Values = {
  progress: [
    { subject: '其他', matter: '示例日常联络', progress: '与挂联地区科协电话沟通，摸排企业需求（虚构）。' },
  ],
}

/** A report for each team and week, written by the week's own records; and one of week 53 of the year before. */
export const makeWeeks = (
  teams: readonly Made[],
  made: Readonly<Record<keyof WeekData, readonly Made[]>>,
): readonly Made[] => {
  const data: WeekData = {
    needs: made.needs.map(asRecord),
    services: made.services.map(asRecord),
    visits: made.visits.map(asRecord),
  }
  const [first] = teams
  const report = (team: Made, week: string, place: number): Made =>
    sample('weeklyReports', '500118', reportOf(team, week, place, data))
  return [
    ...(first === undefined ? [] : [report(first, '2020-W53', 0)]),
    ...weeksBetween('2021-W09', '2021-W25').flatMap((week, row) =>
      teams.map((team, column) => report(team, week, row * teams.length + column)),
    ),
  ]
}

const reportOf = (team: Made, week: string, place: number, data: WeekData): Values => {
  const period = periodOfWeek(week)
  if (period === undefined) throw new Error(`${week} is no week`)
  const dueAt = dueAtOf(week, usualRules)
  const common = { team: team.id, week, dueAt }
  if (missing(place)) return { ...common, status: '未报', zeroReport: false }
  const monday = addDays(period.end, 1)
  const submittedAt = instantAt(late(place) ? addDays(monday, 1) : monday, '09:30')
  const status = inState(week, place)
  const told = zero(place) ? {} : draftOfWeek(asRecord(team), period, data)
  const isBlank = told.dockings === undefined && told.progress === undefined
  return {
    ...common,
    status,
    submittedAt,
    zeroReport: zero(place),
    ...(zero(place)
      ? { zeroNote: '示例说明：本周为联络员集中培训。' }
      : { ...(isBlank ? nothingLinked : {}), ...told }),
    nextPlan: '示例计划：走访两家企业，跟进在办需求。',
    filler: '示例联络员',
    ...(status === '已提交' ? {} : { reviewer: '示例审核人' }),
    events: eventsOf(submittedAt, status),
  }
}

/** Handed in, approved, and taken into the summary, as far as the report has come. */
const eventsOf = (submittedAt: string, status: string): Values[string] => {
  const event = (action: string, from: string, to: string, by: string, hours: number) => ({
    at: new Date(Date.parse(submittedAt) + hours * 3_600_000).toISOString(),
    action,
    from,
    to,
    by,
  })
  const steps = [
    event('开始填报', '未报', '草稿', '示例联络员', -2),
    event('提交', '草稿', '已提交', '示例联络员', 0),
  ]
  if (status === '已提交') return steps
  if (status === '已退回')
    return [
      ...steps,
      { ...event('退回', '已提交', '已退回', '示例审核人', 3), comment: '示例意见：请写明企业名称。' },
    ]
  const approved = [...steps, event('审核通过', '已提交', '已审核', '示例审核人', 5)]
  return status === '已审核'
    ? approved
    : [...approved, event('纳入汇总批次', '已审核', '已汇总上报', '示例审核人', 8)]
}
