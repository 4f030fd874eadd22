import { copyFile, cp, link, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from './system-error'

type Way = (path: string, copy: string) => Promise<void>

const firstThatWorks =
  (first: Way, second: Way): Way =>
  async (path, copy) => {
    try {
      await first(path, copy)
    } catch (error) {
      if (codeOf(error) === undefined) throw error
      await rm(copy, { force: true })
      await second(path, copy)
    }
  }

/** For a file that is never written again: a second name for it is as good as a copy, and costs nothing. */
export const linkOrCopy = firstThatWorks(link, copyFile)
/** For a file that is still written. On a full disk a second name at least outlives its being deleted. */
export const copyOrLink = firstThatWorks(copyFile, link)

/** Moves a file or folder, to another disk too. */
export const moveTo = async (path: string, target: string): Promise<void> => {
  try {
    await rename(path, target)
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error
    await cp(path, target, { recursive: true })
    await rm(path, { recursive: true })
  }
}

/** A new folder of this name, or of the name with a number where it is taken. Gives its path. */
export const makeFreshFolder = async (parent: string, name: string, number = 1): Promise<string> => {
  const path = join(parent, number === 1 ? name : `${name}-${String(number)}`)
  await mkdir(parent, { recursive: true })
  try {
    await mkdir(path)
    return path
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return makeFreshFolder(parent, name, number + 1)
  }
}
