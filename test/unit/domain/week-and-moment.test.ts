import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field } from '../../../src/domain/field'
import { formatValue, parseValue } from '../../../src/domain/kinds/all'
import { instantAt } from '../../../src/domain/kinds/moment'
import { isoWeek, periodOfWeek } from '../../../src/domain/kinds/week'
import { addDays, contains, weekOf, weeksIn } from '../../../src/domain/period'

const read = (field: Field, input: string | number, year?: number): unknown => {
  const parsed = parseValue(field, input, year === undefined ? {} : { year })
  return parsed.ok ? parsed.value : `✗ ${parsed.reason}`
}
const nobody = (): string => ''
const anyDay = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1950-01-01', days))

describe('a week', () => {
  const week: Field = { kind: 'week', label: '报告周' }
  test.each([
    ['2021年第17周', '2021-W17'],
    ['2021年第17周（4月26日—5月2日）', '2021-W17'],
    ['２０２１Ｗ１７', '2021-W17'],
    ['2021-W17', '2021-W17'],
    ['第17周', '2021-W17'],
    ['17', '2021-W17'],
    ['2021-04-28', '2021-W17'],
    ['4月28日', '2021-W17'],
    ['44314', '2021-W17'],
    ['4月26日—5月2日', '2021-W17'],
    ['4.26-5.2', '2021-W17'],
    ['2021年第9周', '2021-W09'],
    ['2021-01-01', '2020-W53'],
    ['2020W53', '2020-W53'],
  ])('%s is read as %s', (text, value) => expect(read(week, text, 2021)).toBe(value))
  test('week 53 is refused in a year that has 52, with the number of its weeks', () => {
    expect(read(week, '2021年第53周')).toBe('✗ 2021年没有第53周（全年 52 周）')
    expect(read(week, '2021年第0周')).toContain('没有第0周')
  })
  test('days of two weeks, a month, a bare number without a year and words are refused with the way out', () => {
    expect(read(week, '4月26日—5月5日', 2021)).toContain('跨了两周')
    expect(read(week, '2021年4月')).toContain('不是周次')
    expect(read(week, '17')).toContain('没有年份')
    expect(read(week, '上周')).toContain('不是周次')
  })
  test('says its days', () =>
    expect(formatValue(week, '2021-W17', nobody)).toBe('2021年第17周（4月26日—5月2日）'))
  test('what it shows is read back as the same week, and any day of it too', () =>
    fc.assert(
      fc.property(anyDay, (day) => {
        const value = isoWeek(weekOf(day))
        expect(read(week, formatValue(week, value, nobody))).toBe(value)
        expect(read(week, day)).toBe(value)
        const period = periodOfWeek(value)
        expect(period !== undefined && contains(period, day)).toBe(true)
      }),
    ))
  test('weeks sort as they run, over the end of years with 52 and 53 weeks', () =>
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(isoWeek(weekOf(day)) < isoWeek(weekOf(addDays(day, 7)))).toBe(true)
      }),
    ))
  test('a year has the weeks that its last Thursday says', () =>
    expect([2015, 2020, 2021, 2026, 2032].map(weeksIn)).toEqual([53, 53, 52, 53, 53]))
})

describe('a moment', () => {
  const moment: Field = { kind: 'moment', label: '提交时间' }
  test.each([
    ['2021-05-03 12:00', '2021-05-03T04:00:00.000Z'],
    ['2021年5月3日 9:30', '2021-05-03T01:30:00.000Z'],
    ['2021/5/3　07：05', '2021-05-02T23:05:00.000Z'],
    ['2021-05-03T12:00:00.000+08:00', '2021-05-03T04:00:00.000Z'],
  ])('%s is an instant in Chinese time', (text, value) => expect(read(moment, text)).toBe(value))
  test('a day without its time, a time that does not exist and words are refused', () => {
    for (const text of ['2021-05-03', '2021-05-03 25:00', '中午'])
      expect(read(moment, text)).toContain('不是时间')
  })
  test('what it shows is read back as the same minute', () =>
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const time = `${String(Math.floor(minute / 60))}:${String(minute % 60).padStart(2, '0')}`
        const value = instantAt(day, time)
        expect(read(moment, formatValue(moment, value, nobody))).toBe(value)
      }),
    ))
})

test('a fuzzy number with decimals keeps them: 超过1.7（万人）', () => {
  const value: Field = { kind: 'fuzzyNumber', label: '数值', decimals: 4 }
  expect(read(value, '超过1.7')).toEqual({ value: 1.7, qualifier: '超过' })
  expect(formatValue(value, { value: 1.7, qualifier: '超过' }, nobody)).toBe('超过1.7')
})

test('a year is not grouped, other numbers are', () => {
  const year: Field = { kind: 'number', label: '年度', ungrouped: true }
  expect(formatValue(year, 2021, nobody)).toBe('2021')
  expect(formatValue({ kind: 'number', label: '人数' }, 2021, nobody)).toBe('2,021')
})
