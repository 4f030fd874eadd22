import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Attachment, Values } from '../../../src/domain/field'
import { registers } from '../../../src/domain/registers/all'
import { findFaultyFiles } from '../../../src/storage/faulty-files'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Operation } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'

const today = '2021-07-02'
const clock = { now: () => `${today}T08:00:00.000Z`, today: () => today }
const file = (name: string, digit: string): Attachment => ({
  name,
  type: 'application/pdf',
  size: name.length,
  hash: digit.repeat(64),
})

const ready = async () => {
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
  const commit = (...operations: readonly Operation[]) =>
    store.commit({ id: newId(), kind: 'save', title: '测试', operations })
  return { store, commit }
}
const create = (register: string, values: Values): Operation & { readonly id: string } => ({
  kind: 'create',
  register,
  id: newId(),
  values,
})

test('the files of all records are listed: child rows and deleted records too, those taken out no more', async () => {
  const { store, commit } = await ready()
  const service = create('serviceRecords', {
    topic: '诊断',
    evidenceFiles: [file('签到表.pdf', 'a'), file('照片.jpg', 'b')],
  })
  const consortium = create('consortia', {
    name: '新材料联合体',
    elements: [{ element: '引进一个全国学会', evidenceFiles: [file('协议.pdf', 'c')] }],
  })
  const plain = create('organizations', { name: '甲厂', orgType: '企业' })
  await commit(service, consortium, plain)
  const named = async (): Promise<readonly string[]> =>
    (await store.attachments())
      .map(({ label, field, attachment: { name } }) => `${label} ${field} ${name}`)
      .sort()
  const all = [
    '新材料联合体 “五个一”：佐证附件 协议.pdf',
    '诊断 佐证附件 照片.jpg',
    '诊断 佐证附件 签到表.pdf',
  ].sort()
  expect(await named()).toEqual(all)
  await commit({ kind: 'delete', register: 'serviceRecords', id: service.id, version: 1 })
  expect(await named()).toEqual(all)
  await commit({
    kind: 'update',
    register: 'consortia',
    id: consortium.id,
    version: 1,
    values: { name: '新材料联合体' },
  })
  expect(await named()).toEqual(all.filter((one) => one.startsWith('诊断')))
})

test('a faulty file is named at every record that has it, and asked for once', async () => {
  const { store, commit } = await ready()
  await commit(
    create('serviceRecords', { topic: '一', evidenceFiles: [file('签到表.pdf', 'a')] }),
    create('serviceRecords', {
      topic: '二',
      evidenceFiles: [file('同一张表.pdf', 'a'), file('照片.jpg', 'b')],
    }),
  )
  const asked: string[] = []
  const faulty = await findFaultyFiles(
    store,
    ({ files, thorough }) => {
      asked.push(...files.map(({ hash }) => `${hash.slice(0, 1)} ${String(thorough)}`))
      return Promise.resolve([{ hash: 'a'.repeat(64), fault: 'missing' }])
    },
    true,
  )
  expect(asked.sort()).toEqual(['a true', 'b true'])
  expect(faulty.map(({ label, attachment, fault }) => [label, attachment.name, fault]).sort()).toEqual([
    ['一', '签到表.pdf', 'missing'],
    ['二', '同一张表.pdf', 'missing'],
  ])
})
