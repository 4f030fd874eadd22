import { isDay } from '../domain/kinds/date'
import type { FuzzyNumber } from '../domain/field'
import { chinesePartial } from '../domain/kinds/partial-date'
import type { PartialDate } from '../domain/field'
import type { Cell } from './model'

/** A day as a date that Excel can sort; what is no day prints as it stands. */
export const dayCell = (day: string): Cell =>
  isDay(day) ? { value: day, format: 'date' } : { value: day, format: 'text', align: 'centre' }

/** A date as exact as its source: only a whole day becomes a date, 2021年4月 stays text. */
export const partialCell = (date: PartialDate): Cell =>
  date.precision === '日'
    ? dayCell(date.value)
    : { value: chinesePartial(date), format: 'text', align: 'centre' }

/** Prints as its source had it (200余, 约40, 超过60) and stays a number, so that a formula can sum it. */
export const fuzzyCell = ({ value, qualifier }: FuzzyNumber): Cell => {
  if (qualifier === '精确') return value
  return qualifier === '余' ? { value, suffix: '余' } : { value, prefix: qualifier }
}
