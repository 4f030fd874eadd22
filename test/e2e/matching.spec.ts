import { expect, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { judge } from './support/look'
import { begin, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(closeAll)

test('proposes who could serve a need, with reasons; a proposal becomes a match, a bad one does not come again', async () => {
  const { page } = running
  await goTo(page, '企业需求')
  await page.getByRole('grid', { name: '企业需求列表' }).press('Home')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '推荐供给方' }).click()
  const dialog = page.getByRole('dialog', { name: '推荐供给方' })
  const names = dialog.getByRole('list', { name: '推荐的供给方' }).getByRole('listitem')
  await expect(names.first()).toContainText(/都提到|产业方向相同/u)
  await judge(page, 'proposals')
  const first = (await names.first().getByRole('button').first().innerText()).trim()
  await dialog.getByRole('button', { name: `不合适 ${first}`, exact: true }).click()
  await expect(dialog.getByRole('button', { name: `推荐 ${first}`, exact: true })).toHaveCount(0)
  const second = (await names.first().getByRole('button').first().innerText()).trim()
  await dialog.getByRole('button', { name: `推荐 ${second}`, exact: true }).click()
  await expect(page.getByText(`已记入对接记录：${second}`)).toBeVisible()
  await expect(dialog.getByRole('button', { name: `推荐 ${second}`, exact: true })).toHaveCount(0)
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await expect(page.getByRole('table', { name: '对接记录' })).toContainText(second)
})
