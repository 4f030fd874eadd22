import { createHash } from 'node:crypto'
import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createQueue } from './queue'
import { codeOf, unless } from './system-error'
import { writeAtomically } from './write-atomically'

/** The desk is replaced as a whole; the one before it stays beside it. */
export interface Desk {
  /** Rejects with the system's own error code. */
  readonly save: (text: string) => Promise<void>
  /** The newest that is whole; null where there is none. */
  readonly read: () => Promise<string | null>
}

export const createDesk = (folder: string): Desk => {
  const queue = createQueue()
  const [current, previous] = [join(folder, 'desk'), join(folder, 'desk-previous')]
  return {
    save: (text) =>
      queue(async () => {
        // A damaged one must not take the place of the good one before it.
        if ((await readWhole(current)) !== undefined)
          await unless(['ENOENT'], rename(current, previous), undefined)
        await mkdir(folder, { recursive: true })
        await writeAtomically(current, Buffer.from(`${sumOf(text)}\n${text}`))
      }),
    read: () => queue(async () => (await readWhole(current)) ?? (await readWhole(previous)) ?? null),
  }
}

/** Undefined where it cannot be read, or is not what was written. */
const readWhole = async (path: string): Promise<string | undefined> => {
  try {
    const all = await readFile(path, 'utf8')
    const [sum, text] = [all.slice(0, 64), all.slice(65)]
    return sumOf(text) === sum ? text : undefined
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex')
