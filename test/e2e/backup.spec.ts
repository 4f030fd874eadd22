import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { closeAll, launchApp, stubOpenDialog, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, closeNotices, fillOrganization, goTo } from './support/steps'

test.afterEach(closeAll)

const passphrase = '永川2021年春天'

const newOrganization = async (page: Page, name: string): Promise<void> => {
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构', exact: true }).click()
  await fillOrganization(page, name)
  const dialog = page.getByRole('dialog', { name: '新建机构' })
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
}

const unlock = async (page: Page, word: string): Promise<void> => {
  await page.getByRole('dialog').getByLabel('口令', { exact: true }).fill(word)
  await page.getByRole('button', { name: '打开备份' }).click()
}

const expectOrganizations = async (page: Page, names: readonly string[]): Promise<void> => {
  await goTo(page, '机构')
  for (const name of ['甲厂', '乙厂', '丙厂', '丁厂'])
    await expect(page.getByRole('gridcell', { name, exact: true })).toHaveCount(names.includes(name) ? 1 : 0)
}

test('an encrypted backup brings back what was changed, deleted and added since, is undone, and moves to another computer', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, '备份.kcbak')
  const { app, page, close } = await launchApp()
  await page.setViewportSize({ width: 1366, height: 768 })
  await begin(page)
  for (const name of ['甲厂', '乙厂', '丙厂']) await newOrganization(page, name)

  await goTo(page, '备份与恢复')
  await judge(page, 'backup-page-empty')
  await page.getByRole('button', { name: '立即做快照' }).click()
  await expect(page.getByText('已做快照，并已核对')).toBeVisible()
  await expect(page.getByRole('table', { name: '快照列表' })).toContainText('手动或备份时')
  await stubSaveDialog(app, path)
  await page.getByRole('button', { name: '备份到文件…' }).click()
  const dialog = page.getByRole('dialog', { name: '备份到文件' })
  await dialog.getByRole('checkbox', { name: '用口令加密' }).check()
  await dialog.getByLabel('口令', { exact: true }).fill(passphrase)
  await dialog.getByLabel('再输一次口令').fill('另一个口令')
  await dialog.getByRole('button', { name: '选择位置并保存' }).click()
  await expect(dialog.getByText('两次输入的口令不同。')).toBeVisible()
  await judge(page, 'backup-dialog')
  await dialog.getByLabel('再输一次口令').fill(passphrase)
  await dialog.getByRole('button', { name: '选择位置并保存' }).click()
  await expect(page.getByText('已备份并核对 备份.kcbak')).toBeVisible({ timeout: 30_000 })
  await expect(dialog).toBeHidden()
  await closeNotices(page)
  await judge(page, 'backup-page')

  await goTo(page, '导出记录')
  const log = page.getByRole('table', { name: '导出记录' })
  await expect(log.getByRole('row', { name: /整库备份 永川区 备份\.kcbak/u })).toBeVisible()

  // Since then one is changed, one deleted, one added.
  await goTo(page, '机构')
  await page.getByRole('gridcell', { name: '甲厂', exact: true }).dblclick()
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('dialog', { name: '编辑机构' })
  // Only when the dialog has stopped moving does it hand over the focus.
  await expect(form.getByLabel('机构全称', { exact: true })).toBeFocused()
  await form.getByLabel('机构全称', { exact: true }).fill('丁厂')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(form).toBeHidden()
  await goTo(page, '机构')
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: '乙厂', exact: true }) })
    .getByRole('checkbox')
    .click()
  await page.getByRole('button', { name: /^删除/u }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^删除/u }).click()
  await expect(page.getByRole('gridcell', { name: '乙厂', exact: true })).toHaveCount(0)
  await expectOrganizations(page, ['丙厂', '丁厂'])
  await closeNotices(page)

  await goTo(page, '备份与恢复')
  await stubOpenDialog(app, [path])
  await page.getByRole('button', { name: '从备份恢复…' }).click()
  await unlock(page, '永川2021年秋天')
  await expect(page.getByRole('alert').filter({ hasText: '口令不对' })).toBeVisible()
  await judge(page, 'restore-passphrase')
  await unlock(page, passphrase)
  const preview = page.getByRole('dialog', { name: '恢复备份 备份.kcbak' })
  await expect(preview).toContainText('重庆市永川区科学技术协会（永川区）')
  await preview.getByRole('button', { name: '机构会改回 1 家' }).click()
  await expect(preview.getByRole('listitem').filter({ hasText: '甲厂' })).toContainText('丁厂')
  await judge(page, 'restore-preview')
  await preview.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(page.getByText('已恢复，改动 2 条记录')).toBeVisible()
  await expect(page.getByRole('table', { name: '快照列表' })).toContainText('恢复前')
  await expectOrganizations(page, ['甲厂', '乙厂', '丙厂'])
  await page.keyboard.press('Control+z')
  await expectOrganizations(page, ['丙厂', '丁厂'])

  const altered = join(folder, '改过.kcbak')
  const bytes = await readFile(path)
  bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1
  await writeFile(altered, bytes)
  await closeNotices(page)
  await goTo(page, '备份与恢复')
  await stubOpenDialog(app, [altered])
  await page.getByRole('button', { name: '从备份恢复…' }).click()
  await unlock(page, passphrase)
  const refused = page.getByRole('alert').filter({ hasText: '“改过.kcbak”的内容被改动过或已损坏' })
  await expect(refused).toContainText('现有数据没有改动')
  await judge(page, 'restore-refused')
  await close()

  // Another computer, first start.
  const other = await launchApp()
  await other.page.setViewportSize({ width: 1366, height: 768 })
  await judge(other.page, 'welcome-restore')
  await stubOpenDialog(other.app, [path])
  await other.page.getByRole('button', { name: /^从备份恢复/u }).click()
  await unlock(other.page, passphrase)
  await expect(other.page.getByRole('dialog').getByRole('button', { name: '机构会加入 3 家' })).toBeVisible()
  await judge(other.page, 'welcome-preview')
  await other.page.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(other.page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  await expectOrganizations(other.page, ['甲厂', '乙厂', '丙厂'])
  await goTo(other.page, '变更记录')
  await expect(other.page.getByText('载入地区名录')).toBeVisible()
  await other.close()
  await rm(folder, { recursive: true, force: true })
})

test('the handover is a file with a page for the successor, and a backup of another district is refused', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, '交接.zip')
  const first = await launchApp()
  await first.page.setViewportSize({ width: 1366, height: 768 })
  await begin(first.page, 'examples')
  await goTo(first.page, '备份与恢复')
  await stubSaveDialog(first.app, path)
  await first.page.getByRole('button', { name: '岗位交接…' }).click()
  const dialog = first.page.getByRole('dialog', { name: '岗位交接' })
  await judge(first.page, 'handover-dialog')
  await dialog.getByRole('button', { name: '选择位置并保存' }).click()
  await expect(first.page.getByText('已备份并核对 交接.zip')).toBeVisible({ timeout: 30_000 })
  await first.close()

  const bytes = await readFile(path)
  const start = bytes.indexOf('<!doctype html>')
  const html = bytes.subarray(start, bytes.indexOf('</html>', start) + 8).toString('utf8')
  expect(html).toContain('岗位交接说明')
  expect(html).toMatch(/未办结的企业需求（[1-9]\d* 项）/u)
  const reading = join(folder, '交接说明.html')
  await writeFile(reading, html)

  const second = await launchApp()
  const { page } = second
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByLabel('本机地区').fill('hc')
  await page.getByRole('option', { name: '合川区' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByLabel('填报人').fill('李四')
  await page.getByRole('button', { name: '开始使用' }).click()
  await goTo(page, '备份与恢复')
  await stubOpenDialog(second.app, [path])
  await page.getByRole('button', { name: '从备份恢复…' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '与本机地区不同' })).toContainText(
    '现有数据没有改动',
  )
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await stubOpenDialog(second.app, [reading])
  await page.getByRole('button', { name: '从备份恢复…' }).click()
  await expect(page.getByText('“交接说明.html”不是科创台账的备份文件。')).toBeVisible()
  await second.close()
  await rm(folder, { recursive: true, force: true })
})
