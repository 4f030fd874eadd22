import { describe, expect, test } from 'vitest'
import type { FieldValue, Values } from '../../../../src/domain/field'
import { usualRules } from '../../../../src/domain/office-rules'
import { aloneOn } from '../../../../src/domain/record'
import { keyOf } from '../../../../src/domain/record-keys'
import { activities } from '../../../../src/domain/registers/activities'
import { agreements } from '../../../../src/domain/registers/agreements'
import { codeYearOf, flagsOf } from '../../../../src/domain/register'
import { takeStep } from '../../../../src/domain/step'
import { faultsOf, flagsIn, today } from '../../support/faults'

const rows = (...list: readonly Values[]): FieldValue => list as unknown as FieldValue
const context = { ...aloneOn(today), by: '张三', at: '2021-07-02T02:00:00.000Z' }

describe('an activity', () => {
  const forum: Values = {
    type: '双月论坛',
    seriesYear: 2021,
    seriesNumber: 1,
    title: '2021年首期科创中国@重庆双月论坛',
    start: { value: '2021-04', precision: '月' },
    mode: '线上线下结合',
    guestTotal: { value: 6, qualifier: '精确' },
    offlineCount: { value: 200, qualifier: '精确' },
    onlineCount: { value: 100_000, qualifier: '超过' },
    guests: rows({ name: '谭建荣', academician: true }),
    status: '已举办',
  }
  const faults = faultsOf(activities, forum)
  test('known only by its month, with a fuzzy audience, is whole', () => expect(faults()).toEqual([]))
  test('has year and number when it is a forum, and only then', () => {
    expect(faults({ seriesYear: undefined, seriesNumber: undefined })).toEqual([
      'gap seriesYear',
      'gap seriesNumber',
    ])
    expect(faults({ type: '供需对接会', seriesYear: undefined, seriesNumber: undefined })).toEqual([])
    expect(faults({ seriesNumber: 7 })).toEqual(['warning seriesNumber'])
  })
  test('is one with its year and number: a second forum 2021 no. 1 has the same key, another kind has none', () => {
    const fields = activities.unique?.[0]?.fields ?? []
    expect(keyOf(fields, { ...forum, title: '又一场' })).toBe(keyOf(fields, forum))
    expect(keyOf(fields, { ...forum, seriesNumber: 2 })).not.toBe(keyOf(fields, forum))
    expect(keyOf(fields, { type: '供需对接会', title: '会' })).toBeUndefined()
  })
  test('has at least as many guests as are listed, and each has a name', () => {
    expect(faults({ guestTotal: { value: 0, qualifier: '精确' } })).toEqual(['error guestTotal'])
    expect(faults({ guests: rows({ unit: '浙江大学' }) })).toEqual(['gap guests.0.name'])
  })
  test('that was held has an audience as its form says', () => {
    expect(faults({ offlineCount: undefined, onlineCount: undefined })).toEqual([
      'gap offlineCount',
      'gap onlineCount',
    ])
    expect(faults({ mode: '线下', onlineCount: undefined })).toEqual([])
    expect(
      faults({ status: '计划', offlineCount: undefined, onlineCount: undefined, guestTotal: undefined }),
    ).toEqual([])
  })
  test('was not held in the future, and does not end before it began', () => {
    expect(faults({ start: { value: '2021-08', precision: '月' } })).toEqual(['error start'])
    expect(faults({ start: { value: '2021-07', precision: '月' } })).toEqual([])
    expect(faults({ endDate: '2021-03-31' })).toEqual(['error endDate'])
    expect(faults({ endDate: '2021-04-01' })).toEqual([])
  })
  test('takes its number from the year in which it begins', () =>
    expect(codeYearOf(activities, forum)).toBe(2021))
  test('holding it wants the people there; putting it off wants another date', () => {
    const planned = { ...forum, status: '筹备中', offlineCount: undefined, guestTotal: undefined }
    const held = takeStep(activities, planned, { action: '举办完成', values: {} }, context)
    expect(held.ok ? [] : held.issues.map(({ path }) => path)).toEqual(['guestTotal', 'offlineCount'])
    const late = takeStep(activities, planned, { action: '延期', values: { start: forum.start } }, context)
    expect(late.ok ? [] : late.issues.map(({ path }) => path)).toEqual(['start'])
  })
})

describe('an agreement', () => {
  const party = (side: string, organization: string, outside = false): Values => ({
    side,
    organization,
    outside,
  })
  const whole: Values = {
    title: '“科创中国”试点城市合作共建协议',
    type: '试点城市合作共建协议',
    signDate: { value: '2021-04', precision: '月' },
    regionScope: '川渝',
    parties: rows(party('甲方', 'o1'), party('乙方', 'o2', true)),
    items: rows({ content: '共建服务站', status: '进行中', due: '2021-06-30' }),
    status: '履行中',
  }
  const contract: Values = {
    type: '技术合同',
    contractType: '技术开发',
    amount: 120_000_000,
    registered: true,
    registrationNumber: 'CQ2021001',
    technologyAmount: 100_000_000,
  }
  const faults = faultsOf(agreements, whole)
  test('signed in a month, with a party outside the city, is whole', () => expect(faults()).toEqual([]))
  test('has two parties, each once', () => {
    expect(faults({ parties: undefined })).toEqual(['gap parties'])
    expect(faults({ parties: rows(party('甲方', 'o1')) })).toEqual(['gap parties'])
    expect(faults({ parties: rows(party('甲方', 'o1'), party('乙方', 'o1')) })).toEqual([
      'error parties.1.organization',
    ])
  })
  test('lists what was agreed', () => expect(faults({ items: undefined })).toEqual(['gap items']))
  test('has a date once it is signed, and none after today', () => {
    expect(faults({ signDate: undefined })).toEqual(['gap signDate'])
    expect(faults({ signDate: undefined, status: '洽谈中' })).toEqual([])
    expect(faults({ signDate: { value: '2021-08', precision: '月' } })).toEqual(['error signDate'])
  })
  test('ends after it begins', () => {
    expect(faults({ validFrom: '2021-05-01', validTo: '2021-05-01' })).toEqual(['error validTo'])
    expect(faults({ validFrom: '2021-05-01', validTo: '2022-04-30' })).toEqual([])
  })
  test('of technology has kind and amount; registered, also number and technology amount, not above the whole', () => {
    expect(faults(contract)).toEqual([])
    expect(faults({ type: '技术合同' })).toEqual(['gap amount', 'gap contractType'])
    expect(faults({ ...contract, registrationNumber: undefined, technologyAmount: undefined })).toEqual([
      'gap registrationNumber',
      'gap technologyAmount',
    ])
    expect(faults({ ...contract, technologyAmount: 120_000_001 })).toEqual(['error technologyAmount'])
  })
  test('with a party outside is not 市内', () =>
    expect(faults({ regionScope: '市内' })).toEqual(['warning regionScope']))
  test('fresh from signing, a scan is recommended', () =>
    expect(faults({ status: '已签订' })).toEqual(['warning scan']))

  const flags = flagsIn(agreements, { ...whole, validTo: '2021-08-31', items: undefined })
  test('is pointed out 60 days before it ends, and until its end is confirmed', () => {
    expect(flags()).toEqual(['即将到期'])
    expect(flags({}, '2021-07-01')).toEqual([])
    expect(flags({}, '2021-09-01')).toEqual(['到期待确认'])
    expect(flags({ status: '已到期' }, '2021-09-01')).toEqual([])
    const rules = { ...usualRules, agreementNotice: 10 }
    expect(
      flagsOf(agreements, { ...whole, validTo: '2021-08-31', items: undefined }, { today, rules }),
    ).toEqual([])
  })
  test('is pointed out when something agreed is overdue', () => {
    expect(flagsIn(agreements, whole)()).toEqual(['条目逾期'])
    expect(
      flagsIn(agreements, whole)({ items: rows({ content: '共建', status: '已完成', due: '2021-06-30' }) }),
    ).toEqual([])
  })

  const refusals = (values: Values, action: string, given: Values = {}) => {
    const done = takeStep(agreements, values, { action, values: given, reason: '理由' }, context)
    return done.ok ? [] : done.issues.map(({ path }) => path)
  }
  test('is signed by two parties on a date, ends when its time is over, is renewed by another', () => {
    const open = { ...whole, status: '洽谈中', signDate: undefined, parties: rows(party('甲方', 'o1')) }
    expect(refusals(open, '签订')).toEqual(['signDate', 'parties'])
    expect(refusals({ ...whole, validTo: '2021-08-31' }, '到期')).toEqual(['validTo'])
    expect(refusals({ ...whole, validTo: '2021-07-01' }, '到期')).toEqual([])
    expect(refusals({ ...whole, status: '已到期' }, '续签')).toEqual(['renewedBy'])
  })
})
