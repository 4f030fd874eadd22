import { expect, type Locator, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { judge } from './support/look'
import { begin, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(closeAll)

test('counts of choices stand beside the list, and a click shows those', async () => {
  const { page } = running
  await goTo(page, '服务记录')
  await page.getByRole('button', { name: '分类统计' }).click()
  const panel = page.getByRole('complementary', { name: '分类统计' })
  const mode = panel.getByRole('region', { name: '服务模式' })
  const first = mode.getByRole('button').first()
  await expect(first).toBeVisible()
  const count = (await first.innerText()).split(/\s+/u).at(-1) ?? ''
  await first.click()
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText(`符合条件 ${count} 条`)
  await judge(page, 'list-facets')
})

test('a list is saved as a view, found again after another one, renamed and deleted', async () => {
  const { page } = running
  const act = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: '视图操作' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  const chosen = page.getByRole('combobox', { name: '视图' })
  const status = page.getByRole('status', { name: '列表合计' })
  const [shown = ''] = (await status.innerText()).split('\n')
  await act('保存为新视图…')
  await page.getByLabel('视图名称').fill('本类服务')
  await page.getByRole('dialog').getByRole('button', { name: '保存视图' }).click()
  await page.getByRole('button', { name: '清除筛选' }).click()
  await expect(status).not.toContainText('符合条件')
  await goTo(page, '机构')
  await goTo(page, '服务记录')
  await chosen.click()
  await page.locator('.ant-select-item-option', { hasText: '本类服务' }).click()
  await expect(status).toContainText(shown)
  await act('改名…')
  await page.getByLabel('视图名称').fill('常用')
  await page.getByLabel('视图名称').press('Enter')
  await act('删除“常用”')
  await chosen.click()
  await expect(page.locator('.ant-select-item-option', { hasText: '常用' })).toHaveCount(0)
  await page.keyboard.press('Escape')
})

test('one field of many records is set at once, after a look at old and new, and taken back', async () => {
  const { page } = running
  await goTo(page, '机构')
  const grid = page.getByRole('grid', { name: '机构列表' })
  await grid.getByRole('checkbox', { name: '选择第 1 行' }).click()
  await grid.getByRole('checkbox', { name: '选择第 2 行' }).click()
  await page.getByRole('button', { name: '批量修改' }).click()
  const dialog = page.getByRole('dialog', { name: '批量修改（2 家）' })
  await dialog.getByRole('combobox', { name: '修改哪一项' }).fill('szyq')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('所在园区').fill('新城科技园')
  await dialog.getByRole('button', { name: '预览修改' }).click()
  await expect(dialog.getByRole('table', { name: '修改预览' })).toContainText('新城科技园')
  await judge(page, 'bulk-edit')
  await dialog.getByRole('button', { name: '修改 2 家' }).click()
  await expect(page.getByText('已修改 2 家')).toBeVisible()
  await expect(grid.getByText('新城科技园')).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(grid.getByText('新城科技园')).toHaveCount(0)
})

test('to the right of a list the first column stays in sight, and headings stand over their cells', async () => {
  const { page } = running
  await goTo(page, '服务记录')
  const grid = page.getByRole('grid', { name: '服务记录列表' })
  const headings = grid.getByRole('columnheader')
  const cells = grid.getByRole('row').nth(1).getByRole('gridcell')
  const left = async (one: Locator): Promise<number | undefined> => (await one.boundingBox())?.x
  await expect(cells.nth(1)).toContainText('FW-')
  await expect(headings.last()).not.toBeInViewport()
  const before = await left(cells.nth(1))
  await grid.hover()
  await page.mouse.wheel(5000, 0)
  await expect(headings.last()).toBeInViewport()
  await expect.poll(async () => (await left(headings.last())) === (await left(cells.last()))).toBe(true)
  expect(await left(cells.nth(1))).toBe(before)
  expect(await left(headings.nth(1))).toBe(before)
  await cells.nth(1).hover()
  await expect(cells.nth(1)).toHaveAttribute('title', /^FW-/u)
})
