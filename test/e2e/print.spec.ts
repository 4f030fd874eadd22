import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { read } from 'xlsx'
import { closeAll, launchApp, type LaunchedApp, stubSaveDialog, temporaryFolder } from './support/launch'
import { printed } from './support/print'
import { begin, goTo, pickOption } from './support/steps'

let folder: string
let running: LaunchedApp
test.beforeAll(async () => {
  folder = await temporaryFolder()
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

const reports: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['R05', 'A3', ['科技服务记录明细表', '指标解释'], ['科技服务记录明细表（示例）', '示例服务1：产线']],
  ['R06', 'A4', ['科技服务情况统计表', '指标解释'], ['科技服务情况统计表（示例）', '永川区']],
  [
    'R04',
    'A3',
    ['R04 企业科技需求办理台账', '指标解释'],
    ['企业科技需求办理台账（闭环销号）（示例）', '小计', '超期'],
  ],
  ['R12', 'A3', ['R12 调研走访台账及问题清单', '指标解释'], ['调研走访台账及问题清单（示例）', '已办结']],
  [
    '月报包',
    'A4',
    [
      '封面',
      '汇报要点',
      '指标一览',
      'R03 企业科技需求征集汇总表',
      'R04 企业科技需求办理台账',
      '科技服务记录明细表',
      '科技服务情况统计表',
      'R09 10项重点任务推进情况表',
      'R12 调研走访台账及问题清单',
      '指标解释',
    ],
    ['月度报送包（示例）', '汇报要点（示例）', '附件6', '征集科技需求'],
  ],
  [
    'R07',
    'A4',
    ['R07 联合体建设情况表', 'R07-1 成员名单', '指标解释'],
    [
      '联合体建设情况表（示例）',
      '附表R07-1',
      '联合体成员名单（示例）',
      '示例新材料产业联合体',
      '示例检测中心',
    ],
  ],
]

for (const [code, paper, sheets, words] of reports) {
  test(`${code} of the samples prints as an official 附件`, async () => {
    const { app, page } = running
    const path = join(folder, `${code}-示例.xlsx`)
    await stubSaveDialog(app, path)
    await goTo(page, '报表')
    await page.getByRole('button', { name: new RegExp(code, 'u') }).click()
    await pickOption(page, '期别', '半年')
    await pickOption(page, '年度', '2021年')
    await pickOption(page, '所属期', '2021年上半年')
    await pickOption(page, '纸张', paper)
    await page.getByRole('checkbox', { name: '含示例数据' }).check()
    await page.getByRole('button', { name: '导出 Excel' }).click()
    await expect(page.getByText(`已导出 ${code}-示例.xlsx`)).toBeVisible()
    const visible = read(readFileSync(path), { type: 'buffer' }).Workbook?.Sheets?.filter(
      ({ Hidden }) => Hidden === 0,
    )
    expect(visible?.map(({ name }) => name)).toEqual(sheets)
    const text = printed(path)
    const close = text.replace(/\s/gu, '')
    for (const word of ['附件', ...words]) expect(close).toContain(word)
    expect(close).toContain('填报单位（盖章）：重庆市永川区科学技术协会')
    expect(close).toContain('所属期：2021年上半年')
    expect(close).toMatch(/单位负责人：审核人：填报人：张三联系电话：填报日期：\d{4}年/u)
    expect(close).toContain('本表含示例数据，不得报送。')
    expect(text).not.toContain('###')
    const [, pages] = /第1页共(\d+)页/u.exec(close) ?? []
    for (let number = 1; number <= Number(pages); number += 1)
      expect(close).toContain(`第${String(number)}页共${String(pages)}页`)
  })
}

test('a number of the preview opens the records behind it, by keyboard too, and leads to their list', async () => {
  const { page } = running
  await goTo(page, '报表')
  await page.getByRole('button', { name: '打开 R06', exact: false }).click()
  await pickOption(page, '期别', '半年')
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '所属期', '2021年上半年')
  await page.getByRole('checkbox', { name: '含示例数据' }).check()
  await page.getByRole('button', { name: '预览' }).click()
  const count = page.getByRole('button', { name: /^服务总次数 \d+$/u }).first()
  await count.focus()
  await page.keyboard.press('ArrowRight')
  const next = page.getByRole('button', { name: /^精准化 \d+$/u }).first()
  await expect(next).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(count).toBeFocused()
  const shown = Number(await count.textContent())
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('所属期 2021年上半年（2021-01-01 至 2021-06-30）')
  await expect(panel).toContainText('审核状态为“已审核”的服务记录条数')
  await expect(panel.getByRole('list', { name: '计入的服务记录' }).getByRole('listitem')).toHaveCount(shown)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(count).toBeFocused()
  await page.keyboard.press('Enter')
  await panel.getByRole('button', { name: '在服务记录列表中查看' }).click()
  await expect(page.getByRole('heading', { name: '服务记录', exact: true })).toBeVisible()
  await expect(page.getByText('服务总次数（计入）')).toBeVisible()
})

const previewServices = async (page: Page): Promise<void> => {
  await goTo(page, '报表')
  await page.getByRole('button', { name: '打开 R05', exact: false }).click()
  await pickOption(page, '期别', '半年')
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '所属期', '2021年上半年')
  await pickOption(page, '纸张', 'A4')
  await page.getByRole('checkbox', { name: '含示例数据' }).check()
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByRole('group', { name: '第 1 页' })).toBeVisible()
  await pagesAreDrawn(page)
}

/** The rows of those in sight come some at a time. */
const pagesAreDrawn = (page: Page): Promise<void> =>
  expect(page.locator('.paper[aria-busy="true"]')).toHaveCount(0)

test('who opened a record from the panel of a figure comes back to the same preview, place and panel', async () => {
  const { page } = running
  await previewServices(page)
  await pickOption(page, '缩放', '150%')
  const pages = page.getByRole('region', { name: '打印页' })
  const topOf = (): Promise<number> => pages.evaluate(({ scrollTop }) => Math.round(scrollTop))
  await pages.evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  await pagesAreDrawn(page)
  const total = page.getByRole('button', { name: /^专家人次 \d/u }).last()
  await total.click()
  const panel = page.getByRole('dialog')
  const records = panel.getByRole('list', { name: '计入的服务记录' })
  await expect(records.getByRole('listitem').nth(5)).toBeAttached()
  const count = await records.getByRole('listitem').count()
  const [heading, place] = [await panel.locator('.ant-drawer-title').textContent(), await topOf()]
  expect(place).toBeGreaterThan(0)
  const record = records.getByRole('button').last()
  const code = (await record.textContent()) ?? ''
  await record.click()
  await expect(page.getByText(code).first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/R05/u)
  await page.getByRole('button', { name: '返回', exact: true }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R05 科技服务记录明细表')
  await expect(panel.locator('.ant-drawer-title')).toHaveText(heading ?? '')
  await expect(records.getByRole('listitem')).toHaveCount(count)
  await expect(records.getByRole('button', { name: code })).toBeInViewport()
  await expect(page.getByText(/A4 横向/u)).toBeVisible()
  await expect.poll(topOf).toBe(place)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(total).toBeFocused()

  // Another choice has another preview: the old one must not stay beside it.
  await page.getByRole('checkbox', { name: '含示例数据' }).uncheck()
  await expect(pages).toBeHidden()
})

test('a preview says that the ledger has changed since, and is made anew on demand', async () => {
  const { page } = running
  await previewServices(page)
  const outdated = page.getByText('预览之后台账又有改动')
  await page
    .getByRole('button', { name: /^专家人次 \d/u })
    .last()
    .click()
  const records = page.getByRole('dialog').getByRole('list', { name: '计入的服务记录' })
  await records.getByRole('button').first().click()
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('dialog', { name: '编辑服务记录' })
  await form.getByLabel('服务主题', { exact: true }).fill('预览之后改的主题')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(form).toBeHidden()
  await page.getByRole('button', { name: '返回', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R05 科技服务记录明细表')
  await expect(outdated).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '重新预览' }).click()
  await expect(outdated).toBeHidden()
  await expect(page.getByRole('region', { name: '打印页' })).toContainText('预览之后改的主题')
})

test('the records behind a figure leave as a list, for the recipient of the report', async () => {
  const { app, page } = running
  await previewServices(page)
  await page
    .getByRole('button', { name: /^专家人次 \d/u })
    .last()
    .click()
  const panel = page.getByRole('dialog')
  const items = panel.getByRole('list', { name: '计入的服务记录' }).getByRole('listitem')
  await expect(items.first()).toBeVisible()
  const count = await items.count()
  const path = join(folder, '清单.xlsx')
  await stubSaveDialog(app, path)
  await panel.getByRole('button', { name: '导出服务记录清单' }).click()
  await expect(page.getByText('已导出 清单.xlsx')).toBeVisible()
  const sheet = read(readFileSync(path), { type: 'buffer' }).Sheets['服务记录'] ?? {}
  const codes = Object.keys(sheet).filter(
    (cell) =>
      /^A\d+$/u.test(cell) && String(Reflect.get(Reflect.get(sheet, cell) as object, 'v')).startsWith('FW-'),
  )
  expect(codes).toHaveLength(count)
})
