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
  // The name of the one that went stands for the other from now on, and can be corrected.
  await page.getByText('名称对照', { exact: true }).click()
  const names = page.getByRole('table', { name: '名称对照' })
  const former = names.getByRole('row', { name: /恒科技/u })
  await expect(former).toHaveCount(1)
  await expect(former).toContainText('机构曾用名')
  await judge(page, 'other-names')
  await former.getByRole('button', { name: /^修改 /u }).click()
  const form = page.getByRole('dialog', { name: '编辑机构' })
  await expect(form.getByLabel('曾用名', { exact: true })).toBeFocused()
  await form.getByRole('button', { name: '取消' }).click()
  await expect(form).toBeHidden()
  await goTo(page, '机构')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('共 1 家')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('共 2 家')
  await goTo(page, '重复核对')
  await pairs.getByRole('button', { name: '不是重复' }).click()
  await expect(page.getByText('没有发现可能重复的')).toBeVisible()
})

test('who of two people of one name is meant is chosen by a person, by where each works', async () => {
  const { page, app } = running
  await goTo(page, '专家')
  await page.getByRole('button', { name: '表格编辑', exact: true }).click()
  const cells = page.getByRole('grid', { name: '专家列表' })
  await expect(cells).toBeVisible()
  const rows = [
    '姓名\t工作单位',
    '王同名\t重庆市永川区璧恒科技有限公司',
    '王同名\t永川区碧恒科技公司',
    '李某人\t碧恒',
  ]
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), rows.join('\r\n'))
  await cells.getByRole('row').nth(1).getByRole('gridcell').first().click()
  await page.keyboard.press('Control+v')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('共 2 名')

  // A part of a name is not taken for the whole: it is marked, and offered.
  await page.getByRole('button', { name: '下一个出错的单元格（共 1）' }).click()
  await expect(page.getByRole('status', { name: '单元格说明' })).toContainText('不是全称')
  await judge(page, 'grid-offer')
  await page.getByRole('button', { name: '采用“永川区碧恒科技公司”' }).click()
  await page.getByRole('button', { name: '放弃这一行' }).click()

  await goTo(page, '专家服务队')
  await page.getByRole('button', { name: '新建专家服务队', exact: true }).click()
  const form = page.getByRole('dialog', { name: '新建专家服务队' })
  await form.getByRole('combobox', { name: '队长', exact: true }).click()
  await page.keyboard.insertText('王同名')
  const offered = page.locator('.ant-select-item-option', { hasText: '王同名' }).filter({ visible: true })
  const named = offered.filter({ hasText: '科技' })
  await expect(named).toHaveCount(2)
  await expect(named.filter({ hasText: '璧恒' })).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(named).toHaveCount(2)
  await judge(page, 'namesakes')
  await named.filter({ hasText: '璧恒' }).click()
  await expect(form.locator('.ant-select-selection-item-content', { hasText: '王同名' })).toHaveCount(1)
  await form.getByRole('button', { name: '取消' }).click()
})
