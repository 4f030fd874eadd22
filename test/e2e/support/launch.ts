import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronBinary } from '../../../scripts/electron.mjs'

export const root = resolve(import.meta.dirname, '..', '..', '..')

/** The Electron to test with: the one the test run was told, else the one the scripts find. */
export const electronPath = (): string => {
  const path = process.env.ELECTRON_BINARY ?? electronBinary()
  if (path === undefined) throw new Error('There is no Electron yet: run npm start or npm test once.')
  return path
}

/** Root may not use Chromium's own sandbox helper; the window's `sandbox: true` stays. */
const rootSwitches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** The command line of the built app over one data folder. */
export const commandLine = (
  userDataDir: string,
  args: readonly string[] = [],
  appFolder: string = root,
): string[] => [...rootSwitches, appFolder, `--user-data-dir=${userDataDir}`, ...args]

/** Nothing slides or fades: a test need not wait for what moves. */
const still = '--force-prefers-reduced-motion'

export const environment = (): Record<string, string> => {
  const { ELECTRON_RENDERER_URL: _server, ELECTRON_RUN_AS_NODE: _node, ...rest } = process.env
  return Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

export const hold = join(import.meta.dirname, 'hold.cjs')

const shiftClock = join(import.meta.dirname, 'shift-clock.cjs')

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ledger-'))

export interface LaunchOptions {
  /** Kept when the app is closed, so that it can be launched again; without it a new folder lives as long as the app. */
  readonly userDataDir?: string
  readonly args?: readonly string[]
  /** With the movements that most users see. */
  readonly isMoving?: boolean
  /** Of another build than that of this folder. */
  readonly appFolder?: string
  /** By so many milliseconds the clock of the app is ahead of that of the machine. */
  readonly clockShift?: number
}

export interface LaunchedApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userDataDir: string
  /** Ends the app as a user would. */
  readonly close: () => Promise<void>
  /** Ends every process of the app at once, as when the power fails. */
  readonly kill: () => Promise<void>
}

const open = new Set<LaunchedApp>()

export const launchApp = async ({
  userDataDir,
  args = [],
  isMoving = false,
  appFolder = root,
  clockShift,
}: LaunchOptions = {}): Promise<LaunchedApp> => {
  if (!existsSync(join(appFolder, 'out', 'main', 'main.js')))
    throw new Error('The app is not built: npm run build')
  const folder = userDataDir ?? (await temporaryFolder())
  const shift = clockShift === undefined ? [] : ['-r', shiftClock]
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: ['-r', hold, ...shift, ...commandLine(folder, isMoving ? args : [still, ...args], appFolder)],
    env: { ...environment(), CLOCK_SHIFT: String(clockShift ?? 0) },
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  const child = app.process()
  const launched: LaunchedApp = {
    app,
    page,
    userDataDir: folder,
    close: async () => {
      if (!open.delete(launched)) return
      // The app may have been ended from within.
      if (child.exitCode === null) await quit(app)
      if (userDataDir === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
    kill: async () => {
      open.delete(launched)
      // It may have ended by itself a moment ago.
      if (child.exitCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await ended
    },
  }
  open.add(launched)
  return launched
}

/** Starts the app again over the same data, as a second double click does, and gives its exit code. */
export const launchSecond = (userDataDir: string): Promise<number | null> =>
  new Promise((done, fail) => {
    const second = spawn(electronPath(), commandLine(userDataDir), { env: environment(), stdio: 'ignore' })
    second.on('error', fail)
    second.on('exit', done)
  })

/** Closes what a failed test left open: `test.afterAll(closeAll)`. */
export const closeAll = async (): Promise<void> => {
  for (const launched of [...open]) await launched.close()
}

/** A page that refuses to be closed must not hold up the tests. */
const quit = async (app: ElectronApplication): Promise<void> => {
  const child = app.process()
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await app.close()
  clearTimeout(timer)
}

/** The next open dialog answers with these paths; none of them is a cancelled dialog. */
export const stubOpenDialog = (app: ElectronApplication, paths: readonly string[]): Promise<void> =>
  app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths })
    },
    [...paths],
  )

/** The next save dialog answers with this path; undefined is a cancelled dialog. */
export const stubSaveDialog = (app: ElectronApplication, path: string | undefined): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (...given: readonly unknown[]) => {
      Reflect.set(dialog, 'asked', given.at(-1))
      return Promise.resolve({ canceled: filePath === '', filePath })
    }
  }, path ?? '')

/** What stood above the save dialog that was stubbed. */
export const saveTitle = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ dialog }) => {
    const asked: unknown = Reflect.get(dialog, 'asked')
    return String(typeof asked === 'object' && asked !== null ? Reflect.get(asked, 'title') : undefined)
  })
