import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { registers } from '../../../src/domain/registers/all'
import { createGatherJob } from '../../../src/features/gather/gather-job'
import type { GatherOutcome } from '../../../src/features/gather/gather-types'
import { packed, partsOf, unpacked, withFiles } from '../../../src/features/gather/packing'
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

const later = '2021-07-03T08:00:00.000Z'
/** A district whose files are all gone, and a city that takes any. */
const noFile = (): Promise<undefined> => Promise.resolve(undefined)
const kept = (): Promise<undefined> => Promise.resolve(undefined)
const received = (outcome: GatherOutcome) => {
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.received
}

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
    const { bytes } = await createGatherJob(yongchuan, registers).pack(request, noFile)
    const job = createGatherJob(city, registers)
    return { job, opened: await job.openPackage(bytes, '永川区.kcdata') }
  }
  const take = async (choice: 'theirs' | 'ours' = 'theirs') => {
    const { job } = await send()
    return received(await job.takePackage({ clashes: choice, deletions: 'keep' }, later, kept))
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
  expect(sent.opened.ok && sent.opened.clashes).toMatchObject({
    total: 1,
    first: [{ id: two, fields: ['服务主题'] }],
  })
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
  ['a later format', '{"kechuangPackage":3}', '新版本'],
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
  const { bytes } = await createGatherJob(yongchuan, registers).pack(request, noFile)
  const opened = await createGatherJob(city, registers).openPackage(bytes.slice(0, -20), '断.kcdata')
  expect(opened.ok ? '' : opened.message).toContain('不是科创台账的数据包')
})

describe('files of the records', () => {
  const content = new TextEncoder().encode('签到表')
  const hash = createHash('sha256').update(content).digest('hex')
  const sheet = { name: '签到表.txt', type: 'text/plain', size: content.length, hash }

  const withSheet = async () => {
    const { yongchuan, city, one } = await offices()
    await edit(yongchuan, 'serviceRecords', one, { evidenceFiles: [sheet] })
    return { yongchuan, city }
  }
  const open = (city: Store, bytes: Uint8Array) =>
    createGatherJob(city, registers).openPackage(bytes, '永川区.kcdata')

  test('come along, are proven, and are kept before the records are taken', async () => {
    const { yongchuan, city } = await withSheet()
    const made = await createGatherJob(yongchuan, registers).pack(request, () => Promise.resolve(content))
    expect(made.left).toEqual([])
    const job = createGatherJob(city, registers)
    expect(await job.openPackage(made.bytes, '永川区.kcdata')).toMatchObject({
      files: { carried: 1, missing: 0 },
    })
    const choice = { clashes: 'theirs', deletions: 'keep' } as const
    const full = await job.takePackage(choice, later, () => Promise.resolve('磁盘空间不足。'))
    expect(full).toEqual({ ok: false, message: '附件“签到表.txt”没有存下。磁盘空间不足。' })
    expect(await city.all('serviceRecords')).toEqual([])
    const files: (readonly [string, Uint8Array])[] = []
    await job.takePackage(choice, later, (name, bytes) => {
      files.push([name, bytes])
      return Promise.resolve(undefined)
    })
    expect(files).toEqual([['签到表.txt', content]])
    expect(await city.all('serviceRecords')).toHaveLength(2)
  })

  test('that cannot be read, or are too many, are named and left out', async () => {
    const { yongchuan, city } = await withSheet()
    const { left, bytes } = await createGatherJob(yongchuan, registers).pack(request, noFile)
    expect(left).toEqual(['签到表.txt'])
    expect(await open(city, bytes)).toMatchObject({ ok: true, files: { carried: 0, missing: 1 } })
  })

  test('that were changed, cut off or added to are refused with the package', async () => {
    const { yongchuan, city } = await withSheet()
    const { bytes } = await createGatherJob(yongchuan, registers).pack(request, () =>
      Promise.resolve(content),
    )
    const changed = Uint8Array.from(bytes)
    changed[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    for (const broken of [changed, bytes.slice(0, -1), new Uint8Array([...bytes, 0])]) {
      const opened = await open(city, broken)
      expect(opened.ok ? '' : opened.message).toContain('附件不完整或被改动过')
    }
  })

  test('a package of the first format, which had none, is still taken', async () => {
    const { yongchuan, city } = await offices()
    const { bytes } = await createGatherJob(yongchuan, registers).pack(request, noFile)
    const text = (await unpacked(partsOf(bytes).text)) ?? ''
    const { deleted: _deleted, files: _files, ...first } = JSON.parse(text) as Record<string, unknown>
    const old = await packed(JSON.stringify({ ...first, kechuangPackage: 1 }))
    expect(await open(city, old)).toMatchObject({
      ok: true,
      deletions: { total: 0, first: [], followed: 0 },
      files: { carried: 0, missing: 0 },
    })
    expect((await open(city, withFiles(old, [content]))).ok).toBe(false)
  })
})

describe('what the district deleted', () => {
  const remove = async (store: Store, register: string, id: string): Promise<void> => {
    const [record] = await store.getMany(register, [id])
    await commit(store, { kind: 'delete', register, id, version: record?.version ?? 0 })
  }

  test('is shown, goes to the 回收站 only if that is chosen, and comes back when the merge is undone', async () => {
    const { yongchuan, city, one, two, send, take } = await offices()
    await take()
    await remove(yongchuan, 'serviceRecords', one)
    await edit(city, 'serviceRecords', one, { topic: '市科协改过' })
    const sent = await send()
    expect(sent.opened).toMatchObject({
      deletions: {
        total: 1,
        first: [{ register: 'serviceRecords', id: one, isEdited: true, isUsed: false }],
        followed: 1,
      },
    })
    await take()
    expect(await city.all('serviceRecords')).toHaveLength(2)
    const again = await send()
    const { batch } = received(
      await again.job.takePackage({ clashes: 'theirs', deletions: 'follow' }, later, kept),
    )
    expect((await city.all('serviceRecords')).map(({ id }) => id)).toEqual([two])
    await city.undo(batch)
    expect(await city.all('serviceRecords')).toHaveLength(2)
  })

  test('stays where others still name it, and what never came from there is not touched', async () => {
    const { yongchuan, city, one, two, served, send, take } = await offices()
    await take()
    for (const id of [one, two]) await remove(yongchuan, 'serviceRecords', id)
    const need = await add(yongchuan, 'needs', { title: '焊接工艺技术需求', organization: served })
    await take()
    await remove(yongchuan, 'needs', need)
    const user = await add(city, 'serviceRecords', { serviceDate: '2021-05-01', needs: [need] })
    const { job, opened } = await send()
    const deletions = opened.ok ? opened.deletions.first : []
    expect(deletions.find(({ id }) => id === need)).toMatchObject({ isUsed: true })
    expect((await job.takePackage({ clashes: 'theirs', deletions: 'follow' }, later, kept)).ok).toBe(true)
    expect((await city.all('needs')).map(({ id }) => id)).toEqual([need])
    expect((await city.all('serviceRecords')).map(({ id }) => id)).toEqual([user])
  })
})

test('weekly reports that two offices made for one team become one with the rows of both, each once', async () => {
  const { yongchuan, city, served, known, take } = await offices()
  const team = await add(yongchuan, 'teams', { name: '装备制造专家服务队' })
  const ours = await add(city, 'teams', { name: '装备制造专家服务队' })
  const week = '2021-W15'
  const docking = (dockedOn: string, organization: string) => ({
    dockedOn,
    organization,
    content: '现场对接',
  })
  await add(yongchuan, 'weeklyReports', {
    team,
    week,
    dockings: [
      docking('2021-04-12', served),
      docking('2021-04-14', served),
      { ...docking('2021-04-12', served), content: '另一件事' },
    ],
  })
  const report = await add(city, 'weeklyReports', {
    team: ours,
    week,
    dockings: [docking('2021-04-12', known)],
  })
  await take()
  await take()
  const reports = await city.all('weeklyReports')
  expect(reports.map(({ id }) => id)).toEqual([report])
  expect(reports[0]?.values['dockings']).toMatchObject([
    { dockedOn: '2021-04-12', organization: known },
    { dockedOn: '2021-04-14', organization: known },
    { dockedOn: '2021-04-12', organization: known, content: '另一件事' },
  ])
})
