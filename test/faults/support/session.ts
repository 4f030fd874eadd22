import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { launchApp, type LaunchedApp } from '../../e2e/support/launch'
import { begin } from '../../e2e/support/steps'
import { type Account, openAccount } from './account'
import { type Ledger, reachLedger } from './ledger'

/** The app while it runs over a data folder, and the account of what it said. */
export interface Session extends LaunchedApp {
  readonly ledger: Ledger
  readonly account: Account
  /** Where files are exported to; beside the data. */
  readonly exports: string
  /** What the window had to say before it showed the desk: the name of that page. */
  readonly opening: string | undefined
  /** The numbers of the actions that it listed as not to be had. */
  readonly listed: readonly number[]
  /** Whether it said that there may have been others, of which nothing can be told. */
  readonly mayHaveMore: boolean
}

interface StartOptions {
  readonly userDataDir: string
  readonly clockShift?: number
}

const exportsBeside = (userDataDir: string): string => join(dirname(userDataDir), 'exports')

/** The first start: as far as the desk of 永川区. */
export const firstStart = async (options: StartOptions): Promise<Session> => {
  const launched = await launchApp(options)
  await begin(launched.page)
  const exports = exportsBeside(options.userDataDir)
  await mkdir(exports, { recursive: true })
  const ledger = await reachLedger(launched.page)
  return { ...launched, exports, ledger, account: openAccount(await ledger.dump()), ...silent }
}

/** Starts again, reads what is told, and goes on to the desk. */
export const startAgain = async (options: StartOptions, account: Account): Promise<Session> => {
  const launched = await launchApp(options)
  const { page } = launched
  const atStart = await toDesk(page)
  // All of the database is read behind the back of the user; until then its copy is set aside.
  const aside = join(options.userDataDir, 'vault', 'aside')
  const damaged = page.getByRole('main', { name: '数据需要恢复' })
  await until(async () => !existsSync(aside) || (await damaged.isVisible()))
  let said = atStart
  if (await damaged.isVisible()) {
    await damaged.getByRole('button', { name: '恢复数据' }).click()
    await damaged.waitFor({ state: 'hidden' })
    said = await toDesk(page)
  }
  const exports = exportsBeside(options.userDataDir)
  return { ...launched, exports, ledger: await reachLedger(page), account, ...said }
}

/** Asked often: hundreds of starts would else wait half a second each. */
const until = (isSo: () => Promise<boolean>): Promise<void> =>
  expect.poll(isSo, { timeout: 60_000, intervals: [20] }).toBe(true)

const toDesk = async (page: Page): Promise<Said> => {
  // The desk may stand there before the ledger has been looked at.
  const desk = page.locator('.shell[aria-busy="false"]')
  const opening = page.locator('main.opening').filter({ has: page.getByRole('button', { name: '继续' }) })
  await until(async () => (await desk.isVisible()) || (await opening.isVisible()))
  const said = (await opening.isVisible()) ? await readOpening(opening) : silent
  const damaged = page.getByRole('main', { name: '数据需要恢复' })
  await until(async () => (await desk.isVisible()) || (await damaged.isVisible()))
  return said
}

type Said = Pick<Session, 'opening' | 'listed' | 'mayHaveMore'>
const silent: Said = { opening: undefined, listed: [], mayHaveMore: false }

const readOpening = async (opening: Locator): Promise<Said> => {
  const name = (await opening.getAttribute('aria-label')) ?? ''
  const numbers = await opening.getByRole('row').locator('td:first-child').allInnerTexts()
  const mayHaveMore = await opening.getByText('那里可能还有几次操作').isVisible()
  await opening.getByRole('button', { name: '继续' }).click()
  return { opening: name, listed: numbers.map(Number), mayHaveMore }
}

/** All that was told since the start: before the desk, and what stands in the window now. */
export const toldIn = async ({ page, opening }: Session): Promise<readonly string[]> => [
  ...(opening === undefined ? [] : [opening]),
  ...(await page.locator('.ant-notification-notice, .ant-message-notice, .copy-notice').allInnerTexts()),
]
