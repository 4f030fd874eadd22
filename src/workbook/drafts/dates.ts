import { daysInMonth, isoDay, readWrittenDate } from '../../domain/kinds/date'
import { halfWidth } from '../../domain/kinds/kind'
import { digits, numberOf } from './numerals'

/** What stands around a date: the year of the title, the month of its group. */
export interface DateHints {
  readonly year?: number
  readonly month?: number
}

/** 二〇二一年四月十八日 in digits. */
const inDigits = (text: string): string =>
  text
    .replace(/[零〇○一二三四五六七八九]{4}(?=年)/gu, (year) =>
      Array.from(year, (numeral) => String(digits[numeral] ?? '')).join(''),
    )
    .replace(/[一二三四五六七八九十]{1,3}(?=[月日号])/gu, (number) => String(numberOf(number)))

const timeOfDay =
  /(?:上午|下午|早上|晚上|中午|凌晨|全天)?\s*(?:\d{1,2}[:：]\d{2}(?:\s*[-—~至]+\s*\d{1,2}[:：]\d{2})?|\d{1,2}(?:时|点)(?:\d{1,2}分|半)?)?$/u

/** A date as the parser of dates reads it: in digits, without the time of day, with the century and the month it lacks. */
export const plainDate = (text: string, { year, month }: DateHints): string => {
  const plain = inDigits(halfWidth(text).trim())
    .replace(/[（(](?:星期|周)[一二三四五六日天][）)]|(?:星期|周)[一二三四五六日天]/u, '')
    .replace(timeOfDay, '')
    .replace(/\s+/gu, '')
    .replace(/(?<=[日号])(?:之|以)?前$/u, '')
  const day = /^(\d{1,2})[日号]?$/u.exec(plain)?.[1]
  if (day !== undefined && month !== undefined && year !== undefined)
    return `${String(year)}年${String(month)}月${day}日`
  const short = /^[’'‘]?(\d{2})(?:年(?=\d)|[-./](?=\d{1,2}[-./]\d{1,2}$))/u.exec(plain)
  // A month is never above 12, so that 21.4.8 can only begin with its year.
  return short !== null && Number(short[1]) > 12 ? `20${plain.replace(/^[’'‘]/u, '')}` : plain
}

/** What a text says of a day that it does not name. */
interface LooseDate {
  /** The month or the year in which it lies. */
  readonly within: string
  /** The last day that is meant, ISO, where the text names an end: 3月底前, 年底. */
  readonly last: string | undefined
  /** The last day of all that the text names, ISO: 2021-06-30 of 二季度. */
  readonly end: string
}

const about = /(?:之|以)?(?:前|内|左右)?(?:完成)?/u.source
const part = new RegExp(`^(?:(\\d{4})年)?(?:(\\d{1,2})月份?)?(上旬|中旬|下旬|初|中|底|末|内)?${about}$`, 'u')
const season = new RegExp(`^(?:(\\d{4})年)?(?:第?([一二三四1-4])季度|([上下])半年)([底末])?${about}$`, 'u')
const quarters = ['一', '二', '三', '四']
/** 10 of 上旬, 20 of 中旬. */
const lastOfPart: Readonly<Record<string, number>> = { 上旬: 10, 初: 10, 中旬: 20, 中: 20 }

const endOfMonth = (year: number, month: number): string => isoDay(year, month, daysInMonth(year, month))

/** 2021年3月底前, 4月中旬, 年底, 2021年二季度; undefined for what is no date at all or names no year. */
export const looseDate = (text: string, { year: hinted }: DateHints): LooseDate | undefined => {
  const plain = inDigits(halfWidth(text).replace(/\s+/gu, ''))
    .replace(/^(\d{4})[./-](\d{1,2})(?=$|[上中下初底末前])/u, '$1年$2月')
    .replace(/^全年$/u, '年内')
    .replace(/^(?:今|本|当)?年(?=[底末内])/u, hinted === undefined ? '' : `${String(hinted)}年`)
  const whole = season.exec(plain)
  if (whole !== null) {
    const [, named, quarter, half, isEnd] = whole
    const year = Number(named ?? hinted)
    if (Number.isNaN(year)) return undefined
    const number = quarters.indexOf(quarter ?? '') + 1 || Number(quarter)
    const end = endOfMonth(year, quarter === undefined ? (half === '上' ? 6 : 12) : number * 3)
    return { within: `${String(year)}年`, last: isEnd === undefined ? undefined : end, end }
  }
  const [, named = hinted, month, word] = part.exec(plain) ?? []
  if (named === undefined || (word === undefined && month === undefined)) return undefined
  const year = Number(named)
  const last = Number(month ?? 12)
  const isEnd = word === '底' || word === '末'
  if (last < 1 || last > 12 || (month === undefined && !isEnd && word !== '内')) return undefined
  return {
    within: month === undefined ? `${String(year)}年` : `${String(year)}年${month}月`,
    last: isEnd ? endOfMonth(year, last) : undefined,
    end:
      lastOfPart[word ?? ''] === undefined
        ? endOfMonth(year, last)
        : isoDay(year, last, lastOfPart[word ?? ''] ?? 1),
  }
}

const between = /\s*(?:——|—|–|~|～|至|到|--)\s*/u
const hyphens = [
  /^(.+?[日号])-(.+)$/u,
  /^(\d{4}[./]\d{1,2}[./]\d{1,2})-(.+)$/u,
  /^((?:\d{4}年)?\d{1,2}月\d{1,2})-(\d{1,2}[日号])$/u,
  /^((?:\d{4}年)?\d{1,2}月\d{1,2})-(\d{1,2}月\d{1,2}[日号])$/u,
  /^(\d{1,2}\.\d{1,2})-(\d{1,2}\.\d{1,2})$/u,
]

/** Begin and end of 2021年4月8日—10日; undefined for what is one date or none. */
export const spanIn = (text: string, hints: DateHints): readonly [string, string] | undefined => {
  const plain = halfWidth(text).replace(/\s+/gu, '')
  const parts = plain.split(between)
  const hyphened = hyphens.map((pattern) => pattern.exec(plain)).find((match) => match !== null)
  const [begin, end] = parts.length === 2 ? parts : [hyphened?.[1], hyphened?.[2]]
  if (begin === undefined || end === undefined || end === '') return undefined
  const first = plainDate(beginLike(begin, end), hints)
  const read = readWrittenDate(first, hints)
  if (!read.ok || read.value?.month === undefined) return undefined
  if (read.value.day === undefined) return monthSpan(first, end, read.value.year)
  const { year, month = 1 } = read.value
  const onlyDay = /^(\d{1,2})[日号]?$/u.exec(end)?.[1]
  if (onlyDay !== undefined) return [first, `${String(year)}年${String(month)}月${onlyDay}日`]
  return [first, /^\d{1,2}(?:月|[./]\d)/u.test(end) ? withYear(end, year) : plainDate(end, { year })]
}

/** 2021年4月8日 of 2021年4月8, 2021年1月 of 2021年1 before 12月: what the end says once holds for both. */
const beginLike = (begin: string, end: string): string => {
  if (!/\d$/u.test(begin)) return begin
  if (begin.includes('月')) return `${begin}日`
  return /^\d{1,2}月$/u.test(end) && /(?:年|^)\d{1,2}$/u.test(begin) ? `${begin}月` : begin
}

/** 2021年3月—2022年2月: months stay months. */
const monthSpan = (first: string, end: string, year: number): readonly [string, string] | undefined => {
  const [, named = String(year), month] = /^(?:(\d{4})[年./-])?(\d{1,2})月?$/u.exec(end) ?? []
  return month === undefined ? undefined : [first, `${named}年${month}月`]
}

const withYear = (text: string, year: number): string => {
  const [month = '', day = ''] = text.replace(/[日号]$/u, '').split(/[月./-]/u)
  return `${String(year)}年${month}月${day}日`
}
