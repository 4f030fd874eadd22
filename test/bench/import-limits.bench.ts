import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { ParsingOptions } from 'xlsx'
import { launchApp, stubOpenDialog, temporaryFolder } from '../e2e/support/launch'
import { begin, goTo } from '../e2e/support/steps'
import { familyMemory } from './support/family-memory'
import { workbookOf } from './support/ledger-rows'
import { libraryScript } from './support/library-script'
import type { Line } from './support/measure'
import { readingOptions } from './support/reading-options.mjs'

export const name = 'Calling off an import of 50,000 rows, and its memory'

const rowCount = 50_000
const patience = { timeout: 300_000 }

/**
 * How long it takes from 取消 until the step before can be used again, while the file is read and while it is checked;
 * afterwards nothing of it is in the database. And how far the memory of the whole program rises from idle until the check
 * is done, against the library reading the same file in the same window.
 */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await temporaryFolder()
  const bytes = workbookOf(0, rowCount)
  const file = join(folder, '台账.xlsx')
  await writeFile(file, bytes)
  const cancelled = await callOff(file)
  const ours = await risen(async ({ page, app }) => {
    await stubOpenDialog(app, [file])
    await goTo(page, '导入')
    await page.getByRole('button', { name: '选择文件' }).click()
    await page.getByRole('button', { name: '下一步' }).click(patience)
    await page.getByRole('button', { name: `导入 ${String(rowCount)} 条` }).waitFor(patience)
  })
  const library = await libraryScript()
  const yardstick = await risen(async ({ page }) => {
    await page.evaluate(library)
    await page.evaluate(readWithLibrary, [
      bytes.toString('base64'),
      readingOptions as ParsingOptions,
    ] as const)
  })
  await rm(folder, { recursive: true, force: true })
  return [
    { task: 'calling off an import while it is read', ours: cancelled.reading, unit: 'ms', goal: 500 },
    { task: 'calling off an import while it is checked', ours: cancelled.checking, unit: 'ms', goal: 500 },
    { task: 'memory of an import, against the reading library', ours, yardstick, unit: 'MB', goal: 1.5 },
  ]
}

const readWithLibrary = ([base64, options]: readonly [string, ParsingOptions]): void => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const book = window.benchLibrary.read(bytes, options)
  if (Object.keys(book.Sheets).length !== 1) throw new Error('Not read.')
  // What was read is still needed afterwards, by the app as by anybody.
  Object.assign(window, { book })
}

const callOff = async (file: string): Promise<{ readonly reading: number; readonly checking: number }> => {
  const { app, page, close } = await launchApp()
  await begin(page)
  const before = await recordsIn(page)
  await stubOpenDialog(app, [file])
  await goTo(page, '导入')
  const choose = page.getByRole('button', { name: '选择文件' })
  const next = page.getByRole('button', { name: '下一步' })
  await choose.click()
  const reading = await timeToCancel(page, '选择文件')
  await choose.click()
  await next.click(patience)
  const checking = await timeToCancel(page, '下一步')
  if ((await recordsIn(page)) !== before) throw new Error('Something of the import was left.')
  await close()
  return { reading, checking }
}

/** Clicks 取消 in the window itself, as soon as it is there, and waits for the button of the step before. */
const timeToCancel = (page: Page, then: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let from: number | undefined
        const look = (): void => {
          const buttons = [...document.querySelectorAll('button')]
          const find = (name: string) => buttons.find((button) => button.textContent === name)
          if (from === undefined) {
            const cancel = find('取消')
            if (cancel !== undefined) {
              from = performance.now()
              cancel.click()
            }
          } else if (find(wanted)?.disabled === false) {
            resolve(performance.now() - from)
            return
          }
          requestAnimationFrame(look)
        }
        look()
      }),
    then,
  )

const recordsIn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('ledger')
        opening.onerror = () => reject(new Error('The ledger was not opened.'))
        opening.onsuccess = () => {
          const asked = opening.result.transaction('recordPages').objectStore('recordPages').getAll()
          asked.onsuccess = () => {
            opening.result.close()
            const pages = asked.result as { readonly size: number }[]
            resolve(pages.reduce((sum, { size }) => sum + size, 0))
          }
        }
      }),
  )

interface Running {
  readonly app: ElectronApplication
  readonly page: Page
}

/** Megabytes by which the memory of a fresh app rises at the most while the work is done. */
const risen = async (work: (running: Running) => Promise<void>): Promise<number> => {
  const { app, page, close } = await launchApp()
  await begin(page)
  const pid = app.process().pid ?? 0
  const idle = familyMemory(pid)
  let highest = idle
  const look = (): void => {
    highest = Math.max(highest, familyMemory(pid))
  }
  const timer = setInterval(look, 100)
  await work({ app, page })
  clearInterval(timer)
  look()
  await close()
  return highest - idle
}
