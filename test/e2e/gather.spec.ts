import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { closeAll, launchApp, stubOpenDialog, stubSaveDialog, temporaryFolder } from './support/launch'
import { takePicture } from './support/pictures'
import { begin, fillOrganization, goTo } from './support/steps'

let folder: string
test.beforeAll(async () => {
  folder = await temporaryFolder()
})
test.afterAll(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

const row = (page: Page, district: string) =>
  page.getByRole('table', { name: '各地区汇总情况' }).getByRole('row', { name: district })

test('a district’s package is taken by another office, which sees who has reported, and taken back again', async () => {
  const path = join(folder, '永川区.kcdata')
  const sender = await launchApp()
  await begin(sender.page)
  await goTo(sender.page, '汇总')
  await sender.page.getByRole('button', { name: '生成数据包' }).click()
  await expect(sender.page.getByText('永川区还没有可上报的记录')).toBeVisible()
  await goTo(sender.page, '机构')
  await sender.page.keyboard.press('Control+n')
  await fillOrganization(sender.page, '重庆某某大学')
  await sender.page.keyboard.press('Control+s')
  await expect(sender.page.getByText('已保存')).toBeVisible()
  await stubSaveDialog(sender.app, path)
  await goTo(sender.page, '汇总')
  await sender.page.getByRole('button', { name: '生成数据包' }).click()
  await expect(sender.page.getByText('数据包已存为 永川区.kcdata')).toBeVisible()
  await sender.close()

  const { app, page } = await launchApp()
  await page.getByLabel('本机地区').fill('csq')
  await page.getByRole('option', { name: '长寿区' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByLabel('填报人').fill('王五')
  await page.getByRole('button', { name: '开始使用' }).click()
  await goTo(page, '汇总')
  await expect(row(page, '永川区')).toContainText('未报')
  const broken = join(folder, '坏.kcdata')
  await writeFile(broken, '不是数据包')
  await stubOpenDialog(app, [broken])
  await page.getByRole('button', { name: '选择数据包' }).click()
  await expect(page.getByText('“坏.kcdata”没有汇总。这个文件不是科创台账的数据包。')).toBeVisible()
  await stubOpenDialog(app, [path])
  await page.getByRole('button', { name: '选择数据包' }).click()
  const dialog = page.getByRole('dialog', { name: '汇总永川区的数据' })
  await expect(dialog.getByRole('row', { name: /^机构/u })).toContainText('1 家')
  await takePicture(page, 'gather-package')
  await dialog.getByRole('button', { name: '并入' }).click()
  await expect(page.getByText('已汇总永川区，改动 1 条记录')).toBeVisible()
  await expect(row(page, '永川区')).toContainText('已汇总')
  await takePicture(page, 'gather')
  await page.getByRole('button', { name: '撤回永川区的汇总' }).click()
  await expect(row(page, '永川区')).toContainText('未报')
})
