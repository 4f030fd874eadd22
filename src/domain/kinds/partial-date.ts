import type { PartialDate, PartialDateField, Precision } from '../field'
import { isDay, isoDay, partsOf, readWrittenDate } from './date'
import { blank, byCodeUnit, type Kind, parsed } from './kind'

const precisions: readonly Precision[] = ['日', '月', '年']

const lengths: Readonly<Record<Precision, number>> = { 日: 10, 月: 7, 年: 4 }

export const partialOf = (value: string): PartialDate => ({
  value,
  precision: value.length === lengths['日'] ? '日' : value.length === lengths['月'] ? '月' : '年',
})

/** 2021年4月8日, 2021年4月 or 2021年. */
export const chinesePartial = ({ value, precision }: PartialDate): string => {
  const { year, month, day } = partsOf(value)
  if (precision === '年') return `${String(year)}年`
  return precision === '月'
    ? `${String(year)}年${String(month)}月`
    : `${String(year)}年${String(month)}月${String(day)}日`
}

/** Whether all of it lies after a day: 2021-06 is after 2021-05-31 and not after 2021-06-01. */
export const isAfterDay = ({ value }: PartialDate, day: string): boolean => value > day.slice(0, value.length)

/** Whether a day lies before all of it: 2021-04-30 is before 2021-05. */
export const isBeforeDate = (day: string, { value }: PartialDate): boolean =>
  day.slice(0, value.length) < value

const stands = ({ value, precision }: PartialDate): boolean => {
  const whole = precision === '日' ? value : precision === '月' ? `${value}-01` : `${value}-01-01`
  return value.length === lengths[precision] && isDay(whole)
}

export const partialDate: Kind<PartialDateField, PartialDate> = {
  parse: (input, _field, hints) => {
    const written = readWrittenDate(input, hints)
    if (!written.ok || written.value === undefined) return written.ok ? blank : written
    const { year, month, day } = written.value
    if (month === undefined) return parsed(partialOf(String(year)))
    if (day === undefined) return parsed(partialOf(isoDay(year, month, 1).slice(0, lengths['月'])))
    return parsed(partialOf(isoDay(year, month, day)))
  },
  format: ({ value }) => value,
  check: (value) => (stands(value) ? [] : ['不是有效日期，请写作 2021-04-08、2021-04 或 2021。']),
  compare: (a, b) => byCodeUnit(a.value, b.value),
  accepts: (value): value is PartialDate =>
    typeof value === 'object' &&
    value !== null &&
    'value' in value &&
    typeof value.value === 'string' &&
    'precision' in value &&
    precisions.some((precision) => precision === value.precision),
}
