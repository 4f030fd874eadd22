import { existsSync } from 'node:fs'
import { copyFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { utils, write } from 'xlsx'
import {
  closeAll,
  launchApp,
  type LaunchedApp,
  root,
  stubOpenDialog,
  stubSaveDialog,
  temporaryFolder,
} from './support/launch'
import { takePicture } from './support/pictures'
import { begin, goTo } from './support/steps'

const fixtures = join(root, 'test', 'fixtures', 'ledgers')
let folder: string
test.beforeAll(async () => {
  folder = await temporaryFolder()
})
test.afterAll(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

const rows = 12_000

/** A ledger of one office over many years, so large that its writing takes a while. */
const writeLargeLedger = async (path: string): Promise<void> => {
  const headings = [
    '服务时间',
    '企业名称',
    '服务方式',
    '服务主题',
    '服务专家',
    '服务时长（小时）',
    '主要内容',
  ]
  const body = Array.from({ length: rows }, (_, index) => [
    `20${String(10 + (index % 10))}-0${String(1 + (index % 9))}-15`,
    `重庆第${String(index % 300)}机械厂`,
    '套餐式',
    `第${String(index)}次产线诊断`,
    `专家${String(index % 90)}号`,
    2,
    '到企业查看产线，提出改进建议并约定复查的时间和责任人。',
  ])
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([headings, ...body]), '服务台账')
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}

const readyToImport = async ({ app, page }: LaunchedApp, path: string): Promise<void> => {
  await stubOpenDialog(app, [path])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('button', { name: `导入 ${String(rows)} 条` })).toBeVisible({ timeout: 60_000 })
}

/** How much lies in the database, whatever the app says; the tallies, which any start may make anew, are left out. */
const stored = (page: Page): Promise<Readonly<Record<string, number>>> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('ledger')
        opening.onerror = () => reject(new Error('not opened'))
        opening.onsuccess = () => {
          const asked = opening.result.transaction(['recordPages', 'changePacks', 'batches', 'counters'])
          const pages = asked.objectStore('recordPages').getAll() as IDBRequest<{ readonly size: number }[]>
          const packs = asked.objectStore('changePacks').getAll() as IDBRequest<{ readonly lines: string }[]>
          const batches = asked.objectStore('batches').count()
          const counters = asked.objectStore('counters').count(IDBKeyRange.lowerBound('$'))
          asked.oncomplete = () => {
            opening.result.close()
            resolve({
              records: pages.result.reduce((sum, { size }) => sum + size, 0),
              changes: packs.result.reduce((sum, { lines }) => sum + lines.split('\n').length, 0),
              batches: batches.result,
              counters: counters.result,
            })
          }
        }
      }),
  )

/** Killed while the second copy was being written, the app says at the next start what was not finished, and raises no alarm. */
const goOn = async (page: Page): Promise<void> => {
  const onwards = page.getByRole('button', { name: '继续', exact: true })
  await expect(page.getByRole('navigation', { name: '主导航' }).or(onwards)).toBeVisible({ timeout: 60_000 })
  if (!(await onwards.isVisible())) return
  const told = page.getByRole('main', { name: '上次有一次操作没有完成' })
  await expect(told).toContainText('您的数据完好，没有丢失任何记录。')
  await expect(told).toContainText('导入 多年台账.xlsx')
  await onwards.click()
}

/** Milliseconds after the click at which the process dies. */
const moments = [0, 200, 600, 1200, 2000, 3000]

test('killed in the middle of an import, nothing of it is in or all of it; begun again, all of it', async () => {
  test.setTimeout(600_000)
  const ledger = join(folder, '多年台账.xlsx')
  await writeLargeLedger(ledger)
  const userDataDir = await temporaryFolder()
  let running = await launchApp({ userDataDir })
  await begin(running.page)
  const before = await stored(running.page)
  const made = rows + 300 + 90
  const whole = {
    records: (before['records'] ?? 0) + made,
    changes: (before['changes'] ?? 0) + made,
    batches: (before['batches'] ?? 0) + 1,
  }
  let isIn = false
  for (const moment of moments) {
    if (isIn) break
    await readyToImport(running, ledger)
    const dead = new Promise<void>((done) => {
      setTimeout(() => void running.kill().then(done), moment)
    })
    // The window may die under the click.
    await running.page
      .getByRole('button', { name: `导入 ${String(rows)} 条` })
      .click()
      .catch(() => undefined)
    await dead
    running = await launchApp({ userDataDir })
    await goOn(running.page)
    await goTo(running.page, '服务记录')
    const found = await stored(running.page)
    // A fast machine may be done before it dies.
    isIn = found['records'] === whole.records
    expect(found).toMatchObject(isIn ? whole : before)
    if (!isIn) await expect(running.page.getByText(/还没有服务记录/u)).toBeVisible()
  }
  if (isIn) {
    await running.close()
    running = await launchApp()
    await begin(running.page)
  }
  await readyToImport(running, ledger)
  await running.page.getByRole('button', { name: `导入 ${String(rows)} 条` }).click()
  await expect(running.page.getByText(`已导入 ${String(rows)} 条服务记录`)).toBeVisible({ timeout: 60_000 })
  expect(await stored(running.page)).toMatchObject(whole)

  await test.step('a long export says what it is doing, and can be called off', async () => {
    const { app, page } = running
    const path = join(folder, '全部服务记录.xlsx')
    await stubSaveDialog(app, path)
    await goTo(page, '服务记录')
    await page.getByRole('button', { name: '导出 Excel' }).click()
    await expect(page.getByText(/^正在(?:读取记录|生成表格|写入文件)…$/u)).toBeVisible()
    await page.getByRole('button', { name: '取消', exact: true }).click()
    await expect(page.getByRole('button', { name: '导出 Excel' })).toBeEnabled()
    expect(existsSync(path)).toBe(false)
    await page.getByRole('button', { name: '导出 Excel' }).click()
    await expect(page.getByText('已导出 全部服务记录.xlsx')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('the whole import is taken back in one step', async () => {
    const { page } = running
    await goTo(page, '导入')
    await page.getByRole('button', { name: '撤销这次导入' }).click()
    await expect(page.getByText('带来的记录已移入回收站')).toBeVisible({ timeout: 60_000 })
    await goTo(page, '服务记录')
    await expect(page.getByText(/还没有服务记录/u)).toBeVisible()
  })
  await running.close()
  await rm(userDataDir, { recursive: true, force: true })
})

test.describe('what cannot be taken', () => {
  let running: LaunchedApp
  test.beforeAll(async () => {
    running = await launchApp()
    await begin(running.page, 'examples')
  })

  const fixture = async (name: string): Promise<string> => {
    const path = join(folder, name)
    await copyFile(join(fixtures, name), path)
    return path
  }
  const made = async (name: string, content: string | Uint8Array, length?: number): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, content)
    if (length !== undefined) await truncate(path, length)
    return path
  }
  const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  const bad: readonly (readonly [string, () => Promise<string>, string, string])[] = [
    [
      'encrypted',
      () => fixture('加密.xlsx'),
      '“加密.xlsx”设有打开密码，读不出内容',
      '取消密码后另存一份再导入',
    ],
    ['cut-off', () => fixture('下载中断.xlsx'), '“下载中断.xlsx”不完整或已损坏', '请重新下载或请对方重发'],
    ['blank', () => fixture('空表.xlsx'), '“空表.xlsx”里没有可导入的内容', '请确认选对了文件'],
    ['empty', () => made('空文件.xlsx', ''), '“空文件.xlsx”是空文件', '请确认选对了文件'],
    ['renamed', () => made('照片.xlsx', picture), '“照片.xlsx”其实是图片（PNG）', '请选择 Excel'],
    [
      'too-large',
      () => made('五百兆.xlsx', '', 500 * 1024 * 1024),
      '“五百兆.xlsx”有 500 MB，超过可导入的 200 MB',
      '按年份拆成几个文件后分别导入',
    ],
  ]
  for (const [name, make, message, advice] of bad) {
    test(`${name}: the import says what is wrong with the file and what to do`, async () => {
      const { app, page } = running
      await stubOpenDialog(app, [await make()])
      await goTo(page, '导入')
      await page.getByRole('button', { name: '选择文件' }).click()
      const refusal = page.getByRole('alert')
      await expect(refusal).toContainText(message)
      await expect(refusal).toContainText(advice)
      await takePicture(page, `bad-${name}`)
    })
  }

  test('after all these a good file is taken, and the refusal is gone', async () => {
    const { app, page } = running
    await stubOpenDialog(app, [await fixture('永川区科技服务台账（2021上半年）.xlsx')])
    await page.getByRole('button', { name: '选择文件' }).click()
    await expect(page.getByRole('button', { name: '下一步' })).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: '五百兆' })).toHaveCount(0)
    await takePicture(page, 'import-columns')
    await page.getByRole('button', { name: '下一步' }).click()
    await expect(page.getByRole('button', { name: '导入 44 条' })).toBeVisible()
    await takePicture(page, 'import')
  })

  test('an export over a file that is open in Excel says so, and works once it is closed', async () => {
    const { app, page } = running
    const path = await made('服务记录.xlsx', '打开着的')
    const lock = await made('~$服务记录.xlsx', '')
    await stubSaveDialog(app, path)
    await goTo(page, '服务记录')
    await page.getByRole('button', { name: '导出 Excel' }).click()
    const notice = page.getByRole('alert').filter({ hasText: '正被 Excel、WPS 或其他程序打开' })
    await expect(notice).toContainText('“服务记录.xlsx”正被 Excel、WPS 或其他程序打开，没有写入。')
    await expect(notice).toContainText('请先关闭该文件，或换一个文件名保存。')
    await takePicture(page, 'bad-locked')
    await rm(lock)
    await page.getByRole('button', { name: '导出 Excel' }).click()
    await expect(page.getByText('已导出 服务记录.xlsx')).toBeVisible()
  })
})
