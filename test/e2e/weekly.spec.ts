import { expect, type Page, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { judge } from './support/look'
import { begin, closeNotices, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(closeAll)

const showBoard = async (page: Page): Promise<void> => {
  await goTo(page, '工作周报')
  await page.getByText('周报看板', { exact: true }).click()
  await expect(page.getByRole('table', { name: '周报看板' })).toBeVisible()
}
const place = (page: Page, name: RegExp) =>
  page.getByRole('table', { name: '周报看板' }).getByRole('button', { name })

test('the board leads back to the last weeks that were reported, and says in words how every team stands', async () => {
  const { page } = running
  await showBoard(page)
  await judge(page, 'weekly-board-now')
  await page.getByRole('button', { name: '去看那一季' }).click()
  await expect(place(page, /第17周：按时/u).first()).toBeVisible()
  await expect(place(page, /第25周：按时，待审/u).first()).toBeVisible()
  await expect(place(page, /：迟报/u).first()).toBeVisible()
  await expect(place(page, /：零报告/u).first()).toBeVisible()
  await judge(page, 'weekly-board')
})

test('a missing report is opened from the board by keys, drafted from the records, and its numbers lead to them', async () => {
  const { page } = running
  await showBoard(page)
  const missing = place(page, /：未报/u).first()
  const label = (await missing.getAttribute('aria-label')) ?? ''
  await missing.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowRight')
  await expect(missing).toBeFocused()
  await page.keyboard.press('Enter')
  const week = /第\d+周/u.exec(label)?.[0] ?? '?'
  await expect(page.getByRole('heading', { level: 1 })).toContainText(week)
  const sources = page.getByRole('region', { name: '本周记录' })
  await sources.getByRole('button', { name: '起草周报' }).click()
  const dialog = page.getByRole('dialog', { name: `起草${week}周报` })
  await expect(dialog.getByRole('region', { name: '推进情况' })).toBeVisible()
  await judge(page, 'weekly-draft')
  await dialog.getByRole('button', { name: /填入周报|填为零报告/u }).click()
  const form = page.getByRole('dialog', { name: '编辑工作周报' })
  await expect(form.getByLabel('下周计划', { exact: true })).toBeFocused()
  await judge(page, 'weekly-form-drafted')
  await form.getByLabel('下周计划', { exact: true }).fill('走访两家企业')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(form).toBeHidden()
  await closeNotices(page)
  await expect(
    page.getByRole('heading', { level: 1 }).locator('..').getByText('草稿', { exact: true }),
  ).toBeVisible()
  await judge(page, 'weekly-detail')
  await page.getByRole('button', { name: '返回' }).click()
  await expect(place(page, new RegExp(`${label.split('：')[0] ?? ''}：未报，草稿`, 'u'))).toBeVisible()
})
