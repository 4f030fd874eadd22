import { expect, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { judge } from './support/look'
import { begin, goTo, pickOption } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(closeAll)

test('数据质量核查 leads by keyboard to the field, and what was mended leaves the list', async () => {
  const { page } = running
  await goTo(page, '数据质量核查')
  const all = page.getByRole('status', { name: '核查合计' })
  await expect(all).toContainText(/核查了 [\d,]+ 条记录/u)
  await page.getByRole('checkbox', { name: '含示例数据' }).check()
  await page.getByRole('radiogroup', { name: '级别' }).getByText(/^错误/u).click()
  const grid = page.getByRole('grid', { name: '核查结果' })
  const first = grid.getByRole('row').nth(1)
  await expect(first.getByRole('gridcell', { name: '错误' })).toBeVisible()
  await judge(page, 'quality')
  const before = Number(/错误 (\d+)/u.exec((await all.textContent()) ?? '')?.[1])
  await page
    .getByRole('radiogroup', { name: '级别' })
    .getByText(/^警告 0/u)
    .click()
  await expect(page.getByRole('note').getByText('没有符合条件的问题。')).toBeVisible()
  await page.getByRole('radiogroup', { name: '级别' }).getByText(/^错误/u).click()
  await pickOption(page, '类别', '专家服务队')
  await expect(first.getByRole('gridcell').first()).toHaveText('专家服务队')
  // Down to the first team's phone, which is typed in.
  const places = await grid.getByRole('row').getByRole('gridcell', { name: '请填写' }).allInnerTexts()
  const at = places.indexOf('请填写联络员电话。')
  expect(at).toBeGreaterThan(0)
  await grid.focus()
  for (let row = 0; row < at; row += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: '编辑专家服务队' })
  await expect(form.getByLabel('联络员电话', { exact: true })).toBeFocused()
  await judge(page, 'quality-form')
  await page.keyboard.type('13800138603')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(form).toBeHidden()
  await expect(all).toContainText(`错误 ${String(before - 1)}，`)
  await expect(grid.getByRole('row').nth(at + 1)).not.toContainText('请填写联络员电话。')
})
