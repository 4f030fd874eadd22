import { rm } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { reportOf } from '../../src/reports/all'
import { launchApp, temporaryFolder } from '../e2e/support/launch'
import { begin, goTo, pickOption } from '../e2e/support/steps'
import { cityDistricts, recordsInDistrict, recordsOf } from './support/city-records'
import { holdDataWorker } from './support/data-worker'
import { familyMemory } from './support/family-memory'
import { type Line, median } from './support/measure'

export const name = `R14 of ${String(cityDistricts.length)} districts with ${String(recordsInDistrict)} records each`

const rounds = 3

/** The whole city's R14 in the app itself, against the database giving out the tables that it is made of. */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await temporaryFolder()
  const { app, page, close } = await launchApp({ userDataDir: folder })
  const pid = app.process().pid
  if (pid === undefined) throw new Error('The app has no process.')
  await begin(page)
  await fill(page)
  await page.getByRole('combobox', { name: '当前地区' }).fill('全市')
  await page.keyboard.press('Enter')
  await goTo(page, '报表')
  await page.getByRole('button', { name: /^打开 R14/u }).click()
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '所属期', '2021年第二季度')
  const found: Previewed[] = []
  const tables: number[] = []
  const memory = { before: familyMemory(pid), peak: 0 }
  for (let round = 0; round < rounds; round += 1) {
    tables.push(await readTables(page, ['districts', ...reportOf('R14').reads]))
    const watching = setInterval(() => {
      memory.peak = Math.max(memory.peak, familyMemory(pid))
    }, 500)
    found.push(await preview(page))
    clearInterval(watching)
  }
  await close()
  await rm(folder, { recursive: true, force: true })
  return [
    {
      task: 'R14, from the click to the preview, against getAll of its tables',
      ours: median(found.map(({ took }) => took)),
      yardstick: median(tables),
      unit: 'ms',
      goal: 2,
    },
    {
      task: 'longest task of the window meanwhile',
      ours: Math.max(...found.map(({ longest }) => longest)),
      unit: 'ms',
      goal: 50,
    },
    {
      task: 'peak memory of all processes, against the ledger at rest',
      ours: memory.peak,
      yardstick: memory.before,
      unit: 'MB',
      goal: 4,
    },
  ]
}

/** One action for each district, as 汇总 takes its package. */
const fill = async (page: Page): Promise<void> => {
  await holdDataWorker(page)
  for (const district of cityDistricts.keys()) {
    const operations = recordsOf(district).map((record) => ({ kind: 'create', ...record }))
    const problem = await page.evaluate(
      async ([id, all]) => {
        const done = (await window.callStore('commit', {
          id,
          kind: 'save',
          title: '汇总',
          operations: all,
        })) as { readonly ok: boolean; readonly message?: string }
        return done.ok ? undefined : done.message
      },
      [`01a00000-0000-7000-8000-${String(district).padStart(12, '0')}`, operations] as const,
    )
    if (problem !== undefined) throw new Error(problem)
  }
}

/** Milliseconds until the database has given out all records of these registers. */
const readTables = (page: Page, names: readonly string[]): Promise<number> =>
  page.evaluate(
    (registers) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('ledger')
        opening.onerror = () => reject(new Error('The ledger was not opened.'))
        opening.onsuccess = () => {
          const from = performance.now()
          const records = opening.result.transaction('records').objectStore('records')
          let left = registers.length
          for (const register of registers) {
            const asked = records.getAll(IDBKeyRange.bound([register, ''], [register, '\uffff']))
            asked.onsuccess = () => {
              left -= 1
              if (left > 0) return
              opening.result.close()
              resolve(performance.now() - from)
            }
          }
        }
      }),
    names,
  )

interface Previewed {
  readonly took: number
  /** Milliseconds of the longest task of the window; 0 where none was over 50. */
  readonly longest: number
}

const preview = (page: Page): Promise<Previewed> =>
  page.evaluate(async () => {
    let longest = 0
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration)
    })
    // The choice of the period takes the last picture away.
    const shown = (): Element | null => document.querySelector('[aria-label="预览"]')
    const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')]
    boxes[0]?.click()
    while (shown() !== null) await new Promise(requestAnimationFrame)
    tasks.observe({ entryTypes: ['longtask'] })
    const from = performance.now()
    for (const button of document.querySelectorAll<HTMLElement>('main button'))
      if (button.textContent === '预览') button.click()
    while (!(shown()?.textContent ?? '').includes('合计')) await new Promise(requestAnimationFrame)
    const took = performance.now() - from
    // What was observed comes a moment after it happened.
    await new Promise((done) => setTimeout(done, 200))
    tasks.disconnect()
    return { took, longest }
  })
