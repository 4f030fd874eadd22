import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LedgerRecord } from '../../../src/domain/record'
import { registers } from '../../../src/domain/registers/all'
import { referenceDistricts } from '../../../src/domain/reference/districts'
import { clearSamples } from '../../../src/features/samples/clear-samples'
import { factOperations } from '../../../src/features/samples/facts'
import { loadFacts } from '../../../src/features/samples/load-facts'
import { districtOperations } from '../../../src/features/samples/reference-data'
import { sampleOperations } from '../../../src/features/samples/samples'
import { memoryVault } from '../support/memory-vault'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Operation, Store } from '../../../src/storage/store'

const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }

const storeWith = async (...parts: readonly (readonly Operation[])[]): Promise<Store> => {
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings({
    homeDistrict: '500118',
    unitName: '重庆市永川区科学技术协会',
    person: '张三',
  })
  for (const operations of parts)
    await store.commit({ id: newId(), kind: 'setup', title: '准备', operations })
  return store
}

const count = <T>(list: readonly T[], test_: (entry: T) => boolean): number => list.filter(test_).length
const tally = (values: readonly unknown[]): Readonly<Record<string, number>> =>
  values.reduce<Record<string, number>>(
    (counts, value) => ({ ...counts, [String(value)]: (counts[String(value)] ?? 0) + 1 }),
    {},
  )
const textOf = ({ values }: LedgerRecord, field: string): string => {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}

describe('the samples', () => {
  let store: Store
  const all = (register: string) => store.all(register)
  beforeAll(async () => {
    store = await storeWith(districtOperations(), factOperations(), sampleOperations())
  })
  const samplesOf = async (register: string) => (await all(register)).filter(({ isSample }) => isSample)

  test('break no rule and have no gap, so that they show what a whole record looks like', async () => {
    const found: string[] = []
    for (const { name } of registers) {
      for (const record of await samplesOf(name)) {
        const issues = await store.check(name, record.values, record)
        found.push(
          ...issues
            .filter(({ level }) => level !== 'warning')
            .map(({ path, message }) => `${record.code} ${path} ${message}`),
        )
      }
    }
    expect(found).toEqual([])
  })

  test('all say 示例 where they are named', async () => {
    for (const { name, labelField } of registers)
      for (const record of await samplesOf(name)) expect(textOf(record, labelField)).toMatch(/^示例/u)
  })

  test('are 24 organisations, 39 experts, 40 needs, 60 services and two consortia, as planned', async () => {
    const organizations = await samplesOf('organizations')
    expect(tally(organizations.map((record) => textOf(record, 'orgType')))).toEqual({
      企业: 12,
      全国学会: 1,
      市级学会: 2,
      '群团组织（科协）': 1,
      科研院所: 2,
      新型研发机构: 1,
      高等院校: 2,
      职业院校: 1,
      金融机构: 1,
      科技服务机构: 1,
    })
    const experts = await samplesOf('experts')
    expect(experts).toHaveLength(39)
    expect(count(experts, (record) => textOf(record, 'expertType').endsWith('院士'))).toBe(2)

    const needs = await samplesOf('needs')
    expect(tally(needs.map(({ districtCode }) => districtCode))).toEqual({
      '500118': 18,
      'CQ-GXQ': 12,
      '500106': 6,
      '500107': 4,
    })
    const states = new Set(needs.map((record) => textOf(record, 'status')))
    expect([...states].sort()).toEqual(
      ['草稿', '已征集', '退回补充', '研判中', '已受理', '不予受理', '已撤回'].sort(),
    )
    expect(count(needs, (record) => textOf(record, 'dueDate').startsWith('2021-06'))).toBe(6)
    expect(count(needs, ({ values }) => values['budgetNegotiable'] === true)).toBe(2)
    expect(count(needs, ({ confidentiality }) => confidentiality === '商业秘密')).toBe(2)

    const services = await samplesOf('serviceRecords')
    expect(tally(services.map((record) => textOf(record, 'mode')))).toEqual({
      精准化: 30,
      定制化: 18,
      套餐式: 12,
    })
    expect(tally(services.map((record) => textOf(record, 'auditStatus')))).toEqual({ 已审核: 55, 待审核: 5 })
    expect(count(services, ({ values }) => values['isVolunteer'] === true)).toBe(8)
    expect(count(services, ({ values }) => values['contractAmount'] === 0)).toBe(1)
    expect(await samplesOf('consortia')).toHaveLength(2)
  })

  test('hold the cases that counting goes wrong with', async () => {
    const teams = await samplesOf('teams')
    const members = teams.flatMap(({ values }) => values['members'] as readonly { readonly expert: string }[])
    expect(members.length - new Set(members.map(({ expert }) => expert)).size).toBe(1)
    const [full] = (await samplesOf('consortia')).filter(
      ({ values }) => values['name'] === '示例新材料产业联合体',
    )
    const roles = full?.values['members'] as readonly { readonly organization: string }[]
    expect(roles.length - new Set(roles.map(({ organization }) => organization)).size).toBe(1)
    expect(full?.values['founded']).toEqual({ value: '2021-03', precision: '月' })
  })

  test('leave in one step that can be undone, and nothing else leaves with them', async () => {
    const cleared = await storeWith(districtOperations(), factOperations(), sampleOperations())
    const sizes = async () => Promise.all(registers.map(async ({ name }) => (await cleared.all(name)).length))
    const before = await sizes()
    const done = await clearSamples(cleared, registers)
    expect(done.ok).toBe(true)
    expect(await cleared.sampleCount()).toBe(0)
    const facts = [...factOperations(), ...districtOperations()].map(({ register }) => register)
    expect(await sizes()).toEqual(registers.map(({ name }) => count(facts, (register) => register === name)))
    if (done.ok) await cleared.undo(done.batch)
    expect(await sizes()).toEqual(before)
  })
})

describe('the facts', () => {
  test('are thirteen pilot places with fourteen designations, each as exact as its source', () => {
    const pilots = referenceDistricts.filter(({ designations }) => designations.length > 0)
    expect(pilots).toHaveLength(13)
    expect(pilots.flatMap(({ designations }) => designations)).toHaveLength(14)
    const granted = (code: string) =>
      referenceDistricts
        .find((district) => district.code === code)
        ?.designations.map((entry) => entry.granted)
    expect(granted('500118')).toEqual(['2020-06'])
    expect(granted('CQ-GXQ')).toEqual(['2020', '2021-01-19'])
    expect(new Set(pilots.flatMap(({ code }) => (code === '500118' ? [] : granted(code)?.[0])))).toEqual(
      new Set(['2020']),
    )
  })

  test('break no rule; what was not published is a gap, and what was inferred says so', async () => {
    const store = await storeWith(districtOperations(), factOperations())
    for (const { name } of registers) {
      for (const record of await store.all(name)) {
        const issues = await store.check(name, record.values, record)
        expect(issues.filter(({ level }) => level === 'error')).toEqual([])
        expect(record.isSample).toBe(false)
      }
    }
    const teams = await store.all('teams')
    expect(teams).toHaveLength(13)
    expect(teams.every(({ remark }) => remark?.includes('推定') === true)).toBe(true)
    expect((await store.counts())['teams']?.gaps).toBe(13)
    const associations = (await store.all('organizations')).filter(
      ({ remark }) => remark === '名称按地区名推定，请核对。',
    )
    expect(associations).toHaveLength(13)
  })

  test('are loaded once, and join what is known by name already', async () => {
    const own: Operation = {
      kind: 'create',
      register: 'organizations',
      id: newId(),
      values: { name: '重庆市科技经济融合发展学会', orgType: '市级学会', contactPerson: '王五' },
    }
    const store = await storeWith(districtOperations(), [own])
    const first = await loadFacts(store, registers)
    expect(first?.ok === true ? first.records.length : first).toBe(factOperations().length - 1)
    const society = (await store.all('consortia')).find(
      ({ values }) => values['name'] === '重庆市科技经济融合发展学会',
    )
    expect(society?.values['ownOrganization']).toBe(own.id)
    expect(await loadFacts(store, registers)).toBeUndefined()
  })
})
