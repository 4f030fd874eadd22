import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Attachment, Values } from '../../../src/domain/field'
import { registers } from '../../../src/domain/registers/all'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { surroundingsOf, takeSteps } from '../../../src/features/registers/take-steps'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import { memoryVault } from '../support/memory-vault'

const today = '2021-07-02'
const now = `${today}T08:00:00.000Z`
const settings = { homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' }
const file = (name: string, digit: string): Attachment => ({
  name,
  type: 'application/pdf',
  size: 9,
  hash: digit.repeat(64),
})

const audited = async (records: readonly Values[], given: Values) => {
  const store = createStore(newId(), registers, { now: () => now, today: () => today }, memoryVault())
  await store.saveSettings(settings)
  const made = await store.commit({
    id: newId(),
    kind: 'save',
    title: '测试',
    operations: records.map((values) => ({
      kind: 'create',
      register: 'serviceRecords',
      id: newId(),
      values,
    })),
  })
  const transition = serviceRecords.lifecycle?.transitions.find(({ action }) => action === '审核通过')
  if (!made.ok || transition === undefined) throw new Error('not made')
  const when = { settings, today, now }
  const steppings = await surroundingsOf(store, serviceRecords, made.records, transition, when)
  const done = await takeSteps(store, serviceRecords, steppings, { action: '审核通过', values: given })
  const after = await store.getMany(
    'serviceRecords',
    made.records.map(({ id }) => id),
  )
  return { ok: done.ok, files: after.map(({ values }) => values['evidenceFiles']) }
}

test('files given to several records at once join the files that each has', async () => {
  const own = file('甲签到表.pdf', 'a')
  const common = file('总结.pdf', 'b')
  const { ok, files } = await audited([{ topic: '一', evidenceFiles: [own] }, { topic: '二' }], {
    reviewer: '李四',
    evidenceFiles: [common],
  })
  expect(ok).toBe(true)
  expect(files).toEqual([[own, common], [common]])
})

test('records that have their own evidence each are audited together without another word', async () => {
  const { ok } = await audited(
    [
      { topic: '一', evidenceFiles: [file('签到表.pdf', 'a')] },
      { topic: '二', evidence: '签到表在档案柜' },
    ],
    { reviewer: '李四' },
  )
  expect(ok).toBe(true)
  expect((await audited([{ topic: '一' }], { reviewer: '李四' })).ok).toBe(false)
})

test('of a single record, the given files are all that it has afterwards', async () => {
  const { files } = await audited([{ topic: '一', evidenceFiles: [file('旧.pdf', 'a')] }], {
    reviewer: '李四',
    evidenceFiles: [file('新.pdf', 'b')],
  })
  expect(files).toEqual([[file('新.pdf', 'b')]])
})
