import { rm } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { launchApp } from '../e2e/support/launch'
import { goTo } from '../e2e/support/steps'
import { bigLedger } from './support/big-ledger'
import { type Line, median, quantile } from './support/measure'

export const name = 'The grid of 100,000 records with all their columns'

const sweeps = 5
const keys = 60

export const run = async (): Promise<readonly Line[]> => {
  const folder = await bigLedger()
  const { page, close } = await launchApp({ userDataDir: folder })
  const columns = await openGrid(page)
  const down: number[] = []
  const across: number[] = []
  for (let round = 0; round < sweeps; round += 1) {
    down.push(await longestFrame(page, 'down'))
    across.push(await longestFrame(page, 'across'))
  }
  const echoes = await type(page)
  await close()
  await rm(folder, { recursive: true, force: true })
  return [
    {
      task: `longest frame while scrolling down ${String(columns)} columns`,
      ours: median(down),
      unit: 'ms',
      goal: 33,
    },
    { task: 'longest frame while scrolling across', ours: median(across), unit: 'ms', goal: 33 },
    {
      task: 'a key pressed to its letter in the cell, p95',
      ours: quantile(echoes, 0.95),
      unit: 'ms',
      goal: 30,
    },
  ]
}

/** The grid of the services with every column that there is; how many these are. */
const openGrid = async (page: Page): Promise<number> => {
  await page.getByRole('heading', { name: '首页' }).waitFor()
  await goTo(page, '服务记录')
  await page.getByRole('button', { name: '列设置', exact: true }).click()
  const columns = page.getByRole('list', { name: '列' }).getByRole('checkbox')
  const count = await columns.count()
  for (let index = 0; index < count; index += 1) await columns.nth(index).check()
  await page.getByRole('button', { name: '应用', exact: true }).click()
  await page.getByRole('button', { name: '表格编辑', exact: true }).click()
  await page.getByRole('grid', { name: '服务记录列表' }).getByRole('gridcell').first().waitFor()
  await page.getByRole('status', { name: '列表合计' }).getByText('合计').first().waitFor()
  return count
}

/** Some rows or columns a frame, and now and then far ahead, where nothing has been fetched yet. */
const longestFrame = (page: Page, way: 'down' | 'across'): Promise<number> =>
  page.evaluate(async (downwards) => {
    const scroller = document.querySelector('.table-scroll')
    if (scroller === null) throw new Error('There is no grid to scroll.')
    scroller.scrollTop = 0
    scroller.scrollLeft = 0
    const farthest = scroller.scrollWidth - scroller.clientWidth
    const times: number[] = []
    for (let step = 0; step < 240; step += 1) {
      if (downwards) scroller.scrollTop += step % 40 === 0 ? 90_000 : 360
      else scroller.scrollLeft = Math.abs(farthest - ((step * 120) % (2 * farthest)))
      times.push(await new Promise(requestAnimationFrame))
    }
    return Math.max(...times.slice(1).map((time, at) => time - (times[at] ?? time)))
  }, way === 'down')

/** From each key to the frame that shows its letter, in milliseconds. */
const type = async (page: Page): Promise<readonly number[]> => {
  const cell = page
    .getByRole('grid', { name: '服务记录列表' })
    .getByRole('row')
    .nth(3)
    .getByRole('gridcell')
    .nth(1)
  await cell.click()
  await page.evaluate(() => {
    window.echoes = []
    document.addEventListener(
      'keydown',
      (event) => {
        const { key, timeStamp } = event
        const look = (): void => {
          const shown = document.querySelector<HTMLTextAreaElement>('textarea[data-cell="typing"]')
          if (shown?.value.endsWith(key) !== true) requestAnimationFrame(look)
          // What a frame asks for after it has been drawn.
          else setTimeout(() => window.echoes.push(performance.now() - timeStamp))
        }
        requestAnimationFrame(look)
      },
      true,
    )
  })
  for (let index = 0; index < keys; index += 1) {
    await page.keyboard.press('abcdefghij'.charAt(index % 10))
    await page.waitForFunction((count) => window.echoes.length === count, index + 1)
  }
  const echoes = await page.evaluate(() => window.echoes)
  await page.keyboard.press('Escape')
  return echoes
}

declare global {
  interface Window {
    /** Milliseconds. */
    echoes: number[]
  }
}
