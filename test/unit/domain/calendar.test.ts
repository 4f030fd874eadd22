import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkdays,
  emptyCalendar,
  isWorkday,
  knowsYear,
  mergeCalendars,
  readCalendarText,
  workdaysBetween,
} from '../../../src/domain/calendar'
import { readRules, usualRules } from '../../../src/domain/office-rules'
import { addDays } from '../../../src/domain/period'

/** As the State Council announced it for 2021, in part. */
const notice = `一、元旦：2021年1月1日至3日放假，共3天。
二、春节：2月11日至17日放假调休，共7天。2月7日（星期日）、2月20日（星期六）上班。
四、劳动节：5月1日至5日放假调休，共5天，4月25日（星期日）、5月8日（星期六）上班。
节假日期间，各地区要妥善安排好值班。`
const calendar2021 = readCalendarText(notice, undefined)

describe('the yearly notice, pasted', () => {
  test('gives the days off and the make-up workdays', () => {
    expect(calendar2021.holidays).toEqual([
      ...['01-01', '01-02', '01-03'].map((day) => `2021-${day}`),
      ...['11', '12', '13', '14', '15', '16', '17'].map((day) => `2021-02-${day}`),
      ...['01', '02', '03', '04', '05'].map((day) => `2021-05-${day}`),
    ])
    expect(calendar2021.workdays).toEqual(['2021-02-07', '2021-02-20', '2021-04-25', '2021-05-08'])
  })
  test('what names no day is handed back', () =>
    expect(calendar2021.unread).toEqual(['节假日期间,各地区要妥善安排好值班']))
  test('a column of dates out of Excel, with 班 behind make-up workdays, is read as well', () =>
    expect(readCalendarText('2021-10-01\n2021/10/2\n20211003\n44473\n2021年9月26日\t班', undefined)).toEqual({
      holidays: ['2021-10-01', '2021-10-02', '2021-10-03', '2021-10-04'],
      workdays: ['2021-09-26'],
      unread: [],
    }))
  test('a span may run over the turn of the year', () =>
    expect(readCalendarText('元旦：2020年12月31日至2021年1月2日放假', undefined).holidays).toEqual([
      '2020-12-31',
      '2021-01-01',
      '2021-01-02',
    ]))
  test('a day without a year needs one; a year that is given serves', () => {
    expect(readCalendarText('5月1日放假', undefined)).toEqual({
      holidays: [],
      workdays: [],
      unread: ['5月1日放假'],
    })
    expect(readCalendarText('5月1日放假', 2022).holidays).toEqual(['2022-05-01'])
  })
  test('a later list corrects an earlier one', () => {
    const corrected = mergeCalendars(calendar2021, { holidays: ['2021-05-08'], workdays: ['2021-05-05'] })
    expect(isWorkday(corrected, '2021-05-08')).toBe(false)
    expect(isWorkday(corrected, '2021-05-05')).toBe(true)
  })
})

describe('working days', () => {
  test('a year without a list is worked from Monday to Friday, and known to be a guess', () => {
    expect(['2022-04-30', '2022-05-02'].map((day) => isWorkday(calendar2021, day))).toEqual([false, true])
    expect([knowsYear(calendar2021, 2021), knowsYear(calendar2021, 2022)]).toEqual([true, false])
  })
  test('holidays are left out, make-up days count', () => {
    // 29 and 30 April, then 6 May.
    expect(addWorkdays(calendar2021, '2021-04-28', 3)).toBe('2021-05-06')
    expect(addWorkdays(calendar2021, '2021-05-06', -3)).toBe('2021-04-28')
    expect(workdaysBetween(calendar2021, '2021-05-06', '2021-05-09')).toBe(2)
  })
  test('counting forward and counting between agree, whatever the calendar', () => {
    const days = fc.array(fc.integer({ min: 0, max: 400 }).map((shift) => addDays('2021-01-01', shift)))
    fc.assert(
      fc.property(
        days,
        days,
        fc.integer({ min: 0, max: 365 }).map((shift) => addDays('2021-01-01', shift)),
        fc.integer({ min: 1, max: 80 }),
        (holidays, workdays, from, count) => {
          const calendar = { holidays, workdays }
          const reached = addWorkdays(calendar, from, count)
          expect(isWorkday(calendar, reached)).toBe(true)
          expect(workdaysBetween(calendar, from, reached)).toBe(count)
        },
      ),
    )
  })
})

describe('the rules of an office', () => {
  test('are the usual ones until others are kept', () => {
    for (const kept of [undefined, null, 'x', {}, []]) expect(readRules(kept)).toEqual(usualRules)
    expect(usualRules.calendar).toEqual(emptyCalendar)
  })
  test('survive being kept and read again', () => {
    const rules = {
      ...usualRules,
      calendar: { holidays: calendar2021.holidays, workdays: calendar2021.workdays },
      dueDays: { '特急（10个工作日内）': 5 },
      weeklyDue: { weekday: 2, time: '09:30' },
    }
    expect(readRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules)
  })
  test('a part that cannot stand gives way to the usual one, the others stay', () => {
    const read = readRules({
      dueNotice: 5,
      agreementNotice: -1,
      lagTolerance: 'viel',
      weeklyDue: { weekday: 8, time: '12:00' },
      calendar: { holidays: ['2021-02-30', '2021-05-01', 3] },
      dueDays: { 长期: 0, '紧急（1个月内）': 15 },
    })
    expect(read).toEqual({
      ...usualRules,
      dueNotice: 5,
      calendar: { holidays: ['2021-05-01'], workdays: [] },
      dueDays: { '紧急（1个月内）': 15 },
    })
  })
})
