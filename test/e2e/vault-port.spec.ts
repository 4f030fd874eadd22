import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { LedgerBridge } from '../../src/bridge/channels'
import type { VaultAnswer } from '../../src/bridge/vault'
import { setAside, storeFolders } from '../../electron/set-aside'
import { plainVault } from '../unit/support/plain-vault'
import { readAll } from '../unit/support/entries'
import {
  closeAll,
  launchApp,
  type LaunchedApp,
  type LaunchOptions,
  root,
  stubOpenDialog,
  temporaryFolder,
} from './support/launch'
import { begin } from './support/steps'

test.afterEach(closeAll)

/** Runs in a page: connects a port, and makes `asked(method, argument)` and `portClosed` global there. */
const connect = `(() => {
  const { port1, port2 } = new MessageChannel()
  const waiting = new Map()
  let number = 0
  port1.onmessage = ({ data }) => { waiting.get(data.id)?.(data); waiting.delete(data.id) }
  window.portClosed = new Promise((done) => port1.addEventListener('close', () => done('closed')))
  window.asked = (method, argument) => new Promise((done) => {
    number += 1
    waiting.set(number, done)
    port1.postMessage({ id: number, method, argument })
  })
  window.sent = (message) => new Promise((done) => { waiting.set(message.id, done); port1.postMessage(message) })
  window.postMessage('connect-vault', location.origin, [port2])
})()`

interface Connected {
  readonly asked: (method: string, argument?: unknown) => Promise<VaultAnswer>
  readonly sent: (message: unknown) => Promise<VaultAnswer>
  readonly portClosed: Promise<'closed'>
}

const ask = (page: Page, method: string, argument?: unknown): Promise<VaultAnswer> =>
  page.evaluate(([name, value]) => (window as unknown as Connected).asked(name, value), [
    method,
    argument,
  ] as const)
const valueOf = async (answer: Promise<VaultAnswer>): Promise<unknown> => {
  const given = await answer
  return given.ok ? given.value : 'refused'
}
const entry = (seq: number) => ({
  seq,
  lines: [
    `{"batch":{"seq":${String(seq)},"count":0,"title":"新建","at":""}}`,
    `{"end":${String(seq)},"mark":null}`,
  ],
  last: true,
  sync: true,
})

/** The last entry that the second copy holds: the app itself may have said something before. */
const lastEntry = async (page: Page): Promise<number> => {
  const { head } = (await valueOf(ask(page, 'open'))) as { readonly head: { readonly seq: number } | null }
  return head?.seq ?? 0
}

/** Our own window at our own address, without the app in it: nobody else asks the second copy anything. */
const launchBare = async (options?: LaunchOptions): Promise<LaunchedApp & { readonly from: number }> => {
  const launched = await launchApp(options)
  await launched.page.goto(await launched.page.evaluate(() => document.querySelector('script')?.src ?? ''))
  await launched.page.evaluate(connect)
  return { ...launched, from: (await lastEntry(launched.page)) + 1 }
}

const logOf = (userData: string): Promise<string> => readFile(join(userData, 'logs', 'ledger.log'), 'utf8')

test('our window reaches the second copy through a port, and what it says is there after a kill', async () => {
  const userDataDir = await temporaryFolder()
  const { page, from, kill } = await launchBare({ userDataDir })
  for (const seq of [from, from + 1, from + 2])
    expect(await valueOf(ask(page, 'append', entry(seq)))).toEqual({ status: 'written' })
  const chunk = (await valueOf(ask(page, 'read', { at: null }))) as { readonly lines: readonly string[] }
  expect(chunk.lines.slice(-2)).toEqual(entry(from + 2).lines)
  await kill()
  const vault = plainVault(join(userDataDir, 'vault'))
  expect(await vault.open()).toEqual({ head: { seq: from + 2, mark: null }, faults: [] })
  expect((await readAll(vault)).lines).toEqual(chunk.lines)
  await vault.close()
  await rm(userDataDir, { recursive: true, force: true })
})

test('what does not fit the contract is refused, and does not say why', async () => {
  const { page, from } = await launchBare()
  const next = entry(from)
  const bad: readonly (readonly [string, unknown])[] = [
    ['open', {}],
    ['leave', undefined],
    ['constructor', undefined],
    ['append', { ...next, seq: 0 }],
    ['append', { ...next, path: '/etc/passwd' }],
    ['append', { ...next, lines: [next.lines[0], 'no end'] }],
    ['read', { at: null, snapshot: '../desk' }],
    ['read', { at: 'made up' }],
    ['takeSnapshot', { reason: 'because' }],
    ['saveDesk', { text: 7 }],
  ]
  for (const [method, argument] of bad) {
    const { id: _id, ...answer } = await ask(page, method, argument)
    expect(answer, method).toEqual({ ok: false })
  }
  const answer = await page.evaluate(() =>
    (window as unknown as Connected).sent({ id: 77, method: 'open', argument: undefined, more: 1 }),
  )
  expect(answer).toEqual({ id: 77, ok: false })
  expect(await valueOf(ask(page, 'append', next))).toEqual({ status: 'written' })
})

test('another connection takes the place of the one before, and a reload leaves no half entry', async () => {
  const { page, from } = await launchBare()
  const [begun, rest] = [entry(from).lines.slice(0, 1), entry(from).lines.slice(1)]
  await ask(page, 'append', { ...entry(from), lines: begun, last: false })
  await page.reload()
  await page.evaluate(connect)
  expect(await lastEntry(page)).toBe(from - 1)
  expect(await valueOf(ask(page, 'append', { ...entry(from), lines: rest }))).toMatchObject({ status: 'gap' })
  expect(await valueOf(ask(page, 'append', entry(from)))).toEqual({ status: 'written' })
  const before = page.evaluate(() => (window as unknown as Connected).portClosed)
  await page.evaluate(connect)
  expect(await before).toBe('closed')
  expect(await lastEntry(page)).toBe(from)
})

test('no other window gets a port, even at our own address', async () => {
  const { app, page, userDataDir } = await launchBare()
  const outcome = await app.evaluate(
    async ({ BrowserWindow }, [preload, script]) => {
      const forged = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      try {
        await forged.loadURL('app://ledger/index.html')
        return (await forged.webContents.executeJavaScript(
          `${script}; Promise.race([window.portClosed, window.asked('open').then(JSON.stringify)])`,
        )) as string
      } finally {
        forged.destroy()
      }
    },
    [`${root}/out/preload/preload.cjs`, connect] as const,
  )
  expect(outcome).toBe('closed')
  expect(await logOf(userDataDir)).toContain('拒绝了一次调用：connect-vault')
  expect(await valueOf(ask(page, 'open'))).toMatchObject({ faults: [] })
})

test('a frame in our window gets none either', async () => {
  const { page } = await launchBare()
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => Object.assign(window, { leaked: true })
    frame.contentWindow?.postMessage('connect-vault', '*', [port2])
    port1.postMessage({ id: 1, method: 'open', argument: undefined })
    // As if it came from the frame: another source than our own window.
    const other = new MessageChannel()
    other.port1.onmessage = () => Object.assign(window, { leaked: true })
    window.dispatchEvent(
      new MessageEvent('message', {
        data: 'connect-vault',
        source: frame.contentWindow,
        origin: location.origin,
        ports: [other.port2],
      }),
    )
    other.port1.postMessage({ id: 1, method: 'open', argument: undefined })
  })
  // The first connection is still the one that is answered.
  expect(await valueOf(ask(page, 'open'))).toMatchObject({ faults: [] })
  expect(await page.evaluate(() => 'leaked' in window)).toBe(false)
})

test('closing the window takes a last snapshot of what was said', async () => {
  const userDataDir = await temporaryFolder()
  const { page, from, close } = await launchBare({ userDataDir })
  await ask(page, 'append', entry(from))
  await close()
  const [newest] = (await readdir(join(userDataDir, 'vault', 'snapshots'))).sort().reverse()
  expect(newest).toMatch(new RegExp(`^snapshot-${String(from).padStart(12, '0')}-.*-exit\\.jsonl\\.gz$`, 'u'))
  expect(await logOf(userDataDir)).toMatch(/备份（exit）：taken/u)
  await rm(userDataDir, { recursive: true, force: true })
})

test('the store that was set aside opens as it was, whatever has become of the one in use', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  await first.close()
  const stores = storeFolders(userDataDir, 'app://ledger/index.html')
  const aside = join(await temporaryFolder(), 'aside')
  await setAside({ stores, aside, keptIn: userDataDir, clock: () => new Date() })
  const second = await launchBare({ userDataDir })
  await second.page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name)
  })
  await second.close()
  const elsewhere = await temporaryFolder()
  await mkdir(join(elsewhere, 'IndexedDB'))
  await cp(aside, join(elsewhere, 'IndexedDB'), { recursive: true })
  const third = await launchApp({ userDataDir: elsewhere })
  await expect(third.page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
  await third.close()
  for (const folder of [userDataDir, elsewhere, join(aside, '..')])
    await rm(folder, { recursive: true, force: true })
})

test('the folders that the app names are shown, and no other', async () => {
  const userDataDir = await temporaryFolder()
  for (const time of ['2021-04-08 090500', '2021-04-09 090500', '2020-12-31 090500'])
    await mkdir(join(userDataDir, `损坏的数据库-${time}`))
  const { app, page, close } = await launchApp({ userDataDir })
  await app.evaluate(({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.openPath = (path) => {
      shown.push(path)
      return Promise.resolve('')
    }
  })
  const show = (folder: 'vault' | 'damagedStore' | 'secondFolder' | 'logs') =>
    page.evaluate(
      (name) => (window as unknown as { ledger: LedgerBridge }).ledger.showFolder({ folder: name }),
      folder,
    )
  expect(await show('damagedStore')).toEqual({ status: 'done' })
  expect(await show('logs')).toEqual({ status: 'done' })
  expect(await show('secondFolder')).toMatchObject({ status: 'failed', reason: 'notFound' })
  await app.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ label }) => label === '帮助')
    help?.submenu?.items.find(({ label }) => label === '打开日志')?.click()
  })
  const shown = await app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)
  const logs = join(userDataDir, 'logs')
  expect(shown).toEqual([join(userDataDir, '损坏的数据库-2021-04-09 090500'), logs, logs])
  await close()
  await rm(userDataDir, { recursive: true, force: true })
})

test('a second folder is chosen in the system’s dialog, remembered, and gets a copy', async () => {
  const userDataDir = await temporaryFolder()
  const stick = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  const call = (page: Page, method: 'secondFolder' | 'chooseSecondFolder' | 'forgetSecondFolder') =>
    page.evaluate(
      async (name): Promise<unknown> => (window as unknown as { ledger: LedgerBridge }).ledger[name](),
      method,
    )
  const none = { folder: null, copiedAt: null, problem: null }
  expect(await call(first.page, 'secondFolder')).toEqual(none)
  await stubOpenDialog(first.app, [])
  expect(await call(first.page, 'chooseSecondFolder')).toEqual({ status: 'cancelled' })
  await stubOpenDialog(first.app, [join(userDataDir, 'vault')])
  expect(await call(first.page, 'chooseSecondFolder')).toMatchObject({ status: 'failed' })
  await stubOpenDialog(first.app, [stick])
  const chosen = { folder: stick, copiedAt: null, problem: null }
  expect(await call(first.page, 'chooseSecondFolder')).toEqual({ status: 'chosen', state: chosen })
  await first.close()
  const second = await launchBare({ userDataDir })
  expect(await call(second.page, 'secondFolder')).toEqual(chosen)
  await ask(second.page, 'append', entry(second.from))
  expect(await valueOf(ask(second.page, 'takeSnapshot', { reason: 'asked' }))).toMatchObject({
    secondFolder: 'copied',
  })
  expect(await readdir(join(stick, '科创台账备份'))).toHaveLength(2)
  expect(await call(second.page, 'secondFolder')).toMatchObject({
    folder: stick,
    problem: null,
    copiedAt: expect.any(String),
  })
  expect(await call(second.page, 'forgetSecondFolder')).toEqual(none)
  await second.close()
  for (const folder of [userDataDir, stick]) await rm(folder, { recursive: true, force: true })
})

test('an error of the window is written down without what was typed', async () => {
  const { page, userDataDir } = await launchApp()
  await page.evaluate(() => {
    const { ledger } = window as unknown as { ledger: LedgerBridge }
    return ledger.logError({
      message: 'TypeError: cannot read "王秀英" of 重庆市某公司 13912345678',
      stack:
        'TypeError: x\n    at save (app://ledger/assets/main-1.js:10:22)\n    at 王秀英 (/home/张三/x.js:1:1)',
    })
  })
  const log = await logOf(userDataDir)
  expect(log).toContain('错误（window）：TypeError: cannot read … of … …\n    at save main-1.js:10:22\n')
  expect(log).not.toMatch(/王秀英|张三|139|某公司/u)
  const recent = await page.evaluate(() => (window as unknown as { ledger: LedgerBridge }).ledger.recentLog())
  expect(await logOf(userDataDir)).toContain(recent.join('\n'))
  expect(recent[0]).toMatch(/启动 0\.1\.0 /u)
})
