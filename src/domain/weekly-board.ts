import { beijingDay } from './kinds/date'
import { isoWeek, periodOfWeek } from './kinds/week'
import type { OfficeRules } from './office-rules'
import { weekOf, weekPeriod, weeksIn } from './period'
import { stateOf } from './lifecycle'
import { teamIndustries } from './reference/lists'
import { weeklyLifecycle } from './registers/weekly-reports'
import { type Standing, standingOf, wasFoundedBy, type Team, type WeeklyReport } from './weekly'

/** How all teams report over the weeks of a quarter (I: the source text only says that they report every week). */
export interface WeekBoard {
  readonly weeks: readonly BoardWeek[]
  readonly rows: readonly BoardRow[]
  /** The latest week before today that has any report; undefined when there is none at all. */
  readonly latest: string | undefined
}

export interface BoardWeek {
  readonly week: string
  /** Of the teams that had to report: those in time, those that reported at all, all of them. */
  readonly inTime: number
  readonly handedIn: number
  readonly due: number
}

export interface BoardRow {
  readonly team: string
  readonly name: string
  readonly industry: string
  readonly isSample: boolean
  readonly cells: readonly BoardCell[]
}

export interface BoardCell {
  readonly week: string
  /** The record of the report, once there is one. */
  readonly report: string | undefined
  /** Its state in the life cycle; undefined without a report. */
  readonly state: string | undefined
  /** undefined: the team did not exist yet or is not on duty, and nothing is expected. */
  readonly standing: Standing | undefined
}

export interface Quarter {
  readonly year: number
  /** 1 to 4; the fourth has 14 weeks in a year of 53. */
  readonly quarter: number
}

const weeksInQuarter = 13

/** The quarter in which an ISO week lies, by thirteens: week 53 belongs to the fourth. */
export const quarterOfWeek = ({ year, week }: { readonly year: number; readonly week: number }): Quarter => ({
  year,
  quarter: Math.min(4, Math.ceil(week / weeksInQuarter)),
})

export const quarterOfDay = (day: string): Quarter => quarterOfWeek(weekOf(day))

/** The quarter so many before or after. */
export const quarterBeside = ({ year, quarter }: Quarter, by: number): Quarter => {
  const index = year * 4 + quarter - 1 + by
  return { year: Math.floor(index / 4), quarter: (index % 4) + 1 }
}

/** The ISO weeks of a quarter, in order. */
export const weeksOfQuarter = ({ year, quarter }: Quarter): readonly string[] => {
  const first = (quarter - 1) * weeksInQuarter + 1
  const last = quarter === 4 ? weeksIn(year) : quarter * weeksInQuarter
  return Array.from({ length: last - first + 1 }, (_, index) => isoWeek({ year, week: first + index }))
}

/** 第17周 */
export const shortWeek = (week: string): string => `第${String(Number(week.slice(6)))}周`

/** 4.26—5.2 */
export const daysOfWeek = (week: string): string => {
  const period = weekPeriod(Number(week.slice(0, 4)), Number(week.slice(6)))
  const short = (day: string): string => `${String(Number(day.slice(5, 7)))}.${String(Number(day.slice(8)))}`
  return `${short(period.start)}—${short(period.end)}`
}

/**
 * Teams × weeks. A team stands on the board when it is on duty or has reported in one of the weeks; real teams stand before
 * samples, both in the published order of their industries.
 */
export const weekBoard = (
  teams: readonly Team[],
  reports: readonly WeeklyReport[],
  weeks: readonly string[],
  { now, rules }: { readonly now: string; readonly rules: OfficeRules },
): WeekBoard => {
  const byPlace = new Map(reports.map((report) => [placeOf(report), report]))
  const reported = new Set(
    reports.flatMap(({ values: { team, week } }) =>
      week !== undefined && weeks.includes(week) ? (team ?? []) : [],
    ),
  )
  const rows = teams
    .filter(({ id, values }) => values.status === '在岗' || reported.has(id))
    .sort((a, b) => Number(a.isSample) - Number(b.isSample) || orderOf(a) - orderOf(b))
    .map((team): BoardRow => ({
      team: team.id,
      name: team.values.name ?? team.code,
      industry: team.values.industry ?? '',
      isSample: team.isSample,
      cells: weeks.map((week) => cellOf(team, week, byPlace.get(`${team.id} ${week}`), now, rules)),
    }))
  return {
    rows,
    weeks: weeks.map((week, index) =>
      totalsOf(
        week,
        rows.map(({ cells }) => cells[index]?.standing),
      ),
    ),
    latest: latestOf(reports),
  }
}

const placeOf = ({ values: { team, week } }: WeeklyReport): string => `${team ?? ''} ${week ?? ''}`

const orderOf = ({ values: { industry } }: Team): number =>
  teamIndustries.findIndex(({ value }) => value === industry)

const cellOf = (
  team: Team,
  week: string,
  report: WeeklyReport | undefined,
  now: string,
  rules: OfficeRules,
): BoardCell => {
  const isExpected = team.values.status === '在岗' && wasFoundedBy(team.values.founded?.value, week)
  const begins = periodOfWeek(week)?.start ?? ''
  const isAhead = begins > beijingDay(now)
  const standing = standingOf(week, report, now, rules)
  return {
    week,
    report: report?.id,
    state: report === undefined ? undefined : stateOf(weeklyLifecycle, report.values),
    standing: report === undefined && (!isExpected || isAhead) ? undefined : standing,
  }
}

const totalsOf = (week: string, standings: readonly (Standing | undefined)[]): BoardWeek => {
  const due = standings.filter((standing) => standing !== undefined && standing !== '未到期')
  return {
    week,
    inTime: due.filter((standing) => standing === '按时' || standing === '零报告').length,
    handedIn: due.filter((standing) => standing !== '未报').length,
    due: due.length,
  }
}

const latestOf = (reports: readonly WeeklyReport[]): string | undefined =>
  reports.reduce<string | undefined>((latest, { values: { week, submittedAt } }) => {
    if (week === undefined || submittedAt === undefined) return latest
    return latest === undefined || week > latest ? week : latest
  }, undefined)
