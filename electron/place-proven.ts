import { randomUUID } from 'node:crypto'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ifPossible } from './system-error'
import { flushFolder } from './write-atomically'

/**
 * Puts a file in its place only after it was read back and is what it should be; false where it is not. Whatever fails,
 * nothing stays beside it.
 */
export const placeProven = async (
  path: string,
  write: (beside: string) => Promise<void>,
  prove: (beside: string) => Promise<boolean>,
): Promise<boolean> => {
  const beside = join(dirname(path), `.${randomUUID()}.tmp`)
  try {
    await write(beside)
    if (!(await prove(beside))) return false
    await rename(beside, path)
  } finally {
    await rm(beside, { force: true })
  }
  // Not every share lets a folder be flushed.
  await ifPossible(flushFolder(dirname(path)), undefined)
  return true
}

/** Milliseconds. What is younger may still be being written, by another machine that shares the folder. */
const aDay = 24 * 60 * 60 * 1000

/** Removes what a killed process left beside. */
export const removeLeftovers = async (folder: string, now: Date): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (!/^\.[0-9a-f-]{36}\.tmp$/u.test(name)) continue
    const found = await ifPossible(stat(join(folder, name)), undefined)
    if (found !== undefined && now.getTime() - found.mtimeMs > aDay)
      await rm(join(folder, name), { force: true })
  }
}
