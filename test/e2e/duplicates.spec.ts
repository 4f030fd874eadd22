import { expect, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { judge } from './support/look'
import { begin, fillOrganization, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page)
})
test.afterAll(closeAll)

test('a name that is there already is pointed out while it is typed, and leads to the record', async () => {
  const { page } = running
  await goTo(page, '重复核对')
  await expect(page.getByText('没有发现可能重复的')).toBeVisible()
  await judge(page, 'duplicates-none')
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构' }).click()
  await fillOrganization(page, '重庆市永川区璧恒科技有限公司')
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: '新建机构' }).click()
  await fillOrganization(page, '永川区碧恒科技公司')
  const notice = page.getByRole('dialog').getByRole('status', { name: '可能已有' })
  await expect(notice).toContainText('重庆市永川区璧恒科技有限公司')
  await judge(page, 'form-alike')
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('two records are merged side by side and the merge is taken back; a pair that is none is not shown again', async () => {
  const { page } = running
  await goTo(page, '重复核对')
  const pairs = page.getByRole('list', { name: '可能重复的机构' }).getByRole('listitem')
  await expect(pairs).toHaveCount(1)
  await pairs.getByRole('button', { name: '核对合并' }).click()
  const dialog = page.getByRole('dialog', { name: '合并机构' })
  await expect(dialog.getByRole('table', { name: '两条记录的不同' })).toContainText('机构全称')
  await judge(page, 'merge')
  await dialog.getByRole('button', { name: '合并为一条' }).click()
  await expect(pairs).toHaveCount(0)
  await expect(page.getByText('没有发现可能重复的')).toBeVisible()
  await goTo(page, '机构')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('共 1 家')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('共 2 家')
  await goTo(page, '重复核对')
  await pairs.getByRole('button', { name: '不是重复' }).click()
  await expect(page.getByText('没有发现可能重复的')).toBeVisible()
})
