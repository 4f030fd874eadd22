import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { read } from 'xlsx'
import { closeAll, launchApp, stubOpenDialog, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, closeNotices, goTo, pickOption } from './support/steps'

test.afterAll(closeAll)

test('a report of one’s own is made from a list, kept, exported, shared and taken back', async () => {
  const { app, page } = await launchApp()
  const folder = await temporaryFolder()
  await begin(page, 'examples')
  await goTo(page, '报表')
  await page.getByRole('button', { name: '自定义报表' }).click()
  await expect(page.getByText(/还没有自定义报表/u)).toBeVisible()

  await goTo(page, '服务记录')
  await page.getByRole('button', { name: '更多导出方式' }).click()
  await page.getByRole('menuitem', { name: '把当前列表做成报表' }).click()
  await expect(page.getByRole('heading', { name: '新建自定义报表' })).toBeVisible()
  await page.getByRole('button', { name: '保存报表' }).click()
  await expect(page.getByRole('alert').getByText('请填写报表名称。')).toBeVisible()
  await page.getByLabel('报表名称').fill('服务台账')
  await page.getByLabel('编号的表头').fill('服务单号')
  await pickOption(page, '按此列分组小计', '服务模式')
  await page.getByRole('checkbox', { name: '含示例数据' }).check()
  await page.getByRole('button', { name: '预览', exact: true }).click()
  await expect(page.getByRole('region', { name: '预览' }).getByText('服务单号').first()).toBeVisible()
  await judge(page, 'custom-report')
  await page.getByRole('button', { name: '保存报表' }).click()

  const target = join(folder, '服务台账.xlsx')
  await stubSaveDialog(app, target)
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await expect(page.getByRole('button', { name: '打开所在文件夹' })).toBeVisible()
  const workbook = read(await readFile(target))
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''] ?? {}
  expect([Reflect.get(sheet, 'A4'), Reflect.get(sheet, 'B4')]).toMatchObject([
    { v: '序号' },
    { v: '服务单号' },
  ])
  await closeNotices(page)

  await page.getByRole('button', { name: '返回自定义报表' }).click()
  const saved = page.getByRole('list', { name: '已保存的报表' })
  await expect(saved.getByText('服务台账', { exact: true })).toBeVisible()
  const shared = join(folder, '报表.txt')
  await stubSaveDialog(app, shared)
  await page.getByRole('button', { name: '存为文件 服务台账' }).click()
  await expect(page.getByRole('button', { name: '打开所在文件夹' })).toBeVisible()
  await closeNotices(page)
  await page.getByRole('button', { name: '删除报表 服务台账' }).click()
  await page.getByRole('button', { name: '删除报表', exact: true }).click()
  await expect(page.getByText(/还没有自定义报表/u)).toBeVisible()

  const wrong = join(folder, '别的.txt')
  await writeFile(wrong, '{"kind":"other"}')
  await stubOpenDialog(app, [wrong])
  await page.getByRole('button', { name: '从文件取得' }).click()
  await expect(page.getByText('这个文件不是自定义报表文件。')).toBeVisible()
  await closeNotices(page)
  await stubOpenDialog(app, [shared])
  await page.getByRole('button', { name: '从文件取得' }).click()
  await page.getByRole('button', { name: '复制报表 服务台账' }).click()
  await expect(saved.getByText('服务台账（2）', { exact: true })).toBeVisible()
  await judge(page, 'custom-reports')
  await page.getByRole('button', { name: '打开报表 服务台账', exact: true }).click()
  await expect(page.getByLabel('编号的表头')).toHaveValue('服务单号')
})
