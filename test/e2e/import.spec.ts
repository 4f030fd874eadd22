import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
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
import { begin, closeNotices, fillOrganization, goTo } from './support/steps'

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

/** What is shown as chosen for the column 主要设备. */
const equipment = (page: Page) =>
  page.locator('.ant-select').filter({ has: page.getByRole('combobox', { name: '主要设备 对应' }) })

const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).fill(option)
  const found = page.locator('.ant-select-item-option-active', { hasText: option })
  await expect(found.filter({ visible: true })).toBeVisible()
  await page.keyboard.press('Enter')
}

/** Opens a workbook in LibreOffice, changes some of its texts there, and saves it. */
const correctInOffice = async (
  path: string,
  changes: readonly (readonly [before: string, after: string])[],
): Promise<void> => {
  const folder = dirname(path)
  const convert = (name: string, to: string): void => {
    const profile = `-env:UserInstallation=file://${join(folder, 'office')}`
    const args = ['--headless', profile, '--convert-to', to, '--outdir', folder, join(folder, name)]
    execFileSync('soffice', args, { stdio: 'ignore', timeout: 120_000 })
  }
  const flat = basename(path).replace(/\.xlsx$/u, '.fods')
  convert(basename(path), 'fods')
  const text = await readFile(join(folder, flat), 'utf8')
  const changed = changes.reduce((so, [before, after]) => so.replaceAll(before, after), text)
  expect(changed).not.toBe(text)
  await writeFile(join(folder, flat), changed)
  convert(flat, 'xlsx:Calc MS Excel 2007 XML')
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

  await choose(page, '主要设备 对应', '不导入')
  await page.getByRole('button', { name: '保存列对应' }).click()
  await page.getByRole('textbox', { name: '列对应的名称' }).fill('园区名录')
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存列对应“园区名录”')).toBeVisible()
  const shared = join(folder, '列对应_园区名录.txt')
  await stubSaveDialog(app, shared)
  await page.getByRole('button', { name: '选用已保存的' }).click()
  const saved = page.getByRole('group', { name: '“园区名录”' })
  await saved.getByRole('menuitem', { name: '存为文件，给别的单位用' }).click()
  await expect(page.getByText('已存为 列对应_园区名录.txt')).toBeVisible()
  expect(await readFile(shared, 'utf8')).toContain('园区名录')

  await test.step('another office takes the file, and the columns go where they went here', async () => {
    const other = await started()
    await open(other)
    await stubOpenDialog(other.app, [shared])
    await expect(equipment(other.page)).not.toContainText('不导入')
    await other.page.getByRole('button', { name: '选用已保存的' }).click()
    await other.page.getByRole('menuitem', { name: '从文件取得…' }).click()
    await expect(other.page.getByText('已按“园区名录”对应各列。')).toBeVisible()
    await expect(equipment(other.page)).toContainText('不导入')
    await other.page.getByRole('button', { name: '下一步' }).click()
    await expect(other.page.getByText('1 行有问题，暂不导入；其余的行可以先导入。')).toBeVisible()
    await other.close()
  })
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

  await correctInOffice(returned, [
    ['>种植大户<', '>企业<'],
    ['>138001<', '>13800138001<'],
  ])
  await stubOpenDialog(app, [returned])
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  // Only what was corrected: the rows that are in already are known again, in a file of another name.
  await expect(page.getByText('将新增 1 家机构。')).toBeVisible()
  await expect(page.getByText(/2 家与已有的相同，不动/u)).toBeVisible()
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

/** Presses Tab until the focus is there: what the mouse can reach, the keys can. */
const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
  await expect(wanted).toBeEnabled()
  for (let steps = 0; steps < 200; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The keys do not lead there.')
}

test('a ledger goes in by the keys alone, from the menu to the records', async () => {
  const { app, page, folder } = await started()
  const path = join(folder, '机构名录.csv')
  await writeFile(path, ledger)
  await stubOpenDialog(app, [path])
  await tabTo(page, page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name: '导入' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '选择文件' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '下一步' })).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: '6 数据 更正这一行' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: '这一行不是数据' })).toBeVisible()
  await page.keyboard.press('Escape')
  await tabTo(page, page.getByRole('button', { name: '下一步' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 行有问题，暂不导入；其余的行可以先导入。')).toBeVisible()

  await tabTo(page, page.getByRole('textbox', { name: /^更正 .* 联系电话$/u }))
  await page.keyboard.press('Control+a')
  await page.keyboard.type('13800138001')
  await tabTo(page, page.getByRole('combobox', { name: '种植大户 对应机构类型' }))
  await page.keyboard.type('企业')
  await expect(page.locator('.ant-select-item-option-active').filter({ visible: true })).toHaveText('企业')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: '按选择重新核对' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: '导入 3 家' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('已导入 3 家机构')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: '查看导入的记录' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid', { name: '机构列表' })).toContainText('重庆乙农业有限公司')
})

test('a word that is no option is asked about once', async () => {
  const desk = await started()
  const { page } = desk
  await open(desk)
  await page.getByRole('button', { name: '下一步' }).click()
  const held = page.getByRole('region', { name: '有问题的行' })
  await expect(held.getByRole('textbox')).toHaveCount(0)
  await expect(page.getByRole('region', { name: '读不出的内容' }).getByRole('textbox')).toHaveCount(1)
  await expect(held.getByText('种植大户')).toHaveCount(0)
  const words = page.getByRole('region', { name: '选项对应' })
  await expect(words.getByText('1（暂不导入）')).toBeVisible()
  await words.getByRole('button', { name: '种植大户 记入备注' }).click()
  await words.getByRole('button', { name: '按选择重新核对' }).click()
  await expect(words).toBeHidden()
})

test('what cannot be read goes to 备注 and is corrected in place; whoever wants lets the rows wait', async () => {
  const { app, page, folder } = await started()
  const path = join(folder, '企业名录.csv')
  await writeFile(
    path,
    '企业名称,联系电话,员工人数\n重庆甲机械有限公司,13800138000,200余人\n重庆乙农业有限公司,13800138001,30\n',
  )
  await stubOpenDialog(app, [path])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('status')).toContainText('1 处读不出，已记入备注')
  const unread = page.getByRole('region', { name: '读不出的内容' })
  await expect(unread.getByRole('textbox', { name: /从业人数$/u })).toHaveValue('200余人')
  await expect(page.getByRole('table', { name: '机构预览' })).toContainText('读不出200余人')
  await judge(page, 'import-unread')
  await page.getByRole('radio', { name: '暂不导入这些行，等更正' }).click()
  await expect(page.getByText('1 行有问题，暂不导入；其余的行可以先导入。')).toBeVisible()
  await expect(unread).toBeHidden()
  await page.getByRole('radio', { name: '原文记入备注，行照常导入' }).click()
  await expect(page.getByRole('button', { name: '导入 2 家' })).toBeEnabled()
  await unread.getByRole('textbox', { name: /从业人数$/u }).fill('210')
  await unread.getByRole('button', { name: '重新核对' }).click()
  await expect(unread).toBeHidden()
  await page.getByRole('button', { name: '导入 2 家' }).click()
  await expect(page.getByText('已导入 2 家机构')).toBeVisible()
})

test('a ledger that was taken for statistics is read all the same when the clerk says so', async () => {
  const { app, page, folder } = await started()
  const path = join(folder, '各区情况.csv')
  await writeFile(path, '地区,企业数,服务次数\n永川区,3,5\n大足区,1,2\n')
  await stubOpenDialog(app, [path])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await expect(page.getByRole('alert')).toContainText('是统计表')
  await page.getByRole('button', { name: '按明细读取' }).click()
  await expect(page.getByText(/共 2 条/u)).toBeVisible()
})

test('a block on the clipboard becomes records from the menu and by its keys, and what is no block is refused', async () => {
  const { app, page } = await started()
  const copy = (text: string): Promise<void> =>
    app.evaluate(({ clipboard }, copied) => {
      void clipboard.writeText(copied)
    }, text)
  await copy('一句话')
  await page.keyboard.press('Control+Shift+V')
  await expect(page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  await expect(page.getByText(/^剪贴板里没有表格。/u)).toBeVisible()
  await copy('名称\t机构类型\n重庆丁农机有限公司\t企业\n戊学院\t高等院校\n')
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('pasteRecords')?.click()
  })
  await expect(page.getByText(/共 2 条/u)).toBeVisible()
  await goTo(page, '机构')
  await page.keyboard.press('Control+Shift+V')
  await expect(page.getByText(/共 2 条/u)).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '导入 2 家' }).click()
  await expect(page.getByText('已导入 2 家机构')).toBeVisible()
})

test('whom a name means is said once in an import, stands in 名称对照, and is taken back there', async () => {
  const { app, page, folder } = await started()
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构' }).click()
  await fillOrganization(page, '重庆市永川区璧恒科技有限公司')
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  const path = join(folder, '服务台账.csv')
  const rows = [
    '服务日期,服务模式,服务主题,企业名称,参与专家',
    '2021-04-08,精准化,主轴温升治理,永川区碧恒科技公司,李四',
  ]
  await writeFile(path, rows.join('\n'))
  await stubOpenDialog(app, [path])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  const rowsOfPlan = page.getByRole('table', { name: '服务记录预览' }).getByRole('row')
  await expect(rowsOfPlan).toHaveCount(2)
  await expect(rowsOfPlan.nth(1)).toContainText('主轴温升治理')
  await judge(page, 'import-rows')
  await page.getByRole('tab', { name: '新增的机构（1）' }).click()
  await expect(page.getByRole('cell', { name: /可能就是已登记的/u })).toBeVisible()
  await judge(page, 'import-near')
  await page.getByRole('combobox', { name: '永川区碧恒科技公司 登记为' }).click()
  const meant = page.locator('.ant-select-item-option', { hasText: '就是 重庆市永川区璧恒科技有限公司' })
  await meant.filter({ visible: true }).click()
  await expect(page.getByRole('tab', { name: '新增的机构（1）' })).toHaveCount(0)
  await page.getByRole('button', { name: '导入 1 条' }).click()
  await expect(page.getByText('已导入 1 条服务记录')).toBeVisible()

  await goTo(page, '重复核对')
  await page.getByText('名称对照', { exact: true }).click()
  const said = page.getByRole('table', { name: '名称对照' }).getByRole('row', { name: /永川区碧恒科技公司/u })
  await expect(said).toContainText('机构（导入时认定）')
  await expect(said).toContainText('重庆市永川区璧恒科技有限公司')
  await judge(page, 'names-said')
  await said.getByRole('button', { name: '取消认定 永川区碧恒科技公司' }).click()
  await expect(page.getByRole('note')).toContainText('还没有登记简称或曾用名')
  await judge(page, 'names-none')
})
