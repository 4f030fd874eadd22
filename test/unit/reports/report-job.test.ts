import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { read } from 'xlsx'
import { registers } from '../../../src/domain/registers/all'
import type { Values } from '../../../src/domain/field'
import { createReportJob, type Stage } from '../../../src/features/reports/report-job'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { ListQuery } from '../../../src/storage/store'
import { reportOptions } from '../support/report-data'
import { memoryVault } from '../support/memory-vault'

const open = async () => {
  const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
  const create = async (register: string, values: Values, districtCode = '500118'): Promise<string> => {
    const id = newId()
    const operations = [{ kind: 'create' as const, register, id, districtCode, values }]
    const done = await store.commit({ id: newId(), kind: 'import', title: '试验', operations })
    if (!done.ok) throw new Error(done.message)
    return id
  }
  const factory = await create('organizations', {
    name: '重庆甲一机械有限公司',
    orgType: '企业',
    contactPhone: '13800138603',
  })
  const person = await create('experts', { name: '李四' })
  const need = await create('needs', { title: '主轴温升', organization: factory, raisedDate: '2021-03-01' })
  const serve = (serviceDate: string, more: Values = {}, districtCode = '500118') =>
    create(
      'serviceRecords',
      {
        serviceDate,
        mode: '精准化',
        topic: '主轴温升治理',
        served: [factory],
        experts: [person],
        needs: [need],
        hours: 2,
        auditStatus: '已审核',
        ...more,
      },
      districtCode,
    )
  await serve('2021-04-12')
  await serve('2021-05-12', { contractAmount: 12_000_000, result: '签订合同/协议' })
  await serve('2021-05-13', { auditStatus: '待审核' })
  await serve('2021-05-14', {}, '500106')
  return { store, job: createReportJob(store, registers) }
}

const query: ListQuery = {
  register: 'serviceRecords',
  district: '500118',
  search: '',
  filters: [{ kind: 'oneOf', field: 'auditStatus', values: ['已审核'] }],
  sort: { field: 'serviceDate', descending: true },
}
const asked = {
  query,
  columns: ['code', 'serviceDate', 'served', 'hours'],
  maskPhones: true,
  unitName: '重庆市永川区科学技术协会',
  createdAt: '2021-07-02T08:00:00.000Z',
  today: '2021-07-02',
}
const cellsOf = (bytes: Uint8Array, name: string, column: string): readonly unknown[] => {
  const sheet = read(bytes).Sheets[name] ?? {}
  return Array.from(
    { length: 8 },
    (_, row) => (sheet[`${column}${String(row + 1)}`] as { readonly v?: unknown } | undefined)?.v,
  )
}

describe('a report made from the store', () => {
  test('holds the audited services of the district, with the names of all they link to', async () => {
    const { job } = await open()
    const built = await job.build('R05', reportOptions())
    expect([built.records, built.excluded]).toMatchObject([2, [{ reason: '待审核', count: 1 }]])
    const row = built.workbook.sheets[0]?.rows[4]?.cells ?? []
    expect([row[4], row[10], row[14]]).toEqual([
      '重庆甲一机械有限公司',
      '李四',
      expect.stringMatching(/^XQ-500118-2021-/u),
    ])
  })

  test('over the city holds those of all districts', async () => {
    const { job } = await open()
    expect((await job.build('R06', reportOptions({ district: undefined }))).records).toBe(3)
  })

  test('as a file is named after domain D0, sealed by a hash, and tells how far it is', async () => {
    const { job } = await open()
    const stages: Stage[] = []
    const { bytes, fileName, records } = await job.write('R05', reportOptions(), (stage) =>
      stages.push(stage),
    )
    expect([fileName, records]).toEqual(['R05_科技服务记录明细表_永川区_2021年上半年_20210702.xlsx', 2])
    expect(stages).toEqual(['正在读取记录', '正在生成表格', '正在写入文件'])
    expect(cellsOf(bytes, '_meta', 'A')[0]).toBe('sha256')
    expect(cellsOf(bytes, '_meta', 'B')[0]).toMatch(/^[0-9a-f]{64}$/u)
  })
})

describe('a list made from the store', () => {
  test('holds what is filtered, in its order, and only the columns shown', async () => {
    const { job } = await open()
    const { bytes, fileName, records } = await job.writeList(asked)
    expect([fileName, records]).toEqual(['服务记录_20210702.xlsx', 2])
    expect(cellsOf(bytes, '服务记录', 'B').slice(1, 5)).toEqual(['服务日期', 44_328, 44_298, undefined])
    expect(cellsOf(bytes, '服务记录', 'C').slice(2, 4)).toEqual([
      '重庆甲一机械有限公司',
      '重庆甲一机械有限公司',
    ])
    expect(cellsOf(bytes, '服务记录', 'E')).toEqual(Array.from({ length: 8 }, () => undefined))
  })

  test('holds only the chosen ones, in the order of the list', async () => {
    const { job, store } = await open()
    const ids = await store.ids(query)
    const { records } = await job.writeList({ ...asked, ids: [ids[1] ?? '', 'gone'] })
    expect(records).toBe(1)
  })

  test('of an unknown register is a fault', async () => {
    const { job } = await open()
    await expect(job.writeList({ ...asked, query: { ...query, register: 'nothing' } })).rejects.toThrow(
      'No register',
    )
  })
})
