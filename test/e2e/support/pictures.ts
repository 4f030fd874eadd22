import { mkdirSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from './launch'

const folder = join(root, 'test-output', 'pictures')
const published = join(root, 'docs', 'pictures')

/** Those that README.md shows; `npm test -- --update-pictures` takes them anew. */
const shown = [
  'home',
  'home-pictures',
  'services',
  'form',
  'import',
  'quick-search',
  'preview',
  'need-board',
  'gantt',
  'quality',
]

/** A picture of the window, to be looked at. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  if (process.env.UPDATE_PICTURES !== '1' || !shown.includes(name)) return
  mkdirSync(published, { recursive: true })
  await copyFile(path, join(published, `${name}.png`))
}
