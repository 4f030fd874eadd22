import { describe, expect, test } from 'vitest'
import {
  countInRole,
  coverage,
  elementRate,
  elementsDone,
  memberCount,
  membersAt,
  preparingConsortia,
  standingConsortia,
} from '../../../src/domain/indicators/consortia'
import { monthsPeriod, weekPeriod } from '../../../src/domain/period'
import { consortium } from '../support/records'

const spring = monthsPeriod('季', 2021, 1)

describe('K21', () => {
  test('consortia that are founded and not dissolved stand; those in preparation do not', () => {
    const states = ['筹建', '已成立', '运行', '暂停', '注销']
    const records = states.map((status) => consortium({ status }))
    expect(standingConsortia(records, spring, false).map(({ values }) => values.status)).toEqual([
      '已成立',
      '运行',
      '暂停',
    ])
    expect(preparingConsortia(records, false)).toBe(1)
  })

  test('a month stays a month: founded in June stands at the end of June, not at the end of May', () => {
    const june = consortium({ status: '运行', founded: { value: '2021-06', precision: '月' } })
    expect(standingConsortia([june], spring, false)).toHaveLength(1)
    expect(standingConsortia([june], weekPeriod(2021, 21), false)).toHaveLength(0)
    const year = consortium({ status: '运行', founded: { value: '2022', precision: '年' } })
    expect(standingConsortia([year], spring, false)).toHaveLength(0)
  })

  test('samples and deleted ones are none', () => {
    const records = [
      consortium({ status: '运行' }, { isSample: true }),
      consortium({ status: '运行' }, { deletedAt: '2021-06-01T00:00:00.000Z' }),
    ]
    expect(standingConsortia(records, spring, false)).toHaveLength(0)
    expect(standingConsortia(records, spring, true)).toHaveLength(1)
  })
})

describe('K22 and K23', () => {
  const record = consortium({
    members: [
      { organization: 'a', role: '产', joinDate: '2021-03-01' },
      { organization: 'a', role: '用', joinDate: '2021-03-01' },
      { organization: 'b', role: '学' },
      { organization: 'c', role: '研', joinDate: '2021-01-01', quitDate: '2021-06-30' },
      { organization: 'd', role: '金', joinDate: '2021-07-01' },
    ],
    elements: [
      { element: '聚焦一个产业方向', status: '已落实' },
      { element: '引进一个全国学会', status: '推进中' },
      { element: '联合一个科研院所', status: '已落实' },
    ],
  })

  test('members are those of the last day: without the one that left and the one that came later', () => {
    const members = membersAt(record, spring)
    expect(members.map(({ organization }) => organization)).toEqual(['a', 'a', 'b'])
    expect(memberCount(members)).toBe(2)
    expect(countInRole(members, '产')).toBe(1)
    expect(coverage(members)).toBe(3)
  })

  test('the rate of elements is taken of five for each consortium', () => {
    expect(elementsDone(record)).toBe(2)
    expect(elementRate([record, consortium({})])).toBe(0.2)
    expect(elementRate([])).toBeUndefined()
  })
})
