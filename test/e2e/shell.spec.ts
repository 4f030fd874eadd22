import { expect, type Page, test } from '@playwright/test'
import type { AppCommand, LedgerBridge } from '../../src/bridge/channels'
import { closeAll, launchApp, type LaunchedApp, root } from './support/launch'

interface Ledger {
  readonly ledger: LedgerBridge
}

let launched: LaunchedApp
test.beforeAll(async () => {
  launched = await launchApp({ isMoving: true })
})
test.afterAll(closeAll)

/** Which line of the policy the page says it broke when `attempt` runs in it. */
const violated = (page: Page, attempt: () => unknown): Promise<string> =>
  // In a task of its own: for the debugger's own call Chromium sets the policy aside.
  page.evaluate<string>(`new Promise((done) => {
    document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true })
    setTimeout(${attempt.toString()}, 0)
  })`)

test.describe('the window', () => {
  test('is served from app://ledger in Chinese, under its own name', async () => {
    const { app, page } = launched
    expect(new URL(page.url()).href).toMatch(/^app:\/\/ledger\/index\.html/u)
    expect(
      await page.evaluate(() => [location.origin, document.documentElement.lang, navigator.language]),
    ).toEqual(['app://ledger', 'zh-CN', 'zh-CN'])
    expect(await page.evaluate(() => isSecureContext)).toBe(true)
    const title = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
    expect(title).toBe('科创台账')
  })

  test('runs sandboxed and isolated, without Node', async () => {
    const { app, page } = launched
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (contents === undefined) throw new Error('no window')
      return (
        contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
      ).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
    const seen = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis,
      ),
    )
    expect(seen).toEqual([])
  })

  test('finds the styles of its first picture written down', async () => {
    const { page } = launched
    const button = page.getByRole('button', { name: '开始使用' })
    await expect(button).toHaveCSS('border-radius', '8px')
    const made = await page.evaluate(() =>
      [...document.querySelectorAll('style')].flatMap(
        ({ textContent }) => /^:where\([^)]*\)\.ant-(?:btn|select-css-var|space)\{/u.exec(textContent) ?? [],
      ),
    )
    expect(made).toEqual([])
  })

  test('is offered the named methods and no other', async () => {
    const names = await launched.page.evaluate(() => Object.keys((window as unknown as Ledger).ledger))
    expect(names.sort()).toEqual([
      'appInfo',
      'backupProgress',
      'cancelBackup',
      'checkAttachments',
      'chooseAttachments',
      'chooseBackup',
      'chooseBackupTarget',
      'chooseFiles',
      'chooseSecondFolder',
      'closeBackup',
      'endPrinting',
      'forgetSecondFolder',
      'logError',
      'makePdf',
      'onCommand',
      'openAttachment',
      'openBackup',
      'openFile',
      'openSaved',
      'printPages',
      'readAttachment',
      'readClipboard',
      'readFile',
      'recentLog',
      'revealSaved',
      'saveAttachment',
      'saveFile',
      'secondFolder',
      'sendAttachmentPart',
      'showFolder',
      'startAttachment',
      'takeAttachment',
      'takeBackupFiles',
      'takePrintPart',
      'writeBackup',
    ])
  })

  test('is told the version and where it runs', async () => {
    const info = await launched.page.evaluate(() => (window as unknown as Ledger).ledger.appInfo())
    expect(info).toEqual({ version: '0.1.0', platform: process.platform, packaged: false })
  })
})

test.describe('the content security policy', () => {
  test('stands on every answer and allows no unsafe script', async () => {
    const headers = await launched.page.evaluate(async () =>
      Object.fromEntries((await fetch('app://ledger/index.html')).headers),
    )
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(/script-src[^;]*unsafe/u.test(policy)).toBe(false)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
  })

  test('refuses inline scripts, text made into code, and anything from outside', async () => {
    const { page } = launched
    const inline = await violated(page, () => {
      const script = document.createElement('script')
      script.textContent = 'window.broken = true'
      document.body.append(script)
    })
    expect(inline).toBe('script-src-elem')
    const attribute = await violated(page, () => {
      const button = document.createElement('button')
      button.setAttribute('onclick', 'window.broken = true')
      button.click()
    })
    expect(attribute).toBe('script-src-attr')
    const text = await violated(page, () => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the attempt under test
      setTimeout('window.broken = true', 0)
    })
    expect(text).toBe('script-src')
    const elsewhere = await violated(page, () => {
      const script = document.createElement('script')
      script.src = 'https://example.com/a.js'
      document.body.append(script)
    })
    expect(elsewhere).toBe('script-src-elem')
    const image = await violated(page, () => {
      new Image().src = 'https://example.com/a.png'
    })
    expect(image).toBe('img-src')
    const connection = await violated(page, () => fetch('https://example.com/').catch(() => undefined))
    expect(connection).toBe('connect-src')
    const socket = await violated(page, () => new WebSocket('wss://example.com/'))
    expect(socket).toBe('connect-src')
    const frame = await violated(page, () => {
      const iframe = document.createElement('iframe')
      iframe.src = 'https://example.com/'
      document.body.append(iframe)
    })
    expect(frame).toBe('frame-src')
    const base = await violated(page, () => {
      const element = document.createElement('base')
      element.href = 'https://example.com/'
      document.head.append(element)
    })
    expect(base).toBe('base-uri')
    expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  })

  test('a worker is under the policy too', async () => {
    const directive = await violated(
      launched.page,
      () => new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))),
    )
    expect(directive).toBe('worker-src')
  })
})

test.describe('the way out', () => {
  test('is shut for navigation, new windows and forms; reloading still works', async () => {
    const { app, page } = launched
    const before = page.url()
    const refused = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (contents === undefined) throw new Error('no window')
      const outcomes: boolean[] = []
      for (const address of [
        'https://example.com/',
        'file:///etc/passwd',
        'app://other/index.html',
        'data:text/html,x',
      ]) {
        const asked = new Promise<boolean>((done) => {
          // Ours was there first, so its answer is in when this one is asked. Chromium itself stops some before that.
          contents.once('will-navigate', (event) => done(event.defaultPrevented))
          contents.once('console-message', () => done(true))
        })
        void contents.executeJavaScript(`location.href = ${JSON.stringify(address)}; undefined`)
        outcomes.push(await asked)
        contents.removeAllListeners('console-message')
      }
      return outcomes
    })
    expect(refused).toEqual([true, true, true, true])
    expect(page.url()).toBe(before)
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
    expect(await page.evaluate(() => window.open('about:blank'))).toBeNull()
    const form = await violated(page, () => {
      const element = document.createElement('form')
      element.action = 'https://example.com/'
      document.body.append(element)
      element.submit()
    })
    expect(form).toBe('form-action')
    await page.evaluate(() => Object.assign(window, { beforeReload: true }))
    await page.reload()
    expect(await page.evaluate(() => 'beforeReload' in window)).toBe(false)
    expect(page.url()).toBe(before)
    expect(app.windows()).toHaveLength(1)
  })

  test('a request of the session itself does not leave the machine', async () => {
    const outcomes = await launched.app.evaluate(async ({ session }) => {
      const attempts = ['https://example.com/', 'http://127.0.0.1:9/']
      return Promise.all(
        attempts.map((address) =>
          session.defaultSession.fetch(address).then(
            () => 'answered',
            (error: unknown) => String(error),
          ),
        ),
      )
    })
    for (const outcome of outcomes) expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT')
  })

  test('nothing is downloaded past the save dialog', async () => {
    const { app, page } = launched
    const stopped = app.evaluate(
      ({ session }) =>
        new Promise<boolean>((done) => {
          session.defaultSession.once('will-download', (event) => done(event.defaultPrevented))
        }),
    )
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['x']))
      link.download = 'x.txt'
      link.click()
    })
    expect(await stopped).toBe(true)
  })

  test('permissions are denied, except copying', async () => {
    const { page } = launched
    const states = await page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
      ] as const
      const found = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      )
      return found.map(({ state }) => state)
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
    const position = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          navigator.geolocation.getCurrentPosition(
            () => done(0),
            ({ code }) => done(code),
          )
        }),
    )
    expect(position).toBe(1)
    const copying = await page.evaluate(() =>
      navigator.permissions.query({ name: 'clipboard-write' as PermissionName }).then(({ state }) => state),
    )
    expect(copying).toBe('granted')
  })
})

test.describe('app://', () => {
  const outside = [
    'app://ledger/..%2f..%2fpackage.json',
    'app://ledger/..%2Fmain/main.js',
    'app://ledger/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://ledger/..%5c..%5cpackage.json',
    'app://ledger/assets/..%2f..%2f..%2fpackage.json',
    'app://ledger/..%252f..%252fpackage.json',
    'app://ledger/%2fetc%2fpasswd',
    'app://ledger/index.html%00.js',
    'app://ledger/assets',
    'app://ledger/index.html/x.js',
    'app://ledger/%',
    'app://ledger/missing.js',
  ]

  test('serves nothing outside its folder', async () => {
    const statuses = await launched.page.evaluate(
      (addresses) => Promise.all(addresses.map(async (address) => (await fetch(address)).status)),
      outside,
    )
    expect(statuses).toEqual(outside.map(() => 404))
  })

  test('serves no other host and no other method', async () => {
    const statuses = await launched.app.evaluate(async ({ net }) => {
      const other = await net.fetch('app://other/index.html')
      const post = await net.fetch('app://ledger/index.html', { method: 'POST', body: 'x' })
      const ours = await net.fetch('app://ledger/index.html')
      return [other.status, post.status, ours.status]
    })
    expect(statuses).toEqual([404, 404, 200])
  })

  test('names the types of what it serves', async () => {
    const types = await launched.page.evaluate(async () => {
      const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src)
      const answers = await Promise.all(['app://ledger/', ...scripts].map((address) => fetch(address)))
      return answers.map(({ headers }) => headers.get('content-type'))
    })
    expect(types[0]).toBe('text/html; charset=utf-8')
    expect(types.slice(1)).toContain('text/javascript; charset=utf-8')
  })
})

test.describe('the bridge', () => {
  /** What a call from our own window gives, in words. */
  const outcome = (page: Page, method: string, argument: unknown): Promise<string> =>
    page.evaluate(
      async ([name, value]) => {
        const { ledger } = window as unknown as {
          ledger: Record<string, (value: unknown) => Promise<unknown>>
        }
        try {
          return JSON.stringify(await ledger[name]?.(value))
        } catch (error) {
          return String(error)
        }
      },
      [method, argument] as const,
    )

  test('refuses arguments that are not the contract’s, and does not say why', async () => {
    const { page } = launched
    const bad: readonly (readonly [string, unknown])[] = [
      ['appInfo', { path: '/' }],
      ['openFile', undefined],
      ['openFile', { kind: 'any', title: '打开' }],
      ['openFile', { kind: 'ledger', title: '打开', path: '/etc/passwd' }],
      ['saveFile', { kind: 'workbook', suggestedName: '报表.xlsx', bytes: [1, 2] }],
      ['saveFile', { kind: 'workbook', suggestedName: '', bytes: new Uint8Array() }],
      ['openSaved', { ticket: '/etc/passwd' }],
      ['revealSaved', { ticket: 7 }],
      ['chooseSecondFolder', '/etc'],
      ['showFolder', { folder: '/etc' }],
      ['showFolder', { folder: '../..' }],
      ['logError', { message: 'x'.repeat(5000), stack: '' }],
      ['logError', { message: 'x', stack: '', values: [1] }],
      ['chooseBackup', undefined],
      ['chooseBackup', { from: '/etc' }],
      ['openBackup', { path: '/etc/passwd' }],
      ['writeBackup', { path: '/tmp/x.zip' }],
      ['takeBackupFiles', { ticket: '../..' }],
      ['chooseAttachments', { path: '/etc' }],
      ['takeAttachment', { ticket: '/etc/passwd' }],
      ['startAttachment', { name: 'a.pdf', size: -1, madeBy: 'person' }],
      ['startAttachment', { name: 'a.pdf', size: 1, madeBy: 'anyone' }],
      ['sendAttachmentPart', { ticket: '7b8a5c0e-0f0e-4c58-9d2c-0d4a4d1c5a11', bytes: 'ab' }],
      ['openAttachment', { hash: '../../ledger', name: 'a.pdf' }],
      ['openAttachment', { hash: 'A'.repeat(64), name: 'a.pdf' }],
      ['readAttachment', { hash: '../ledger', name: 'a.pdf' }],
      ['saveAttachment', { hash: 'a'.repeat(64), name: 'a.pdf', path: '/tmp/a.pdf' }],
      ['checkAttachments', { files: [{ hash: 'a'.repeat(63), size: 1 }], thorough: true }],
      ['takePrintPart', { isFirst: true, bytes: '<p>' }],
      ['takePrintPart', { isFirst: true, bytes: new Uint8Array(1024 * 1024 + 1) }],
      ['makePdf', { path: '/tmp/x.pdf' }],
      ['printPages', { deviceName: 'x' }],
    ]
    for (const [method, argument] of bad) {
      const answer = await outcome(page, method, argument)
      expect(answer, method).toMatch(/Error invoking remote method '\w+': Error: refused$/u)
    }
  })

  test('makes a PDF of pages in which nothing runs, and leaves no window behind', async () => {
    const { app, page } = launched
    await app.evaluate(({ app: electron }) => {
      electron.once('web-contents-created', (_event, contents) => {
        contents.once('page-title-updated', (_title, title) => Reflect.set(electron, 'printedTitle', title))
      })
    })
    const head = await page.evaluate(async () => {
      const { ledger } = window as unknown as Ledger
      const html = '<title>甲</title><p>纸</p><script>document.title = "乙"</script>'
      await ledger.takePrintPart({ isFirst: true, bytes: new TextEncoder().encode(html) })
      const made = await ledger.makePdf()
      return made.status === 'made' ? new TextDecoder('latin1').decode(made.bytes.slice(0, 5)) : made.status
    })
    expect(head).toBe('%PDF-')
    const title = await app.evaluate(({ app: electron }): unknown => Reflect.get(electron, 'printedTitle'))
    expect(title).toBe('甲')
    const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(windows).toBe(1)
  })

  test('knows no ticket that it did not give', async () => {
    const answer = await outcome(launched.page, 'openSaved', {
      ticket: '7b8a5c0e-0f0e-4c58-9d2c-0d4a4d1c5a11',
    })
    expect(answer).toContain('找不到这个文件')
  })

  test('is refused to any window but ours, even at our own address', async () => {
    const preload = `${root}/out/preload/preload.cjs`
    const answer = await launched.app.evaluate(async ({ BrowserWindow }, path) => {
      const forged = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } })
      try {
        await forged.loadURL('app://ledger/index.html')
        return (await forged.webContents.executeJavaScript(
          `window.ledger.appInfo().then(JSON.stringify, String)`,
        )) as string
      } finally {
        forged.destroy()
      }
    }, preload)
    expect(answer).toMatch(/Error: refused$/u)
  })

  test('does not reach into a frame of our window', async () => {
    const seen = await launched.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const found = frame.contentWindow !== null && 'ledger' in frame.contentWindow
      frame.remove()
      return found
    })
    expect(seen).toBe(false)
  })

  test('is refused to our window while it stands anywhere else', async () => {
    const other = await launchApp()
    const answer = await other.app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]
      if (window === undefined) throw new Error('no window')
      await window.loadURL('about:blank')
      return (await window.webContents.executeJavaScript(
        `window.ledger.appInfo().then(JSON.stringify, String)`,
      )) as string
    })
    await other.close()
    expect(answer).toMatch(/Error: refused$/u)
  })

  test('passes menu commands on until it is told to stop, and gives nothing else away', async () => {
    const { app, page } = launched
    const choose = (id: AppCommand): Promise<void> =>
      app.evaluate(({ Menu }, name) => {
        Menu.getApplicationMenu()?.getMenuItemById(name)?.click()
      }, id)
    await page.evaluate(() => {
      const commands: AppCommand[] = []
      const stop = (window as unknown as Ledger).ledger.onCommand((command) => commands.push(command))
      Object.assign(window, { commands, stop })
    })
    const heard = (): Promise<AppCommand[]> =>
      page.evaluate(() => (window as unknown as { commands: AppCommand[] }).commands)
    await choose('new')
    await choose('nextRecord')
    await expect.poll(heard).toEqual(['new', 'nextRecord'])
    expect(await page.evaluate(() => typeof (window as unknown as { stop: () => unknown }).stop())).toBe(
      'undefined',
    )
    await choose('save')
    // An answer that left the main process after the command shows that the command has passed by.
    await page.evaluate(() => (window as unknown as Ledger).ledger.appInfo())
    expect(await heard()).toEqual(['new', 'nextRecord'])
  })
})
