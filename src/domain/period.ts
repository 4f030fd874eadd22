import { daysInMonth, isoDay, partsOf } from './kinds/date'
import type { PartialDate } from './field'

/**
 * Reporting periods (domain F13). A period is a span of local days, both ends included. Weeks are ISO weeks, Monday
 * to Sunday, and belong to the year of their Thursday: 2021-01-01 lies in 2020W53.
 */
export type PeriodType = '周' | '月' | '双月' | '季' | '半年' | '年' | '自定义'
export const periodTypes: readonly PeriodType[] = ['周', '月', '双月', '季', '半年', '年', '自定义']

export interface Period {
  readonly type: PeriodType
  /** ISO days. */
  readonly start: string
  readonly end: string
  /** 2021年第二季度 */
  readonly label: string
}

const monthsIn: Readonly<Partial<Record<PeriodType, number>>> = { 月: 1, 双月: 2, 季: 3, 半年: 6, 年: 12 }
const ordinals = ['一', '二', '三', '四']

const monthsLabel = (type: PeriodType, year: number, index: number): string => {
  const name = String(year)
  if (type === '月') return `${name}年${String(index + 1)}月`
  if (type === '双月') return `${name}年${String(index * 2 + 1)}—${String(index * 2 + 2)}月`
  if (type === '季') return `${name}年第${ordinals[index] ?? ''}季度`
  return type === '半年' ? `${name}年${index === 0 ? '上' : '下'}半年` : `${name}年`
}

/** The `index`-th (from 0) month, two months, quarter, half-year of a year, or the year itself. */
export const monthsPeriod = (
  type: '月' | '双月' | '季' | '半年' | '年',
  year: number,
  index: number,
): Period => {
  const span = monthsIn[type] ?? 12
  const last = (index + 1) * span
  return {
    type,
    start: isoDay(year, index * span + 1, 1),
    end: isoDay(year, last, daysInMonth(year, last)),
    label: monthsLabel(type, year, index),
  }
}

export const customPeriod = (start: string, end: string): Period => ({
  type: '自定义',
  start,
  end,
  label: `${chinese(start)}—${chinese(end)}`,
})

const chinese = (day: string): string => {
  const { year, month, day: date } = partsOf(day)
  return `${String(year)}年${String(month)}月${String(date)}日`
}

const millisecondsInDay = 86_400_000
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`)
/** The day `count` days later (or earlier). */
export const addDays = (day: string, count: number): string =>
  new Date(time(day) + count * millisecondsInDay).toISOString().slice(0, 10)

/** How many days lie from one day to another; negative when it is earlier. */
export const daysFrom = (from: string, to: string): number =>
  Math.round((time(to) - time(from)) / millisecondsInDay)

/** ISO week and its year. */
export const weekOf = (day: string): { readonly year: number; readonly week: number } => {
  const weekday = (new Date(time(day)).getUTCDay() + 6) % 7
  const thursday = addDays(day, 3 - weekday)
  const { year } = partsOf(thursday)
  return { year, week: Math.floor((time(thursday) - time(isoDay(year, 1, 1))) / millisecondsInDay / 7) + 1 }
}

/** How many ISO weeks a year has: 52 or 53. */
export const weeksIn = (year: number): number => weekOf(isoDay(year, 12, 28)).week

/** 2021年第17周（4月26日—5月2日） */
export const weekPeriod = (year: number, week: number): Period => {
  const fourth = isoDay(year, 1, 4)
  const weekday = (new Date(time(fourth)).getUTCDay() + 6) % 7
  const start = addDays(fourth, (week - 1) * 7 - weekday)
  const end = addDays(start, 6)
  const short = (day: string): string => `${String(partsOf(day).month)}月${String(partsOf(day).day)}日`
  return {
    type: '周',
    start,
    end,
    label: `${String(year)}年第${String(week)}周（${short(start)}—${short(end)}）`,
  }
}

/** How many periods of a type a year has. */
export const countIn = (type: Exclude<PeriodType, '自定义'>, year: number): number =>
  type === '周' ? weeksIn(year) : 12 / (monthsIn[type] ?? 12)

/** The `index`-th (from 0) period of a year. */
export const periodAt = (type: Exclude<PeriodType, '自定义'>, year: number, index: number): Period =>
  type === '周' ? weekPeriod(year, index + 1) : monthsPeriod(type, year, index)

/** The period of a type in which a day lies: its year and its index from 0. */
export const indexOf = (
  type: Exclude<PeriodType, '自定义'>,
  day: string,
): { readonly year: number; readonly index: number } => {
  if (type === '周') {
    const { year, week } = weekOf(day)
    return { year, index: week - 1 }
  }
  const { year, month } = partsOf(day)
  return { year, index: Math.floor((month - 1) / (monthsIn[type] ?? 12)) }
}

/** The period of the same length just before. */
export const previousPeriod = (period: Period): Period => {
  const dayBefore = addDays(period.start, -1)
  if (period.type !== '自定义') {
    const { year, index } = indexOf(period.type, dayBefore)
    return periodAt(period.type, year, index)
  }
  const length = (time(period.end) - time(period.start)) / millisecondsInDay
  return customPeriod(addDays(dayBefore, -length), dayBefore)
}

export const contains = (period: Period, day: string): boolean => day >= period.start && day <= period.end

/** A month counts in its month, a year only in periods that hold the whole year. */
export const containsPartial = (period: Period, { value, precision }: PartialDate): boolean => {
  if (precision === '日') return contains(period, value)
  const { year, month } = partsOf(value)
  const first = precision === '月' ? isoDay(year, month, 1) : isoDay(year, 1, 1)
  const last = precision === '月' ? isoDay(year, month, daysInMonth(year, month)) : isoDay(year, 12, 31)
  return first >= period.start && last <= period.end
}
