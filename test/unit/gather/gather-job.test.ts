import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { registers } from '../../../src/domain/registers/all'
import { createGatherJob } from '../../../src/features/gather/gather-job'
import { packed } from '../../../src/features/gather/packing'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Operation, Store } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'

const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }

const office = async (homeDistrict: string): Promise<Store> => {
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings({ homeDistrict, unitName: `${homeDistrict}科协`, person: '张三' })
  return store
}
const commit = async (store: Store, operation: Operation): Promise<void> => {
  const done = await store.commit({ id: newId(), kind: 'save', title: '保存', operations: [operation] })
  if (!done.ok) throw new Error(done.message)
}
const add = async (store: Store, register: string, values: Values): Promise<string> => {
  const id = newId()
  await commit(store, { kind: 'create', register, id, values })
  return id
}
const edit = async (store: Store, register: string, id: string, values: Values): Promise<void> => {
  const [record] = await store.getMany(register, [id])
  if (record === undefined) throw new Error(id)
  const { version } = record
  await commit(store, { kind: 'update', register, id, version, values: { ...record.values, ...values } })
}
const valuesOf = async (store: Store, register: string, id: string): Promise<Values | undefined> =>
  (await store.getMany(register, [id]))[0]?.values

const request = {
  district: '500118',
  districtName: '永川区',
  unitName: '永川区科协',
  person: '李四',
  at: '2021-07-02T08:00:00.000Z',
}

/** 永川 with an enterprise and two services, and the city that knows the enterprise under another id. */
const offices = async () => {
  const yongchuan = await office('500118')
  const city = await office('500000')
  const served = await add(yongchuan, 'organizations', { name: '重庆甲机械有限公司', orgType: '企业' })
  const service = (topic: string) => ({
    serviceDate: '2021-04-12',
    served: [served],
    mode: '套餐式',
    topic,
    result: '部分解决',
  })
  const one = await add(yongchuan, 'serviceRecords', service('焊接工艺'))
  const two = await add(yongchuan, 'serviceRecords', service('能耗监测'))
  const known = await add(city, 'organizations', {
    name: '重庆甲机械有限公司',
    orgType: '企业',
    shortName: '甲机械',
  })
  const send = async () => {
    const { bytes } = await createGatherJob(yongchuan, registers).pack(request)
    const job = createGatherJob(city, registers)
    return { job, opened: await job.openPackage(bytes, '永川区.kcdata') }
  }
  const take = async (choice: 'theirs' | 'ours' = 'theirs') => {
    const { job } = await send()
    const taken = await job.takePackage(choice, '2021-07-03T08:00:00.000Z')
    if (!taken.ok) throw new Error(taken.message)
    return taken.received
  }
  return { yongchuan, city, served, one, two, known, send, take }
}

const countsOf = ({ opened }: Awaited<ReturnType<Awaited<ReturnType<typeof offices>>['send']>>) =>
  opened.ok
    ? Object.fromEntries(opened.counts.map(({ title, unit: _unit, ...counts }) => [title, counts]))
    : opened

test('a package brings the records of its district with their numbers, and what they name is found again', async () => {
  const { city, yongchuan, one, known, send, take } = await offices()
  expect(countsOf(await send())).toEqual({
    服务记录: { new: 2, changed: 0, same: 0, clash: 0 },
    机构: { new: 0, changed: 0, same: 1, clash: 0 },
  })
  await take()
  const [ours] = await yongchuan.getMany('serviceRecords', [one])
  const [theirs] = await city.getMany('serviceRecords', [one])
  expect(theirs).toMatchObject({ code: ours?.code, districtCode: '500118' })
  expect(theirs?.values['served']).toEqual([known])
  expect(await city.all('organizations')).toHaveLength(1)
  // The next number that is given here is no number of the district's.
  const next = await city.commit({
    id: newId(),
    kind: 'save',
    title: '新建',
    operations: [
      {
        kind: 'create',
        register: 'serviceRecords',
        id: newId(),
        districtCode: '500118',
        values: { serviceDate: '2021-04-13' },
      },
    ],
  })
  expect(next.ok && next.records[0]?.code).toBe('FW-500118-2021-0003')
})

test('the same package once more changes nothing', async () => {
  const { city, send, take } = await offices()
  await take()
  expect(countsOf(await send())).toMatchObject({ 服务记录: { new: 0, changed: 0, same: 2, clash: 0 } })
  await take()
  expect(await city.all('serviceRecords')).toHaveLength(2)
})

test('what the district corrected comes in, what the city corrected stays, and what both corrected is asked', async () => {
  const { city, yongchuan, one, two, send, take } = await offices()
  await take()
  await edit(yongchuan, 'serviceRecords', one, { result: '已解决' })
  await edit(city, 'serviceRecords', one, { topic: '焊接工艺（市科协已核）' })
  await edit(yongchuan, 'serviceRecords', two, { topic: '能耗在线监测' })
  await edit(city, 'serviceRecords', two, { topic: '能耗监测系统' })
  const sent = await send()
  expect(countsOf(sent)).toMatchObject({ 服务记录: { new: 0, changed: 1, same: 0, clash: 1 } })
  expect(sent.opened.ok && sent.opened.clashes).toMatchObject([{ id: two, fields: ['服务主题'] }])
  await take('ours')
  expect(await valuesOf(city, 'serviceRecords', one)).toMatchObject({
    result: '已解决',
    topic: '焊接工艺（市科协已核）',
  })
  expect(await valuesOf(city, 'serviceRecords', two)).toMatchObject({ topic: '能耗监测系统' })
})

test('the district’s word counts where it is to', async () => {
  const { city, yongchuan, two, take } = await offices()
  await take()
  await edit(yongchuan, 'serviceRecords', two, { topic: '能耗在线监测' })
  await edit(city, 'serviceRecords', two, { topic: '能耗监测系统' })
  await take('theirs')
  expect(await valuesOf(city, 'serviceRecords', two)).toMatchObject({ topic: '能耗在线监测' })
})

test('one district is taken back again, and may come once more', async () => {
  const { city, send, take } = await offices()
  const { batch } = await take()
  const { job } = await send()
  expect((await job.received()).map(({ district }) => district)).toEqual(['500118'])
  expect(await city.undo(batch)).toMatchObject({ ok: true })
  expect(await city.all('serviceRecords')).toHaveLength(0)
  expect(await job.received()).toEqual([])
  await take()
  expect(await city.all('serviceRecords')).toHaveLength(2)
})

test.each([
  ['no package', 'nonsense', '不是科创台账的数据包'],
  ['JSON of something else', '{"a":1}', '不是科创台账的数据包'],
  ['a later format', '{"kechuangPackage":2}', '新版本'],
  ['a head that lacks something', '{"kechuangPackage":1,"district":"500118"}', '不完整或被改动过'],
  [
    'a record with a field that nobody knows',
    JSON.stringify({
      kechuangPackage: 1,
      ...request,
      madeAt: request.at,
      records: [
        {
          register: 'organizations',
          record: {
            id: 'a',
            code: 'JG-1',
            districtCode: '500118',
            confidentiality: '内部',
            createdAt: '',
            createdBy: '',
            isSample: false,
            deletedAt: null,
            values: JSON.parse('{"__proto__":1}') as Values,
          },
        },
      ],
    }),
    '不合格式',
  ],
])('%s is refused with a reason', async (_name, text, message) => {
  const job = createGatherJob(await office('500000'), registers)
  const opened = await job.openPackage(await packed(text), '坏.kcdata')
  expect(opened.ok ? '' : opened.message).toContain(message)
})

test('a file that is cut off is refused with a reason', async () => {
  const { yongchuan, city } = await offices()
  const { bytes } = await createGatherJob(yongchuan, registers).pack(request)
  const opened = await createGatherJob(city, registers).openPackage(bytes.slice(0, -20), '断.kcdata')
  expect(opened.ok ? '' : opened.message).toContain('不是科创台账的数据包')
})
