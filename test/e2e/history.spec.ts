import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp, root, stubOpenDialog } from './support/launch'
import { judge } from './support/look'
import { begin, goTo } from './support/steps'

const ledger = '永川区科技服务台账（2021上半年）.xlsx'
let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await running.page.setViewportSize({ width: 1366, height: 768 })
  await begin(running.page)
  await importLedger(running)
})
test.afterAll(closeAll)

const total = (page: Page) => page.getByRole('status', { name: '列表合计' })

const importLedger = async ({ app, page }: LaunchedApp): Promise<void> => {
  await stubOpenDialog(app, [join(root, 'test', 'fixtures', 'ledgers', ledger)])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '导入 44 条' }).click()
  await expect(page.getByText('已导入 44 条服务记录')).toBeVisible()
}

/** Opens the record in this row of the list and gives its topic. */
const openRow = async (page: Page, row: number): Promise<string> => {
  await goTo(page, '服务记录')
  const titles = await page.getByRole('columnheader').allTextContents()
  const column = titles.findIndex((title) => title.startsWith('服务主题'))
  const cell = page.getByRole('row').nth(row).getByRole('gridcell').nth(column)
  await expect(cell).not.toBeEmpty()
  const topic = (await cell.textContent()) ?? ''
  await cell.click()
  await expect(page.getByRole('heading', { name: topic, level: 1 })).toBeVisible()
  return topic
}

/** Gives the record that is open another topic. */
const rename = async (page: Page, next: string): Promise<void> => {
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '编辑服务记录' })
  await dialog.getByLabel('服务主题', { exact: true }).fill(next)
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: next, level: 1 })).toBeVisible()
}

/** Answers a question; only when it is gone do the keys belong to the page again. */
const answer = async (page: Page, question: RegExp, button: string): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: question })
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await expect(dialog).toBeHidden()
}

const clashDialog = (page: Page, title: RegExp) => page.getByRole('dialog', { name: title })

test('an import is taken back although one of its records was edited, and what becomes of that one is asked', async () => {
  const { page } = running
  await openRow(page, 1)
  await rename(page, '改过的主题')

  await goTo(page, '变更记录')
  await page.getByRole('button', { name: `撤销 导入 ${ledger}` }).click()
  const asked = clashDialog(page, /有 1 处后来又改过，请决定/u)
  await expect(asked.getByRole('row', { name: /改过的主题/u })).toContainText('那次新建的记录，张三')
  await expect(asked.getByRole('radio', { name: '保留现在的' })).toBeChecked()
  await judge(page, 'undo-clash')

  // Nothing has happened until it is decided.
  await asked.getByRole('button', { name: '取消' }).click()
  await goTo(page, '服务记录')
  await expect(total(page)).toContainText('共 44 条')

  await goTo(page, '变更记录')
  await page.getByRole('button', { name: `撤销 导入 ${ledger}` }).click()
  await clashDialog(page, /请决定/u)
    .getByRole('button', { name: '撤销', exact: true })
    .click()
  const used = clashDialog(page, /条记录要保留/u)
  await expect(used).toContainText('有其他记录在用它，只能保留。')
  await judge(page, 'undo-used')
  await used.getByRole('button', { name: '撤销其余的' }).click()
  await expect(page.getByText(/已撤销“导入 .+”/u)).toBeVisible()
  await goTo(page, '服务记录')
  await expect(total(page)).toContainText('共 1 条')
  await expect(page.getByRole('gridcell', { name: '改过的主题', exact: true })).toBeVisible()
})

test('what was undone comes back with Ctrl+Y, and a large batch asks before Ctrl+Z takes it away', async () => {
  const { page } = running
  await goTo(page, '服务记录')
  await page.keyboard.press('Control+y')
  await answer(page, /恢复“导入/u, '恢复')
  await expect(total(page)).toContainText('共 44 条')
  await expect(page.getByRole('gridcell', { name: '改过的主题', exact: true })).toBeVisible()

  // The edit came after the import: it goes first, without a question.
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/已撤销“编辑服务记录 .+”/u)).toBeVisible()
  await expect(page.getByRole('gridcell', { name: '改过的主题', exact: true })).toBeHidden()
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByRole('gridcell', { name: '改过的主题', exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('gridcell', { name: '改过的主题', exact: true })).toBeHidden()
  await page.keyboard.press('Control+z')
  const sure = page.getByRole('dialog', { name: /撤销“导入/u })
  await expect(sure).toContainText(/共 \d+ 条记录/u)
  await answer(page, /撤销“导入/u, '撤销')
  await expect(page.getByText(/还没有服务记录/u)).toBeVisible()
  await page.keyboard.press('Control+y')
  await answer(page, /恢复“导入/u, '恢复')
  await expect(total(page)).toContainText('共 44 条')
})

test('in a text field Ctrl+Z takes back typing, not records', async () => {
  const { page } = running
  await goTo(page, '服务记录')
  await page.getByRole('searchbox', { name: '搜索服务记录' }).focus()
  await page.keyboard.type('zz')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('searchbox', { name: '搜索服务记录' })).not.toHaveValue('zz')
  await page.getByRole('searchbox', { name: '搜索服务记录' }).fill('')
  await expect(total(page)).toContainText('共 44 条')
})

test('where a field was changed again, the three values stand side by side', async () => {
  const { page } = running
  const topic = await openRow(page, 5)
  await rename(page, '第二个主题')
  await rename(page, '第三个主题')
  const history = page.getByRole('region', { name: '历史' })
  await history
    .getByRole('button', { name: /^撤销这次 编辑/u })
    .nth(1)
    .click()
  const asked = clashDialog(page, /请决定/u)
  const row = asked.getByRole('row', { name: /第三个主题/u })
  for (const value of ['服务主题', topic, '第二个主题', '第三个主题'])
    await expect(row.getByRole('cell', { name: value, exact: true })).toBeVisible()
  await judge(page, 'undo-field')
  await asked.getByRole('radio', { name: '恢复原来的' }).check()
  await asked.getByRole('button', { name: '撤销', exact: true }).click()
  await expect(page.getByRole('heading', { name: topic, level: 1 })).toBeVisible()
})

test('a record tells its history, and shows how it was on a day and after each change', async () => {
  const { page } = running
  const history = page.getByRole('region', { name: '历史' })
  await expect(history.getByRole('listitem').first()).toContainText('撤销：编辑服务记录')
  await expect(history.getByRole('listitem')).toHaveCount(8)
  await expect(history.getByRole('listitem').last()).toContainText(`导入 ${ledger}`)
  await judge(page, 'record-history')
  await history
    .getByRole('button', { name: /^看当时的样子/u })
    .nth(1)
    .click()
  await expect(page.getByText('这是过去的样子，不是现在的内容。')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^第三个主题（/u, level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: '编辑', exact: true })).toBeHidden()
  await judge(page, 'record-past')
  await page.keyboard.press('Enter')

  const day = page.getByLabel('查看某日的样子')
  await day.fill('2199年1月1日')
  await day.press('Enter')
  await expect(page.getByText('这一天还没有到。')).toBeVisible()
  await day.fill('2021.4.8')
  await day.press('Enter')
  await expect(page.getByText(/还没有这条记录，它是后来建立的/u)).toBeVisible()
  await page.getByRole('button', { name: '返回现在的样子' }).click()
})

test('what was deleted lies in the trash and comes back, from there or from its own page', async () => {
  const { page } = running
  await goTo(page, '服务记录')
  for (const row of [1, 2, 3]) await page.getByRole('checkbox', { name: `选择第 ${String(row)} 行` }).click()
  await page.getByRole('group', { name: '对所选记录' }).getByRole('button', { name: '删除' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(total(page)).toContainText('共 41 条')

  await goTo(page, '回收站')
  await expect(page.getByRole('tab', { name: '服务记录（3）' })).toBeVisible()
  const grid = page.getByRole('grid', { name: '已删除的服务记录列表' })
  await expect(grid.getByRole('gridcell', { name: '张三' })).toHaveCount(3)
  await judge(page, 'trash-filled')
  await page.getByRole('checkbox', { name: '选择第 1 行' }).click()
  await page.getByRole('checkbox', { name: '选择第 2 行' }).click()
  await page.getByRole('button', { name: '恢复所选 2 条' }).click()
  await expect(page.getByText('已恢复 2 条服务记录')).toBeVisible()
  await expect(page.getByRole('tab', { name: '服务记录（1）' })).toBeVisible()

  await grid.getByRole('gridcell').nth(1).click()
  await expect(page.getByText('已删除', { exact: true })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: '恢复', exact: true }).click()
  await expect(page.getByRole('button', { name: '编辑', exact: true })).toBeVisible()
  await goTo(page, '回收站')
  await expect(page.getByText('没有删除的服务记录。').or(page.getByText('回收站是空的。'))).toBeVisible()
  await goTo(page, '服务记录')
  await expect(total(page)).toContainText('共 44 条')
})

test('the list of all changes is searched, narrowed and opened field by field with the keyboard alone', async () => {
  const { page } = running
  await goTo(page, '变更记录')
  await page.getByRole('searchbox', { name: '搜索变更记录' }).fill('dr yongchuan')
  await expect(page.getByRole('row', { name: new RegExp(`^\\S+ \\S+ 张三 导入`, 'u') })).toHaveCount(1)
  await page.getByRole('searchbox', { name: '搜索变更记录' }).fill('')
  await page.getByRole('searchbox', { name: '搜索变更记录' }).press('Tab')
  await page.keyboard.type('删除')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /删除服务记录 3 条/u })).toHaveCount(1)
  await expect(page.getByRole('table', { name: '变更', exact: true }).getByRole('row')).toHaveCount(2)
  const opener = page.getByRole('button', { name: /删除服务记录 3 条/u }).first()
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('listitem').filter({ hasText: '服务记录 FW-' })).toHaveCount(3)
  await judge(page, 'history-open')
})
