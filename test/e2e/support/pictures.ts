import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { root } from './launch'

const folder = join(root, 'test-output', 'pictures')
const help = join(root, 'src', 'features', 'help')
const published = join(help, 'pictures')

/** Those that README.md and the manual show; `npm test -- --update-pictures` takes them anew. */
const shown = (): ReadonlySet<string> => {
  const chapters = readdirSync(join(help, 'chapters')).map((file) => join(help, 'chapters', file))
  const texts = [join(root, 'README.md'), ...chapters].map((path) => readFileSync(path, 'utf8'))
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/!\[[^\]]*\]\((?:.*\/)?([\w-]+)(?:\.png)?\)/gu)].map(([, name = '']) => name),
    ),
  )
}

/** A picture of the window, to be looked at. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  if (process.env.UPDATE_PICTURES !== '1' || !shown().has(name)) return
  mkdirSync(published, { recursive: true })
  await copyFile(path, join(published, `${name}.png`))
}
