import { createHash, randomBytes } from 'node:crypto'
import { type Dirent, existsSync, watch } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import type { LedgerBridge } from '../../src/bridge/channels'
import {
  closeAll,
  launchApp,
  type LaunchedApp,
  stubOpenDialog,
  stubSaveDialog,
  temporaryFolder,
} from './support/launch'
import { judge } from './support/look'
import { png } from './support/png'
import { begin, goTo } from './support/steps'

const photo = png(640, 400, [60, 140, 220])
const drawing = png(320, 320, [200, 90, 40])
const sheet = Buffer.from('%PDF-1.7 签到表')

let running: LaunchedApp
let userDataDir: string
let desk: string
test.beforeAll(async () => {
  userDataDir = await temporaryFolder()
  desk = await temporaryFolder()
  running = await launchApp({ userDataDir })
  await running.page.setViewportSize({ width: 1366, height: 768 })
  await begin(running.page, 'examples')
})
test.afterAll(async () => {
  await closeAll()
  for (const folder of [userDataDir, desk]) await rm(folder, { recursive: true, force: true })
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const keptPath = (bytes: Uint8Array): string => {
  const hash = sha256(bytes)
  return join(userDataDir, 'vault', 'attachments', hash.slice(0, 2), hash)
}

/** The next dialog chooses these files, which are written for it. */
const choose = async (files: Readonly<Record<string, Uint8Array>>): Promise<void> => {
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(desk, name), bytes)
  await stubOpenDialog(
    running.app,
    Object.keys(files).map((name) => join(desk, name)),
  )
}

interface Given {
  readonly name: string
  readonly base64: string
}

/** Drops files on an element as the system does: real File objects in a real transfer. */
const drop = async (target: Locator, files: Readonly<Record<string, Uint8Array>>): Promise<void> => {
  const given: readonly Given[] = Object.entries(files).map(([name, bytes]) => ({
    name,
    base64: Buffer.from(bytes).toString('base64'),
  }))
  const transfer = await target.page().evaluateHandle((all) => {
    const made = new DataTransfer()
    for (const { name, base64 } of all)
      made.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    return made
  }, given)
  await target.dispatchEvent('dragover', { dataTransfer: transfer })
  await target.dispatchEvent('drop', { dataTransfer: transfer })
}

/** Opens the form of the record that is shown. It is ready when it has put the focus into its first field. */
const edit = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('input:focus, textarea:focus')).toHaveCount(1)
  return dialog
}

/** A sample service that waits for its audit, in its form. */
const editWaiting = async (page: Page): Promise<{ readonly dialog: Locator; readonly area: Locator }> => {
  await goTo(page, '服务记录')
  await page.getByRole('searchbox', { name: '搜索服务记录' }).fill('示例服务56')
  await page.getByRole('gridcell', { name: /示例服务56/u }).click()
  const dialog = await edit(page)
  return { dialog, area: dialog.getByRole('group', { name: '佐证附件' }) }
}

const save = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('files come in by the dialog, dropped and pasted, are renamed by keyboard, and are there after a restart', async () => {
  const { page } = running
  const { dialog, area } = await editWaiting(page)
  await choose({ '签到表.pdf': sheet, '现场照片.png': photo })
  await area.getByRole('button', { name: '添加附件' }).click()
  await expect(area.getByRole('listitem')).toHaveText([/签到表\.pdf/u, /现场照片\.png/u])

  await drop(area, { '图纸.png': drawing, '确认单.docx': Buffer.from('PK 确认单') })
  await expect(area.getByRole('listitem')).toHaveCount(4)

  // A real picture on the real clipboard, pasted by the real key.
  await page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      await navigator.clipboard.write([
        new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) }),
      ])
    },
    png(16, 16, [120, 120, 120]).toString('base64'),
  )
  await area.getByText('也可以把文件拖到这里').click()
  await page.keyboard.press('Control+v')
  await expect(area.getByRole('listitem')).toHaveCount(5)
  await expect(area.getByText('截图.png', { exact: true })).toBeVisible()

  await area.getByRole('button', { name: '改名 图纸.png' }).press('Enter')
  await page.keyboard.type('厂区图纸')
  await page.keyboard.press('Enter')
  await expect(area.getByText('厂区图纸.png', { exact: true })).toBeVisible()
  await area.getByRole('button', { name: '改名 签到表.pdf' }).press('Enter')
  await page.keyboard.type('不改了')
  await page.keyboard.press('Escape')
  await expect(area.getByText('签到表.pdf', { exact: true })).toBeVisible()
  await area.getByRole('button', { name: '移除 确认单.docx' }).press('Enter')
  await expect(area.getByRole('button', { name: '添加附件' })).toBeFocused()
  await expect(dialog).toBeVisible()
  await area.scrollIntoViewIfNeeded()
  await judge(page, 'attachments-form')
  await save(page)

  await running.close()
  running = await launchApp({ userDataDir })
  await running.page.setViewportSize({ width: 1366, height: 768 })
  await goTo(running.page, '服务记录')
  await running.page.getByRole('searchbox', { name: '搜索服务记录' }).fill('厂区图纸')
  await running.page.getByRole('gridcell', { name: /示例服务56/u }).click()
  const list = running.page.getByRole('list', { name: '佐证附件' })
  await expect(list.getByRole('listitem')).toHaveText([
    /签到表\.pdf/u,
    /现场照片\.png/u,
    /厂区图纸\.png/u,
    /截图\.png/u,
  ])
  const seen = list.getByRole('img', { name: '厂区图纸.png' })
  await seen.scrollIntoViewIfNeeded()
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)
  await expect(list.getByRole('img', { name: '签到表.pdf' })).toHaveCount(0)
  await judge(running.page, 'attachments-detail')
})

test('a file is opened as a copy that nobody can write into, and saved elsewhere whole', async () => {
  const { page, app } = running
  await app.evaluate(({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.openPath = (path) => {
      shown.push(path)
      return Promise.resolve('')
    }
  })
  await page.getByRole('button', { name: '打开 签到表.pdf' }).click()
  const opened = (): Promise<readonly string[]> =>
    app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)
  await expect.poll(opened).toHaveLength(1)
  const [path = ''] = await opened()
  expect(basename(path)).toBe('签到表.pdf')
  expect(path.startsWith(join(userDataDir, 'opened'))).toBe(true)
  expect((await readFile(path)).equals(sheet)).toBe(true)
  expect((await stat(path)).mode & 0o222).toBe(0)

  const target = join(desk, '拿出来的.png')
  await stubSaveDialog(app, target)
  await page.getByRole('button', { name: '另存为 厂区图纸.png' }).click()
  await expect(page.getByText('已另存为 拿出来的.png')).toBeVisible()
  expect((await readFile(target)).equals(drawing)).toBe(true)

  await app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('no application')
  })
  await page.getByRole('button', { name: '打开 签到表.pdf' }).click()
  await expect(page.getByText('没有能打开“签到表.pdf”的程序。')).toBeVisible()
  await page.getByRole('button', { name: '关闭' }).last().click()
})

test('of the files only images and packed data are served, by their bytes, and nothing around them', async () => {
  const { page } = running
  const disguised = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  const { dialog, area } = await editWaiting(page)
  await drop(area, { '伪装.png': disguised })
  await expect(area.getByText('伪装.png', { exact: true })).toBeVisible()
  await area.getByRole('button', { name: '移除 伪装.png' }).click()
  await dialog.getByRole('button', { name: '取消', exact: true }).click()
  const hash = sha256(photo)
  const answers = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(async (address) => {
          const { status, headers } = await fetch(address)
          return [status, headers.get('content-type'), headers.get('x-content-type-options')]
        }),
      ),
    [
      `app://ledger/attachments/${hash}`,
      `app://ledger/attachments/${sha256(sheet)}`,
      `app://ledger/attachments/${sha256(disguised)}`,
      `app://ledger/attachments/${hash}?x`,
      `app://ledger/attachments/${hash.toUpperCase()}`,
      `app://ledger/attachments/${hash.slice(0, 2)}/${hash}`,
      `app://ledger/attachments/..%2f..%2f..%2fwindow.json`,
      `app://ledger/attachments/${'0'.repeat(64)}`,
      'app://ledger/attachments/',
      `app://ledger/frozen/..%2f..%2fwindow.json`,
      `app://ledger/frozen/${hash}?x`,
      `app://ledger/frozen/${hash}`,
      `app://ledger/frozen/${'0'.repeat(64)}`,
    ],
  )
  expect(answers[0]).toEqual([200, 'image/png', 'nosniff'])
  expect(answers.slice(1, -2).map(([status]) => status)).toEqual(answers.slice(1, -2).map(() => 404))
  // Whoever asks for what was frozen is told why there is none.
  expect(answers.slice(-2)).toEqual([
    [410, 'application/json', 'nosniff'],
    [410, 'application/json', 'nosniff'],
  ])
})

test('programs, scripts, web pages, empty and too large files are refused in words; the rest comes in', async () => {
  const { page } = running
  const { dialog, area } = await editWaiting(page)
  const program = Buffer.alloc(256)
  program.write('MZ')
  program[0x3c] = 0x80
  program.write('PE', 0x80)
  await choose({
    '安装程序.exe': program,
    '报告.pdf': program,
    '网页.html': Buffer.from('<script>'),
    '空白.txt': Buffer.alloc(0),
    '视频.mp4': Buffer.alloc(50 * 1024 * 1024 + 1),
    '总结.docx': Buffer.from('PK 总结'),
  })
  await area.getByRole('button', { name: '添加附件' }).click()
  for (const words of [
    '“安装程序.exe”是程序或脚本，没有添加。',
    '“报告.pdf”是程序或脚本，没有添加。',
    '不接受 .html 文件，“网页.html”没有添加。',
    '“空白.txt”是空文件，没有添加。',
    '“视频.mp4”有 51 MB，超过 50 MB，没有添加。',
  ])
    await expect(area.getByText(words)).toBeVisible()
  await expect(area.getByText('总结.docx', { exact: true })).toBeVisible()
  await expect(area.getByRole('listitem')).toHaveCount(5)
  await area.scrollIntoViewIfNeeded()
  await judge(page, 'attachments-refused')
  await area.getByRole('button', { name: '关闭提示' }).click()
  await drop(area, { '脚本.vbs': Buffer.from('x'), '又一份总结.docx': Buffer.from('PK 总结') })
  await expect(area.getByText('“脚本.vbs”是程序或脚本，没有添加。')).toBeVisible()
  await expect(area.getByText('“又一份总结.docx”与已有的“总结.docx”内容相同，没有重复添加。')).toBeVisible()
  await expect(area.getByRole('listitem')).toHaveCount(5)
  await dialog.getByRole('button', { name: '取消', exact: true }).click()
})

test('more files than fit are refused before one of them is copied', async () => {
  const { page } = running
  const { dialog, area } = await editWaiting(page)
  const before = await area.getByRole('listitem').count()
  await choose(
    Object.fromEntries(
      Array.from({ length: 21 }, (_, index) => [
        `照片${String(index)}.jpg`,
        Buffer.from(`JPEG ${String(index)}`),
      ]),
    ),
  )
  await area.getByRole('button', { name: '添加附件' }).click()
  await expect(area.getByText(/最多 20 个附件，还能添加 \d+ 个，这次给了 21 个/u)).toBeVisible()
  await expect(area.getByRole('listitem')).toHaveCount(before)
  await dialog.getByRole('button', { name: '取消', exact: true }).click()
})

test('a form waits for the files that are coming; the rest of them can be called off', async () => {
  const { page } = running
  const { dialog, area } = await editWaiting(page)
  const before = await area.getByRole('listitem').count()
  // A disk that gives nothing until it is let go.
  await page.evaluate(() => {
    const read = (blob: Blob): Promise<ArrayBuffer> => new Response(blob).arrayBuffer()
    const released = new Promise<void>((release) => Object.assign(window, { release }))
    Blob.prototype.arrayBuffer = async function (this: Blob) {
      await released
      return read(this)
    }
  })
  const large = randomBytes(3 * 1024 * 1024 + 5)
  await drop(area, { '录像.mp4': large, '不要了.pdf': sheet })
  await expect(area.getByRole('status')).toContainText('正在添加 录像.mp4（第 1 个，共 2 个')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('佐证附件：附件还在添加，请等添加完再保存。')
  await drop(area, { '太急了.pdf': sheet })
  await expect(area.getByText('正在添加其他文件，请添加完再试。')).toBeVisible()
  await area.scrollIntoViewIfNeeded()
  await judge(page, 'attachments-adding')
  await area.getByRole('button', { name: '停止添加' }).click()
  await page.evaluate(() => {
    ;(window as unknown as { release: () => void }).release()
  })
  await expect(area.getByRole('status')).toHaveCount(0)
  await expect(area.getByRole('listitem')).toHaveCount(before)
  await expect(dialog.getByRole('alert')).toHaveCount(0)

  await drop(area, { '录像.mp4': large })
  await expect(area.getByText('录像.mp4', { exact: true })).toBeVisible()
  await save(page)
  await expect(
    page.getByRole('list', { name: '佐证附件' }).getByText('录像.mp4', { exact: true }),
  ).toBeVisible()
  expect((await readFile(keptPath(large))).equals(large)).toBe(true)
})

test('files alone are evidence enough for the audit; the step says what it wants', async () => {
  const { page } = running
  await page.getByRole('button', { name: '审核通过' }).click()
  const dialog = page.getByRole('dialog', { name: '审核通过' })
  await expect(dialog.getByText('还需填写：审核人')).toBeVisible()
  const area = dialog.getByRole('group', { name: '佐证附件' })
  const names = await area.getByRole('button', { name: /^移除/u }).evaluateAll((all) => all.length)
  for (let left = names; left > 0; left -= 1)
    await area.getByRole('button', { name: /^移除/u }).first().click()
  await expect(dialog.getByText('还需填写：审核人、佐证材料或佐证附件')).toBeVisible()
  await dialog.getByLabel('审核人', { exact: true }).fill('李四')
  await expect(dialog.getByRole('button', { name: '审核通过' })).toBeDisabled()
  await choose({ '签到表.pdf': sheet, '现场照片.png': photo })
  await area.getByRole('button', { name: '添加附件' }).click()
  await expect(area.getByRole('listitem')).toHaveCount(2)
  await judge(page, 'attachments-step')
  await dialog.getByRole('button', { name: '审核通过' }).click()
  await expect(page.getByText('已审核').first()).toBeVisible()
  await expect(page.getByRole('list', { name: '佐证附件' }).getByRole('listitem')).toHaveCount(2)
})

test('a file that was altered or lost on the disk is named at the record and at the next start, and is mended by adding it again', async () => {
  await writeFile(keptPath(photo), Buffer.alloc(photo.length, 7))
  await rm(keptPath(sheet))
  await running.close()
  running = await launchApp({ userDataDir })
  const { page } = running
  await page.setViewportSize({ width: 1366, height: 768 })
  // At the start only what the folder says is looked at: the one that is gone.
  await expect(page.getByText('有 1 个附件的文件不见了或被改动。')).toBeVisible()
  await expect(page.getByText(/“签到表\.pdf”（FW-\S+ 佐证附件）/u)).toBeVisible()
  await page.getByRole('button', { name: '关闭' }).last().click()
  await goTo(page, '服务记录')
  await page.getByRole('searchbox', { name: '搜索服务记录' }).fill('示例服务56')
  await page.getByRole('gridcell', { name: /示例服务56/u }).click()
  const list = page.getByRole('list', { name: '佐证附件' })
  const lost = list.getByRole('listitem').filter({ hasText: '签到表.pdf' })
  const altered = list.getByRole('listitem').filter({ hasText: '现场照片.png' })
  await expect(lost).toContainText('文件不见了')
  await expect(altered).toContainText('内容与登记时不符')
  await expect(altered.getByRole('img', { name: '现场照片.png' })).toHaveCount(0)
  await list.scrollIntoViewIfNeeded()
  await judge(page, 'attachments-faulty')
  await altered.getByRole('button', { name: '打开 现场照片.png' }).click()
  await expect(page.getByText('“现场照片.png”的内容与登记时不符，没有取出。')).toBeVisible()
  await page.getByRole('button', { name: '关闭' }).last().click()
  await stubSaveDialog(running.app, join(desk, '不该有.pdf'))
  await lost.getByRole('button', { name: '另存为 签到表.pdf' }).click()
  await expect(page.getByText('“签到表.pdf”的文件不见了。')).toBeVisible()
  expect(await readdir(desk)).not.toContain('不该有.pdf')
  await page.getByRole('button', { name: '关闭' }).last().click()

  const area = (await edit(page)).getByRole('group', { name: '佐证附件' })
  await choose({ '签到表.pdf': sheet, '现场照片.png': photo })
  await area.getByRole('button', { name: '添加附件' }).click()
  await expect(area.getByText('内容与登记时不符')).toHaveCount(0)
  await expect(area.getByText('文件不见了')).toHaveCount(0)
  await page.getByRole('dialog').getByRole('button', { name: '取消', exact: true }).click()
  expect((await readFile(keptPath(photo))).equals(photo)).toBe(true)
  // What lies under the form has learned of it too.
  await expect(altered.getByRole('img', { name: '现场照片.png' })).toHaveCount(1)
  await expect(lost).not.toContainText('文件不见了')
})

test('child rows have files of their own', async () => {
  const { page } = running
  await goTo(page, '联合体')
  await page.getByRole('gridcell', { name: '示例新材料产业联合体' }).click()
  await edit(page)
  const row = page.getByRole('group', { name: '“五个一” 第 2 行' })
  await choose({ '合作协议.pdf': Buffer.from('%PDF 合作协议'), '揭牌照片.png': drawing })
  await row.getByRole('button', { name: '添加附件' }).click()
  await expect(row.getByRole('listitem')).toHaveCount(2)
  await row.scrollIntoViewIfNeeded()
  await judge(page, 'attachments-rows')
  await save(page)
  const cell = page.getByRole('table', { name: '“五个一”' }).getByRole('list', { name: '佐证附件' })
  await expect(cell.getByRole('listitem')).toHaveText([/合作协议\.pdf/u, /揭牌照片\.png/u])
  await cell.scrollIntoViewIfNeeded()
  await judge(page, 'attachments-rows-detail')
})

test('killed while files come in, the app never has half a file under a hash', async () => {
  const folder = join(userDataDir, 'vault', 'attachments')
  // Made beforehand, so that it can be watched: what a new file grows in is the moment to kill.
  await mkdir(folder, { recursive: true })
  const files = async (): Promise<readonly Dirent[]> =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const isTorn = ({ name }: Dirent): boolean => name.endsWith('.tmp')
  let torn = 0
  for (let round = 1; round <= 5; round += 1) {
    const { page } = running
    const begun = new Promise<void>((resolve) => {
      const watcher = watch(folder, (_event, name) => {
        // What an earlier round left goes first; that is a sign too, but of the end of a file.
        if (name?.endsWith('.tmp') !== true || !existsSync(join(folder, name))) return
        watcher.close()
        resolve()
      })
    })
    await page.evaluate((megabytes) => {
      const { ledger } = window as unknown as { readonly ledger: LedgerBridge }
      const send = async (): Promise<void> => {
        const started = await ledger.startAttachment({
          name: 'a.zip',
          size: megabytes * 1024 * 1024,
          madeBy: 'person',
        })
        if (started.status === 'failed') throw new Error(started.message)
        const { ticket } = started
        for (let part = 0; part < megabytes; part += 1) {
          const bytes = new Uint8Array(1024 * 1024).fill(part)
          crypto.getRandomValues(bytes.subarray(0, 64))
          await ledger.sendAttachmentPart({ ticket, bytes })
        }
        await ledger.takeAttachment({ ticket })
      }
      void send()
    }, 48)
    await begun
    await running.kill()
    const left = await files()
    torn += left.filter(isTorn).length
    for (const entry of left.filter((one) => !isTorn(one)))
      expect(sha256(await readFile(join(entry.parentPath, entry.name)))).toBe(entry.name)
    running = await launchApp({ userDataDir })
  }
  // Otherwise the kills came too late to prove anything.
  expect(torn).toBeGreaterThan(0)
  await choose({ '最后一份.pdf': Buffer.from('%PDF 最后一份') })
  await goTo(running.page, '联合体')
  await running.page.getByRole('gridcell', { name: '示例新材料产业联合体' }).click()
  const area = (await edit(running.page)).getByRole('group', { name: '协议或章程附件' })
  await area.getByRole('button', { name: '添加附件' }).click()
  await expect(area.getByRole('listitem')).toHaveCount(1)
  expect((await files()).filter(isTorn)).toEqual([])
})
