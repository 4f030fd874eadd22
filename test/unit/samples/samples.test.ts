import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type FuzzyNumber, rowsOf } from '../../../src/domain/field'
import { showFuzzy } from '../../../src/domain/kinds/fuzzy-number'
import { usualRules } from '../../../src/domain/office-rules'
import type { LedgerRecord } from '../../../src/domain/record'
import { flagsOf } from '../../../src/domain/register'
import { registers } from '../../../src/domain/registers/all'
import { needs as needsRegister } from '../../../src/domain/registers/needs'
import { referenceDistricts } from '../../../src/domain/reference/districts'
import { standingOf } from '../../../src/domain/weekly'
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
      for (const record of await samplesOf(name)) {
        // A visit is called by its day and lead, a weekly report by its week.
        if (name === 'weeklyReports') expect(textOf(record, 'filler') || '示例').toMatch(/^示例/u)
        else if (name === 'visits') expect(textOf(record, labelField)).toContain('示例')
        else expect(textOf(record, labelField)).toMatch(/^示例/u)
      }
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
    expect(tally(needs.map((record) => textOf(record, 'status')))).toEqual({
      草稿: 1,
      已征集: 3,
      退回补充: 1,
      研判中: 3,
      已受理: 4,
      对接中: 5,
      服务中: 6,
      待回访: 3,
      已办结: 8,
      未解决办结: 2,
      不予受理: 1,
      转办: 1,
      暂停: 1,
      已撤回: 1,
    })
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

  test('are 55 matches and 214 steps of needs; six are overdue at the end of June, three were opened again', async () => {
    const needs = await samplesOf('needs')
    const rowsIn = (field: string) => needs.flatMap(({ values }) => rowsOf(values, field))
    expect(tally(rowsIn('matches').map(({ result }) => result))).toEqual({
      待回复: 9,
      有意向: 25,
      确认承接: 18,
      不承接: 3,
    })
    // As the courses have it (see the plan of the samples), and three more for each of the eleven returned once.
    expect(rowsIn('events')).toHaveLength(181 + 33)
    const atTheEnd = { today: '2021-06-30', rules: usualRules }
    const flags = needs.flatMap(({ values }) => flagsOf(needsRegister, values, atTheEnd))
    expect(tally(flags.map(({ label }) => label))).toEqual({ 超期: 6 })
    expect(count(needs, ({ values }) => values['reopenCount'] === 1)).toBe(3)
    // No other is overdue on any later day.
    const later = { ...atTheEnd, today: '2031-01-01' }
    expect(needs.flatMap(({ values }) => flagsOf(needsRegister, values, later))).toHaveLength(6)
  })

  test('are a weekly report for each of 13 teams and 17 weeks, and one of week 53 of the year before', async () => {
    const reports = await samplesOf('weeklyReports')
    const window = reports.filter((record) => textOf(record, 'week') >= '2021-W09')
    expect(
      tally(
        window.map((record) =>
          standingOf(textOf(record, 'week'), record, '2021-07-02T00:00:00.000Z', usualRules),
        ),
      ),
    ).toEqual({ 按时: 190, 迟报: 15, 零报告: 6, 未报: 10 })
    expect(reports.filter((record) => !window.includes(record)).map(({ code }) => code)).toEqual([
      'ZB-01-2020W53',
    ])
    // What a report says was made of the records of its week.
    const linked = window.flatMap(({ values }) => [
      ...rowsOf(values, 'dockings').filter(({ need, service }) => need ?? service),
      ...rowsOf(values, 'progress').filter(({ need }) => need),
    ])
    expect(linked.length).toBeGreaterThan(100)
  })

  test('are five activities, eight agreements, fifteen visits, four tasks and twenty things to be had', async () => {
    const kinds = async (register: string, field: string) =>
      tally((await samplesOf(register)).map((record) => textOf(record, field)))
    expect(await kinds('activities', 'type')).toMatchObject({ 双月论坛: 2 })
    expect(await samplesOf('activities')).toHaveLength(5)
    const agreements = await samplesOf('agreements')
    expect(agreements).toHaveLength(8)
    expect(count(agreements, ({ values }) => values['regionScope'] === '川渝')).toBe(2)
    const contracts = agreements.filter(({ values }) => values['type'] === '技术合同')
    expect(contracts.map(({ values }) => values['amount'])).toEqual([120_000_000, 150_000_000, 50_000_000])
    const visits = await samplesOf('visits')
    expect(visits).toHaveLength(15)
    expect(visits.flatMap(({ values }) => rowsOf(values, 'issues'))).toHaveLength(30)
    const tasks = await samplesOf('keyTasks')
    expect(tasks.flatMap(({ values }) => rowsOf(values, 'milestones'))).toHaveLength(20)
    expect(tasks.map(({ values }) => values['progress'])).toEqual([100, 60, 20, 0])
    const achievements = await samplesOf('achievements')
    expect(achievements).toHaveLength(20)
    expect(count(achievements, ({ values }) => values['type'] === '服务包')).toBe(3)
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

  test('are the papers, tasks, figures, forum, agreement and visit of the article, as exact as it is', async () => {
    const store = await storeWith(districtOperations(), factOperations())
    const texts = async (register: string, field: string) =>
      (await store.all(register)).map((record) => textOf(record, field))
    expect(await texts('policies', 'shortTitle')).toHaveLength(3)
    const tasks = await store.all('keyTasks')
    expect(tasks.map(({ values }) => values['taskNumber'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(count(tasks, (record) => textOf(record, 'title') === '（待录入）')).toBe(7)
    const figures = await store.all('districtIndicators')
    const shown = figures.map((record) => {
      const value = record.values['value'] as FuzzyNumber | undefined
      return value === undefined ? textOf(record, 'text') : `${showFuzzy(value)} ${textOf(record, 'unit')}`
    })
    expect(shown.sort()).toEqual(
      ['30 平方公里', '30 万人', '70 万平方米', '392 家', '超过1.7 万人', '282 亿元', '17 所', '14.4 万人']
        .concat('服务外包、软件信息、数据处理、数字内容、电子商务')
        .sort(),
    )
    const [forum] = await store.all('activities')
    expect(forum?.values).toMatchObject({
      start: { value: '2021-04', precision: '月' },
      onlineCount: { value: 100_000, qualifier: '超过' },
    })
    const [agreement] = await store.all('agreements')
    expect(agreement?.values).toMatchObject({ activity: forum?.id, regionScope: '川渝' })
    expect(await texts('visits', 'title')).toEqual(['2021年5月赵立新带队走访'])
  })

  test('are not doubled by a name that was typed in for one of the open tasks', async () => {
    const store = await storeWith(districtOperations(), factOperations())
    const task = (await store.all('keyTasks')).find(({ values }) => values['taskNumber'] === 4)
    if (task === undefined) throw new Error('There is no fourth task.')
    const { id, version, values } = task
    const named = { ...values, title: '组建科技经济融合专家服务队' }
    await store.commit({
      id: newId(),
      kind: 'save',
      title: '测试',
      operations: [{ kind: 'update', register: 'keyTasks', id, version, values: named }],
    })
    expect(await loadFacts(store, registers)).toBeUndefined()
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
