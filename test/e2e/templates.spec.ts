import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { read } from 'xlsx'
import { superiorTemplate } from '../unit/support/superior-template'
import { closeAll, launchApp, stubOpenDialog, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, goTo } from './support/steps'

test.afterAll(closeAll)

test('a template of the superior is matched once, saved, and filled for a period', async () => {
  const { app, page } = await launchApp()
  const folder = await temporaryFolder()
  await begin(page, 'examples')
  await goTo(page, '报表')
  await page.getByRole('button', { name: '按上级模板填报' }).click()
  await expect(page.getByText(/还没有保存的模板/u)).toBeVisible()

  const broken = join(folder, '坏的.xlsx')
  await writeFile(broken, (await superiorTemplate()).slice(0, 2000))
  await stubOpenDialog(app, [broken])
  await page.getByRole('button', { name: '选择模板文件' }).click()
  await expect(page.getByText('“坏的.xlsx”不完整或已损坏，可能下载中断。')).toBeVisible()
  await page.locator('.ant-notification-notice-close').click()

  const path = join(folder, '科技服务登记表.xlsx')
  await writeFile(path, await superiorTemplate())
  await stubOpenDialog(app, [path])
  await page.getByRole('button', { name: '选择模板文件' }).click()
  await expect(
    page.getByRole('table', { name: '各列对应' }).getByText('公式（保留，逐行带下去）'),
  ).toBeVisible()
  await expect(page.getByLabel('表头从第几行')).toHaveValue('3')
  await judge(page, 'template-match')
  await page.getByLabel('模板名称').fill('市科协服务登记表')
  await page.getByRole('button', { name: '保存模板' }).click()
  await expect(page.getByRole('list', { name: '已保存的模板' }).getByText('市科协服务登记表')).toBeVisible()

  await page.getByRole('combobox', { name: '期别' }).click()
  await page.locator('.ant-select-item-option', { hasText: '自定义' }).click()
  await page.getByLabel('所属期开始').fill('2020-01-01')
  await page.getByLabel('所属期结束').fill('2022-12-31')
  await page.getByLabel('所属期结束').press('Enter')
  await page.getByRole('checkbox', { name: '含示例数据' }).check()
  await judge(page, 'template-fill')
  const target = join(folder, '填好.xlsx')
  await stubSaveDialog(app, target)
  await page.getByRole('button', { name: '填报', exact: true }).click()
  const others = page.getByRole('dialog', { name: '有些内容不在模板的下拉选项里' })
  await expect(others.getByText(/^“服务 \/ 主题”：/u)).toBeVisible()
  await judge(page, 'template-unlisted')
  await others.getByRole('button', { name: '照原样填入' }).click()
  await expect(page.getByRole('button', { name: '打开所在文件夹' })).toBeVisible()
  const sheet = read(await readFile(target)).Sheets['服务统计'] ?? {}
  expect([Reflect.get(sheet, 'A2'), Reflect.get(sheet, 'A5')]).toMatchObject([
    { v: '填报单位（盖章）：重庆市永川区科学技术协会' },
    { v: 1 },
  ])

  await page.getByRole('button', { name: '改名 市科协服务登记表' }).click()
  await page.getByLabel('新的模板名称').fill('服务登记表')
  await page.getByRole('button', { name: '保存名称' }).click()
  await page.getByRole('button', { name: '删除模板 服务登记表' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除模板' }).click()
  await expect(page.getByText(/还没有保存的模板/u)).toBeVisible()
})
