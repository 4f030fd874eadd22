import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { errorAt } from '../../../src/domain/issue'
import { organizations } from '../../../src/domain/registers/organizations'
import { teams } from '../../../src/domain/registers/teams'
import { experts } from '../../../src/domain/registers/experts'
import { registers } from '../../../src/domain/registers/all'
import type { Register } from '../../../src/domain/register'
import type { Values } from '../../../src/domain/field'
import { type SaveRequest, saveRows, type TypedRow } from '../../../src/features/registers/grid/save-rows'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Store } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'
import { sampleStore } from '../support/sample-store'

let store: Store
beforeEach(async () => {
  store = await sampleStore()
})

const request = (register: Register, change: Partial<SaveRequest> = {}): SaveRequest => ({
  register,
  registers,
  store,
  district: '500118',
  today: '2021-07-02',
  initial: {},
  allowGaps: false,
  title: (rows) => `测试 ${String(rows)}`,
  ...change,
})
const made = (texts: TypedRow['texts'], id = newId()): TypedRow => ({ id, isNew: true, texts })
const add = async (register: string, values: Values): Promise<string> => {
  const id = newId()
  const operations = [{ kind: 'create', register, id, values }] as const
  const done = await store.commit({ id: newId(), kind: 'save', title: '准备', operations })
  if (!done.ok) throw new Error(done.message)
  return id
}
const valuesOf = async (register: string, id: string): Promise<Values | undefined> =>
  (await store.get(register, id))?.record.values

describe('cells of a record', () => {
  test('are saved as one batch that can be taken back', async () => {
    const id = await add('organizations', { name: '甲公司', orgType: '高等院校' })
    const { done, left } = await saveRows(request(organizations), [
      { id, isNew: false, texts: { shortName: '甲', employees: '120' } },
    ])
    expect(left.size).toBe(0)
    expect(await valuesOf('organizations', id)).toMatchObject({ shortName: '甲', employees: 120 })
    if (done?.ok !== true) throw new Error('Not saved.')
    await store.undo(done.batch)
    expect(await valuesOf('organizations', id)).not.toHaveProperty('shortName')
  })

  test('that cannot stand keep their text and reason, while the others of the row are saved', async () => {
    const id = await add('organizations', { name: '甲公司', orgType: '高等院校' })
    const { left } = await saveRows(request(organizations), [
      { id, isNew: false, texts: { employees: '很多', shortName: '甲', creditCode: '123' } },
    ])
    expect(Object.keys(left.get(id) ?? {}).toSorted()).toEqual(['creditCode', 'employees'])
    expect(left.get(id)?.employees?.text).toBe('很多')
    expect(await valuesOf('organizations', id)).toMatchObject({ shortName: '甲' })
    expect(await valuesOf('organizations', id)).not.toHaveProperty('employees')
  })

  test('cannot lose what is required', async () => {
    const id = await add('organizations', { name: '甲公司', orgType: '高等院校' })
    const { left } = await saveRows(request(organizations), [{ id, isNew: false, texts: { name: '' } }])
    expect(left.get(id)?.name?.reason).toBe('请填写机构全称。')
  })

  test('stay as typed when another change came first', async () => {
    const id = await add('organizations', { name: '甲公司', orgType: '高等院校' })
    const slow: Store = {
      ...store,
      checkMany: async (register, rows) => {
        const [record] = await store.getMany('organizations', [id])
        if (record !== undefined)
          await store.commit({
            id: newId(),
            kind: 'save',
            title: '别处',
            operations: [
              {
                kind: 'update',
                register,
                id,
                version: record.version,
                values: { ...record.values, park: '园区' },
              },
            ],
          })
        return store.checkMany(register, rows)
      },
    }
    const { done, left } = await saveRows(request(organizations, { store: slow }), [
      { id, isNew: false, texts: { shortName: '甲' } },
    ])
    expect(done?.ok).toBe(false)
    expect(left.get(id)?.shortName?.text).toBe('甲')
    expect(await valuesOf('organizations', id)).toMatchObject({ park: '园区' })
  })
})

describe('a row that is saved in part', () => {
  /** 园区 may only stand beside 简称. */
  const paired: Register = {
    ...organizations,
    check: ({ shortName, park }) =>
      park !== undefined && shortName === undefined ? [errorAt('park', '有园区的须有简称。')] : [],
  }

  test('keeps back what cannot stand without the part that is held', async () => {
    const others = registers.filter(({ name }) => name !== organizations.name)
    const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }
    store = createStore(newId(), [paired, ...others], clock, memoryVault())
    const id = await add('organizations', { name: '甲公司', orgType: '高等院校' })
    const long = '很'.repeat(31)
    const { left, done } = await saveRows(request(paired), [
      { id, isNew: false, texts: { shortName: long, park: '大安' } },
    ])
    expect(Object.keys(left.get(id) ?? {}).toSorted()).toEqual(['park', 'shortName'])
    expect(left.get(id)?.park?.reason).toBe('有园区的须有简称。')
    expect(done).toBeUndefined()
  })
})

describe('a paste of 5,000 × 20 that is called off', () => {
  const row = (index: number): TypedRow =>
    made({
      name: `粘贴第${String(index)}有限公司`,
      shortName: `粘贴${String(index)}`,
      formerName: `原粘贴${String(index)}`,
      orgType: '企业',
      defaultRole: '产',
      industrySection: 'J',
      strategicFields: '',
      teamIndustry: '',
      size: '',
      park: '大安工业园',
      address: `大安街道${String(index)}号`,
      legalPerson: '李四',
      contactPerson: '王五',
      contactTitle: '经理',
      contactPhone: '13800001234',
      mainProducts: '零部件',
      employees: String(index),
      revenue: '1,200.5',
      researchExpense: '30',
      tags: '',
    })
  test.each([1000, 5000])('after %i rows leaves nothing', async (seenRows) => {
    const rows = Array.from({ length: 5000 }, (_, index) => row(index))
    const heads = await store.batches({ limit: 1 })
    let seen = 0
    const outcome = await saveRows(
      request(organizations, {
        allowGaps: true,
        onProgress: (done) => {
          seen = done
        },
        isCancelled: () => seen >= seenRows,
      }),
      rows,
    )
    expect(outcome).toMatchObject({ cancelled: true, done: undefined })
    expect(seen).toBe(seenRows)
    expect(
      await store.getMany(
        'organizations',
        rows.map(({ id }) => id),
      ),
    ).toEqual([])
    expect(await store.batches({ limit: 1 })).toEqual(heads)
  })
})

describe('a new row', () => {
  test('is not made before its required fields are there, and says which are missing', async () => {
    const row = made({ name: '乙公司', orgType: '企业' })
    const first = await saveRows(request(organizations), [row])
    expect(first.missing.get(row.id)).toEqual(['industrySection'])
    expect(await store.get('organizations', row.id)).toBeUndefined()
    const whole = { ...row, texts: { ...row.texts, orgType: '高等院校' } }
    await saveRows(request(organizations), [whole])
    expect(await valuesOf('organizations', row.id)).toMatchObject({ name: '乙公司' })
  })

  test('of a pasted block comes in with gaps, but not with a cell that cannot be read', async () => {
    const good = made({ name: '乙公司' })
    const bad = made({ name: '丙公司', orgType: '不知道什么' })
    const { left, done } = await saveRows(request(organizations, { allowGaps: true }), [good, bad])
    expect(done?.ok).toBe(true)
    expect(await store.get('organizations', good.id)).toBeDefined()
    expect(await store.get('organizations', bad.id)).toBeUndefined()
    expect(left.get(bad.id)?.name).toEqual({ text: '丙公司' })
    expect(left.get(bad.id)?.orgType?.reason).toContain('不在可选项中')
  })

  test('may not repeat the credit code of another row of the same paste', async () => {
    const code = '91500118MA5U4F7L62'
    const rows = [made({ name: '甲', creditCode: code }), made({ name: '乙', creditCode: code })]
    const { left } = await saveRows(request(organizations, { allowGaps: true }), rows)
    const reasons = rows.map(({ id }) => left.get(id)?.creditCode?.reason)
    // A code that cannot stand is refused in both; one that can, in the second.
    expect(reasons[1]).toBeDefined()
  })
})

describe('a name in a cell', () => {
  test('means the record of that name, another name, or number', async () => {
    const id = await add('organizations', { name: '丁研究院', shortName: '丁院', orgType: '科研院所' })
    const code = (await store.get('organizations', id))?.record.code ?? ''
    for (const [index, name] of ['丁研究院', '丁院', code].entries()) {
      const row = made({ name: `专家${String(index)}`, workOrganization: name })
      await saveRows(request(experts, { allowGaps: true }), [row])
      expect(await valuesOf('experts', row.id)).toMatchObject({ workOrganization: id })
    }
  })

  test('that two records have asks for the number', async () => {
    await add('organizations', { name: '戊公司', orgType: '高等院校', park: '一' })
    await add('organizations', { name: '戊公司', orgType: '高等院校', park: '二' })
    const row = made({ name: '某人', workOrganization: '戊公司' })
    const { left } = await saveRows(request(experts, { allowGaps: true }), [row])
    expect(left.get(row.id)?.workOrganization?.reason).toMatch(/有 2 家“戊公司”.*编号/u)
  })

  test('is not guessed from a part of it: the only fit is marked and offered', async () => {
    const id = await add('organizations', { name: '己新材料研究院', orgType: '科研院所' })
    const row = made({ name: '某人', workOrganization: '己新材料' })
    const { left } = await saveRows(request(experts, { allowGaps: true }), [row])
    const cell = left.get(row.id)?.workOrganization
    expect(cell).toMatchObject({ text: '己新材料', offer: '己新材料研究院' })
    expect(cell?.reason).toContain('不是全称')
    const taken = { ...row, texts: { ...row.texts, workOrganization: cell?.offer ?? '' } }
    await saveRows(request(experts, { allowGaps: true }), [taken])
    expect(await valuesOf('experts', row.id)).toMatchObject({ workOrganization: id })
  })

  test('is offered as a number where two have the name that it is a part of', async () => {
    await add('organizations', { name: '庚研究院', orgType: '高等院校' })
    const second = await add('organizations', { name: '庚研究院', orgType: '科研院所', shortName: '独一处' })
    const code = (await store.get('organizations', second))?.record.code
    const row = made({ name: '某人', workOrganization: '独一' })
    const { left } = await saveRows(request(experts, { allowGaps: true }), [row])
    expect(left.get(row.id)?.workOrganization?.offer).toBe(code)
  })

  test('that two people have says where each of them works', async () => {
    const units = [
      await add('organizations', { name: '辛研究院', orgType: '科研院所' }),
      await add('organizations', { name: '壬大学', orgType: '高等院校' }),
    ]
    for (const workOrganization of units) await add('experts', { name: '赵同名', workOrganization })
    const row = made({ name: '某队', leader: '赵同名' })
    const { left } = await saveRows(request(teams, { allowGaps: true }), [row])
    expect(left.get(row.id)?.leader?.reason).toMatch(/有 2 名“赵同名”：ZJ-.*（.*辛研究院.*改填编号/u)
    expect(left.get(row.id)?.leader?.reason).toContain('壬大学')
  })

  test('may be any of the former names of a person, who is found by them, and pointed out', async () => {
    const id = await add('experts', { name: '钱现名', formerName: '钱旧名、老钱' })
    for (const name of ['钱旧名', '老钱']) {
      const row = made({ name: `${name}队`, leader: name })
      await saveRows(request(teams, { allowGaps: true }), [row])
      expect(await valuesOf('teams', row.id)).toMatchObject({ leader: id })
      const [found] = await store.pick({ register: 'experts', search: name, limit: 1 })
      expect(found?.id).toBe(id)
      const alike = await store.alike('experts', { name }, undefined)
      expect(alike.map(({ option }) => option.id)).toEqual([id])
    }
  })
})
