import { expect, test } from 'vitest'
import {
  contains,
  containsPartial,
  customPeriod,
  indexOf,
  monthsPeriod,
  periodAt,
  previousPeriod,
  weekOf,
  weekPeriod,
  weeksIn,
} from '../../../src/domain/period'

test('the first days of 2021 lie in week 53 of 2020', () => {
  expect(weekOf('2021-01-01')).toEqual({ year: 2020, week: 53 })
  expect(weekOf('2021-01-04')).toEqual({ year: 2021, week: 1 })
  expect([weeksIn(2020), weeksIn(2021)]).toEqual([53, 52])
})

test('a week says its days', () => {
  expect(weekPeriod(2021, 17)).toMatchObject({
    start: '2021-04-26',
    end: '2021-05-02',
    label: '2021年第17周（4月26日—5月2日）',
  })
})

test('half-years, quarters and pairs of months', () => {
  expect(monthsPeriod('半年', 2021, 0)).toMatchObject({
    start: '2021-01-01',
    end: '2021-06-30',
    label: '2021年上半年',
  })
  expect(monthsPeriod('季', 2021, 1)).toMatchObject({
    start: '2021-04-01',
    end: '2021-06-30',
    label: '2021年第二季度',
  })
  expect(monthsPeriod('双月', 2020, 0)).toMatchObject({
    start: '2020-01-01',
    end: '2020-02-29',
    label: '2020年1—2月',
  })
})

test('every day lies in the period of its index', () => {
  for (const type of ['周', '月', '双月', '季', '半年', '年'] as const) {
    for (const day of ['2020-12-31', '2021-01-01', '2021-01-03', '2021-06-30', '2024-02-29']) {
      const { year, index } = indexOf(type, day)
      expect(contains(periodAt(type, year, index), day)).toBe(true)
    }
  }
})

test('the period before ends the day before, and is as long', () => {
  expect(previousPeriod(monthsPeriod('月', 2021, 0))).toEqual(monthsPeriod('月', 2020, 11))
  expect(previousPeriod(weekPeriod(2021, 1))).toEqual(weekPeriod(2020, 53))
  expect(previousPeriod(customPeriod('2021-04-11', '2021-04-20'))).toMatchObject({
    start: '2021-04-01',
    end: '2021-04-10',
  })
})

test('a month counts in its month, a year only in a period that holds it whole', () => {
  const april = { value: '2021-04', precision: '月' } as const
  const year = { value: '2021', precision: '年' } as const
  expect(containsPartial(monthsPeriod('月', 2021, 3), april)).toBe(true)
  expect(containsPartial(weekPeriod(2021, 17), april)).toBe(false)
  expect(containsPartial(monthsPeriod('半年', 2021, 0), year)).toBe(false)
  expect(containsPartial(monthsPeriod('年', 2021, 0), year)).toBe(true)
})
