import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import type { LedgerRecord } from '../../../src/domain/record'
import { registers } from '../../../src/domain/registers/all'
import type { ImportChoices } from '../../../src/features/import/import-types'
import { newId } from '../../../src/storage/new-id'
import { forOutsiders } from '../../../src/workbook/export-profile'
import { listWorkbook } from '../../../src/workbook/list-sheet'
import type { Cell, Row, Workbook } from '../../../src/workbook/model'
import { writeWorkbook } from '../../../src/xlsx/write'
import { type Desk, openFile, seed, startDesk, usualChoices } from '../support/import-desk'
import { reportOptions } from '../support/report-data'
import { wholeReport } from '../support/whole-report'

const register = registers.find(({ name }) => name === 'organizations')
if (register === undefined) throw new Error('organizations')
const columns = ['code', 'name', 'orgType', 'contactPerson', 'contactPhone', 'employees', 'revenue']

const start = async (): Promise<{ readonly desk: Desk; readonly ids: readonly string[] }> => {
  const desk = await startDesk()
  const ids: string[] = []
  for (const values of [
    { name: '重庆甲机械有限公司', orgType: '企业', contactPhone: '13800138603', employees: 120 },
    { name: '重庆乙农业有限公司', orgType: '企业', contactPerson: '赵文', revenue: 12_345_600 },
    { name: '重庆丙研究院', orgType: '科研院所' },
  ] satisfies readonly Values[])
    ids.push(await seed(desk, 'organizations', values))
  return { desk, ids }
}

const exported = async ({ store }: Desk): Promise<Workbook> =>
  listWorkbook({
    register,
    records: (await store.all('organizations')).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    columns,
    nameOf: () => '',
    districtName: () => '永川区',
    profile: forOutsiders,
    unitName: '重庆市永川区科学技术协会',
    createdAt: '2021-07-02T08:00:00.000Z',
  })

/** The workbook with other rows in its visible sheet, as somebody left it who knows nothing of `_meta`. */
const withRows = (workbook: Workbook, change: (rows: readonly Row[]) => readonly Row[]): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet, index) =>
    index === 0 ? { ...sheet, rows: change(sheet.rows) } : sheet,
  ),
})
const withCell = (workbook: Workbook, row: number, column: number, cell: Cell): Workbook =>
  withRows(workbook, (rows) =>
    rows.map((line, at) =>
      at === row ? { ...line, cells: line.cells.map((old, place) => (place === column ? cell : old)) } : line,
    ),
  )

const back = async (desk: Desk, workbook: Workbook, more: Partial<ImportChoices> = {}) => {
  const opened = await openFile(desk, await writeWorkbook(workbook), '机构.xlsx')
  const mapping = await desk.job.mapping(0, opened.tables[0]?.register ?? '')
  return desk.job.plan(usualChoices(mapping, 'organizations', more))
}

const edit = async ({ store }: Desk, id: string, values: Values): Promise<void> => {
  const [record] = await store.getMany('organizations', [id])
  if (record === undefined) throw new Error(id)
  const done = await store.commit({
    id: newId(),
    kind: 'save',
    title: '修改',
    operations: [
      {
        kind: 'update',
        register: 'organizations',
        id,
        version: record.version,
        values: { ...record.values, ...values },
      },
    ],
  })
  if (!done.ok) throw new Error(done.message)
}
const stored = async ({ store }: Desk, id: string): Promise<LedgerRecord> => {
  const [record] = await store.getMany('organizations', [id])
  if (record === undefined) throw new Error(id)
  return record
}

test('a list that comes back as it went out changes nothing, hidden telephones included', async () => {
  const { desk } = await start()
  const view = await back(desk, await exported(desk))
  expect(view.counts).toMatchObject({ new: 0, changed: 0, same: 3, clash: 0, problem: 0 })
})

test('what was changed here since the export stays as it is', async () => {
  const { desk, ids } = await start()
  const workbook = await exported(desk)
  await edit(desk, ids[0] ?? '', { employees: 150 })
  const view = await back(desk, workbook)
  expect(view.counts).toMatchObject({ changed: 0, clash: 0, same: 3 })
})

test('one corrected cell changes one field of one record', async () => {
  const { desk, ids } = await start()
  const view = await back(desk, withCell(await exported(desk), 3, 3, '钱立新'))
  expect(view.counts).toMatchObject({ changed: 1, same: 2 })
  expect(view.changed).toEqual([{ label: '联系人', count: 1 }])
  await desk.job.commit()
  expect((await stored(desk, ids[1] ?? '')).values).toMatchObject({
    contactPerson: '钱立新',
    revenue: 12_345_600,
  })
})

test('a name is corrected where the number tells which record it is', async () => {
  const { desk, ids } = await start()
  const view = await back(desk, withCell(await exported(desk), 4, 1, '重庆丙应用研究院'))
  expect(view.counts).toMatchObject({ new: 0, changed: 1, same: 2 })
  await desk.job.commit()
  expect((await stored(desk, ids[2] ?? '')).values.name).toBe('重庆丙应用研究院')
})

test('a record that both sides changed waits until somebody says which is right', async () => {
  const { desk, ids } = await start()
  const workbook = withCell(await exported(desk), 2, 5, 200)
  await edit(desk, ids[0] ?? '', { employees: 150 })
  expect((await back(desk, workbook)).counts).toMatchObject({ clash: 1, changed: 0 })
  expect((await back(desk, workbook, { allClash: 'store' })).counts).toMatchObject({ clash: 0, left: 1 })
  expect((await back(desk, workbook, { allClash: 'file' })).counts).toMatchObject({ clash: 0, changed: 1 })
  await desk.job.commit()
  expect((await stored(desk, ids[0] ?? '')).values).toMatchObject({
    employees: 200,
    contactPhone: '13800138603',
  })
})

test('rows may be sorted, taken out and added, without their numbers too', async () => {
  const { desk, ids } = await start()
  const whole = await exported(desk)
  const workbook = withRows(whole, (rows) => {
    const [title, heading, first, , third] = rows
    const withoutCode = (row: Row | undefined): Row => ({ cells: [null, ...(row?.cells.slice(1) ?? [])] })
    return [
      title ?? { cells: [] },
      heading ?? { cells: [] },
      withoutCode(third),
      { ...withoutCode(first), cells: withoutCode(first).cells.map((cell, at) => (at === 5 ? 99 : cell)) },
      { cells: [null, '重庆丁电子有限公司', '企业', '孙五'] },
    ]
  })
  const view = await back(desk, workbook)
  expect(view.counts).toMatchObject({ new: 1, changed: 1, same: 1 })
  expect(view.missing).toBe(1)
  await desk.job.commit()
  expect((await stored(desk, ids[0] ?? '')).values.employees).toBe(99)
  expect(await desk.store.all('organizations')).toHaveLength(4)
})

const twoServices = async (): Promise<Desk> => {
  const desk = await startDesk()
  const served = await seed(desk, 'organizations', { name: '甲公司', orgType: '企业' })
  const expert = await seed(desk, 'experts', { name: '李四' })
  for (const topic of ['焊接工艺', '能耗监测'])
    await seed(desk, 'serviceRecords', {
      serviceDate: '2021-04-12',
      served: [served],
      experts: [expert],
      mode: '套餐式',
      topic,
      hours: 2,
      people: { value: 200, qualifier: '余' },
      result: '部分解决',
      satisfaction: '4',
      auditStatus: '已审核',
    })
  return desk
}

test('R05 comes back by its records: a corrected result is taken over, derived columns are not', async () => {
  const desk = await twoServices()
  const { workbook } = await wholeReport(desk.store, 'R05', reportOptions())
  const row = workbook.sheets[0]?.rows.findIndex(({ cells }) => cells[8] === '能耗监测') ?? -1
  const opened = await openFile(
    desk,
    await writeWorkbook(withCell(workbook, row, 15, '已解决')),
    'R05_科技服务记录明细表.xlsx',
  )
  expect(opened.tables[0]?.register).toBe('serviceRecords')
  expect(opened.own).toEqual({ register: 'serviceRecords', title: 'R05' })
  const mapping = await desk.job.mapping(0, 'serviceRecords')
  const view = await desk.job.plan(usualChoices(mapping, 'serviceRecords'))
  expect(view.counts).toMatchObject({ new: 0, changed: 1, same: 1, problem: 0, clash: 0 })
  expect(view.changed).toEqual([{ label: '服务结果', count: 1 }])
  await desk.job.commit()
  const records = await desk.store.all('serviceRecords')
  expect(records.map(({ values, remark }) => [values.topic, values.result, remark]).toSorted()).toEqual([
    ['焊接工艺', '部分解决', undefined],
    ['能耗监测', '已解决', undefined],
  ])
})

test('a report from which columns were left out comes back as unchanged', async () => {
  const desk = await twoServices()
  const profile = { ...forOutsiders, leftOut: ['受益人数', '服务结果', '参与专家'] }
  const { workbook } = await wholeReport(desk.store, 'R05', reportOptions({ profile }))
  const opened = await openFile(desk, await writeWorkbook(workbook), 'R05_科技服务记录明细表.xlsx')
  expect(opened.own).toEqual({ register: 'serviceRecords', title: 'R05' })
  const mapping = await desk.job.mapping(0, 'serviceRecords')
  const view = await desk.job.plan(usualChoices(mapping, 'serviceRecords'))
  expect(view.counts).toMatchObject({ new: 0, changed: 0, same: 2, problem: 0, clash: 0 })
})
