import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, test } from 'vitest'
import { linksOf } from '../../../src/domain/kinds/all'
import type { LedgerRecord } from '../../../src/domain/record'
import { registers } from '../../../src/domain/registers/all'
import { factOperations } from '../../../src/features/samples/facts'
import { districtOperations } from '../../../src/features/samples/reference-data'
import { sampleOperations } from '../../../src/features/samples/samples'
import { newId } from '../../../src/storage/new-id'
import { readingBeside } from '../../../src/storage/reading-beside'
import { createStore } from '../../../src/storage/repository'
import type { Operation, Store, Together } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'

const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }
const names = ['serviceRecords', 'needs', 'teams', 'districts']
const name = newId()
const store = createStore(name, registers, clock, memoryVault())

const commit = async (...operations: readonly Operation[]): Promise<void> => {
  const done = await store.commit({ id: newId(), kind: 'save', title: '', operations })
  if (!done.ok) throw new Error(done.message)
}

/** By register and id, in the order of the ids. */
const sorted = (groups: Together['records']): readonly (readonly [string, LedgerRecord])[] =>
  Object.entries(groups)
    .flatMap(([register, records]) => records.map((record) => [register, record] as const))
    .sort(([a, one], [b, two]) => (`${a} ${one.id}` < `${b} ${two.id}` ? -1 : 1))

/** The same, put together from questions about one register after another. */
const oneByOne = async (district?: string): Promise<Together> => {
  const records: Record<string, readonly LedgerRecord[]> = {}
  const ids = new Map<string, Set<string>>()
  for (const register of registers.filter((one) => names.includes(one.name))) {
    const own = await store.all(register.name, register.scope === 'city' ? undefined : district)
    records[register.name] = own
    for (const { values } of own)
      for (const { register: to, id } of linksOf(register.fields, values))
        ids.set(to, (ids.get(to) ?? new Set()).add(id))
  }
  const linked: Record<string, readonly LedgerRecord[]> = {}
  for (const [to, wanted] of ids) linked[to] = await store.getMany(to, [...wanted])
  return { records, linked }
}

const agree = (found: Together, wanted: Together): void => {
  expect(sorted(found.records)).toEqual(sorted(wanted.records))
  expect(sorted(found.linked)).toEqual(sorted(wanted.linked))
}

beforeAll(async () => {
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
  await commit(...districtOperations(), ...factOperations(), ...sampleOperations())
})

describe('records that are asked for together with all that they link to', () => {
  test('are those of their registers, of all districts or of one', async () => {
    for (const district of [undefined, '500118', '500101']) {
      const found = await store.together(names, district)
      agree(found, await oneByOne(district))
      expect(Object.keys(found.records).sort()).toEqual([...names].sort())
    }
    expect((await store.together(names)).records['serviceRecords']?.length).toBeGreaterThan(20)
  })

  test('link to what was deleted, too, and are not deleted themselves', async () => {
    const [firm, kept, gone] = [newId(), newId(), newId()]
    const service = (id: string): Operation => ({
      kind: 'create',
      register: 'serviceRecords',
      id,
      values: { serviceDate: '2021-06-01', served: [firm], topic: '铸件气孔诊断' },
    })
    const values = { name: '重庆乙铸造有限公司', orgType: '企业' }
    await commit({ kind: 'create', register: 'organizations', id: firm, values })
    await commit({ kind: 'delete', register: 'organizations', id: firm, version: 1 })
    await commit(service(kept), service(gone))
    await commit({ kind: 'delete', register: 'serviceRecords', id: gone, version: 1 })
    const { records, linked } = await store.together(['serviceRecords'])
    const ids = records['serviceRecords']?.map(({ id }) => id)
    expect(ids).toContain(kept)
    expect(ids).not.toContain(gone)
    expect(linked['organizations']?.find(({ id }) => id === firm)?.deletedAt).toBe(clock.now())
  })

  test('are read past many pages of the database, each once', async () => {
    const many = Array.from({ length: 1500 }, () => newId())
    await commit(
      ...many.map((id): Operation => ({
        kind: 'create',
        register: 'visits',
        id,
        values: { level: '区县级' },
      })),
    )
    const { records } = await store.together(['visits', 'visits'])
    const ids = records['visits']?.map(({ id }) => id) ?? []
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(many))
  })
})

describe('a worker beside the one that owns the database', () => {
  test('reads the same as the owner, and at once what that has written', async () => {
    const beside = readingBeside(store, name, registers)
    agree(await beside.together(names, '500118'), await store.together(names, '500118'))
    const id = newId()
    await commit({ kind: 'create', register: 'needs', id, values: { title: '主轴温升治理' } })
    expect((await beside.together(['needs'])).records['needs']?.map((need) => need.id)).toContain(id)
  })

  test('makes no database where the owner could not open one', async () => {
    const nowhere = newId()
    const shut: Pick<Store, 'copyState'> = {
      copyState: () => Promise.reject(new Error('The ledger is not open.')),
    }
    await expect(readingBeside(shut, nowhere, registers).together(names)).rejects.toThrow('not open')
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(nowhere)
  })
})
