import { describe, expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { aloneOn, type LedgerRecord } from '../../../src/domain/record'
import type { Register } from '../../../src/domain/register'
import { consortia } from '../../../src/domain/registers/consortia'
import { districts } from '../../../src/domain/registers/districts'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { teams } from '../../../src/domain/registers/teams'
import { validate } from '../../../src/domain/validate'
import { expert, organization } from '../support/records'

const today = '2021-07-02'
const knowing = (...records: readonly LedgerRecord[]) => ({
  ...aloneOn(today),
  linked: (_register: string, id: string) => records.find((record) => record.id === id),
})
const issuesOf = (register: Register, values: Values, ...records: readonly LedgerRecord[]) =>
  validate(register, values, knowing(...records)).map(({ path, level }) => `${level} ${path}`)

describe('a team', () => {
  const silent = expert({ name: '甲' })
  const reachable = expert({ name: '乙', email: 'yi@example.com' })
  const members = [silent, reachable].map(({ id }) => ({ expert: id, role: '成员', joinDate: today }))

  test('wants members that can be reached by phone or mail', () => {
    const issues = issuesOf(teams, { members }, silent, reachable)
    expect(issues).toContain('gap members.0.expert')
    expect(issues).not.toContain('gap members.1.expert')
  })

  test('has no second member of the same expert, no leader from outside, and pays out no more than it has', () => {
    const twice = [...members, { expert: silent.id, role: '顾问', joinDate: today }]
    const payments = [
      { paidOn: today, amount: 600 },
      { paidOn: today, amount: 500 },
    ]
    const issues = issuesOf(teams, { members: twice, leader: 'elsewhere', annualFund: 1000, payments })
    expect(issues).toEqual(
      expect.arrayContaining(['error members.2.expert', 'gap members', 'error payments']),
    )
  })
})

test('a precise service for a need that nobody has judged yet is pointed out', () => {
  const need = (status: string): LedgerRecord => ({
    ...organization({}),
    id: 'need',
    values: { title: '需求', organization: 'a', status },
  })
  const values = { mode: '精准化', served: ['a'], needs: ['need'] }
  expect(issuesOf(serviceRecords, values, need('草稿'))).toContain('warning needs')
  expect(issuesOf(serviceRecords, values, need('已受理'))).not.toContain('warning needs')
})

test('a consortium that is a legal person wants the credit code of its organisation', () => {
  const own = organization({ name: '甲促进中心' })
  const values = { isLegalPerson: true, ownOrganization: own.id }
  expect(issuesOf(consortia, values, own)).toContain('warning ownOrganization')
  const coded = { ...own, values: { ...own.values, creditCode: '91350100M000100Y43' } }
  expect(issuesOf(consortia, values, coded)).not.toContain('warning ownOrganization')
  expect(issuesOf(consortia, { isLegalPerson: true })).toContain('gap ownOrganization')
})

test.each([
  ['500118', '市辖区', false],
  ['CQ-GXQ', '功能区', false],
  ['CQ-LJX', '市辖区', false],
  ['500118', '功能区', true],
  ['5001', '市辖区', true],
  ['永川', '市辖区', true],
])('the code %s of a %s is pointed out: %s', (code, type, warned) => {
  expect(issuesOf(districts, { code, type }).includes('warning code')).toBe(warned)
})
