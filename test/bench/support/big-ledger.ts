import { cp, rm, writeFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchApp, stubOpenDialog, temporaryFolder } from '../../e2e/support/launch'
import { begin, goTo } from '../../e2e/support/steps'
import { workbookOf } from './ledger-rows'

export const recordsInLedger = 100_000

let made: Promise<string> | undefined

/** A data folder of its own with a ledger of 100,000 service records in it, which the app itself has imported. */
export const bigLedger = async (): Promise<string> => {
  made ??= make()
  const folder = await temporaryFolder()
  await cp(await made, folder, { recursive: true })
  return folder
}

const make = async (): Promise<string> => {
  const folder = await temporaryFolder()
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  const { app, page, close } = await launchApp({ userDataDir: folder })
  await begin(page)
  const file = join(folder, '台账.xlsx')
  await writeFile(file, workbookOf(0, recordsInLedger))
  await importFile(app, page, file, recordsInLedger)
  await close()
  await rm(file)
  return folder
}

/** The four steps of an import, as fast as the app lets a user take them. */
export const importFile = async (
  app: ElectronApplication,
  page: Page,
  file: string,
  count: number,
): Promise<void> => {
  await stubOpenDialog(app, [file])
  await goTo(page, '导入')
  await press(page, '选择文件')
  await press(page, '下一步')
  await press(page, `导入 ${String(count)} 条`)
  const done = `已导入 ${String(count)} 条服务记录`
  await page.waitForFunction((text) => document.body.textContent.includes(text), done, { timeout: patience })
}

const patience = 300_000

/** Clicks a button as soon as it can be pressed. Playwright's own click looks only every half second whether it can. */
const press = async (page: Page, button: string): Promise<void> => {
  const find = (wanted: string): HTMLButtonElement | undefined =>
    [...document.querySelectorAll('button')].find(
      ({ textContent, disabled }) => textContent === wanted && !disabled,
    )
  const found = await page.waitForFunction(find, button, { timeout: patience })
  await found.evaluate((there) => there?.click())
}
