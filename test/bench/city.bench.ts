import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { reportOf } from '../../src/reports/all'
import { stubSaveDialog, temporaryFolder } from '../e2e/support/launch'
import { closeNotices, goTo, pickOption } from '../e2e/support/steps'
import { launchCity } from './support/city-ledger'
import { cityDistricts, recordsInDistrict } from './support/city-records'
import { holdDataWorker } from './support/data-worker'
import { familyMemory } from './support/family-memory'
import { type Line, median } from './support/measure'
import { rawTimes } from './support/one-row-each'
import { longestBlockIn, watchBlocking } from './support/watch-blocking'

export const name = `R14 of ${String(cityDistricts.length)} districts with ${String(recordsInDistrict)} records each`

const rounds = 3
const patience = { timeout: 300_000 }

/** The whole city's R14 in the app itself, against the database giving out the tables that it is made of. */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await temporaryFolder()
  const { app, page, close } = await launchCity(folder)
  const pid = app.process().pid
  if (pid === undefined) throw new Error('The app has no process.')
  await holdDataWorker(page)
  await watchBlocking(page)
  await page.getByRole('combobox', { name: '当前地区' }).fill('全市')
  await page.keyboard.press('Enter')
  await goTo(page, '报表')
  await page.getByRole('button', { name: /^打开 R14/u }).click()
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '所属期', '2021年第二季度')
  await stubSaveDialog(app, join(folder, 'R14.xlsx'))
  const exportR14 = () => timed(page, () => exported(page, 'R14'))
  const previews: Timed[] = []
  const exports: Timed[] = []
  const afterwards: Timed[] = []
  const cancelling: number[] = []
  const memory = { before: familyMemory(pid), peak: 0 }
  const watching = setInterval(() => {
    memory.peak = Math.max(memory.peak, familyMemory(pid))
  }, 500)
  for (let round = 0; round < rounds; round += 1) {
    // What was called off leaves nothing behind: whatever follows has to read all records again.
    cancelling.push(await timeToCancel(page, '预览'))
    previews.push(await timed(page, () => preview(page)))
    afterwards.push(await exportR14())
    await page.evaluate(touch, round)
    exports.push(await exportR14())
  }
  clearInterval(watching)
  const services = await listOfServices(app, page, folder)
  const { reading: yardstick } = await rawTimes(page, ['districts', ...reportOf('R14').reads])
  await close()
  await rm(folder, { recursive: true, force: true })
  const took = (all: readonly Timed[]): number => median(all.map((one) => one.took))
  const blocked = (all: readonly Timed[]): number => Math.max(...all.map(({ longest }) => longest))
  return [
    {
      task: 'R14, from the click to the preview, against getAll of its tables',
      ours: took(previews),
      yardstick,
      unit: 'ms',
      goal: 2,
    },
    {
      task: 'R14, from the click to the file, against the same',
      ours: took(exports),
      yardstick,
      unit: 'ms',
      goal: 2,
    },
    {
      task: 'the file of what is on the preview, against the same',
      ours: took(afterwards),
      yardstick,
      unit: 'ms',
      goal: 1,
    },
    {
      task: 'longest time the window is blocked by the preview',
      ours: blocked(previews),
      unit: 'ms',
      goal: 50,
    },
    { task: 'the same by the file', ours: blocked([...exports, ...afterwards]), unit: 'ms', goal: 50 },
    { task: 'calling it off', ours: Math.max(...cancelling), unit: 'ms', goal: 500 },
    ...services,
    {
      task: 'peak memory of all processes, against the ledger at rest',
      ours: memory.peak,
      yardstick: memory.before,
      unit: 'MB',
      goal: 4,
    },
  ]
}

interface Timed {
  readonly took: number
  /** Milliseconds of the longest task of the window; 0 where none was over 50. */
  readonly longest: number
}

const timed = async (page: Page, work: () => Promise<number>): Promise<Timed> => {
  await longestBlockIn(page)
  return { took: await work(), longest: await longestBlockIn(page) }
}

const preview = async (page: Page): Promise<number> => {
  await withoutPreview(page)
  return page.evaluate(async () => {
    const from = performance.now()
    for (const button of document.querySelectorAll<HTMLElement>('main button'))
      if (button.textContent === '预览') button.click()
    while (!(document.querySelector('[aria-label="预览"]')?.textContent ?? '').includes('合计'))
      await new Promise(requestAnimationFrame)
    return performance.now() - from
  })
}

const exported = async (page: Page, code: string): Promise<number> => {
  await closeNotices(page)
  return page.evaluate(async (said) => {
    const from = performance.now()
    for (const button of document.querySelectorAll<HTMLElement>('main button'))
      if (button.textContent === '导出 Excel') button.click()
    while (!document.body.textContent.includes(said)) await new Promise(requestAnimationFrame)
    return performance.now() - from
  }, `已导出 ${code}.xlsx`)
}

/** R05 of half a year: a line for each of the city's services, more than 50,000. */
const listOfServices = async (
  app: ElectronApplication,
  page: Page,
  folder: string,
): Promise<readonly Line[]> => {
  await page.getByRole('button', { name: '返回报表' }).click()
  await page.getByRole('button', { name: /^打开 R05/u }).click()
  await pickOption(page, '期别', '半年')
  await pickOption(page, '年度', '2021年')
  await pickOption(page, '所属期', '2021年上半年')
  await stubSaveDialog(app, join(folder, 'R05.xlsx'))
  const cancelling = await timeToCancel(page, '导出 Excel')
  const previewed = await timed(page, async () => {
    await page.getByRole('button', { name: '预览', exact: true }).click()
    await page.getByRole('group', { name: '第 1 页' }).waitFor(patience)
    return 0
  })
  const scrolled = await timed(page, () => scrollThrough(page))
  const written = await timed(page, () => exported(page, 'R05'))
  const block = (what: string, { longest: ours }: Timed): Line => ({
    task: `R05 of all services: longest time the window is blocked by ${what}`,
    ours,
    unit: 'ms',
    goal: 50,
  })
  return [
    block('its preview', previewed),
    block('scrolling through its pages', scrolled),
    block('its file', written),
    { task: 'R05 of all services: calling the file off', ours: cancelling, unit: 'ms', goal: 500 },
  ]
}

/** To the end, with a stop at some pages on the way: what stands on each comes when it is looked at. */
const scrollThrough = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const stops = 10
    const pages = document.querySelector('[aria-label="打印页"]')
    if (pages === null) throw new Error('There are no pages.')
    for (let stop = 1; stop <= stops; stop += 1) {
      pages.scrollTop = (pages.scrollHeight * stop) / stops
      await new Promise(requestAnimationFrame)
      do await new Promise(requestAnimationFrame)
      while (pages.querySelector('[aria-busy="true"]') !== null)
    }
    return 0
  })

/** The choice that is taken back leaves no picture, so that the next one is a new one. */
const withoutPreview = async (page: Page): Promise<void> => {
  const samples = page.getByRole('checkbox', { name: '含示例数据' })
  await samples.check()
  await samples.uncheck()
}

/** Something is done in the ledger: what was kept of its records for reports is of no more use. */
const touch = async (round: number): Promise<void> => {
  const id = `bench-${String(round)}`
  const values = { name: `速度测试大学${String(round)}`, orgType: '高等院校' }
  const operations = [{ kind: 'create', register: 'organizations', id, values }]
  await window.callStore('commit', { id: `batch-${id}`, kind: 'save', title: '', operations })
}

/** From 取消 until a preview can be asked for again. */
const timeToCancel = async (page: Page, what: '预览' | '导出 Excel'): Promise<number> => {
  await withoutPreview(page)
  await page.getByRole('button', { name: what, exact: true }).click()
  await page.getByRole('button', { name: '取消', exact: true }).waitFor(patience)
  return page.evaluate(async () => {
    const find = (wanted: string) =>
      [...document.querySelectorAll('button')].find((button) => button.textContent === wanted)
    const from = performance.now()
    find('取消')?.click()
    while (find('预览')?.disabled !== false) await new Promise(requestAnimationFrame)
    return performance.now() - from
  })
}
