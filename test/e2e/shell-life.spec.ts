import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, test } from '@playwright/test'
import {
  closeAll,
  commandLine,
  electronPath,
  environment,
  hold,
  launchApp,
  launchSecond,
  root,
  temporaryFolder,
} from './support/launch'

let folder: string
test.beforeEach(async () => {
  folder = await temporaryFolder()
})
test.afterEach(async () => {
  await closeAll()
  await rm(folder, { recursive: true, force: true })
})

const bounds = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())

const isShown = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

test('the window comes back where it was', async () => {
  const first = await launchApp({ userDataDir: folder })
  // Only what is on the screen can be moved: a window is placed once more when it is shown.
  await expect.poll(() => isShown(first.app)).toBe(true)
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 61, y: 47, width: 1103, height: 689 }),
  )
  await expect.poll(() => bounds(first.app)).toEqual({ x: 61, y: 47, width: 1103, height: 689 })
  await first.close()
  const second = await launchApp({ userDataDir: folder })
  expect(await bounds(second.app)).toEqual({ x: 61, y: 47, width: 1103, height: 689 })
})

test('a damaged memory of the window does no harm', async () => {
  await writeFile(join(folder, 'window.json'), '{"x":')
  const { app, page } = await launchApp({ userDataDir: folder })
  expect(await bounds(app)).toMatchObject({ width: 1366, height: 768 })
  expect(page.url()).toContain('app://ledger/')
})

test('a second start hands over to the first window and ends', async () => {
  const { app } = await launchApp({ userDataDir: folder })
  const focused = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<boolean>((done) => {
        const window = BrowserWindow.getAllWindows()[0]
        if (window === undefined) throw new Error('no window')
        window.focus = () => done(true)
      }),
  )
  expect(await launchSecond(folder)).toBe(0)
  expect(await focused).toBe(true)
  expect(app.windows()).toHaveLength(1)
})

test('another data folder is another app', async () => {
  const first = await launchApp({ userDataDir: folder })
  const second = await launchApp()
  const paths = await Promise.all(
    [first, second].map(({ app }) => app.evaluate(({ app: main }) => main.getPath('userData'))),
  )
  expect(paths).toEqual([folder, second.userDataDir])
})

test('without a switch the data lies in a folder whose name never changes', async () => {
  const home = { HOME: folder, XDG_CONFIG_HOME: folder, APPDATA: folder }
  const args = ['-r', hold, ...commandLine('')].filter((word) => !word.startsWith('--user-data-dir'))
  const app = await _electron.launch({
    executablePath: electronPath(),
    args,
    env: { ...environment(), ...home },
  })
  try {
    await app.firstWindow()
    const [data, appData] = await app.evaluate(({ app: main }) => [
      main.getPath('userData'),
      main.getPath('appData'),
    ])
    expect(data).toBe(join(appData, 'KechuangLedger'))
  } finally {
    await app.close()
  }
})

test('the menu is Chinese and shows the keys without taking them from the window', async () => {
  const { app } = await launchApp()
  const menu = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label, submenu }) => ({
      label,
      items: submenu?.items
        .filter(({ type }) => type !== 'separator')
        .map((item) => ({
          label: item.label,
          keys: item.accelerator ?? '',
          taken: item.registerAccelerator,
          role: item.role,
        })),
    })),
  )
  expect(menu?.map(({ label }) => label)).toEqual(['文件', '编辑', '查找', '视图', '帮助'])
  const items = menu?.flatMap((entry) => entry.items ?? []) ?? []
  const shown = items.map(({ label, keys }) => `${label} ${keys}`.trim())
  expect(shown).toEqual(
    expect.arrayContaining([
      '新建 Ctrl+N',
      '保存 Ctrl+S',
      '保存并新建 Ctrl+Enter',
      '撤销 Ctrl+Z',
      '查找 Ctrl+F',
      '快速查找 Ctrl+K',
      '上一条 Alt+Up',
      '下一条 Alt+Down',
      '使用手册 F1',
      '退出',
    ]),
  )
  expect(items.filter(({ keys, taken, role }) => keys !== '' && taken && role === undefined)).toEqual([])
})

test('a window that dies says so and comes back', async () => {
  const { app } = await launchApp()
  // The page has loaded before the main process is told so; the load meant here is the one after the crash.
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isLoading()),
    )
    .toBe(false)
  const question = await app.evaluate(
    ({ BrowserWindow, dialog }) =>
      new Promise<string>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        if (contents === undefined) throw new Error('no window')
        let asked = ''
        dialog.showMessageBox = (...words: unknown[]) => {
          asked = (words.at(-1) as { message: string }).message
          return Promise.resolve({ response: 0, checkboxChecked: false })
        }
        contents.once('did-finish-load', () => done(asked))
        contents.forcefullyCrashRenderer()
      }),
  )
  expect(question).toBe('窗口意外停止，需要重新载入。')
  const address = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  )
  expect(address).toContain('app://ledger/')
})

test('a dev server is only believed outside the package, and never named in what is built', async () => {
  const html = await readFile(join(root, 'out', 'renderer', 'index.html'), 'utf8')
  expect(html).not.toMatch(/https?:/u)
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bon\w+=/u)
})
