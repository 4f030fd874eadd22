import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  auditedServices,
  contractCount,
  contractSum,
  expertCount,
  expertTimes,
  growth,
  linkedNeeds,
  modeCounts,
  peopleSum,
  personHours,
  satisfactionRate,
  servedEnterprises,
  serviceCount,
  type ServiceRecord,
  servicesIn,
  solvedNeeds,
  untypedOrganizations,
  unregisteredContracts,
  volunteerCount,
} from '../../../src/domain/indicators/services'
import { monthsPeriod, weekPeriod } from '../../../src/domain/period'
import { draftService, service } from '../support/records'

const april = { period: monthsPeriod('月', 2021, 3), samples: false }

describe('which services count', () => {
  test('only audited ones of the period that are neither deleted nor samples', () => {
    const counted = service({ serviceDate: '2021-04-30' })
    const others = [
      draftService({ serviceDate: '2021-04-12', auditStatus: '待审核' }),
      draftService({ serviceDate: '2021-04-12', auditStatus: '退回' }),
      draftService({ serviceDate: '2021-04-12' }),
      draftService({ auditStatus: '已审核' }),
      service({ serviceDate: '2021-03-31' }),
      service({ serviceDate: '2021-05-01' }),
      service({}, { deletedAt: '2021-05-02T00:00:00.000Z' }),
      service({}, { isSample: true }),
    ]
    expect(auditedServices([counted, ...others], april)).toEqual([counted])
    expect(auditedServices([counted, ...others], { ...april, samples: true })).toHaveLength(2)
    expect(servicesIn([counted, ...others], april)).toHaveLength(4)
  })

  test('New Year’s Day of 2021 counts in the 53rd week of 2020, and in January 2021', () => {
    const newYear = service({ serviceDate: '2021-01-01' })
    const count = (period: typeof april.period): number =>
      serviceCount(auditedServices([newYear], { period, samples: false }))
    expect(count(weekPeriod(2020, 53))).toBe(1)
    expect(count(weekPeriod(2021, 1))).toBe(0)
    expect(count(monthsPeriod('月', 2021, 0))).toBe(1)
    expect(count(monthsPeriod('年', 2020, 0))).toBe(0)
  })
})

describe('how they are counted', () => {
  test('an enterprise served three times is one, other organisations are none, an unknown type is taken for 企业', () => {
    const types: Readonly<Record<string, string>> = { a: '企业', b: '企业', c: '高等院校' }
    const typeOf = (id: string): string | undefined => types[id]
    const records = [
      service({ served: ['a'] }),
      service({ served: ['a', 'b', 'c'] }),
      service({ served: ['d'] }),
    ]
    expect(servedEnterprises(records, typeOf)).toBe(3)
    expect(untypedOrganizations(records, typeOf)).toBe(1)
  })

  test('experts are counted once, their times each time, person-hours are hours times experts', () => {
    const records = [
      service({ experts: ['x', 'y'], hours: 1.5 }),
      service({ experts: ['x'], hours: 2 }),
      service({ providers: ['bank'], hours: 8 }),
      service({ experts: ['z'] }),
    ]
    expect(expertCount(records)).toBe(3)
    expect(expertTimes(records)).toBe(4)
    expect(personHours(records)).toBe(5)
  })

  test('a need with two services is one need, solved as soon as one of them solved it', () => {
    const records = [
      service({ needs: ['n1'], result: '形成方案待实施' }),
      service({ needs: ['n1'], result: '部分解决' }),
      service({ needs: ['n2', 'n3'], result: '未解决' }),
    ]
    expect(linkedNeeds(records)).toBe(3)
    expect(solvedNeeds(records)).toBe(1)
  })

  test('only amounts of contracts are amounts of contracts', () => {
    const records = [
      service({ result: '签订合同/协议', contractAmount: 12_000_000 }),
      service({ result: '签订合同/协议' }),
      service({ result: '达成合作意向', contractAmount: 99_000_000 }),
    ]
    expect(contractCount(records)).toBe(2)
    expect(contractSum(records)).toBe(12_000_000)
  })

  test('a contract that several services led to counts once, with the first amount that is said', () => {
    const led = { result: '签订合同/协议', contract: 'x1' } as const
    const records = [
      service(led),
      service({ ...led, contractAmount: 12_000_000 }),
      service({ ...led, contractAmount: 13_000_000 }),
      service({ ...led, contract: 'x2', contractAmount: 1_000_000 }),
      service({ result: '签订合同/协议', contractAmount: 500_000 }),
    ]
    expect(contractCount(records)).toBe(3)
    expect(contractSum(records)).toBe(13_500_000)
    expect(unregisteredContracts(records)).toEqual(records.slice(4))
  })

  test('a sum of people is fuzzy as soon as one part is', () => {
    const exact = [
      service({ people: { value: 40, qualifier: '精确' } }),
      service(),
      service({ people: { value: 2, qualifier: '精确' } }),
    ]
    expect(peopleSum(exact)).toEqual({ value: 42, qualifier: '精确' })
    const fuzzy = [...exact, service({ people: { value: 200, qualifier: '余' } })]
    expect(peopleSum(fuzzy)).toEqual({ value: 242, qualifier: '不少于' })
  })

  test('rates have no value where their denominator is 0', () => {
    expect(satisfactionRate([service(), service()])).toBeUndefined()
    expect(satisfactionRate(['5', '4', '3'].map((satisfaction) => service({ satisfaction })))).toBeCloseTo(
      2 / 3,
    )
    expect(growth(3, 0)).toBeUndefined()
    expect(growth(3, 4)).toBe(-0.25)
  })

  test('volunteer services are those marked so', () => {
    expect(volunteerCount([service({ isVolunteer: true }), service({ isVolunteer: false }), service()])).toBe(
      1,
    )
  })
})

const anyService: fc.Arbitrary<ServiceRecord> = fc
  .record({
    serviceDate: fc.constantFrom('2021-03-31', '2021-04-01', '2021-04-30', '2021-05-01'),
    mode: fc.constantFrom('精准化', '定制化', '套餐式'),
    auditStatus: fc.constantFrom('待审核', '已审核', '退回'),
    served: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
    experts: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
  })
  .map((values) => draftService(values))

describe('whatever the records are', () => {
  test('K11 = 精准化 + 定制化 + 套餐式', () => {
    fc.assert(
      fc.property(fc.array(anyService), (records) => {
        const audited = auditedServices(records, april)
        const modes = modeCounts(audited)
        expect(modes['精准化'] + modes['定制化'] + modes['套餐式']).toBe(serviceCount(audited))
      }),
    )
  })

  test('experts are never more than their times', () => {
    fc.assert(
      fc.property(fc.array(anyService), (records) => {
        expect(expertCount(records)).toBeLessThanOrEqual(expertTimes(records))
      }),
    )
  })
})
