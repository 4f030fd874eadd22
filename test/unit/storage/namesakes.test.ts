import { beforeAll, describe, expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { experts } from '../../../src/domain/registers/experts'
import { organizations } from '../../../src/domain/registers/organizations'
import { tellingLabels } from '../../../src/features/registers/use-telling-labels'
import { newId } from '../../../src/storage/new-id'
import type { Store } from '../../../src/storage/store'
import { sampleLedger } from '../support/sample-store'

describe('records of one name', () => {
  let store: Store
  let again: () => Store
  const ids = {
    here: newId(),
    there: newId(),
    alone: newId(),
    spare: newId(),
    zhang: newId(),
    other: newId(),
    third: newId(),
  }
  beforeAll(async () => {
    ;({ store, again } = await sampleLedger())
    const make = (register: string, id: string, districtCode: string, values: Values) => ({
      kind: 'create' as const,
      register,
      id,
      districtCode,
      values,
    })
    const done = await store.commit({
      id: newId(),
      kind: 'save',
      title: '准备',
      operations: [
        make('organizations', ids.here, '500118', { name: '恒远机械厂', orgType: '企业' }),
        make('organizations', ids.there, '500153', { name: '恒远机械厂', orgType: '企业' }),
        make('organizations', ids.alone, '500153', { name: '独此一家机械厂', orgType: '企业' }),
        make('organizations', ids.spare, '500153', { name: '备用水泵站', orgType: '企业' }),
        make('experts', ids.zhang, '500118', { name: '张试名', workOrganization: ids.here }),
        make('experts', ids.other, '500118', { name: '张试名', workOrganization: ids.there }),
        make('experts', ids.third, '500153', { name: '张试名', workOrganization: ids.alone }),
      ],
    })
    if (!done.ok) throw new Error(done.message)
  })

  test('are offered with the district of each; a name that nobody else has stands alone', async () => {
    const offered = await store.pick({
      register: 'organizations',
      search: '机械厂',
      limit: 30,
      district: '500118',
    })
    const detailOf = (id: string) => offered.find((option) => option.id === id)?.detail
    expect(detailOf(ids.here)).toBe('永川区 · 企业')
    expect(detailOf(ids.there)).toBe('荣昌区 · 企业')
    expect(detailOf(ids.alone)).toBe('企业')
  })

  test('are found with the district of each', async () => {
    const { options } = await store.find({ register: 'organizations', search: '恒远', limit: 5 })
    expect(options.map(({ detail }) => detail).toSorted()).toEqual(
      ['永川区 · 企业', '荣昌区 · 企业'].toSorted(),
    )
  })

  test('stand where they were chosen with what tells each from the others', async () => {
    expect(await tellingLabels(store, organizations, [ids.here, ids.there, ids.alone])).toEqual({
      [ids.here]: '恒远机械厂（永川区）',
      [ids.there]: '恒远机械厂（荣昌区）',
      [ids.alone]: '独此一家机械厂',
    })
    const code = async (id: string) => (await store.get('experts', id))?.record.code ?? ''
    expect(await tellingLabels(store, experts, [ids.zhang, ids.other, ids.third])).toEqual({
      [ids.zhang]: `张试名（${await code(ids.zhang)}）`,
      [ids.other]: `张试名（${await code(ids.other)}）`,
      [ids.third]: '张试名（荣昌区）',
    })
  })

  test('are said to be alike with the district of each', async () => {
    const alike = await store.alike('organizations', { name: '恒远机械厂' }, undefined)
    expect(alike.map(({ option }) => option.detail).toSorted()).toEqual(
      ['永川区 · 企业', '荣昌区 · 企业'].toSorted(),
    )
    const { pairs, details } = await store.duplicates('organizations', 200)
    const pair = pairs.find(({ a }) => a.id === ids.here || a.id === ids.there)
    expect([pair?.a.id, pair?.b.id].map((id) => details[id ?? '']).toSorted()).toEqual(
      ['永川区 · 企业', '荣昌区 · 企业'].toSorted(),
    )
  })

  test('are proposed with the district and the employer of each', async () => {
    const [need] = await store.all('needs', '500118')
    const proposals = await store.proposals(need?.id ?? '', 10)
    expect(proposals.length).toBeGreaterThan(0)
    for (const { detail } of proposals) expect(detail).toMatch(/^\p{sc=Han}+[区县]/u)
  })

  test('are named also where nothing was asked for before', async () => {
    const [need] = await store.all('needs', '500118')
    const expected = await store.proposals(need?.id ?? '', 10)
    expect(await again().proposals(need?.id ?? '', 10)).toEqual(expected)
    expect(JSON.stringify(expected)).not.toContain('找不到')
    const { details } = await store.duplicates('organizations', 200)
    expect((await again().duplicates('organizations', 200)).details).toEqual(details)
    expect(Object.keys(details).length).toBeGreaterThan(0)
  })

  test('join and leave the pairs as they are changed, without the register being looked through again', async () => {
    const paired = async () =>
      (await store.duplicates('organizations', 200)).pairs.map(({ a, b }) => [a.id, b.id])
    const isPaired = async (id: string) => (await paired()).flat().includes(id)
    const change = async (operation: 'update' | 'delete', id: string, name: string) => {
      const head = {
        register: 'organizations',
        id,
        version: (await store.get('organizations', id))?.record.version ?? 0,
      }
      const done = await store.commit({
        id: newId(),
        kind: 'save',
        title: '改动',
        operations: [
          operation === 'delete'
            ? { kind: operation, ...head }
            : { kind: operation, ...head, values: { name, orgType: '企业' } },
        ],
      })
      if (!done.ok) throw new Error(done.message)
      return done.batch
    }
    expect(await isPaired(ids.spare)).toBe(false)
    await change('update', ids.spare, '恒远机械厂')
    expect(await isPaired(ids.spare)).toBe(true)
    const binned = await change('delete', ids.spare, '')
    expect(await isPaired(ids.spare)).toBe(false)
    await store.undo(binned)
    expect(await isPaired(ids.spare)).toBe(true)
    await change('update', ids.spare, '备用水泵站')
    expect(await isPaired(ids.spare)).toBe(false)
  })

  test('are named by others: of many the first ones, and how many there are', async () => {
    const [all] = await store.related('organizations', ids.alone)
    expect(all?.total).toBe(1)
    const groups = await store.related('districts', '500118', 1)
    expect(groups.length).toBeGreaterThan(0)
    for (const { records, total } of groups) expect([records.length, total >= 1]).toEqual([1, true])
    expect(groups.some(({ total }) => total > 1)).toBe(true)
  })
})
