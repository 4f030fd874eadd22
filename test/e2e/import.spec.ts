import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { read } from 'xlsx'
import {
  closeAll,
  launchApp,
  type LaunchedApp,
  stubOpenDialog,
  stubSaveDialog,
  temporaryFolder,
} from './support/launch'
import { judge } from './support/look'
import { begin, closeNotices, goTo } from './support/steps'

test.afterAll(closeAll)

const ledger = [
  '重庆市永川区机构名录,,,,',
  '填报单位：永川区科协,,,,',
  '企业名称,机构类型,联系电话,员工人数,主要设备',
  '重庆甲机械有限公司,企业,13800138603,120,数控机床 3 台',
  '重庆乙农业有限公司,种植大户,138001,30,',
  '丙研究院,科研院所,,200,光谱仪',
].join('\n')

const started = async (): Promise<LaunchedApp & { readonly folder: string }> => {
  const launched = await launchApp()
  const folder = await temporaryFolder()
  await begin(launched.page)
  return { ...launched, folder }
}

const open = async ({ app, page, folder }: Awaited<ReturnType<typeof started>>): Promise<void> => {
  const path = join(folder, '机构名录.csv')
  await writeFile(path, ledger)
  await stubOpenDialog(app, [path])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await expect(page.getByText(/第 3 行找到表头/u)).toBeVisible()
}

test('the picture of the sheet is corrected by clicking, and the mapping is kept under a name and as a file', async () => {
  const desk = await started()
  const { app, page, folder } = desk
  await open(desk)
  const picture = page.getByRole('region', { name: '台账的表头和前几行' })
  await expect(picture.getByText('丙研究院')).toBeVisible()
  await judge(page, 'import-columns')
  await page.getByRole('button', { name: '6 数据 更正这一行' }).click()
  await page.getByRole('menuitem', { name: '这一行不是数据' }).click()
  await expect(page.getByText(/共 2 条/u)).toBeVisible()
  await page.getByRole('button', { name: '恢复自动识别' }).click()
  await expect(page.getByText(/共 3 条/u)).toBeVisible()

  await page.getByRole('button', { name: '保存列对应' }).click()
  await page.getByRole('textbox', { name: '列对应的名称' }).fill('园区名录')
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存列对应“园区名录”')).toBeVisible()
  const shared = join(folder, '列对应_园区名录.txt')
  await stubSaveDialog(app, shared)
  await page.getByRole('button', { name: '选用已保存的' }).click()
  await page.getByRole('menuitem', { name: '“园区名录”' }).hover()
  await page.getByRole('menuitem', { name: '存为文件，给别的单位用' }).click()
  await expect(page.getByText('已存为 列对应_园区名录.txt')).toBeVisible()
  expect(await readFile(shared, 'utf8')).toContain('园区名录')
})

test('bad rows go out as a 退回单 and come back; every run stands in 导入历史 and can be taken back', async () => {
  const desk = await started()
  const { app, page, folder } = desk
  await open(desk)
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('1 行有问题，暂不导入；其余的行可以先导入。')).toBeVisible()
  await judge(page, 'import-check')
  const returned = join(folder, '机构名录_退回单.xlsx')
  await stubSaveDialog(app, returned)
  await page.getByRole('button', { name: '导出退回单' }).click()
  await expect(page.getByText('已存为 机构名录_退回单.xlsx')).toBeVisible()
  const book = read(await readFile(returned))
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  const comments: unknown = Reflect.get(Reflect.get(sheet ?? {}, 'B5') as object, 'c')
  expect(JSON.stringify(comments)).toContain('机构类型')

  await page.getByRole('button', { name: '导入 2 家' }).click()
  await expect(page.getByText('已导入 2 家机构')).toBeVisible()
  await page.getByRole('button', { name: '再导入一份' }).click()
  const history = page.getByRole('region', { name: '导入历史' })
  await expect(history.getByText(/机构名录\.csv/u)).toBeVisible()
  await expect(history.getByText('新增 2，有问题未导入 1')).toBeVisible()
  await closeNotices(page)
  await judge(page, 'import-history')

  await writeFile(
    join(folder, '机构名录_退回单.csv'),
    ledger.replace('种植大户', '企业').replace('138001,', '13800138001,'),
  )
  await stubOpenDialog(app, [join(folder, '机构名录_退回单.csv')])
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '导入 1 家' }).click()
  await expect(page.getByText('已导入 1 家机构')).toBeVisible()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await expect(page.getByText('已撤销这次导入')).toBeVisible()
  await page.getByRole('button', { name: '再导入一份' }).click()
  await expect(history.getByText('已撤销')).toBeVisible()
})

test('a template is handed out, and a block copied from Excel is pasted into the list', async () => {
  const { app, page, folder } = await started()
  const path = join(folder, '机构导入模板.xlsx')
  await stubSaveDialog(app, path)
  await goTo(page, '机构')
  await page.getByRole('button', { name: '更多导入方式' }).click()
  await page.getByRole('menuitem', { name: '下载模板' }).click()
  await expect(page.getByText('已存为 机构导入模板.xlsx')).toBeVisible()
  expect(read(await readFile(path)).SheetNames.slice(0, 2)).toEqual(['机构', '填写说明'])

  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '名称\t机构类型\t员工人数\n重庆丁农机有限公司\t企业\t45\n戊学院\t高等院校\t\n')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await expect(page.getByText(/共 2 条/u)).toBeVisible()
  await judge(page, 'import-pasted')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '导入 2 家' }).click()
  await expect(page.getByText('已导入 2 家机构')).toBeVisible()
})
