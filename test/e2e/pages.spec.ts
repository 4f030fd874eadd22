import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { read, utils } from 'xlsx'
import { closeAll, launchApp, type LaunchedApp, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, closeNotices, goTo, pickOption } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await judge(running.page, 'welcome')
  await begin(running.page, 'examples')
})
test.afterAll(closeAll)

const pages: readonly (readonly [string, string])[] = [
  ['首页', 'home'],
  ['导入', 'import'],
  ['报表', 'reports'],
  ['变更记录', 'history'],
  ['回收站', 'trash'],
  ['设置', 'settings'],
]
for (const [title, name] of pages) {
  test(`${title} reads well`, async () => {
    await goTo(running.page, title)
    await judge(running.page, name)
  })
}

test('the manual, 快速查找 and the panels of a list read well', async () => {
  const { page } = running
  await goTo(page, '首页')
  await page.keyboard.press('F1')
  await expect(page.getByRole('article')).toBeVisible()
  await judge(page, 'manual')
  await goTo(page, '服务记录')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('示例')
  await expect(page.getByRole('group', { name: '服务记录（60）' })).toBeVisible()
  await judge(page, 'quick-search')
  await page.keyboard.press('Escape')
  for (const [button, name] of [
    ['筛选', 'filter'],
    ['列设置', 'columns'],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByRole('dialog', { name: button })).toBeVisible()
    await judge(page, name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.getByRole('gridcell', { name: '示例服务56：数据标注质量体系' }).click()
  await expect(page.getByText('第 1 条，共 21 条')).toBeVisible()
  await judge(page, 'record')
})

test('a form with errors says what and where, and leads there', async () => {
  const { page } = running
  await goTo(page, '服务记录')
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog', { name: '新建服务记录' })
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  const summary = dialog.getByRole('alert')
  await expect(summary).toContainText('有 9 处需要处理')
  await summary.getByRole('button', { name: /服务时长/u }).click()
  await expect(dialog.getByLabel('服务时长', { exact: true })).toBeFocused()
  await judge(page, 'form')
  await dialog.getByRole('button', { name: '取消' }).click()
})

test('bad input is answered in words at its field and is not lost', async () => {
  const { page } = running
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '新建机构' })
  const long = '长'.repeat(50_000)
  await dialog.getByLabel('机构全称', { exact: true }).fill('=1+1 𠮷野家😀䶮')
  await dialog.getByLabel('统一社会信用代码', { exact: true }).fill('91350100M000100Y44')
  await dialog.getByLabel('联系电话', { exact: true }).fill('12345')
  await dialog.getByLabel('主营产品或业务', { exact: true }).fill(long)
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  for (const words of ['校验位不符', '电话格式不对', '最多 300 字，现在 50000 字'])
    await expect(dialog.getByText(words).first()).toBeVisible()
  await expect(dialog.getByLabel('主营产品或业务', { exact: true })).toHaveValue(long)
  await dialog.getByLabel('统一社会信用代码', { exact: true }).fill('91350100M000100Y43')
  await dialog.getByLabel('联系电话', { exact: true }).fill('023-49801234')
  await dialog.getByLabel('主营产品或业务', { exact: true }).fill('检测服务')
  await dialog.getByRole('combobox', { name: '机构类型', exact: true }).fill('gdyx')
  await expect(page.locator('.ant-select-item-option-active', { hasText: '高等院校' })).toBeVisible()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page.getByRole('gridcell', { name: '=1+1 𠮷野家😀䶮' })).toBeVisible()
})

test('a list is exported as it is searched and shown: text stays text, phones are masked', async () => {
  const { app, page } = running
  const path = join(await temporaryFolder(), '机构.xlsx')
  await stubSaveDialog(app, path)
  await goTo(page, '机构')
  await page.getByRole('searchbox', { name: '搜索机构' }).fill('𠮷')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('符合条件 1 家')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await expect(page.getByText('已导出 机构.xlsx')).toBeVisible()
  const book = read(readFileSync(path), { type: 'buffer' })
  const sheet = book.Sheets['机构']
  if (sheet === undefined) throw new Error('The list has no sheet.')
  const text = JSON.stringify(utils.sheet_to_json(sheet, { header: 1 }))
  expect(text).toContain('=1+1 𠮷野家😀䶮')
  expect(text).toContain('023****1234')
  expect(text).not.toContain('49801234')
  await page.getByRole('searchbox', { name: '搜索机构' }).fill('')
})

test('deleting asks, says what is in the way, and can be undone', async () => {
  const { page } = running
  await goTo(page, '机构')
  await page.getByRole('searchbox', { name: '搜索机构' }).fill('𠮷')
  await page.getByRole('checkbox', { name: '选择第 1 行' }).click()
  await page.getByRole('group', { name: '对所选记录' }).getByRole('button', { name: '删除' }).click()
  await expect(page.getByRole('dialog', { name: '删除 1 条记录？' })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(page.getByText('没有符合条件的机构。')).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).last().click()
  await expect(page.getByRole('gridcell', { name: '=1+1 𠮷野家😀䶮' })).toBeVisible()
  await page.getByRole('searchbox', { name: '搜索机构' }).fill('示例电子科技')
  await page.getByRole('checkbox', { name: '选择第 1 行' }).click()
  await page.getByRole('group', { name: '对所选记录' }).getByRole('button', { name: '删除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(page.getByText(/还有 \d+ 条记录在使用/u)).toBeVisible()
  await page.getByRole('searchbox', { name: '搜索机构' }).fill('')
  await closeNotices(page)
})

test('a consortium shows its heptagon and what links to it', async () => {
  const { page } = running
  await goTo(page, '联合体')
  await page.getByRole('gridcell', { name: '示例新材料产业联合体' }).click()
  await expect(page.getByRole('heading', { name: '示例新材料产业联合体', level: 1 })).toBeVisible()
  await expect(page.getByRole('img', { name: /角色覆盖 7\/7 类，七类齐全/u })).toBeVisible()
  await judge(page, 'consortium')
  await page.getByRole('button', { name: '示例电子科技一厂' }).first().click()
  await expect(page.getByRole('heading', { name: '示例电子科技一厂', level: 1 })).toBeVisible()
  await expect(page.getByText(/联合体 · 成员：成员单位（1）/u)).toBeVisible()
})

test('the report of samples is previewed as it prints, and says that it holds samples', async () => {
  const { page } = running
  await goTo(page, '报表')
  await page.getByRole('button', { name: /R07/u }).click()
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '纸张', 'A3')
  await page.getByRole('checkbox', { name: /示例/u }).check()
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByRole('group', { name: '第 1 页' })).toContainText('示例新材料产业联合体')
  await judge(page, 'preview')
})

test('the samples leave in one step, and the facts stay', async () => {
  const { page } = running
  await goTo(page, '设置')
  await page.getByRole('note', { name: '示例数据' }).getByRole('button', { name: '清除示例数据' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '清除示例数据' }).click()
  await expect(page.getByText('现有示例 0 条')).toBeVisible()
  await goTo(page, '服务记录')
  await expect(page.getByText(/还没有服务记录/u)).toBeVisible()
  await goTo(page, '专家服务队')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('共 13 支')
})

test('at 200% every page can be used without scrolling sideways, and forms keep their buttons', async () => {
  const { app, page, close } = await launchApp()
  await begin(page, 'examples')
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2)
  })
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(700)
  for (const title of [...pages.map(([name]) => name), '数据质量核查']) {
    await goTo(page, title)
    const main = page.getByRole('main', { name: title })
    await expect(main).toBeVisible()
    const overflow = await main.evaluate((element) => [
      document.documentElement.scrollWidth - innerWidth,
      element.scrollWidth - element.clientWidth,
    ])
    expect(overflow, title).toEqual([0, 0])
  }
  await goTo(page, '服务记录')
  const first = page.getByRole('grid', { name: '服务记录列表' }).getByRole('row').nth(1)
  await expect(first.getByRole('gridcell').nth(1)).toBeInViewport()
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog', { name: '新建服务记录' })
  for (const name of ['保存', '保存并新建', '取消'])
    await expect(dialog.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
  await expect(dialog.getByLabel('服务日期', { exact: true })).toBeInViewport({ ratio: 1 })
  await close()
})
