import { createHash } from 'node:crypto'
import { appendFile, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { closeAll, launchApp, root, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { fillDisk, mountSmallDisk } from './support/small-disk'
import { begin, fillOrganization, goTo } from './support/steps'

test.afterEach(closeAll)

/** The note goes to where long texts are taken. */
const newOrganization = async (page: Page, name: string, note?: string): Promise<void> => {
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '新建机构' })
  await fillOrganization(page, name)
  for (const label of note === undefined ? [] : ['数据来源说明', '备注'])
    await dialog.getByLabel(label, { exact: true }).fill(note ?? '')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
}

const storeFolder = (userDataDir: string): string =>
  join(userDataDir, 'IndexedDB', 'app_ledger_0.indexeddb.leveldb')

test('while the disk of the second copy is full the window says so and not 已保存, until both copies are whole', async () => {
  const userDataDir = await temporaryFolder()
  const vault = join(userDataDir, 'vault')
  const unmount = await mountSmallDisk(vault, '8m')
  try {
    const { page } = await launchApp({ userDataDir })
    await page.setViewportSize({ width: 1366, height: 768 })
    await begin(page)
    const giveRoom = await fillDisk(vault)
    // One may still fit into what is left of the last block of a file, two do not.
    await newOrganization(page, '丁厂', '长'.repeat(500))
    await newOrganization(page, '甲厂', '长'.repeat(500))
    await newOrganization(page, '乙厂', '长'.repeat(500))
    const notice = page.getByRole('alert').filter({ hasText: '第二份没有写成' })
    await expect(notice).toContainText('只有一份')
    await expect(page.getByText('已保存', { exact: true })).toBeHidden()
    await expect(page.getByRole('gridcell', { name: '乙厂', exact: true })).toBeVisible()
    await judge(page, 'second-copy-behind')

    await giveRoom()
    await expect(page.getByText(/已保存：刚才的 [23] 次操作都写好了两份/u)).toBeVisible()
    await expect(notice).toBeHidden()
    await newOrganization(page, '丙厂')
    await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  } finally {
    await closeAll()
    unmount()
  }
  await rm(userDataDir, { recursive: true, force: true })
})

test('a database that was emptied between two starts is made again, and the window says what happened', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  await newOrganization(first.page, '甲厂')
  await expect(first.page.getByText('已保存', { exact: true })).toBeVisible()
  await first.close()
  for (const file of await readdir(storeFolder(userDataDir)))
    await rm(join(storeFolder(userDataDir), file), { recursive: true })

  const second = await launchApp({ userDataDir })
  const { app, page } = second
  await page.setViewportSize({ width: 1366, height: 768 })
  const told = page.getByRole('main', { name: '数据已全部恢复' })
  await expect(told).toContainText('存放数据的文件是空的，原来的记录不见了。')
  await expect(told).toContainText('用第二份数据重做了 2 次操作，恢复 46 条记录')
  await expect(told).toContainText('核对过：与最后一次保存时完全一致。')
  await judge(page, 'rebuilt')
  const folder = (await told.locator('code').textContent()) ?? ''
  expect(await readdir(folder)).toEqual(['app_ledger_0.indexeddb.leveldb'])
  await app.evaluate(({ shell }) => {
    shell.openPath = (path) => {
      Object.assign(globalThis, { shownFolder: path })
      return Promise.resolve('')
    }
  })
  await told.getByRole('button', { name: '打开文件夹' }).click()
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'shownFolder') as string)).toBe(folder)

  await told.getByRole('button', { name: '继续' }).press('Enter')
  await expect(page.getByText('重庆市永川区科学技术协会')).toBeVisible()
  await goTo(page, '机构')
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toBeVisible()
  await second.close()

  // It is told once.
  const third = await launchApp({ userDataDir })
  await expect(third.page.getByRole('region', { name: '各类记录' })).toContainText('机构1家')
  await expect(third.page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  await third.close()
  await rm(userDataDir, { recursive: true, force: true })
})

/** Writes the beginning of one entry more behind the journal, as a process leaves it that dies while it writes. */
const tearTail = async (userDataDir: string, title: string): Promise<void> => {
  const folder = join(userDataDir, 'vault', 'journal')
  const path = join(folder, (await readdir(folder)).sort().at(-1) ?? '')
  const last = (await readFile(path, 'utf8')).trimEnd().split('\n').at(-1) ?? ''
  const seq = Number(/\{"end":(\d+)/u.exec(last)?.[1]) + 1
  const text = JSON.stringify({ batch: { seq, count: 900, title, at: '2021-07-02T01:30:00.000Z' } })
  const hash = createHash('sha256')
    .update(last.slice(0, 32) + text)
    .digest('hex')
    .slice(0, 32)
  await appendFile(path, `${hash} ${text}\n0123456789abcdef0123456789abcdef {"register":"exp`)
}

test('an action in the middle of which the program died is named without alarm, and nothing is missing', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  await newOrganization(first.page, '甲厂')
  await expect(first.page.getByText('已保存', { exact: true })).toBeVisible()
  await first.kill()
  await tearTail(userDataDir, '导入 专家名册.xlsx')

  const { page, close } = await launchApp({ userDataDir })
  await page.setViewportSize({ width: 1366, height: 768 })
  const told = page.getByRole('main', { name: '上次有一次操作没有完成' })
  await expect(told).toContainText('您的数据完好，没有丢失任何记录。')
  await expect(told).toContainText('“导入 专家名册.xlsx”（2021-07-02 09:30）')
  await expect(page.getByText('损坏')).toHaveCount(0)
  await judge(page, 'opening-unfinished')
  await told.getByRole('button', { name: '继续' }).press('Enter')
  await goTo(page, '机构')
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toBeVisible()
  await newOrganization(page, '乙厂')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await close()
  await rm(userDataDir, { recursive: true, force: true })
})

declare global {
  interface Window {
    /** Lets the worker that owns the data hear what it was told meanwhile. */
    letThrough: () => void
  }
}

test('the desk stands while the ledger is still being opened, and what is begun at it waits for the ledger', async () => {
  const { page } = await launchApp()
  await begin(page)
  await newOrganization(page, '甲厂')
  await page.addInitScript(() => {
    const waiting: (() => void)[] = []
    window.Worker = new Proxy(window.Worker, {
      construct: (target, given: ConstructorParameters<typeof Worker>) => {
        const worker = new target(...given)
        if (given[1]?.name !== 'data') return worker
        const post = worker.postMessage.bind(worker)
        worker.postMessage = (
          message: unknown,
          transferred?: Transferable[] | StructuredSerializeOptions,
        ) => {
          waiting.push(() =>
            post(message, Array.isArray(transferred) ? { transfer: transferred } : transferred),
          )
        }
        window.letThrough = () => {
          worker.postMessage = post
          for (const go of waiting.splice(0)) go()
        }
        return worker
      },
    })
  })
  await page.reload()
  await expect(page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  await expect(page.getByText('重庆市永川区科学技术协会')).toBeVisible()
  await expect(page.getByRole('region', { name: '各类记录' })).toContainText('机构…家')
  await goTo(page, '机构')
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toBeHidden()
  await page.evaluate(() => window.letThrough())
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toBeVisible()
})

test('data of a newer version are refused with a clear word and left as they are', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  const raise = `new Promise((done, fail) => {
    const opening = indexedDB.open('ledger', 9999)
    opening.onsuccess = () => { opening.result.close(); done('raised') }
    opening.onerror = () => fail(opening.error)
  })`
  expect(await first.page.evaluate(raise)).toBe('raised')
  await first.close()

  const second = await launchApp({ userDataDir })
  const refused = second.page.getByRole('main', { name: '需要更新版本' })
  await expect(refused).toContainText('数据没有改动，都在原处。')
  await expect(refused).toContainText('现在运行的 0.1.0 版打不开')
  await judge(second.page, 'newer')
  const versions = await second.page.evaluate(() =>
    indexedDB.databases().then((found) => found.map(({ name, version }) => [name, version])),
  )
  expect(versions).toEqual([['ledger', 9999]])
  const closed = second.app.waitForEvent('close')
  // The window may go under the click.
  await refused
    .getByRole('button', { name: '退出' })
    .click()
    .catch(() => undefined)
  await closed
  await rm(userDataDir, { recursive: true, force: true })
})

test('a page that breaks says so and lets the rest of the window go on', async () => {
  const { app, page } = await launchApp()
  await page.setViewportSize({ width: 1366, height: 768 })
  await begin(page)
  await newOrganization(page, '甲厂')
  // A time that is none: what shows it cannot but fail.
  expect(await page.evaluate(spoilTimes)).toBe('spoilt')
  await page.getByRole('gridcell', { name: '甲厂', exact: true }).click()
  await expect(page.getByText('这个页面出了问题')).toBeVisible()
  await expect(page.getByRole('button', { name: '重新载入' })).toBeFocused()
  await page.screenshot({ path: join(root, 'test-output', 'pictures', 'broken-page.png') })
  const path = join(await temporaryFolder(), '诊断.txt')
  await stubSaveDialog(app, path)
  await page.getByRole('button', { name: '导出诊断信息' }).click()
  await expect(page.getByText('已导出 诊断.txt')).toBeVisible()
  const text = await readFile(path, 'utf8')
  expect(text).toContain('机构 1（示例 0')
  expect(text).toContain('RangeError')
  expect(text).not.toContain('甲厂')
  await goTo(page, '专家')
})

const spoilTimes = `new Promise((done, fail) => {
  const opening = indexedDB.open('ledger')
  opening.onerror = () => fail(opening.error)
  opening.onsuccess = () => {
    const write = opening.result.transaction('recordPages', 'readwrite')
    const cursor = write.objectStore('recordPages').openCursor()
    cursor.onsuccess = () => {
      if (cursor.result === null) return
      const page = cursor.result.value
      const items = page.items.map((row) =>
        row.register === 'organizations' ? { ...row, record: { ...row.record, updatedAt: '?' } } : row)
      cursor.result.update({ ...page, items })
      cursor.result.continue()
    }
    write.oncomplete = () => { opening.result.close(); done('spoilt') }
  }
})`

test('an error that nobody expected is said, and what was being typed comes back after reloading', async () => {
  const { page } = await launchApp()
  await page.setViewportSize({ width: 1366, height: 768 })
  await begin(page)
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构', exact: true }).click()
  await fillOrganization(page, '写到一半的机构')
  await page.evaluate(() => {
    setTimeout(() => {
      throw new TypeError('“甲厂”不是数字')
    }, 0)
  })
  await expect(page.getByText('程序内部出错，刚才的操作可能没有做完。')).toBeVisible()
  await judge(page, 'fault')
  await page.getByRole('button', { name: '重新载入' }).click()
  await expect(page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构', exact: true }).click()
  const again = page.getByRole('dialog', { name: '新建机构' })
  await expect(again.getByLabel('机构全称', { exact: true })).toHaveValue('写到一半的机构')
  await expect(again.getByText(/已恢复 .+ 未保存的内容/u)).toBeVisible()
})
