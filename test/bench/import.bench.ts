import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ParsingOptions } from 'xlsx'
import { launchApp, temporaryFolder } from '../e2e/support/launch'
import { begin } from '../e2e/support/steps'
import { importFile } from './support/big-ledger'
import { workbookOf } from './support/ledger-rows'
import { libraryScript } from './support/library-script'
import { type Line, median } from './support/measure'
import { rawTimes } from './support/one-row-each'
import { readingOptions } from './support/reading-options.mjs'
import { watchBlocking } from './support/watch-blocking'

export const name = 'Importing 50,000 rows'

const rowCount = 50_000
const rounds = 3

/**
 * From the choice of the file to 已导入 in an app with an empty ledger: read, map, check, look for records that are there
 * already, commit. Against what nobody can do without, in the same window: the library reading the same file, and one
 * strict transaction that puts the same records into a store without an index. Nothing waits between the steps.
 */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await temporaryFolder()
  const bytes = workbookOf(0, rowCount)
  const file = join(folder, '台账.xlsx')
  await writeFile(file, bytes)
  const library = await libraryScript()
  const taken: Taken[] = []
  for (let round = 0; round < rounds; round += 1) taken.push(await take(file, bytes, library))
  await rm(folder, { recursive: true, force: true })
  return [
    {
      task: 'import of 50,000 rows, against library and raw put',
      ours: median(taken.map(({ imported }) => imported)),
      yardstick: median(taken.map(({ reading, putting }) => reading + putting)),
      unit: 'ms',
      goal: 2,
    },
    {
      task: 'longest time the window is blocked by an import',
      ours: median(taken.map(({ blocked }) => blocked)),
      unit: 'ms',
      goal: 50,
    },
  ]
}

interface Taken {
  readonly imported: number
  readonly blocked: number
  readonly reading: number
  readonly putting: number
}

const take = async (file: string, bytes: Buffer, library: string): Promise<Taken> => {
  const { app, page, close } = await launchApp()
  await begin(page)
  await watchBlocking(page)
  const from = performance.now()
  await importFile(app, page, file, rowCount)
  const imported = performance.now() - from
  const blocked = await page.evaluate(() => window.longestBlock ?? 0)
  await page.evaluate(library)
  const reading = await page.evaluate(timeOfReading, [
    bytes.toString('base64'),
    readingOptions as ParsingOptions,
  ] as const)
  const { putting } = await rawTimes(page)
  await close()
  return { imported, blocked, reading, putting }
}

const timeOfReading = ([base64, options]: readonly [string, ParsingOptions]): number => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const from = performance.now()
  const book = window.benchLibrary.read(bytes, options)
  if (Object.keys(book.Sheets).length !== 1) throw new Error('Not read.')
  return performance.now() - from
}
