import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
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
import { begin, closeNotices, fillOrganization, goTo } from './support/steps'

test.afterEach(closeAll)

const passphrase = '永川2021年春天'
const photo = png(640, 400, [60, 140, 220])
const sheet = Buffer.from('%PDF-1.7 签到表')

const keptPath = (userDataDir: string, bytes: Uint8Array): string => {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return join(userDataDir, 'vault', 'attachments', hash.slice(0, 2), hash)
}

const start = async (): Promise<LaunchedApp> => {
  const launched = await launchApp()
  await launched.page.setViewportSize({ width: 1366, height: 768 })
  return launched
}

/** A ledger of examples, one of them with a sheet and a photo. */
const withFiles = async (folder: string): Promise<LaunchedApp> => {
  const launched = await start()
  const { app, page } = launched
  await begin(page, 'examples')
  await writeFile(join(folder, '签到表.pdf'), sheet)
  await writeFile(join(folder, '现场照片.png'), photo)
  await stubOpenDialog(app, [join(folder, '签到表.pdf'), join(folder, '现场照片.png')])
  await goTo(page, '服务记录')
  await page.getByRole('searchbox', { name: '搜索服务记录' }).fill('示例服务56')
  await page.getByRole('gridcell', { name: /示例服务56/u }).click()
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('input:focus, textarea:focus')).toHaveCount(1)
  await dialog.getByRole('button', { name: '添加附件' }).click()
  await expect(dialog.getByText('现场照片.png', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
  return launched
}

const backUp = async ({ app, page }: LaunchedApp, path: string, word?: string): Promise<void> => {
  await goTo(page, '备份与恢复')
  await stubSaveDialog(app, path)
  await page.getByRole('button', { name: '备份到文件…' }).click()
  const dialog = page.getByRole('dialog', { name: '备份到文件' })
  if (word !== undefined) {
    await dialog.getByRole('checkbox', { name: '用口令加密' }).check()
    await dialog.getByLabel('口令', { exact: true }).fill(word)
    await dialog.getByLabel('再输一次口令').fill(word)
  }
  await dialog.getByRole('button', { name: '选择位置并保存' }).click()
}

const unlock = async (page: Page): Promise<void> => {
  await page.getByRole('dialog').getByLabel('口令', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: '打开备份' }).click()
}

test('an encrypted backup puts back files that were lost or altered, and takes them to another computer', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, '备份.kcbak')
  const first = await withFiles(folder)
  const { app, page, userDataDir } = first
  await backUp(first, path, passphrase)
  await expect(page.getByText('已备份并核对 备份.kcbak')).toBeVisible({ timeout: 30_000 })
  await closeNotices(page)

  await rm(keptPath(userDataDir, photo))
  const altered = Buffer.from(sheet).fill('x', 0, 1)
  await writeFile(keptPath(userDataDir, sheet), altered)
  await stubOpenDialog(app, [path])
  await page.getByRole('button', { name: '从备份恢复…' }).click()
  await unlock(page)
  const preview = page.getByRole('dialog', { name: '恢复备份 备份.kcbak' })
  await expect(preview).toContainText('2 个，本机缺少或已损坏的 2 个会补回')
  await expect(preview).toContainText('现有记录与这份备份完全相同，只需要补回附件。')
  await judge(page, 'restore-files')
  await preview.getByRole('button', { name: '补回 2 个附件' }).click()
  await expect(page.getByText('已补回 2 个附件')).toBeVisible()
  await expect(preview).toBeHidden()
  expect((await readFile(keptPath(userDataDir, photo))).equals(photo)).toBe(true)
  expect((await readFile(keptPath(userDataDir, sheet))).equals(sheet)).toBe(true)
  await first.close()

  const other = await start()
  await stubOpenDialog(other.app, [path])
  await other.page.getByRole('button', { name: /^从备份恢复/u }).click()
  await unlock(other.page)
  await other.page.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(other.page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  expect((await readFile(keptPath(other.userDataDir, photo))).equals(photo)).toBe(true)
  expect((await readFile(keptPath(other.userDataDir, sheet))).equals(sheet)).toBe(true)
  await other.close()
  await rm(folder, { recursive: true, force: true })
})

test('a file that is missing while a backup is made, or damaged in it, is named, and the rest is restored', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, '备份.zip')
  const first = await withFiles(folder)
  await backUp(first, path)
  await expect(first.page.getByText('已备份并核对 备份.zip')).toBeVisible({ timeout: 30_000 })
  const bytes = await readFile(path)
  const at = bytes.indexOf(photo)
  bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 1
  await writeFile(path, bytes)

  await writeFile(keptPath(first.userDataDir, photo), Buffer.from(photo).fill(0, 100, 101))
  await closeNotices(first.page)
  await backUp(first, join(folder, '另一份.zip'))
  const leftOut = first.page.getByRole('alert').filter({ hasText: '这份备份缺 1 个附件' })
  await expect(leftOut).toContainText('现场照片.png', { timeout: 30_000 })
  await judge(first.page, 'backup-left-out')
  await first.close()

  const other = await start()
  await stubOpenDialog(other.app, [path])
  await other.page.getByRole('button', { name: /^从备份恢复/u }).click()
  await expect(other.page.getByRole('dialog')).toContainText('⚠ 有 1 个在备份文件里已损坏，补不回来')
  await judge(other.page, 'restore-damaged-file')
  await other.page.getByRole('button', { name: '恢复', exact: true }).click()
  const missing = other.page.getByRole('alert').filter({ hasText: '有 1 个附件的文件不见了或被改动。' })
  await expect(missing).toContainText('现场照片.png')
  expect((await readFile(keptPath(other.userDataDir, sheet))).equals(sheet)).toBe(true)
  expect(existsSync(keptPath(other.userDataDir, photo))).toBe(false)
  await other.close()
  await rm(folder, { recursive: true, force: true })
})

test('a snapshot of the second folder is restored where it was made, and on another computer', async () => {
  const folder = await temporaryFolder()
  const stick = join(folder, '科创台账备份')
  const first = await start()
  const { app, page } = first
  await begin(page)
  await goTo(page, '机构')
  await page.getByRole('button', { name: '新建机构', exact: true }).click()
  await fillOrganization(page, '甲厂')
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await goTo(page, '备份与恢复')
  await stubOpenDialog(app, [folder])
  await page.getByRole('button', { name: '选择文件夹…' }).click()
  await expect(page.getByText('已做快照，并已核对')).toBeVisible()
  const [name = ''] = (await readdir(stick)).filter((file) => file.endsWith('.gz'))
  await judge(page, 'second-folder')

  await goTo(page, '机构')
  await page.getByRole('row').filter({ hasText: '甲厂' }).getByRole('checkbox').click()
  await page.getByRole('button', { name: /^删除/u }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^删除/u }).click()
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toHaveCount(0)
  await closeNotices(page)
  await goTo(page, '备份与恢复')
  await stubOpenDialog(app, [join(stick, name)])
  await page.getByRole('button', { name: '从这里恢复…' }).click()
  const preview = page.getByRole('dialog', { name: /^恢复快照 \d/u })
  await expect(preview.getByRole('button', { name: '机构会加回 1 家' })).toBeVisible()
  await expect(preview).toContainText('重庆市永川区科学技术协会')
  await expect(preview).toContainText('快照里没有附件')
  await judge(page, 'restore-second-folder')
  await preview.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(page.getByText('已恢复，改动 1 条记录')).toBeVisible()
  await goTo(page, '机构')
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toHaveCount(0)
  await first.close()

  // The first computer is gone. One copy was cut off on the way.
  const other = await start()
  const cut = join(folder, name)
  await writeFile(cut, (await readFile(join(stick, name))).subarray(0, -9))
  await stubOpenDialog(other.app, [cut])
  await other.page.getByRole('button', { name: /^从备份恢复/u }).click()
  await expect(other.page.getByText(`“${name}”不完整`)).toBeVisible()
  await closeNotices(other.page)
  await stubOpenDialog(other.app, [join(stick, name)])
  await other.page.getByRole('button', { name: /^从备份恢复/u }).click()
  await expect(other.page.getByRole('dialog').getByRole('button', { name: '机构会加入 1 家' })).toBeVisible()
  await other.page.getByRole('button', { name: '恢复', exact: true }).click()
  await expect(other.page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  await goTo(other.page, '机构')
  await expect(other.page.getByRole('gridcell', { name: '甲厂', exact: true })).toBeVisible()
  await goTo(other.page, '设置')
  await expect(other.page.getByLabel('填报单位')).toHaveValue('重庆市永川区科学技术协会')
  await other.close()
  await rm(folder, { recursive: true, force: true })
})

test('a backup that is called off while it is written leaves no file, and can be made again', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, '备份.zip')
  const launched = await start()
  const { page, userDataDir } = launched
  await begin(page)
  // So much that writing it takes a while.
  for (let letter = 0; letter < 8; letter += 1) {
    const big = Buffer.alloc(50 * 1024 * 1024, letter)
    await mkdir(dirname(keptPath(userDataDir, big)), { recursive: true })
    await writeFile(keptPath(userDataDir, big), big)
  }
  await backUp(launched, path)
  const dialog = page.getByRole('dialog', { name: '备份到文件' })
  const work = dialog.getByRole('status').filter({ hasText: '正在写入并核对' })
  await work.getByRole('button', { name: '取消' }).click()
  await expect(work).toBeHidden()
  await expect(page.getByText(/已备份并核对/u)).toHaveCount(0)
  expect(await readdir(folder)).toEqual([])
  expect(await readdir(join(userDataDir, 'vault', 'opened-backup')).catch(() => [])).toEqual([])
  await dialog.getByRole('button', { name: '选择位置并保存' }).click()
  await expect(page.getByText('已备份并核对 备份.zip')).toBeVisible({ timeout: 60_000 })
  expect(await readdir(folder)).toEqual(['备份.zip'])
  await launched.close()
  await rm(folder, { recursive: true, force: true })
})
