import { daysInMonth, isDay, isoDay, partsOf, readWrittenDate } from './kinds/date'
import { halfWidth } from './kinds/kind'
import { addDays } from './period'

/**
 * Which days are worked (domain F13). The State Council announces holidays and make-up workdays year by year, so that the
 * lists come from the user; without a list a year is worked from Monday to Friday, and whoever counts days says so.
 */
export interface WorkCalendar {
  /** ISO days off although they are weekdays, in order. */
  readonly holidays: readonly string[]
  /** ISO days worked although they are weekend days, in order. */
  readonly workdays: readonly string[]
}

export const emptyCalendar: WorkCalendar = { holidays: [], workdays: [] }

const mondayFirst = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export const isWorkday = ({ holidays, workdays }: WorkCalendar, day: string): boolean =>
  workdays.includes(day) || (mondayFirst(day) < 5 && !holidays.includes(day))

/** Whether the holidays of a year are known; if not, its working days are a guess. */
export const knowsYear = ({ holidays }: WorkCalendar, year: number): boolean =>
  holidays.some((day) => partsOf(day).year === year)

/** The `count`-th working day after a day; with a negative count, before it. 0 is the day itself, worked or not. */
export const addWorkdays = (calendar: WorkCalendar, day: string, count: number): string => {
  const step = Math.sign(count)
  let left = Math.abs(count)
  let reached = day
  while (left > 0) {
    reached = addDays(reached, step)
    if (isWorkday(calendar, reached)) left -= 1
  }
  return reached
}

/** How many working days lie after `from` up to and with `to`; 0 when `to` is not later. */
export const workdaysBetween = (calendar: WorkCalendar, from: string, to: string): number => {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(calendar, day)) count += 1
  return count
}

/** Two lists as one, each day once and in order; a day named in `added` leaves the other list. */
export const mergeCalendars = (known: WorkCalendar, added: WorkCalendar): WorkCalendar => ({
  holidays: inOrder([...known.holidays.filter((day) => !added.workdays.includes(day)), ...added.holidays]),
  workdays: inOrder([...known.workdays.filter((day) => !added.holidays.includes(day)), ...added.workdays]),
})

const inOrder = (days: readonly string[]): readonly string[] => [...new Set(days)].sort()

export interface ReadCalendar extends WorkCalendar {
  /** What names no day, as it was written. */
  readonly unread: readonly string[]
}

/**
 * Reads the days from pasted text: a column of dates (with 班 or 上班 behind make-up workdays), or the sentences of the
 * yearly notice, `春节：2月11日至17日放假调休，共7天。2月7日（星期日）、2月20日（星期六）上班。`. `year` serves until one is named.
 */
export const readCalendarText = (text: string, year: number | undefined): ReadCalendar => {
  const found: DayFound[] = []
  const unread: string[] = []
  let current = year
  for (const clause of clausesOf(text)) {
    const days = daysIn(clause, current)
    const last = days.at(-1)
    if (last === undefined) unread.push(clause)
    else current = partsOf(last.day).year
    found.push(...days)
  }
  const workdays = inOrder(found.flatMap(({ day, worked }) => (worked ? [day] : [])))
  const holidays = inOrder(found.flatMap(({ day, worked }) => (worked ? [] : [day])))
  return { holidays: holidays.filter((day) => !workdays.includes(day)), workdays, unread }
}

interface DayFound {
  readonly day: string
  readonly worked: boolean
}

/** Sentences and lines, without numbering, weekdays in brackets and headings such as 一、元旦：. */
const clausesOf = (text: string): readonly string[] =>
  halfWidth(text)
    .replace(/\([^)]*\)/gu, '')
    .split(/[。\n\r;]+/u)
    .map((clause) => clause.replace(/^\s*[一二三四五六七八九十]+、/u, '').trim())
    .filter((clause) => clause !== '')

const oneDay = String.raw`(?:\d{4}年)?\d{1,2}月\d{1,2}日?|\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?<![\d.])\d{8}(?!\d)|(?<![\d.])\d{5}(?!\d)`
const span = new RegExp(
  String.raw`(${oneDay})(?:\s*(?:至|到|—|–|~)\s*((?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|${oneDay}))?`,
  'gu',
)
const longestHoliday = 31

/** The days of a clause; whether they are worked says the first word of it behind them: 放假, 调休 or 上班. */
const daysIn = (clause: string, year: number | undefined): readonly DayFound[] => {
  const found: DayFound[] = []
  let current = year
  for (const match of clause.matchAll(span)) {
    const [whole, first = '', last] = match
    const start = dayOf(first, current)
    if (start === undefined) continue
    current = partsOf(start).year
    const end = last === undefined ? start : endOf(last, start)
    const said = /[休假班]/u.exec(clause.slice(match.index + whole.length))?.[0]
    for (let day = start; day <= end && day <= addDays(start, longestHoliday); day = addDays(day, 1))
      found.push({ day, worked: said === '班' })
  }
  return found
}

const dayOf = (written: string, year: number | undefined): string | undefined => {
  const read = readWrittenDate(written, year === undefined ? {} : { year })
  const value = read.ok ? read.value : undefined
  return value?.month === undefined || value.day === undefined
    ? undefined
    : isoDay(value.year, value.month, value.day)
}

/** 11日至17日 ends in the month in which it begins. */
const endOf = (written: string, start: string): string => {
  const { year, month } = partsOf(start)
  const bare = /^(\d{1,2})日$/u.exec(written)?.[1]
  if (bare !== undefined) {
    const day = Number(bare)
    return day <= daysInMonth(year, month) ? isoDay(year, month, day) : start
  }
  const end = dayOf(written, year)
  return end === undefined || !isDay(end) ? start : end
}
