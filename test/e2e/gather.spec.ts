import { existsSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
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
  await goTo(sender.page, '导出记录')
  const log = sender.page.getByRole('table', { name: '导出记录' })
  await expect(log.getByRole('row', { name: /汇总数据包 永川区 1 永川区\.kcdata/u })).toContainText(folder)
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
  // Of several that were chosen together, one that cannot be read is told and passed over.
  await stubOpenDialog(app, [broken, path, path])
  await page.getByRole('button', { name: '选择数据包' }).click()
  await expect(page.getByText('“坏.kcdata”没有汇总。这个文件不是科创台账的数据包。')).toBeVisible()
  const dialog = page.getByRole('dialog', { name: '汇总永川区的数据' })
  await expect(dialog.getByRole('row', { name: /^机构/u })).toContainText('1 家')
  await takePicture(page, 'gather-package')
  await expect(dialog.getByText('后面还有 1 个数据包。')).toBeVisible()
  await dialog.getByRole('button', { name: '并入' }).click()
  await expect(page.getByText('已汇总永川区，改动 1 条记录')).toBeVisible()
  await expect(dialog.getByText('和本机的数据完全相同，没有要并入的内容。')).toBeVisible()
  await dialog.getByRole('button', { name: '取消' }).click()
  await expect(row(page, '永川区')).toContainText('已汇总')
  await takePicture(page, 'gather')
  await page.getByRole('button', { name: '撤回永川区的汇总' }).click()
  await expect(row(page, '永川区')).toContainText('未报')
})

/** Drops files on a place of the page: real File objects in a real transfer. */
const drop = async (page: Page, region: string, paths: readonly string[]): Promise<void> => {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), base64: (await readFile(path)).toString('base64') })),
  )
  const transfer = await page.evaluateHandle((all) => {
    const made = new DataTransfer()
    for (const { name, base64 } of all)
      made.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    return made
  }, files)
  await page.getByRole('region', { name: region }).dispatchEvent('drop', { dataTransfer: transfer })
}

/** One need with all that its form asks for. */
const needs = [
  '企业名称,需求名称,需求类别,产业方向,需求描述,期望合作方式,紧急程度,需求来源,提出日期',
  '重庆甲机械有限公司,焊接工艺技术需求,技术攻关,装备制造产业,现有焊接工艺不良率百分之三，希望在半年内降到百分之一以下，需要专家到现场诊断并提出改进方案。,技术服务,一般,企业自主申报,2021-03-05',
].join('\n')

test('packages that are dropped together come one by one, with the files of their records and what was deleted', async () => {
  const [first, second] = [join(folder, '永川一.kcdata'), join(folder, '永川二.kcdata')]
  const sheet = Buffer.from('%PDF-1.7 需求申报表')
  const hash = createHash('sha256').update(sheet).digest('hex')
  await writeFile(join(folder, '申报表.pdf'), sheet)

  const sender = await launchApp()
  await begin(sender.page)
  const pack = async (path: string): Promise<void> => {
    await stubSaveDialog(sender.app, path)
    await goTo(sender.page, '汇总')
    await sender.page.getByRole('button', { name: '生成数据包' }).click()
    await expect(sender.page.getByText(`数据包已存为 ${basename(path)}`)).toBeVisible()
  }
  await writeFile(join(folder, '需求.csv'), needs)
  await stubOpenDialog(sender.app, [join(folder, '需求.csv')])
  await goTo(sender.page, '导入')
  await sender.page.getByRole('button', { name: '选择文件' }).click()
  await sender.page.getByRole('button', { name: '下一步' }).click()
  await sender.page.getByRole('button', { name: '导入 1 项' }).click()
  await sender.page.getByRole('button', { name: '查看导入的记录' }).click()
  await sender.page.getByRole('gridcell', { name: '焊接工艺技术需求' }).click()
  await sender.page.getByRole('button', { name: '编辑', exact: true }).click()
  const dialog = sender.page.getByRole('dialog')
  await stubOpenDialog(sender.app, [join(folder, '申报表.pdf')])
  const files = dialog.getByRole('group', { name: '需求申报表' })
  await files.getByRole('button', { name: '添加附件' }).click()
  await expect(files.getByRole('listitem')).toHaveCount(1)
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
  await pack(first)
  await goTo(sender.page, '企业需求')
  const all = sender.page.getByRole('checkbox', { name: '全选' })
  await all.click()
  await expect(all).toBeChecked()
  await sender.page.getByRole('button', { name: '删除', exact: true }).click()
  await sender.page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click()
  await expect(sender.page.getByRole('gridcell', { name: '焊接工艺技术需求' })).toHaveCount(0)
  await pack(second)
  await sender.close()

  const userDataDir = await temporaryFolder()
  const { page } = await launchApp({ userDataDir })
  await begin(page)
  await goTo(page, '汇总')
  await drop(page, '汇总各地区数据', [first, second])
  const offered = page.getByRole('dialog', { name: '汇总永川区的数据' })
  await expect(offered.getByText('后面还有 1 个数据包。')).toBeVisible()
  await expect(offered.getByText('随包带来 1 个附件，会一并存入本机。')).toBeVisible()
  await offered.getByRole('button', { name: '并入' }).click()
  const deleted = offered.getByRole('region', { name: '区县已删除的记录' })
  await expect(deleted.getByText('焊接工艺技术需求')).toBeVisible()
  expect(existsSync(join(userDataDir, 'vault', 'attachments', hash.slice(0, 2), hash))).toBe(true)
  await takePicture(page, 'gather-deleted')
  await offered.getByRole('button', { name: '并入' }).click()
  await expect(offered).toBeHidden()
  await goTo(page, '企业需求')
  await expect(page.getByText(/还没有企业需求/u)).toBeVisible()
  await rm(userDataDir, { recursive: true, force: true })
})
