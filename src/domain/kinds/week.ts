import type { WeekField } from '../field'
import { type Period, weekOf, weekPeriod, weeksIn } from '../period'
import { readWrittenDate, isoDay } from './date'
import {
  blank,
  byCodeUnit,
  halfWidth,
  isBlankMark,
  isText,
  type Kind,
  type Parsed,
  type ParseHints,
  parsed,
  tidy,
  unreadable,
} from './kind'

/** Values are ISO weeks, `2021-W17`: they sort as they run, and 2020-W53 holds the first days of 2021. */
export const isoWeek = ({ year, week }: { readonly year: number; readonly week: number }): string =>
  `${String(year)}-W${String(week).padStart(2, '0')}`

const shape = /^(\d{4})-W(\d{2})$/u

const partsOfWeek = (value: string): { readonly year: number; readonly week: number } | undefined => {
  const match = shape.exec(value)
  if (match === null) return undefined
  const parts = { year: Number(match[1]), week: Number(match[2]) }
  return parts.week >= 1 && parts.week <= weeksIn(parts.year) ? parts : undefined
}

/** Monday to Sunday of a week; undefined for a text that is no week. */
export const periodOfWeek = (value: string): Period | undefined => {
  const parts = partsOfWeek(value)
  return parts === undefined ? undefined : weekPeriod(parts.year, parts.week)
}

/** 2021年第17周, 2021W17, 2021-W17, 第17周, 17; what stands in brackets behind it only explains it. */
const written = /^(?:(\d{4})(?:年度?)?[-.]?)?(?:第|w)?(\d{1,2})(?:周)?(?:\(.*\))?$/iu
const apart = /[—–~至到]+|-(?=\d{1,2}[.月/])/u

const numbered = (source: string, { year: hinted }: ParseHints): Parsed<string> | undefined => {
  const match = written.exec(source)
  if (match === null || (match[1] !== undefined && !/[周w]/iu.test(source))) return undefined
  const year = match[1] === undefined ? hinted : Number(match[1])
  const week = Number(match[2])
  if (year === undefined) return unreadable(`“${source}”没有年份，请写作 2021年第${String(week)}周`)
  if (week < 1 || week > weeksIn(year))
    return unreadable(`${String(year)}年没有第${String(week)}周（全年 ${String(weeksIn(year))} 周）`)
  return parsed(isoWeek({ year, week }))
}

const weekOfDay = (source: string, hints: ParseHints): string | undefined => {
  const day = readWrittenDate(source, hints)
  if (!day.ok || day.value?.month === undefined || day.value.day === undefined) return undefined
  return isoWeek(weekOf(isoDay(day.value.year, day.value.month, day.value.day)))
}

export const week: Kind<WeekField, string> = {
  parse: (input, _field, hints) => {
    const source = halfWidth(tidy(input)).replace(/\s/gu, '')
    if (isBlankMark(source)) return blank
    const byNumber = numbered(source, hints)
    if (byNumber !== undefined) return byNumber
    const whole = weekOfDay(source, hints)
    if (whole !== undefined) return parsed(whole)
    const [first = '', last] = source.split(apart)
    const start = weekOfDay(first, hints)
    if (start === undefined || last === undefined)
      return unreadable(`“${tidy(input)}”不是周次，可写作 2021年第17周 或周内的一天`)
    const end = weekOfDay(last, { year: Number(start.slice(0, 4)) })
    return end === undefined || end === start
      ? parsed(start)
      : unreadable(`“${tidy(input)}”跨了两周，请只写其中一周（周一至周日）`)
  },
  format: (value) => periodOfWeek(value)?.label ?? value,
  check: (value) => (partsOfWeek(value) === undefined ? ['不是有效的周次，请写作 2021年第17周。'] : []),
  compare: byCodeUnit,
  accepts: isText,
}
