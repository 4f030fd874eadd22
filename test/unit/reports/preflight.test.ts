import { afterEach, expect, test, vi } from 'vitest'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { reportOf } from '../../../src/reports/all'
import { figuresOf, type LastSubmission, preflight } from '../../../src/reports/preflight'
import { writeWorkbook } from '../../../src/xlsx/write'
import { expert, organization, service } from '../support/records'
import { reportData, reportOptions } from '../support/report-data'

const factory = organization({ name: '甲厂', orgType: '企业' })
const person = expert({ name: '李四' })
const data = reportData({
  services: [
    service({ serviceDate: '2021-03-01', served: [factory.id], experts: [person.id], hours: 2 }),
    service({ serviceDate: '2021-04-01', served: [factory.id], experts: [person.id], hours: 3 }),
  ],
  organizations: [factory],
  experts: [person],
})
const report = reportOf('R05')
const signed = reportOptions({ unitHead: '王五', reviewer: '赵六' })
const looked = (options = signed, last?: LastSubmission) =>
  preflight(report, report.build(data, options), data, options, last)

afterEach(() => {
  vi.useRealTimers()
})

test('names that the signature line lacks stop a report, and lead to 设置', () => {
  expect(looked(reportOptions())[0]).toEqual({
    level: 'error',
    message: '签字行缺单位负责人、审核人，请在设置里填写。',
    at: { kind: 'settings' },
  })
  expect(looked().some(({ message }) => message.startsWith('签字行'))).toBe(false)
  expect(looked(reportOptions({ unitHead: '王五', reviewer: '张三' }))[0]?.message).toBe(
    '审核人和填报人都是张三，要有两个人的名字。',
  )
})

test('what the rules find in a record that is counted leads to that record', () => {
  const service0 = data.records({ name: 'serviceRecords' } as never)[0] as unknown as { readonly id: string }
  const found = looked().filter(({ at }) => at?.kind === 'record')
  expect(found.map(({ at }) => (at?.kind === 'record' ? at.id : ''))).toContain(service0.id)
})

test('records that were changed after a report with them was sent are named, and lead to their list', () => {
  const [first] = data.records(serviceRecords)
  const edited = { ...data, isEditedSince: ({ id }: { readonly id: string }) => id === first?.id }
  const found = preflight(report, report.build(edited, signed), edited, signed)
  expect(found).toContainEqual({
    level: 'warning',
    message: `服务记录有 1 条报送后修改（${first?.code ?? ''}），这次的数会和以前报出去的不一致。`,
    at: { kind: 'list', register: 'serviceRecords', where: [{ kind: 'flag', label: '报送后修改' }] },
  })
  expect(looked().some(({ message }) => message.includes('报送后修改'))).toBe(false)
})

test('an empty period may go up only with a reason', () => {
  const none = reportOptions({ unitHead: '王五', reviewer: '赵六', district: '500106' })
  expect(looked(none).filter(({ level }) => level === 'warning')).toContainEqual({
    level: 'warning',
    message: '本期没有列入的记录，报出去是零报告。',
  })
})

test('totals are compared with those of the last submission', () => {
  const figures = figuresOf(report.build(data, signed).workbook)
  expect(figures.length).toBeGreaterThan(2)
  const [first] = figures
  if (first === undefined) throw new Error('No total in R05')
  const last = { periodLabel: '2020年下半年', figures: [{ ...first, value: first.value * 4 }] }
  expect(looked(signed, last).filter(({ change }) => change !== undefined)).toEqual([
    {
      level: 'warning',
      message: `${first.name}：上次（2020年下半年）${String(first.value * 4)}，这次 ${String(first.value)}。`,
      change: 0.75,
    },
  ])
})

test('the same data and options give the same bytes, whenever they are written', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2021-07-02T08:00:00Z') })
  const first = await writeWorkbook(report.build(data, signed).workbook)
  vi.setSystemTime(new Date('2026-11-05T13:17:31Z'))
  const second = await writeWorkbook(report.build(data, signed).workbook)
  expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true)
})

test('a contract that is not registered is missing where agreements are counted, and only there', () => {
  const signing = service({ result: '签订合同/协议', contractAmount: 10_000_000 })
  const contracts = reportData({ services: [signing], organizations: [factory] })
  const warned = (code: string): readonly string[] => {
    const own = reportOf(code)
    return preflight(own, own.build(contracts, signed), contracts, signed).map(({ message }) => message)
  }
  const warning = '有 1 条服务记录签了合同但没有关联“合作协议”，按协议统计的合同数和金额不含它们。'
  expect(warned('R14')).toContain(warning)
  expect(warned('R05')).not.toContain(warning)
})
