import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { read } from 'xlsx'
import { closeAll, launchApp, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, goTo, pickOption } from './support/steps'

let folder: string
test.beforeAll(async () => {
  folder = await temporaryFolder()
})
test.afterAll(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

test('a profile of a recipient shapes reports and lists, and each file that leaves is on record, after a restart too', async () => {
  const userDataDir = join(folder, 'data')
  const { page, app } = await launchApp({ userDataDir })
  await begin(page, 'examples')

  await goTo(page, '导出记录')
  await expect(page.getByText('还没有导出过文件。')).toBeVisible()
  await page.getByRole('button', { name: '新建方案' }).click()
  const form = page.getByRole('dialog', { name: '新建导出方案' })
  await form.getByRole('button', { name: '保存方案' }).click()
  await expect(form.getByRole('alert')).toHaveText('请填写方案名称。')
  await form.getByLabel('方案名称').fill('财政局')
  await form.getByLabel('接收单位').fill('重庆市财政局')
  await form.getByLabel('水印文字').fill('仅供市财政局使用')
  await form.getByRole('combobox', { name: '不提供的栏目' }).fill('合同金额')
  await page.keyboard.press('Enter')
  // Tab leaves the list without taking another from it.
  await page.keyboard.press('Tab')
  await expect(form.getByLabel('水印文字')).toBeFocused()
  await form.getByRole('button', { name: '保存方案' }).click()
  await expect(form).toBeHidden()
  const profiles = page.getByRole('table', { name: '导出方案' })
  await expect(
    profiles.getByRole('row', { name: /财政局 重庆市财政局 隐去 合同金额 仅供市财政局使用/u }),
  ).toBeVisible()

  await goTo(page, '报表')
  await page.getByRole('button', { name: '打开 R05', exact: false }).click()
  await pickOption(page, '期别', '半年')
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '所属期', '2021年上半年')
  await page.getByRole('checkbox', { name: '含示例数据' }).check()
  await pickOption(page, '导出方案', '财政局')
  await page.getByRole('button', { name: '预览' }).click()
  const paper = page.getByRole('group', { name: '第 1 页' })
  await expect(paper.getByText('仅供市财政局使用')).toBeVisible()
  await expect(paper.getByText('（不提供）').first()).toBeVisible()
  const report = join(folder, 'R05.xlsx')
  await stubSaveDialog(app, report)
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await expect(page.getByText('已导出 R05.xlsx')).toBeVisible()

  await goTo(page, '机构')
  const list = join(folder, '机构.xlsx')
  await stubSaveDialog(app, list)
  await page.getByRole('button', { name: '更多导出方式' }).click()
  await page.getByRole('menuitem', { name: '按方案“财政局”导出' }).click()
  await expect(page.getByText('已导出 机构.xlsx')).toBeVisible()
  expect(Object.keys(read(readFileSync(list)).Sheets)).toContain('机构')

  await goTo(page, '导出记录')
  const log = page.getByRole('table', { name: '导出记录' })
  await expect(log.getByRole('row')).toHaveCount(3)
  await judge(page, '导出记录')
  await closeAll()

  const { page: again } = await launchApp({ userDataDir })
  await goTo(again, '导出记录')
  const kept = again.getByRole('table', { name: '导出记录' })
  const row = kept.getByRole('row', { name: /张三 R05 科技服务记录明细表 2021年上半年 永川区 重庆市财政局/u })
  await expect(row).toBeVisible()
  const hash = createHash('sha256').update(readFileSync(report)).digest('hex')
  await expect(row.getByTitle(hash)).toBeVisible()
  await again.getByLabel('搜索导出记录').fill('财政局 机构')
  await expect(kept.getByRole('row')).toHaveCount(2)
  await expect(kept.getByRole('row', { name: /机构列表/u })).toBeVisible()
  await again.getByLabel('搜索导出记录').fill('统计局')
  await expect(again.getByText('没有符合条件的导出记录。')).toBeVisible()
})
