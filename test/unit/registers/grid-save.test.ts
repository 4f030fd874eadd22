import { beforeEach, describe, expect, test } from 'vitest'
import { organizations } from '../../../src/domain/registers/organizations'
import { experts } from '../../../src/domain/registers/experts'
import { registers } from '../../../src/domain/registers/all'
import type { Register } from '../../../src/domain/register'
import type { Values } from '../../../src/domain/field'
import { type SaveRequest, saveRows, type TypedRow } from '../../../src/features/registers/grid/save-rows'
import { newId } from '../../../src/storage/new-id'
import type { Store } from '../../../src/storage/store'
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
})
