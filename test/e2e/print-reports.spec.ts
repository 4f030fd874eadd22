import { execFileSync } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from '@playwright/test'
import { read } from 'xlsx'
import { closeAll, launchApp, type LaunchedApp, stubSaveDialog, temporaryFolder } from './support/launch'
import { tabTo } from './support/keyboard'
import { judge } from './support/look'
import { takePicture } from './support/pictures'
import { begin, closeNotices, goTo, pickOption } from './support/steps'

let folder: string
let running: LaunchedApp
test.beforeAll(async () => {
  folder = await temporaryFolder()
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

const pdfText = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
const pdfFacts = (path: string): string =>
  execFileSync('pdfinfo', ['-f', '1', '-l', '99', path], { encoding: 'utf8' })

/** The dialog of the system answers; what it was asked with is kept. */
const stubPrintDialog = (app: ElectronApplication, isPrinted: boolean, reason: string): Promise<void> =>
  app.evaluate(
    ({ app: electron }, [printed, why]) => {
      electron.once('web-contents-created', (_event, contents) => {
        contents.print = (_options, done) => {
          done?.(printed, why)
        }
      })
    },
    [isPrinted, reason] as const,
  )

test('a report goes to paper and to PDF as its preview shows it, page for page', async () => {
  const { app, page } = running
  await goTo(page, '报表')
  await page.getByRole('button', { name: '打开 R05', exact: false }).click()
  await pickOption(page, '期别', '半年')
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '所属期', '2021年上半年')
  await pickOption(page, '纸张', 'A3')
  await page.getByRole('checkbox', { name: '含示例数据' }).check()
  await page.getByRole('button', { name: '预览' }).click()
  const shown = await page.getByText(/A3 横向，共 \d+ 页/u).textContent()
  const count = Number(/共 (\d+) 页/u.exec(shown ?? '')?.[1])
  const path = join(folder, 'R05.pdf')
  await stubSaveDialog(app, path)
  await page.getByRole('button', { name: '导出 PDF' }).click()
  await expect(page.getByText('已导出 R05.pdf')).toBeVisible()
  await takePicture(page, 'report-actions')
  await closeNotices(page)
  const facts = pdfFacts(path)
  const a3 = /Page +1 size: +119[01]\.\d+ x 84[12]\.\d+ pts/u
  expect(facts).toMatch(a3)
  // The last sheet is 指标解释, a page of its own.
  const pages = Number(/^Pages: +(\d+)/mu.exec(facts)?.[1])
  const close = pdfText(path).replace(/\s/gu, '')
  expect(close.match(new RegExp(`第\\d+页共${String(count)}页`, 'gu'))?.length).toBeGreaterThanOrEqual(count)
  expect(pages).toBeGreaterThan(count)
  expect(close.match(/第\d+页共\d+页/gu)).toHaveLength(pages)
  for (const word of ['附件', '科技服务记录明细表（示例）', '示例服务1：产线', '填报人：张三', '指标解释'])
    expect(close).toContain(word)

  await stubPrintDialog(app, false, 'No valid printers available')
  await page.getByRole('button', { name: '打印' }).click()
  await expect(page.getByText('没有打印：找不到可用的打印机，或打印机的设置有误。')).toBeVisible()
  await closeNotices(page)
  await stubPrintDialog(app, false, 'Print job canceled')
  await page.getByRole('button', { name: '打印' }).click()
  await expect(page.getByRole('button', { name: '打印' })).toBeEnabled()
  await expect(page.getByText(/没有打印/u)).toBeHidden()
  // Nothing of it stays behind: there is the window of the user, and no other.
  await expect.poll(() => app.windows().length).toBe(1)
})

test('a report of one’s own is made, previewed, saved as PDF and exported by keyboard alone', async () => {
  const { app, page } = running
  const press = (key: string) => page.keyboard.press(key)
  await press('Control+K')
  await page.getByRole('combobox', { name: '快速查找' }).fill('打开报表')
  await expect(page.getByRole('option', { name: '打开报表' }).first()).toBeVisible()
  await press('Enter')
  await expect(page.getByRole('heading', { name: '报表', level: 1 })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: '自定义报表' }))
  await press('Enter')
  const begins = page.getByRole('button', { name: '新建报表' })
  await tabTo(page, begins)
  await press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await press('ArrowUp')
  await expect(page.getByRole('menuitem').last()).toBeFocused()
  await press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(begins).toBeFocused()
  await press('ArrowDown')
  const chosen = page.getByRole('menuitem', { name: '专家服务队', exact: true })
  const isChosen = (): Promise<boolean> => chosen.evaluate((entry) => entry === document.activeElement)
  while (!(await isChosen())) await press('ArrowDown')
  await takePicture(page, 'custom-menu')
  await press('Enter')
  await expect(page.getByText('取自专家服务队。')).toBeVisible()
  const name = page.getByLabel('报表名称')
  await expect(name).toBeFocused()
  await page.keyboard.insertText('服务队一览')

  // Moving a row and taking one away leave the keyboard where it was.
  const up = page.getByRole('button', { name: '上移 产业方向', exact: true })
  await tabTo(page, up)
  await press('Enter')
  await expect(up).toBeFocused()
  const first = page.getByRole('row').nth(1).getByRole('button', { name: /^去掉/u })
  await page.getByRole('main').focus()
  await tabTo(page, first)
  const gone = await first.getAttribute('aria-label')
  await press('Enter')
  await expect(page.getByRole('button', { name: gone ?? '', exact: true })).toHaveCount(0)
  await expect(first).toBeFocused()

  await tabTo(page, page.getByRole('checkbox', { name: '含示例数据' }))
  await press('Space')
  const back = (target: string) => page.getByRole('button', { name: target, exact: true })
  // To the head of the page, where its buttons are.
  await page.getByRole('main').focus()
  await tabTo(page, back('预览'))
  await press('Enter')
  await expect(page.getByRole('region', { name: '预览' }).getByText('服务队一览').first()).toBeVisible()
  await expect(page.getByRole('region', { name: '打印页' })).toBeInViewport({ ratio: 0.9 })
  await judge(page, 'custom-by-keyboard')

  const pdf = join(folder, '服务队一览.pdf')
  await stubSaveDialog(app, pdf)
  await tabTo(page, back('导出 PDF'))
  await press('Enter')
  await expect(page.getByText('已导出 服务队一览.pdf')).toBeVisible()
  expect(pdfText(pdf).replace(/\s/gu, '')).toContain('服务队一览')
  const target = join(folder, '服务队一览.xlsx')
  await stubSaveDialog(app, target)
  await tabTo(page, back('导出 Excel'))
  await press('Enter')
  await expect(page.getByText('已导出 服务队一览.xlsx')).toBeVisible()
  const workbook = read(await readFile(target))
  expect(Reflect.get(workbook.Sheets[workbook.SheetNames[0] ?? ''] ?? {}, 'A4')).toMatchObject({ v: '序号' })
  await page.getByRole('main').focus()
  await tabTo(page, back('保存报表'))
  await press('Enter')
  await expect(page.getByRole('heading', { name: '自定义报表：服务队一览' })).toBeVisible()
})
