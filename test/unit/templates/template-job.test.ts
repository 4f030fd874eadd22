import 'fake-indexeddb/auto'
import ExcelJS from 'exceljs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { monthsPeriod, type Period } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { createTemplateJob } from '../../../src/features/reports/templates/template-job'
import type { NewTemplate, TemplateView } from '../../../src/features/reports/templates/template-types'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Store } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'
import { reportOptions } from '../support/report-data'
import { superiorTemplate } from '../support/superior-template'

const openWithStore = async () => {
  const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
  const create = async (register: string, values: Values): Promise<string> => {
    const id = newId()
    const operations = [{ kind: 'create' as const, register, id, districtCode: '500118', values }]
    const done = await store.commit({ id: newId(), kind: 'import', title: '试验', operations })
    if (!done.ok) throw new Error(done.message)
    return id
  }
  const factory = await create('organizations', {
    name: '重庆甲一机械有限公司',
    orgType: '企业',
    contactPhone: '13800138603',
  })
  const serve = (serviceDate: string, more: Values = {}) =>
    create('serviceRecords', {
      serviceDate,
      mode: '精准化',
      topic: '主轴温升治理',
      served: [factory],
      auditStatus: '已审核',
      ...more,
    })
  await serve('2021-05-12', {
    contractAmount: 12_000_000,
    result: '签订合同/协议',
    people: { value: 200, qualifier: '余' },
  })
  await serve('2021-04-12')
  await serve('2021-05-13', { auditStatus: '待审核' })
  await serve('2020-05-13')
  return { job: createTemplateJob(store, registers), store }
}

const open = async () => (await openWithStore()).job

const viewOf = async (job: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<TemplateView> => {
  const view = await job.openTemplate(bytes, '登记表.xlsx', {})
  if (!view.ok) throw new Error(view.message)
  return view
}

const draft = (view: TemplateView, bytes: Uint8Array, name: string): NewTemplate => ({
  ...view,
  name,
  bytes,
  targets: Object.fromEntries(view.columns.map(({ column, key }) => [column, key])),
})

test('a template is understood, saved under a name, and filled with the audited services of the period', async () => {
  const job = await open()
  const bytes = await superiorTemplate()
  const view = await viewOf(job, bytes)
  expect(view).toMatchObject({
    sheet: '服务统计',
    headingRow: 2,
    headingRows: 2,
    first: 4,
    last: 4,
    examples: 0,
  })
  expect(view.register).toBe('serviceRecords')
  expect(view.singles.toSorted()).toEqual(['K11', '填报人', '填报单位', '填报日期', '所属期'].toSorted())
  expect(view.columns.map(({ key, isFormula }) => (isFormula ? '公式' : key))).toEqual([
    'serial',
    'field serviceDate',
    'field served',
    'field topic',
    'linked served.contactPhone',
    'field people',
    'field contractAmount',
    '公式',
  ])
  expect(await job.saveTemplate(draft(view, bytes, ' 登记表 '))).toEqual({ ok: true })
  const filled = await job.fillTemplate('登记表', reportOptions({ filler: '张三' }))
  if (!filled.ok) throw new Error(filled.message)
  expect(filled).toMatchObject({ records: 2, leftOut: 1 })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(filled.bytes) as never)
  const at = (address: string) => book.getWorksheet('服务统计')?.getCell(address).value
  expect([at('A2'), at('E2'), at('A9')]).toEqual([
    `填报单位（盖章）：${reportOptions().unitName}`,
    '所属期：2021年上半年',
    '填报人：张三',
  ])
  expect([at('B5'), at('B6'), at('F6'), at('G6')]).toEqual([
    new Date('2021-04-12'),
    new Date('2021-05-12'),
    '200余',
    120_000,
  ])
  expect([at('C5'), at('E6'), at('H9'), at('A7')]).toEqual(['重庆甲一机械有限公司', '13800138603', 2, '合计'])
})

test('templates are renamed and deleted; a name is taken only once', async () => {
  const job = await open()
  const bytes = await superiorTemplate()
  const view = await viewOf(job, bytes)
  await job.saveTemplate(draft(view, bytes, '甲'))
  await job.saveTemplate(draft(view, bytes, '乙'))
  expect(await job.saveTemplate(draft(view, bytes, '甲'))).toMatchObject({ message: '已有名为“甲”的模板。' })
  const large = draft(view, new Uint8Array(2 * 1024 * 1024 + 1), '大')
  expect(await job.saveTemplate(large)).toMatchObject({ message: '模板文件超过 2 MB，不能保存。' })
  expect(await job.renameTemplate('甲', '乙')).toMatchObject({ ok: false })
  expect(await job.renameTemplate('甲', '丙')).toEqual({ ok: true })
  await job.dropTemplate('乙')
  expect((await job.templates()).map(({ name }) => name)).toEqual(['丙'])
  expect((await job.fillTemplate('丙', reportOptions())).ok).toBe(true)
  expect(await job.fillTemplate('乙', reportOptions())).toMatchObject({
    message: '模板“乙”找不到了，或内容已损坏。',
  })
})

test('a workbook without a heading, or without a row to fill, is refused in words', async () => {
  const job = await open()
  const book = new ExcelJS.Workbook()
  book.addWorksheet('甲').getCell('A1').value = '通知'
  const plain = new Uint8Array(await book.xlsx.writeBuffer())
  expect(await job.openTemplate(plain, '通知.xlsx', {})).toMatchObject({
    message: '在“通知.xlsx”里没有找到表头：看过工作表“甲”。',
  })
  const full = await superiorTemplate((_, sheet) => {
    sheet.getCell('A5').value = '合计'
    sheet.getCell('B5').value = null
  })
  expect(await job.openTemplate(full, '登记表.xlsx', {})).toMatchObject({
    message: '“服务统计”的表头下面没有可填写的行。',
  })
})

test('a saved template is filled anew next period, and the same period gives the same bytes again', async () => {
  const job = await open()
  const bytes = await superiorTemplate()
  await job.saveTemplate(draft(await viewOf(job, bytes), bytes, '登记表'))
  const filled = async (period: Period) => {
    const done = await job.fillTemplate('登记表', reportOptions({ period }))
    if (!done.ok) throw new Error(done.message)
    return done
  }
  const [april, may] = [monthsPeriod('月', 2021, 3), monthsPeriod('月', 2021, 4)]
  const [first, second, again] = [await filled(april), await filled(may), await filled(april)]
  expect([first.records, second.records]).toEqual([1, 1])
  const datesIn = async ({ bytes: file }: { readonly bytes: Uint8Array }): Promise<readonly unknown[]> => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(file) as never)
    const sheet = book.getWorksheet('服务统计')
    return [sheet?.getCell('B5').value, sheet?.getCell('A6').value, sheet?.getCell('E2').value]
  }
  expect(await datesIn(first)).toEqual([new Date('2021-04-12'), '合计', '所属期：2021年4月'])
  expect(await datesIn(second)).toEqual([new Date('2021-05-12'), '合计', '所属期：2021年5月'])
  expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true)
})

const workbookWith = async (fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
/** A heading with a framed row for data below. */
const heading = (sheet: ExcelJS.Worksheet, row: number, texts: readonly string[]): void => {
  texts.forEach((text, index) => {
    sheet.getCell(row, index + 1).value = text
    sheet.getCell(row + 1, index + 1).border = { top: { style: 'thin' } }
  })
}
const usual = ['序号', '服务日期', '服务对象', '服务主题']

test('what cannot be used as a template is refused with what, where and how to mend it, and nothing of it is kept', async () => {
  const { job, store } = await openWithStore()
  const said = async (name: string, bytes: Uint8Array): Promise<string> => {
    const answer = await job.openTemplate(bytes, name, {})
    return answer.ok ? '' : `${answer.message}｜${answer.advice}`
  }
  const empty = await workbookWith((book) => {
    book.addWorksheet('Sheet1')
    book.addWorksheet('Sheet2').getCell('B2').value = '  '
  })
  expect(await said('空.xlsx', empty)).toBe(
    '“空.xlsx”是空的，各工作表里都没有内容。｜请看是不是选错了文件；如果上级发来的就是空的，请让上级重发。',
  )
  const locked = new Uint8Array(await readFile('test/fixtures/ledgers/加密.xlsx'))
  expect(await said('加密.xlsx', locked)).toMatch(/^“加密\.xlsx”设有打开密码，读不出内容。｜.*取消密码/u)
  const letter = await workbookWith((book) => {
    const sheet = book.addWorksheet('通知')
    for (const text of ['关于报送的通知', '各区县科协：', '请于本月底前报送。']) sheet.addRow([text])
    book.addWorksheet('附表')
  })
  expect(await said('通知.xlsx', letter)).toMatch(
    /^在“通知\.xlsx”里没有找到表头：看过工作表“通知”。｜请确认模板有一行表头/u,
  )
  const figures = await workbookWith((book) => {
    const sheet = book.addWorksheet('数')
    for (let row = 1; row < 6; row += 1) sheet.addRow([row, row * 2, row * 3, row * 4])
  })
  expect(await said('数字.xlsx', figures)).toMatch(/没有找到表头：看过工作表“数”/u)
  const hidden = await workbookWith((book) => {
    book.addWorksheet('封面').getCell('A1').value = '登记表'
    heading(book.addWorksheet('登记', { state: 'hidden' }), 1, usual)
  })
  expect(await said('隐藏.xlsx', hidden)).toMatch(/隐藏的工作表“登记”没有看，.*取消隐藏/u)
  expect(await job.templates()).toEqual([])
  expect(await store.preference('report-templates')).toBeUndefined()
})

test('a heading that stands there twice is filled once, and the other places are named', async () => {
  const job = await open()
  const twice = await workbookWith((book) => {
    const sheet = book.addWorksheet('服务')
    heading(sheet, 2, usual)
    heading(sheet, 8, usual)
    heading(book.addWorksheet('二季度'), 1, usual)
    heading(book.addWorksheet('别的'), 1, ['序号', '姓名', '单位', '职称'])
    heading(book.addWorksheet('旧表', { state: 'hidden' }), 1, usual)
  })
  const view = await viewOf(job, twice)
  expect([view.sheet, view.headingRow, view.twins]).toEqual([
    '服务',
    1,
    ['工作表“服务”第 8 行', '工作表“二季度”第 1 行'],
  ])
  const other = await job.openTemplate(twice, '登记表.xlsx', { sheet: '服务', headingRow: 7, headingRows: 1 })
  expect(other).toMatchObject({ first: 8, twins: ['工作表“服务”第 2 行', '工作表“二季度”第 1 行'] })
  expect((await viewOf(job, await superiorTemplate())).twins).toEqual([])
})

test('a template whose saving breaks off leaves nothing behind', async () => {
  const { store } = await openWithStore()
  const written = new Map<string, unknown>()
  const failing: Store = {
    ...store,
    savePreference: async (key, value) => {
      if (key === 'report-templates') throw new Error('The disk is full.')
      written.set(key, value)
      await store.savePreference(key, value)
    },
  }
  const job = createTemplateJob(failing, registers)
  const bytes = await superiorTemplate()
  await expect(job.saveTemplate(draft(await viewOf(job, bytes), bytes, '登记表'))).rejects.toThrow(/full/u)
  expect([...written.values()]).toEqual([null])
  expect(await createTemplateJob(store, registers).templates()).toEqual([])
})

test('the line for the unit and the day above the heading is filled, and is no part of the heading', async () => {
  const job = await open()
  const bytes = await superiorTemplate((_, sheet) => {
    sheet.getCell('A2').value = '填报单位（公章）：____________'
    sheet.getCell('E2').value = '填报时间：    年  月  日'
    sheet.getCell('A8').value = '制表人：        服务队负责人：        '
  })
  const view = await viewOf(job, bytes)
  expect(view).toMatchObject({ headingRow: 2, headingRows: 2 })
  expect(view.singles).toEqual(expect.arrayContaining(['填报单位', '填报时间', '制表人']))
  expect(view.singles).not.toContain('负责人')
  await job.saveTemplate(draft(view, bytes, '登记表'))
  const filled = await job.fillTemplate('登记表', reportOptions({ filler: '张三', filledOn: '2021-07-02' }))
  if (!filled.ok) throw new Error(filled.message)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(filled.bytes) as never)
  const sheet = book.getWorksheet('服务统计')
  expect(['A2', 'E2', 'A9'].map((address) => sheet?.getCell(address).value)).toEqual([
    `填报单位（公章）：${reportOptions().unitName}`,
    '填报时间：2021年7月2日',
    '制表人：张三        服务队负责人：        ',
  ])
})

test('what the drop-downs of a template do not offer is named, wherever their choices stand', async () => {
  const job = await open()
  const bytes = await superiorTemplate((book, sheet) => {
    // Of 服务主题 the superior wants other words; 甲一 stands on the sheet 名单, the phone in the list itself.
    const names = book.getWorksheet('名单')
    if (names !== undefined) names.getCell('A2').value = '重庆甲一机械有限公司'
    sheet.getCell('C5').dataValidation = { type: 'list', formulae: ["'名单'!$A$1:$A$9"] }
    sheet.getCell('E5').dataValidation = { type: 'list', formulae: ['"13800138603, 13900000000"'] }
    sheet.getCell('F5').dataValidation = { type: 'list', formulae: ['"1,2"'] }
    sheet.getCell('G5').dataValidation = { type: 'whole', operator: 'greaterThan', formulae: [5] }
  })
  await job.saveTemplate(draft(await viewOf(job, bytes), bytes, '登记表'))
  const filled = await job.fillTemplate('登记表', reportOptions())
  expect(filled).toMatchObject({
    unlisted: [
      { heading: '服务 / 主题', texts: ['主轴温升治理'] },
      { heading: '受益人数', texts: ['200余'] },
    ],
  })
})
