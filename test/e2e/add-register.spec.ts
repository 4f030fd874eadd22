import { readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { read, utils, write } from 'xlsx'
import { buildWithRegister } from './support/build-variant'
import { instruments } from './support/instruments'
import {
  closeAll,
  launchApp,
  type LaunchedApp,
  stubOpenDialog,
  stubSaveDialog,
  temporaryFolder,
} from './support/launch'
import { begin, goTo } from './support/steps'

let folder: string
let running: LaunchedApp
test.beforeAll(async () => {
  folder = await temporaryFolder()
  await buildWithRegister(folder, instruments.name, join(import.meta.dirname, 'support', 'instruments.ts'))
  running = await launchApp({ appFolder: folder })
  await begin(running.page, 'examples')
})
test.afterAll(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

test('a register that is added as one file has a form, a list, search, export and import', async () => {
  const { app, page } = running
  await goTo(page, '科研仪器')
  await expect(
    page.getByText(`还没有${instruments.title}。可以一条条录入，也可以把已有的 Excel 台账导入进来。`),
  ).toBeVisible()
  await page.getByRole('button', { name: '新建第一台' }).click()
  await fillForm(page)
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()

  const cells = page.getByRole('grid', { name: '科研仪器列表' }).getByRole('row').nth(1).getByRole('gridcell')
  const shown = [
    'YQ-500118-2021-0001',
    '扫描电镜',
    '登记',
    'SB-001',
    '显微',
    '检测、研发',
    '示例大学',
    '示例专家甲01、示例专家甲02',
    '2021-04-08',
    '2019-10',
    '320.50',
    '120余',
    '是',
    '023-49801234',
  ]
  await expect(cells.filter({ hasText: /./u })).toHaveText(shown)
  await expect(page.getByRole('status', { name: '列表合计' })).toHaveText(
    '共 1 台购置金额合计 320.50 万元服务企业数合计 不少于 120 家',
  )

  await page.getByRole('searchbox', { name: '搜索科研仪器' }).fill('smdj sldx')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('符合条件 1 台')
  await page.getByRole('searchbox', { name: '搜索科研仪器' }).fill('sepu')
  await expect(page.getByText('没有符合条件的科研仪器。')).toBeVisible()
  await page.getByRole('button', { name: '清除筛选条件' }).click()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('SB-001')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '扫描电镜', level: 1 })).toBeVisible()
  await expect(page.getByRole('table', { name: '维修' })).toContainText('2021-06-01')
  await page.getByRole('button', { name: '开放', exact: true }).click()
  const step = page.getByRole('dialog', { name: '开放' })
  await step.getByLabel('每小时收费').fill('200')
  await step.getByRole('button', { name: '开放', exact: true }).click()
  await expect(page.getByText('已开放')).toBeVisible()
  await page.getByRole('button', { name: '示例大学' }).click()
  await expect(page.getByText('科研仪器 · 所属单位（1）')).toBeVisible()

  const exported = join(folder, '科研仪器.xlsx')
  await stubSaveDialog(app, exported)
  await goTo(page, '科研仪器')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await expect(page.getByText('已导出 科研仪器.xlsx')).toBeVisible()
  const [, headings, row] = rowsOf(exported)
  expect(headings).toContain('购置金额（万元）')
  expect(Object.fromEntries((headings ?? []).map((heading, at) => [heading, row?.[at]]))).toMatchObject({
    仪器名称: '扫描电镜',
    '购置金额（万元）': 320.5,
    购置日期: Date.parse('2021-04-08T00:00:00Z') / 86_400_000 + 25_569,
    预约电话: '023****1234',
    状态: '开放共享',
  })

  const ledger = join(folder, '仪器台账.xlsx')
  writeLedger(ledger, [
    ['仪器名称', '资产编号', '类别', '用途', '持有单位', '购置日期', '购置金额（元）', '服务企业数'],
    ['扫描电镜', 'SB-001', '显微', '检测、研发', '示例大学', '2021.4.8', 3_205_000, '120余家'],
    ['气相色谱仪', 'SB-002', '色谱', '检测', '新登记的检测所', 44_294, '85万元', '约30家'],
    ['没有类别的', 'SB-003', '不知道', '', '示例大学', '2021年', '', ''],
  ])
  await stubOpenDialog(app, [ledger])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('将新增 1 台科研仪器、1 家机构')).toBeVisible()
  await expect(page.getByText('1 台与已有的相同，不动')).toBeVisible()
  await expect(page.getByRole('combobox', { name: '不知道 对应仪器类别' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '仪器台账!F4', exact: true })).toBeVisible()
  await page.getByRole('button', { name: '导入 1 台' }).click()
  await expect(page.getByText('已导入 1 台科研仪器')).toBeVisible()
  await page.getByRole('button', { name: '查看导入的记录' }).click()
  await expect(cells.filter({ hasText: /./u })).toHaveText([
    'YQ-500118-2021-0002',
    '气相色谱仪',
    '登记',
    'SB-002',
    '色谱',
    '检测',
    '新登记的检测所',
    '2021-04-08',
    '85.00',
    '约30',
  ])
})

/** Everything by the labels of the definition; a required field that is not filled is named first. */
const fillForm = async (page: Page): Promise<void> => {
  const form = page.getByRole('dialog', { name: '新建科研仪器' })
  const fill = (label: string, text: string): Promise<void> =>
    form.getByLabel(label, { exact: true }).fill(text)
  const pick = async (label: string, typed: string, option: string): Promise<void> => {
    await form.getByRole('combobox', { name: label, exact: true }).fill(typed)
    await expect(page.locator('.ant-select-item-option-active', { hasText: option })).toBeVisible()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(form.getByRole('alert')).toContainText('有 5 处需要处理')
  await fill('仪器名称', '扫描电镜')
  await fill('资产编号', 'SB-001')
  await pick('仪器类别', 'xw', '显微')
  await pick('用途', 'jc', '检测')
  await pick('用途', 'yf', '研发')
  await pick('所属单位', 'sldx', '示例大学')
  await pick('操作专家', '专家甲01', '示例专家甲01')
  await pick('操作专家', '专家甲02', '示例专家甲02')
  await fill('购置日期', '2021年4月8日')
  await fill('出厂时间', '2019.10')
  await fill('购置金额', '3205000元')
  await fill('服务企业数', '120余家')
  await expect(form.getByLabel('入网编号')).toHaveCount(0)
  await form.getByRole('radiogroup', { name: '入网共享' }).getByRole('radio', { name: '是' }).check()
  await fill('入网编号', '50-118-01')
  await fill('预约电话', '023-49801234')
  await fill('预约邮箱', 'yq@example.com')
  await fill('单位信用代码', '91350100M000100Y43')
  await form.getByRole('button', { name: '添加维修' }).click()
  await fill('维修日期', '2021-06-01')
  await fill('维修费用', '1.2')
  await form.getByRole('button', { name: '保存', exact: true }).click()
}

type Row = readonly unknown[]

const rowsOf = (path: string): readonly Row[] => {
  const book = read(readFileSync(path), { type: 'buffer' })
  const sheet = book.Sheets['科研仪器']
  if (sheet === undefined) throw new Error('The list has no sheet.')
  return utils.sheet_to_json<Row>(sheet, { header: 1 })
}

const writeLedger = (path: string, rows: readonly Row[]): void => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '仪器台账')
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}
