import { beforeEach, describe, expect, test } from 'vitest'
import { indexDuplicates } from '../../../src/domain/duplicates'
import { notYetKnown } from '../../../src/domain/reference/key-tasks'
import { organizations } from '../../../src/domain/registers/organizations'
import { experts } from '../../../src/domain/registers/experts'
import { registers } from '../../../src/domain/registers/all'
import type { Values } from '../../../src/domain/field'
import { mergeBatch, usualChoices } from '../../../src/features/clean/merge-batch'
import { newId } from '../../../src/storage/new-id'
import type { Store } from '../../../src/storage/store'
import { expert, organization } from '../support/records'
import { sampleStore } from '../support/sample-store'

const reasons = (a: Parameters<typeof organization>[0], b: Parameters<typeof organization>[0]) =>
  indexDuplicates(organizations, [organization(a), organization(b)])
    .pairs()
    .flatMap((pair) => pair.reasons)

describe('records that may be the same', () => {
  test('are found by code, by name without seat and form, by sound, by other names', () => {
    const creditCode = '91500118MA5U4F7L62'
    expect(reasons({ name: '甲', creditCode }, { name: '乙', creditCode })).toEqual(['统一社会信用代码相同'])
    expect(reasons({ name: '重庆市璧恒科技有限公司' }, { name: '璧恒科技（集团）公司' })).toEqual([
      '名称只差地名或单位类型',
    ])
    expect(reasons({ name: '璧恒科技有限公司' }, { name: '碧恒科技有限公司' })).toEqual(['名称读音相同'])
    expect(reasons({ name: '新名科技有限公司', formerName: '旧名机械厂' }, { name: '旧名机械厂' })).toEqual([
      '名称相同',
    ])
    expect(reasons({ name: '甲公司' }, { name: '乙公司' })).toEqual([])
  })

  test('are not those with two codes, nor people of one name at two employers', () => {
    expect(
      reasons(
        { name: '甲科技公司', creditCode: '91500118MA5U4F7L62' },
        { name: '甲科技公司', creditCode: '91500118MA60AB1C2D' },
      ),
    ).toEqual([])
    const pair = (phone: string) =>
      indexDuplicates(experts, [
        expert({ name: '王伟', workOrganization: 'a', phone: '13800001234' }),
        expert({ name: '王伟', workOrganization: 'b', phone }),
      ]).pairs()
    expect(pair('13900001234')).toEqual([])
    expect(pair('13800001234')).toHaveLength(1)
  })

  test('are not the key tasks whose names are still to be typed in', async () => {
    const store = await sampleStore()
    expect((await store.all('keyTasks')).filter(({ values }) => values.title === notYetKnown)).toHaveLength(7)
    expect(await store.duplicates('keyTasks', 50)).toMatchObject({ total: 0 })
  })
})

describe('two records that are merged', () => {
  let store: Store
  beforeEach(async () => {
    store = await sampleStore()
  })
  const add = async (register: string, values: Values): Promise<string> => {
    const id = newId()
    const operations = [{ kind: 'create', register, id, values }] as const
    const done = await store.commit({ id: newId(), kind: 'save', title: '准备', operations })
    if (!done.ok) throw new Error(done.message)
    return id
  }
  const recordOf = async (register: string, id: string) => {
    const record = (await store.get(register, id))?.record
    if (record === undefined) throw new Error('No such record.')
    return record
  }

  test('become one: links follow, the other goes to the bin, its name stays as an alias; all is undone at once', async () => {
    const kept = await add('organizations', { name: '甲科技有限公司', orgType: '企业' })
    const gone = await add('organizations', { name: '重庆甲科技公司', orgType: '企业', park: '园区' })
    const person = await add('experts', { name: '王伟', workOrganization: gone })
    const service = await add('serviceRecords', { topic: '讲座', served: [kept, gone], mode: '精准化' })
    expect(
      (await store.duplicates('organizations', 100)).pairs.map(({ a, b }) => [a.id, b.id].toSorted()),
    ).toContainEqual([kept, gone].toSorted())
    const [a, b] = [await recordOf('organizations', kept), await recordOf('organizations', gone)]
    const choices = usualChoices(organizations, a.values, b.values)
    const done = await store.commit(await mergeBatch(store, registers, organizations, a, b, choices))
    if (!done.ok) throw new Error(done.message)
    expect((await recordOf('organizations', kept)).values).toMatchObject({
      name: '甲科技有限公司',
      park: '园区',
      formerName: '重庆甲科技公司',
    })
    expect((await recordOf('organizations', gone)).deletedAt).not.toBeNull()
    expect((await recordOf('experts', person)).values.workOrganization).toBe(kept)
    expect((await recordOf('serviceRecords', service)).values.served).toEqual([kept])

    const undone = await store.undo(done.batch)
    expect(undone.ok).toBe(true)
    expect((await recordOf('organizations', gone)).deletedAt).toBeNull()
    expect((await recordOf('experts', person)).values.workOrganization).toBe(gone)
    expect((await recordOf('serviceRecords', service)).values.served).toEqual([kept, gone])
  })

  test('and those that were said to be two are not shown again', async () => {
    const a = await add('organizations', { name: '乙科技有限公司', orgType: '企业' })
    const b = await add('organizations', { name: '乙科技公司', orgType: '企业' })
    const isShown = async (): Promise<boolean> =>
      (await store.duplicates('organizations', 100)).pairs.some((pair) => [pair.a.id, pair.b.id].includes(a))
    expect(await isShown()).toBe(true)
    await store.tellApart(b, a)
    expect(await isShown()).toBe(false)
  })

  test('a record that others still use cannot vanish in a batch that leaves one of them behind', async () => {
    const gone = await add('organizations', { name: '丙公司', orgType: '企业' })
    await add('experts', { name: '李雷', workOrganization: gone })
    const { version } = await recordOf('organizations', gone)
    const done = await store.commit({
      id: newId(),
      kind: 'save',
      title: '删',
      operations: [{ kind: 'delete', register: 'organizations', id: gone, version }],
    })
    expect(done).toMatchObject({ ok: false, reason: 'inUse' })
  })
})
