import { beforeEach, expect, test } from 'vitest'
import { organizations } from '../../../src/domain/registers/organizations'
import { bulkFields, commitBulkEdit, planBulkEdit } from '../../../src/features/registers/list/bulk-edit'
import { newId } from '../../../src/storage/new-id'
import type { Store } from '../../../src/storage/store'
import { sampleStore } from '../support/sample-store'

let store: Store
let ids: readonly string[]
beforeEach(async () => {
  store = await sampleStore()
  ids = [newId(), newId(), newId()]
  const all = ['企业', '高等院校', '企业'].map((orgType, index) => ({
    kind: 'create' as const,
    register: 'organizations',
    id: ids[index] ?? '',
    values: {
      name: `甲${String(index)}`,
      orgType,
      ...(index === 2 ? { size: '小型', park: '园区' } : {}),
    },
  }))
  await store.commit({ id: newId(), kind: 'save', title: '准备', operations: all })
})
const parkOf = async (): Promise<readonly unknown[]> =>
  (await store.getMany('organizations', ids)).map(({ values }) => values.park)

test('shows the old and the new of each record first, writes all as one batch, and takes it back', async () => {
  const plan = await planBulkEdit(store, organizations, ids, 'park', '园区')
  expect(plan.changed.map(({ before, after }) => [before, after])).toEqual([
    [undefined, '园区'],
    [undefined, '园区'],
  ])
  expect(plan.same).toBe(1)
  expect(await parkOf()).toEqual([undefined, undefined, '园区'])
  const done = await commitBulkEdit(store, organizations, plan)
  expect(await parkOf()).toEqual(['园区', '园区', '园区'])
  if (!done.ok) throw new Error('Not written.')
  await store.undo(done.batch)
  expect(await parkOf()).toEqual([undefined, undefined, '园区'])
})

test('leaves records as they are in which the value cannot stand, with the reason', async () => {
  const plan = await planBulkEdit(store, organizations, ids, 'name', undefined)
  expect(plan.changed).toEqual([])
  expect(plan.refused.map(({ refused }) => refused)).toEqual(Array(3).fill('请填写机构全称。'))
})

test('does not fill a field in a record where it has no place', async () => {
  const plan = await planBulkEdit(store, organizations, ids, 'size', '小型')
  expect(plan.changed.map(({ record }) => record.values.name)).toEqual(['甲0'])
})

test('is refused when a record was changed since the preview', async () => {
  const plan = await planBulkEdit(store, organizations, ids, 'park', '新园区')
  await commitBulkEdit(
    store,
    organizations,
    await planBulkEdit(store, organizations, ids.slice(0, 1), 'park', '别处'),
  )
  expect(await commitBulkEdit(store, organizations, plan)).toMatchObject({ ok: false, reason: 'conflict' })
  expect(await parkOf()).toEqual(['别处', undefined, '园区'])
})

test('is not offered for a field in which no two records may agree', () => {
  expect(bulkFields(organizations)).not.toContain('creditCode')
  expect(bulkFields(organizations)).toContain('park')
})

test('facets count the choices of the query, each without its own filter', async () => {
  const query = {
    register: 'organizations',
    search: '甲',
    filters: [{ kind: 'oneOf' as const, field: 'orgType', values: ['高等院校'] }],
    sort: { field: 'code', descending: true },
  }
  const facets = await store.facets({ ...query, filters: [] }, ['orgType', 'size'])
  const filtered = await store.facets(query, ['orgType', 'size'])
  expect(filtered.orgType).toEqual(facets.orgType)
  expect(facets.orgType).toMatchObject({ 企业: 2, 高等院校: 1 })
  expect(filtered.size).toEqual({ '': 1 })
})
