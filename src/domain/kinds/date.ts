import type { DateField } from '../field'
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
  type RawInput,
  tidy,
  unreadable,
} from './kind'

const two = (value: number): string => String(value).padStart(2, '0')

/** Days in a month of the Gregorian calendar. */
export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const isRealDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)

export const isoDay = (year: number, month: number, day: number): string =>
  `${String(year)}-${two(month)}-${two(day)}`

/** Year, month and day of an ISO day. */
export const partsOf = (
  day: string,
): { readonly year: number; readonly month: number; readonly day: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8, 10)),
})

const firstSerial = 1
const lastSerial = 109_575
const serialOfUnixEpoch = 25_569
const millisecondsInDay = 86_400_000

/** The day of an Excel serial number (1900 system); its time of day is dropped. */
export const dayOfSerial = (serial: number): string | undefined => {
  if (!Number.isFinite(serial) || serial < firstSerial || serial > lastSerial) return undefined
  return new Date((Math.floor(serial) - serialOfUnixEpoch) * millisecondsInDay).toISOString().slice(0, 10)
}

/** The Excel serial number of an ISO day. */
export const serialOfDay = (day: string): number =>
  Date.parse(`${day}T00:00:00Z`) / millisecondsInDay + serialOfUnixEpoch

/** The year, month and day that a text names; month and day are missing where the text does not say them. */
export interface WrittenDate {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

const patterns: readonly RegExp[] = [
  /^(?<year>\d{4})年(?:(?<month>\d{1,2})月(?:份|(?<day>\d{1,2})[日号]?)?)?$/u,
  /^(?<year>\d{4})[-./](?<month>\d{1,2})(?:[-./](?<day>\d{1,2}))?\.?$/u,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/u,
  /^(?<month>\d{1,2})月(?:份|(?<day>\d{1,2})[日号]?)?$/u,
  /^(?<month>\d{1,2})[-./](?<day>\d{1,2})$/u,
  /^(?<year>(?:19|20)\d{2})$/u,
]

const withoutTime = (source: string): string =>
  source
    .replace(/(?:T|\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[上下]午)?$/u, '')
    .replace(/[（(]?(?:星期|周)[一二三四五六日天][）)]?$/u, '')

/** Reads a date in any of the ways ledgers write it; the year may come from the title (`hints.year`). */
export const readWrittenDate = (input: RawInput, hints: ParseHints): Parsed<WrittenDate> => {
  const source = withoutTime(halfWidth(tidy(input))).replace(/\s/gu, '')
  if (isBlankMark(source)) return blank
  const serial = /^\d{5}(?:\.\d+)?$/u.test(source) ? dayOfSerial(Number(source)) : undefined
  if (serial !== undefined) return parsed(partsOf(serial))
  const groups = patterns.map((pattern) => pattern.exec(source)?.groups).find((match) => match !== undefined)
  if (groups === undefined) return unreadable(`“${tidy(input)}”不是日期，可写作 2021-04-08`)
  const year = groups.year === undefined ? hints.year : Number(groups.year)
  if (year === undefined) return unreadable(`“${tidy(input)}”没有年份，请写作 2021年${source}`)
  const month = groups.month === undefined ? undefined : Number(groups.month)
  const day = groups.day === undefined ? undefined : Number(groups.day)
  if (!isRealDay(year, month ?? 1, day ?? 1)) return unreadable(`没有“${tidy(input)}”这一天`)
  return parsed({ year, ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) })
}

/** 2021年4月8日, without leading zeros. */
export const chineseDay = (day: string): string => {
  const parts = partsOf(day)
  return `${String(parts.year)}年${String(parts.month)}月${String(parts.day)}日`
}

export const isDay = (value: unknown): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false
  const { year, month, day } = partsOf(value)
  return isRealDay(year, month, day)
}

export const date: Kind<DateField, string> = {
  parse: (input, _field, hints) => {
    const written = readWrittenDate(input, hints)
    if (!written.ok || written.value === undefined) return written.ok ? blank : written
    const { year, month, day } = written.value
    // A month is never given a day.
    if (month === undefined || day === undefined)
      return unreadable(`“${tidy(input)}”没有具体日期，请补上“日”`)
    return parsed(isoDay(year, month, day))
  },
  format: (value) => value,
  check: (value) => (isDay(value) ? [] : ['不是有效日期，请写作 2021-04-08。']),
  compare: byCodeUnit,
  accepts: isText,
}

const beijingHours = 8

/** `2021-04-08 16:30` in Chinese time, wherever the computer thinks it is, of an ISO instant. */
export const beijingMoment = (instant: string): string =>
  new Date(Date.parse(instant) + beijingHours * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** The last millisecond of a day in Chinese time, as an ISO instant. */
export const endOfBeijingDay = (day: string): string =>
  new Date(Date.parse(`${day}T23:59:59.999Z`) - beijingHours * 3_600_000).toISOString()

/** The day in China of an ISO instant. */
export const beijingDay = (instant: string): string => beijingMoment(instant).slice(0, 10)
