import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp, stubOpenDialog, temporaryFolder } from './support/launch'
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

test('whom a name in a ledger means is said once, stands in 名称对照, and is taken back there', async () => {
  const { page, app } = running
  const folder = await temporaryFolder()
  await goTo(page, '专家')
  const cells = page.getByRole('grid', { name: '专家列表' })
  // The list is still open for typing, as the test before left it.
  await expect(cells).toBeVisible()
  await app.evaluate(({ clipboard }) => clipboard.writeText('姓名\t工作单位\r\n周明理\t'))
  await cells.getByRole('row').nth(1).getByRole('gridcell').first().click()
  await page.keyboard.press('Control+v')
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('共 3 名')
  await page.getByRole('button', { name: '退出表格编辑' }).click()

  const path = join(folder, '服务.csv')
  const row = '2021-04-12,重庆市永川区璧恒科技有限公司,温升治理,精准化,周明礼'
  await writeFile(path, ['服务日期,服务对象,服务主题,服务模式,参与专家', row].join('\n'))
  await stubOpenDialog(app, [path])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('tab', { name: /新增的专家/u }).click()
  await page.getByRole('combobox', { name: '周明礼 登记为' }).click()
  await page.locator('.ant-select-item-option', { hasText: '就是 周明理' }).click()
  await expect(page.getByRole('combobox', { name: '周明礼 登记为' })).toHaveCount(0)
  await page.getByRole('button', { name: '导入 1 条' }).click()
  await expect(page.getByText('已导入 1 条服务记录')).toBeVisible()

  await goTo(page, '重复核对')
  await page.getByText('名称对照', { exact: true }).click()
  const said = page.getByRole('table', { name: '名称对照' }).getByRole('row', { name: /^周明礼/u })
  await expect(said).toContainText('专家（导入时认定）')
  await expect(said).toContainText('周明理')
  await judge(page, 'said-names')
  await said.getByRole('button', { name: '取消认定 周明礼' }).click()
  await expect(said).toHaveCount(0)
  await rm(folder, { recursive: true, force: true })
})
