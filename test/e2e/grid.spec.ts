import { expect, type Page, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page)
})
test.afterAll(closeAll)

const grid = (page: Page) => page.getByRole('grid', { name: '机构列表' })
const cellOf = (page: Page, row: number, column: string) =>
  grid(page).getByRole('row').nth(row).getByRole('gridcell').nth(columns.indexOf(column))
const columns = [
  '机构全称',
  '机构类型',
  '统一社会信用代码',
  '行业门类',
  '所在园区',
  '联系人',
  '联系电话',
  '编号',
]
const total = (page: Page) => page.getByRole('status', { name: '列表合计' })

const openGrid = async (page: Page): Promise<void> => {
  await goTo(page, '机构')
  const open = page.getByRole('button', { name: '表格编辑', exact: true })
  if (await open.isVisible()) await open.click()
  await expect(grid(page)).toBeVisible()
}
/** As Excel puts it on the clipboard. */
const copyOutside = (text: string, { app }: LaunchedApp = running): Promise<void> =>
  app.evaluate(({ clipboard }, block) => clipboard.writeText(block), text)

test('enters 20 records by keyboard alone, with an input method', async () => {
  const { page } = running
  await openGrid(page)
  const ime = await page.context().newCDPSession(page)
  for (let made = 1; made <= 20; made += 1) {
    const name = `永川第${String(made)}研究所`
    // The first letter of the composition falls on a cell that nobody has opened.
    for (const text of ['y', "y'c", "yong'chuan"]) {
      await ime.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
      // Its Enter and arrows belong to the input method.
      if (text === "y'c") {
        await page.keyboard.press('Enter')
        await page.keyboard.press('ArrowDown')
      }
      await expect(page.locator('textarea[data-cell="typing"]')).toHaveValue(text)
    }
    await ime.send('Input.insertText', { text: name })
    await page.keyboard.press('Tab')
    await page.keyboard.type('kyys')
    await expect(page.getByRole('option', { name: '科研院所' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(total(page)).toContainText(`共 ${String(made)} 家`)
    await expect(cellOf(page, 2, '机构全称')).toHaveText(name)
    await expect(cellOf(page, 2, '机构类型')).toHaveText('科研院所')
  }
  // Each was saved once.
  await expect(page.getByText('没有保存')).toHaveCount(0)
  await expect(cellOf(page, 1, '机构全称')).toHaveText('')
})

test('marks a cell that cannot stand, keeps its text, and takes it once it is mended', async () => {
  const { page } = running
  await openGrid(page)
  await cellOf(page, 2, '联系电话').click()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect(cellOf(page, 2, '联系电话')).toHaveAttribute('aria-invalid', 'true')
  await expect(cellOf(page, 2, '联系电话')).toHaveText('12')
  await goTo(page, '首页')
  await goTo(page, '机构')
  await expect(cellOf(page, 2, '联系电话')).toHaveText('12')
  await cellOf(page, 2, '联系电话').click()
  await expect(page.getByRole('status', { name: '单元格说明' })).not.toBeEmpty()
  await judge(page, 'grid-bad-cell')
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('13800001234')
  await page.keyboard.press('Enter')
  await expect(cellOf(page, 2, '联系电话')).toHaveAttribute('aria-invalid', 'false')
  await expect(cellOf(page, 2, '联系电话')).toContainText('13800001234')
})

test('fills down, clears and takes back with Ctrl+Z; Escape leaves a cell as it was', async () => {
  const { page } = running
  await openGrid(page)
  await cellOf(page, 2, '所在园区').click()
  await page.keyboard.type('凤凰湖工业园')
  await page.keyboard.press('Enter')
  await expect(cellOf(page, 2, '所在园区')).toHaveText('凤凰湖工业园')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  for (const row of [3, 4]) await expect(cellOf(page, row, '所在园区')).toHaveText('凤凰湖工业园')
  await page.keyboard.press('Control+z')
  for (const row of [3, 4]) await expect(cellOf(page, row, '所在园区')).toHaveText('')
  await expect(cellOf(page, 2, '所在园区')).toHaveText('凤凰湖工业园')
  await page.keyboard.type('别的')
  await page.keyboard.press('Escape')
  await expect(cellOf(page, 2, '所在园区')).toHaveText('凤凰湖工业园')
})

test('copies a block with its headings', async () => {
  const { page, app } = running
  await openGrid(page)
  await cellOf(page, 2, '机构全称').click()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+c')
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied.split('\r\n')).toEqual([
    '机构全称\t机构类型',
    '永川第20研究所\t科研院所',
    '永川第19研究所\t科研院所',
  ])
})

test('pastes 5,000 × 20 cells as one batch; bad cells are marked, none is dropped', async () => {
  test.setTimeout(240_000)
  const { page } = running
  await openGrid(page)
  const headings = [
    '机构全称',
    '简称',
    '机构类型',
    '默认角色',
    '行业门类',
    '战略性新兴产业领域',
    '对应产业方向',
    '企业规模',
    '所在园区',
    '地址',
    '法定代表人',
    '联系人',
    '联系人职务',
    '联系电话',
    '主营产品或业务',
    '从业人数',
    '上年营业收入',
    '上年研发费用',
    '“科创中国”平台入驻',
    '企业类别标签',
  ]
  const rows = Array.from({ length: 5000 }, (_, index) => [
    `永川粘贴第${String(index)}有限公司`,
    `粘贴${String(index)}`,
    '企业',
    '产',
    'J',
    '',
    '',
    '',
    '大安工业园',
    `大安街道${String(index)}号`,
    '李四',
    '王五',
    '经理',
    '13800001234',
    '零部件',
    index % 1000 === 7 ? '不详' : String(index),
    '1,200.5',
    '30',
    '未入驻',
    '',
  ])
  await copyOutside([headings, ...rows].map((row) => row.join('\t')).join('\r\n'))
  await cellOf(page, 1, '机构全称').click()
  await page.keyboard.press('Control+v')
  await expect(page.getByText(/已保存 4995 家；5 个单元格有问题/u)).toBeVisible({ timeout: 180_000 })
  await expect(total(page)).toContainText('共 5,015 家')
  await expect(page.getByRole('button', { name: '下一个出错的单元格（共 5）' })).toBeVisible()
  // The five rows stand above, with all that was pasted.
  await expect(grid(page).getByRole('row').nth(2)).toContainText('永川粘贴第7有限公司')
  await page.keyboard.press('Control+z')
  await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click()
  await expect(total(page)).toContainText('共 20 家', { timeout: 60_000 })
  // Nothing of it stays: the line for new records, the five that were not saved, the twenty; and the heading.
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '27')
})

test('is typed and pasted into as soon as the first rows are there, over those that come later too', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  await openGrid(first.page)
  const names = Array.from({ length: 120 }, (_, index) => `永川第${String(index)}机械厂\t企业\tC`)
  await copyOutside(['机构全称\t机构类型\t行业门类', ...names].join('\r\n'), first)
  await cellOf(first.page, 1, '机构全称').click()
  await first.page.keyboard.press('Control+v')
  await expect(total(first.page)).toContainText('共 120 家')
  await first.close()

  // The register is read anew: only its first rows come at once.
  const second = await launchApp({ userDataDir })
  const { page } = second
  await openGrid(page)
  await expect(cellOf(page, 4, '机构全称')).not.toBeEmpty()
  const names4 = await cellOf(page, 4, '机构全称').innerText()
  await cellOf(page, 4, '所在园区').click()
  await page.keyboard.type('三教工业园')
  await page.keyboard.press('Enter')
  await copyOutside(Array.from({ length: 110 }, (_, index) => `联系人${String(index)}`).join('\r\n'), second)
  await cellOf(page, 4, '联系人').click()
  await page.keyboard.press('Control+v')
  await expect(page.getByText('已保存 110 家')).toBeVisible()
  await expect(cellOf(page, 4, '机构全称')).toHaveText(names4)
  await expect(cellOf(page, 4, '所在园区')).toHaveText('三教工业园')
  await expect(cellOf(page, 4, '联系人')).toHaveText('联系人0')
  // Nothing was made: the heading, the line for new records, the hundred and twenty.
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '122')
  await expect(total(page)).toContainText('共 120 家')
  await page.keyboard.press('Control+End')
  await expect(grid(page).locator('[aria-rowindex="122"]')).not.toContainText('联系人')
  await expect(grid(page).locator('[aria-rowindex="114"]')).toContainText('联系人109')
  await second.close()
})
