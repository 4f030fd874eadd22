import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { LedgerBridge } from '../../src/bridge/channels'
import type { VaultAnswer } from '../../src/bridge/vault'
import { setAside, storeFolders } from '../../electron/set-aside'
import { closeAll, launchApp, root, stubOpenDialog, temporaryFolder } from './support/launch'
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

const logOf = (userData: string): Promise<string> => readFile(join(userData, 'logs', 'ledger.log'), 'utf8')

test('our window reaches the second copy through a port, and what it says is there after a kill', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await first.page.evaluate(connect)
  expect(await valueOf(ask(first.page, 'open'))).toEqual({ head: null, faults: [] })
  for (const seq of [1, 2, 3])
    expect(await valueOf(ask(first.page, 'append', entry(seq)))).toEqual({ status: 'written' })
  await first.kill()
  const second = await launchApp({ userDataDir })
  await second.page.evaluate(connect)
  expect(await valueOf(ask(second.page, 'open'))).toEqual({ head: { seq: 3, mark: null }, faults: [] })
  const chunk = (await valueOf(ask(second.page, 'read', { at: null }))) as {
    readonly lines: readonly string[]
  }
  expect(chunk.lines).toEqual([1, 2, 3].flatMap((seq) => entry(seq).lines))
  await second.close()
  await rm(userDataDir, { recursive: true, force: true })
})

test('what does not fit the contract is refused, and does not say why', async () => {
  const { page } = await launchApp()
  await page.evaluate(connect)
  const bad: readonly (readonly [string, unknown])[] = [
    ['open', {}],
    ['leave', undefined],
    ['constructor', undefined],
    ['append', { ...entry(1), seq: 0 }],
    ['append', { ...entry(1), path: '/etc/passwd' }],
    ['append', { ...entry(1), lines: [entry(1).lines[0], 'no end'] }],
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
  expect(await valueOf(ask(page, 'append', entry(1)))).toEqual({ status: 'written' })
})

test('another connection takes the place of the one before, and a reload leaves no half entry', async () => {
  const { page } = await launchApp()
  await page.evaluate(connect)
  await ask(page, 'append', entry(1))
  await ask(page, 'append', { ...entry(2), lines: entry(2).lines.slice(0, 1), last: false })
  await page.reload()
  await page.evaluate(connect)
  expect(await valueOf(ask(page, 'open'))).toMatchObject({ head: { seq: 1 } })
  const rest = { ...entry(2), lines: entry(2).lines.slice(1) }
  expect(await valueOf(ask(page, 'append', entry(2)))).toEqual({ status: 'written' })
  expect(await valueOf(ask(page, 'append', rest))).toMatchObject({ status: 'gap' })
  const before = page.evaluate(() => (window as unknown as Connected).portClosed)
  await page.evaluate(connect)
  expect(await before).toBe('closed')
  expect(await valueOf(ask(page, 'open'))).toMatchObject({ head: { seq: 2 } })
})

test('no other window gets a port, even at our own address', async () => {
  const { app, page, userDataDir } = await launchApp()
  await page.evaluate(connect)
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
  const { page } = await launchApp()
  await page.evaluate(connect)
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
  const { page, close } = await launchApp({ userDataDir })
  await page.evaluate(connect)
  for (const seq of [1, 2]) await ask(page, 'append', entry(seq))
  await close()
  const names = await readdir(join(userDataDir, 'vault', 'snapshots'))
  expect(names).toEqual([expect.stringMatching(/^snapshot-000000000002-.*-exit\.jsonl\.gz$/u)])
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
  const second = await launchApp({ userDataDir })
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

test('at every start the store is set aside before the window opens it', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  await first.close()
  const second = await launchApp({ userDataDir })
  await second.page.evaluate(connect)
  const kept = (await valueOf(ask(second.page, 'keepAside'))) as string
  expect(kept.startsWith(join(userDataDir, '损坏的数据库-'))).toBe(true)
  expect(await readdir(kept)).toContain('app_ledger_0.indexeddb.leveldb')
  expect(await valueOf(ask(second.page, 'keepAside'))).toBeNull()
  await second.app.evaluate(({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.openPath = (path) => {
      shown.push(path)
      return Promise.resolve('')
    }
  })
  const show = (folder: 'vault' | 'damagedStore' | 'secondFolder' | 'logs') =>
    second.page.evaluate(
      (name) => (window as unknown as { ledger: LedgerBridge }).ledger.showFolder({ folder: name }),
      folder,
    )
  expect(await show('damagedStore')).toEqual({ status: 'done' })
  expect(await show('logs')).toEqual({ status: 'done' })
  expect(await show('secondFolder')).toMatchObject({ status: 'failed', reason: 'notFound' })
  await second.app.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ label }) => label === '帮助')
    help?.submenu?.items.find(({ label }) => label === '打开日志')?.click()
  })
  const shown = await second.app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)
  expect(shown).toEqual([kept, join(userDataDir, 'logs'), join(userDataDir, 'logs')])
  await second.close()
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
  const second = await launchApp({ userDataDir })
  expect(await call(second.page, 'secondFolder')).toEqual(chosen)
  await second.page.evaluate(connect)
  await ask(second.page, 'append', entry(1))
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
  expect(recent).toEqual(log.trimEnd().split('\n'))
  expect(recent[0]).toMatch(/启动 0\.1\.0 /u)
})
