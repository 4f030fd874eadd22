import { rm } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { searchable } from '../../src/domain/search'
import { launchApp } from '../e2e/support/launch'
import { bigLedger, recordsInLedger } from './support/big-ledger'
import { holdDataWorker } from './support/data-worker'
import { rowAt } from './support/ledger-rows'
import { type Line, median } from './support/measure'
import { rawTimes } from './support/one-row-each'

export const name = 'The list of 100,000 records'

const openings = 5
const sweeps = 5

export const run = async (): Promise<readonly Line[]> => {
  const folder = await bigLedger()
  const opened: Opened[] = []
  for (let round = 0; round < openings; round += 1) {
    const { page, close } = await launchApp({ userDataDir: folder })
    opened.push(await openList(page))
    await close()
  }
  const { page, close } = await launchApp({ userDataDir: folder })
  await openList(page)
  const longest: number[] = []
  for (let round = 0; round < sweeps; round += 1) longest.push(await longestFrame(page))
  await holdDataWorker(page)
  const keystrokes = await search(page)
  await close()
  await rm(folder, { recursive: true, force: true })
  return [
    {
      task: 'first rows of the list, against getAll',
      ours: median(opened.map(({ rows }) => rows)),
      yardstick: median(opened.map(({ all }) => all)),
      unit: 'ms',
      goal: 0.3,
    },
    { task: 'longest frame while scrolling', ours: median(longest), unit: 'ms', goal: 33 },
    {
      task: 'one keystroke of search, against a plain scan',
      ours: median(keystrokes.ours),
      yardstick: median(keystrokes.plain),
      unit: 'ms',
      goal: 3,
    },
  ]
}

interface Opened {
  readonly rows: number
  readonly all: number
}

/** From the click in the navigation of an app just started to rows on the screen; and all records as the database gives them. */
const openList = async (page: Page): Promise<Opened> => {
  await page.getByRole('heading', { name: '首页' }).waitFor()
  const rows = await page.evaluate(async () => {
    const from = performance.now()
    for (const button of document.querySelectorAll<HTMLElement>('nav button'))
      if (button.textContent === '服务记录') button.click()
    while (!(document.querySelector('[role="grid"] .table-row')?.textContent ?? '').includes('FW-'))
      await new Promise(requestAnimationFrame)
    return performance.now() - from
  })
  await page.getByRole('status', { name: '列表合计' }).getByText('合计').first().waitFor()
  return { rows, all: (await rawTimes(page)).reading }
}

/** Ten rows a frame, and now and then far ahead, where nothing has been fetched yet. */
const longestFrame = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const scroller = document.querySelector('.table-scroll')
    if (scroller === null) throw new Error('There is no list to scroll.')
    scroller.scrollTop = 0
    const times: number[] = []
    for (let step = 0; step < 240; step += 1) {
      scroller.scrollTop += step % 40 === 0 ? 90_000 : 360
      times.push(await new Promise(requestAnimationFrame))
    }
    return Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? time)))
  })

interface Keystrokes {
  readonly ours: readonly number[]
  readonly plain: readonly number[]
}

const typed = [
  'cxsj',
  'wscl',
  'dcbrgl',
  'zscq',
  'ycdj',
  'jgjmjx',
  'zhangwb',
  'huanglongbing',
  'fw-5',
  '第12',
  '光伏',
]

/**
 * Each word letter by letter: the first page of the list with its counts and sums, asked of the data worker; against a
 * scan of the same texts for the same letters as they stand, without pinyin.
 */
const search = async (page: Page): Promise<Keystrokes> => {
  const texts = Array.from({ length: recordsInLedger }, (_, index) =>
    searchable([`FW-500118-2021-${String(index).padStart(6, '0')}`, ...rowAt(index)].join('\n')),
  )
  const queries = typed.flatMap((word) =>
    Array.from({ length: word.length }, (_, at) => word.slice(0, at + 1)),
  )
  return page.evaluate(
    async ({ texts: all, queries: asked }) => {
      const page = (words: string): Promise<unknown> =>
        window.callStore(
          'page',
          {
            register: 'serviceRecords',
            district: '500118',
            search: words,
            filters: [],
            sort: { field: 'serviceDate', descending: true },
          },
          0,
          100,
        )
      await page('预热')
      const ours: number[] = []
      const plain: number[] = []
      for (const words of asked) {
        const from = performance.now()
        await page(words)
        const between = performance.now()
        let found = 0
        for (const text of all) if (text.includes(words)) found += 1
        ours.push(between - from)
        plain.push(performance.now() - between)
        if (found > all.length) throw new Error('Counted wrong.')
      }
      return { ours, plain }
    },
    { texts, queries },
  )
}
