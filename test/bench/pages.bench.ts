import { rm } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { launchApp } from '../e2e/support/launch'
import { fullLedger } from './support/full-ledger'
import type { Line } from './support/measure'
import { visits } from './support/page-list'
import { measureVisit, type Visit } from './support/page-visits'

export const name = 'Every page with 100,000 services, 20,000 organisations, 5,000 needs and 3,000 experts'

/** A page is there after so many milliseconds, or what it waits for can be called off. */
const soon = 500
/** No task of the window is longer, or typing would stick. */
const longestTask = 50

/** One walk through the app as it was just started: each page is opened for the first time. */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await fullLedger()
  const { page, close } = await launchApp({ userDataDir: folder })
  await page
    .locator('.tile strong')
    .first()
    .getByText(/^[\d,]+$/u)
    .waitFor()
  const lines: Line[] = []
  for (const visit of visits) lines.push(await lineOf(page, visit))
  await close()
  await rm(folder, { recursive: true, force: true })
  return lines
}

/** A page that does not come is missed, and the walk goes on from a window started anew. */
const lineOf = async (page: Page, visit: Visit): Promise<Line> => {
  try {
    const { took, cancellable, longest } = await measureVisit(page, visit)
    return {
      task: `${visit.name}${took > soon && cancellable !== undefined ? `, can be called off; done after ${String(Math.round(took))} ms` : ''}`,
      ours: took > soon && cancellable !== undefined ? cancellable : took,
      unit: 'ms',
      goal: soon,
      longest: { ours: longest, goal: longestTask },
    }
  } catch (error) {
    await page.reload()
    const [why] = String(error).split('\n')
    return { task: `${visit.name}: ${why ?? ''}`, ours: Infinity, unit: 'ms', goal: soon }
  }
}
