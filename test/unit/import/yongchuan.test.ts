import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openFile, startDesk, usualChoices } from '../support/import-desk'

const file = '永川区科技服务台账（2021上半年）.xlsx'
const folder = new URL('../../fixtures/ledgers/', import.meta.url)

interface Expected {
  readonly date: string
  readonly org: string
  readonly code: string
  readonly mode: string
  readonly topic: string
  readonly experts: readonly string[]
  readonly hours: number
  readonly people: readonly [number, string]
  readonly amount_wan: number
  readonly result: string
}
const expected =
  (JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<string, readonly Expected[]>)[
    file
  ] ?? []

const open = async () => {
  const desk = await startDesk()
  const opened = await openFile(desk, new Uint8Array(readFileSync(new URL(file, folder))), file)
  const mapping = await desk.job.mapping(0, 'serviceRecords')
  const plan = () =>
    desk.job.plan(usualChoices(mapping, 'serviceRecords', { common: { auditStatus: '已审核' } }))
  return { ...desk, opened, mapping, plan }
}

test('the 永川 ledger is understood without help: one table of services, every column placed', async () => {
  const { opened, mapping } = await open()
  expect(opened.tables).toMatchObject([
    { sheets: ['服务台账'], register: 'serviceRecords', records: 44, signed: true },
  ])
  expect(Object.fromEntries(mapping.columns.map(({ heading, target }) => [heading, target]))).toEqual({
    序号: { kind: 'ignore' },
    月份: { kind: 'ignore' },
    服务日期: { kind: 'field', field: 'serviceDate' },
    '服务对象 / 企业名称': { kind: 'field', field: 'served' },
    '服务对象 / 统一社会信用代码': { kind: 'linked', field: 'served', of: 'creditCode' },
    '服务对象 / 联系电话': { kind: 'linked', field: 'served', of: 'contactPhone' },
    服务模式: { kind: 'field', field: 'mode' },
    服务形式: { kind: 'field', field: 'form' },
    服务主题: { kind: 'field', field: 'topic' },
    参与专家: { kind: 'field', field: 'experts' },
    '服务时长（小时）': { kind: 'field', field: 'hours' },
    受益人数: { kind: 'field', field: 'people' },
    合同金额: { kind: 'field', field: 'contractAmount' },
    服务结果: { kind: 'field', field: 'result' },
  })
})

test('its 44 records equal the expected ones, each with its organisation, code and experts', async () => {
  const { store, job, plan } = await open()
  const view = await plan()
  expect(view.counts).toMatchObject({ new: 44, problem: 0, maybe: 0 })
  expect(view.sums).toEqual({ checked: 5, faults: [] })
  expect(view.skipped).toBe(6)
  expect(await job.commit()).toMatchObject({ ok: true, made: 44 })
  const organizations = new Map(
    (await store.all('organizations')).map((record) => [record.id, record.values]),
  )
  const experts = new Map((await store.all('experts')).map((record) => [record.id, record.values.name]))
  const records = (await store.all('serviceRecords')).toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const read = records.map(({ values }) => {
    const served = organizations.get((values.served as readonly string[])[0] ?? '')
    const people = values.people as { readonly value: number; readonly qualifier: string }
    return {
      date: values.serviceDate,
      org: served?.name,
      code: served?.creditCode,
      mode: values.mode,
      topic: values.topic,
      experts: (values.experts as readonly string[]).map((id) => experts.get(id)),
      hours: values.hours,
      people: [people.value, people.qualifier],
      amount_wan: (values.contractAmount as number) / 1_000_000,
      result: values.result,
    }
  })
  expect(read).toEqual(expected)
  expect(new Set(experts.values()).size).toBe(experts.size)
})

test('a second import of the same file brings nothing in', async () => {
  const { store, job, plan } = await open()
  await plan()
  await job.commit()
  expect((await plan()).counts).toMatchObject({ new: 0, changed: 0, same: 44, problem: 0 })
  expect(await store.all('serviceRecords')).toHaveLength(44)
})

test('an import is taken back whole, organisations and experts included', async () => {
  const { store, job, plan } = await open()
  await plan()
  const done = await job.commit()
  expect(done.ok && (await store.undo(done.batch)).ok).toBe(true)
  const left = await Promise.all(
    ['serviceRecords', 'organizations', 'experts'].map((name) => store.all(name)),
  )
  expect(left.flat()).toEqual([])
})
