import { expect, type Page, test } from '@playwright/test'
import { launchApp } from './support/launch'
import { begin, goTo } from './support/steps'

/*
 * The menus of the right button: of texts, which the system draws, and of rows in a list, which the window draws.
 */

test.describe.configure({ mode: 'serial' })

let running: Awaited<ReturnType<typeof launchApp>>
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
})

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const menu = (page: Page) => page.getByRole('menu', { name: '服务记录列表的操作' })
const cell = (page: Page, text: string) =>
  page.getByRole('grid', { name: '服务记录列表' }).getByRole('gridcell', { name: text, exact: true }).first()
const clipboard = () => running.app.evaluate(({ clipboard }) => clipboard.readText())

test('a text field offers what can be done with its text, in Chinese; other places offer nothing', async () => {
  const { app, page } = running
  await app.evaluate(({ Menu }) => {
    Menu.prototype.popup = function () {
      const shown = this.items
        .filter(({ type }) => type !== 'separator')
        .map(({ label, enabled }) => (enabled ? label : `（${label}）`))
      Object.assign(globalThis, { shownMenu: shown.join(' ') })
    }
  })
  const shown = () =>
    app.evaluate(() => {
      const said: unknown = Object.getOwnPropertyDescriptor(globalThis, 'shownMenu')?.value
      Object.assign(globalThis, { shownMenu: '' })
      return said
    })
  await goTo(page, '服务记录')
  const box = page.getByRole('searchbox', { name: '搜索服务记录' })
  await box.fill('焊接')
  await box.selectText()
  await box.click({ button: 'right' })
  await expect.poll(shown).toMatch(/撤销.* 剪切 复制 .*粘贴.* 全选/u)
  await heading(page).click({ button: 'right' })
  await box.fill('')
  await box.click({ button: 'right' })
  // Nothing came of the heading: what is told first is told of the empty box.
  await expect.poll(shown).toMatch(/（剪切） （复制）/u)
})

test('a row is opened, edited, filtered by and copied from the menu of the right button', async () => {
  const { page } = running
  await expect(page.getByText('共 21 条')).toBeVisible()
  await cell(page, '示例服务55：知识产权布局').click({ button: 'right' })
  await expect(menu(page).getByRole('menuitem', { name: '打开' })).toBeFocused()
  await menu(page).getByRole('menuitem', { name: '复制“示例服务55：知识产权布局”' }).click()
  await expect(menu(page)).toBeHidden()
  await expect.poll(() => clipboard()).toBe('示例服务55：知识产权布局')

  await cell(page, '套餐式').click({ button: 'right' })
  await menu(page).getByRole('menuitem', { name: '只看“套餐式”' }).click()
  await expect(page.getByText('服务模式：套餐式')).toBeVisible()
  await expect(cell(page, '精准化')).toHaveCount(0)
  await page.getByRole('button', { name: '清除筛选', exact: true }).click()
  await expect(page.getByText('共 21 条')).toBeVisible()

  await cell(page, '示例服务55：知识产权布局').click({ button: 'right' })
  await menu(page).getByRole('menuitem', { name: '编辑' }).click()
  await expect(page.getByRole('dialog', { name: '编辑服务记录' })).toBeVisible()
  await page.getByRole('button', { name: '取消', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await cell(page, '示例服务55：知识产权布局').click({ button: 'right' })
  await menu(page).getByRole('menuitem', { name: '复制新建' }).click()
  const form = page.getByRole('dialog', { name: '新建服务记录' })
  await expect(form.getByRole('textbox', { name: '服务主题' })).toHaveValue('示例服务55：知识产权布局')
  await form.getByRole('button', { name: '取消', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the menu comes by keyboard at the current row, and goes with Escape', async () => {
  const { page } = running
  const list = page.getByRole('grid', { name: '服务记录列表' })
  await list.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+F10')
  await expect(menu(page).getByRole('menuitem', { name: '打开' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(menu(page).getByRole('menuitem', { name: '编辑' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu(page)).toBeHidden()
  await expect(list).toBeFocused()
  await expect(list).toHaveAttribute('aria-activedescendant', '服务记录列表-1')
})

test('selected rows are copied with headings by keys, and deleted and taken back from the menu', async () => {
  const { page } = running
  await goTo(page, '成果与资源')
  const list = page.getByRole('grid', { name: '成果与资源列表' })
  await expect(page.getByText('共 20 项')).toBeVisible()
  await page.getByRole('checkbox', { name: '选择第 1 行' }).click()
  await page.getByRole('checkbox', { name: '选择第 2 行' }).click()
  await expect(page.getByRole('group', { name: '对所选记录' })).toBeVisible()
  await list.focus()
  await page.keyboard.press('Control+c')
  const copied = async () => (await clipboard()).split(/\r?\n/u).map((line) => line.split('\t').slice(0, 2))
  await expect.poll(copied).toEqual([
    ['编号', '名称'],
    ['CG-500118-2026-0020', '示例应用案例20'],
    ['CG-500118-2026-0019', '示例应用案例19'],
  ])

  await list.getByRole('gridcell', { name: '示例应用案例19' }).click({ button: 'right' })
  const these = page.getByRole('menu', { name: '成果与资源列表的操作' })
  await these.getByRole('menuitem', { name: '删除所选 2 项' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click()
  await expect(page.getByText('共 18 项')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByText('共 20 项')).toBeVisible()
})
