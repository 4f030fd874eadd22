import { randomUUID } from 'node:crypto'
import { access, type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Writes a file whole or not at all: beside the target, flushed to the disk, then renamed over it. Whatever fails, the
 * old file stays as it was and nothing is left beside it. Rejects with the system's own error code.
 */
export const writeAtomically = async (path: string, bytes: Bytes): Promise<void> => {
  await refuseIfOpenInOffice(path)
  // Its own short name: with the target's in it, a long one would no longer fit.
  const beside = join(dirname(path), `.${randomUUID()}.tmp`)
  try {
    await writeNewFile(beside, (file) => writeFile(file, bytes))
    await refuseIfReadOnly(path)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw (await isHeldOnWindows(path, error)) ? inUse() : error
  }
  await flushFolder(dirname(path))
}

/** At once, or piece by piece as they come. */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>

/** Writes a file that is not there yet, and flushes it to the disk. */
export const writeNewFile = async (
  path: string,
  write: (file: FileHandle) => Promise<void>,
): Promise<void> => {
  const file = await open(path, 'wx')
  try {
    await write(file)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Renaming over a file needs no right to the file itself; a read-only one is still not ours to replace. */
const refuseIfReadOnly = async (path: string): Promise<void> => {
  if (!(await isThere(path))) return
  const file = await open(path, 'r+')
  await file.close()
}

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/**
 * What Excel and WPS, WPS on Linux, and LibreOffice put beside a workbook while they have it open. Except on Windows the
 * rename would succeed, and that program's next save would then wipe ours out.
 */
const lockFiles = [
  (name: string) => `~$${name}`,
  (name: string) => `.~${name}`,
  (name: string) => `.~lock.${name}#`,
]

const refuseIfOpenInOffice = async (path: string): Promise<void> => {
  for (const lockFile of lockFiles) {
    if (await isThere(join(dirname(path), lockFile(basename(path))))) throw inUse()
  }
}

const inUse = (): Error => Object.assign(new Error('open in another program'), { code: 'EBUSY' })

/** Windows answers EPERM or EACCES, not EBUSY, when another program holds the target of a rename. */
const isHeldOnWindows = async (path: string, error: unknown): Promise<boolean> =>
  process.platform === 'win32' &&
  error instanceof Error &&
  'syscall' in error &&
  error.syscall === 'rename' &&
  (await isThere(path))

/** Writes at a place in the file, however often the system takes only a part. Gives how many bytes that were. */
export const writeAll = async (file: FileHandle, bytes: Uint8Array, at: number): Promise<number> => {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
  }
  return bytes.length
}

export const flushFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
