import { execFileSync } from 'node:child_process'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'

const mount = (...words: readonly string[]): void => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('This test mounts a small disk: it has to run as root on Linux.')
  execFileSync('mount', words)
}

/** Lazily: what was killed may hold a file for another moment. */
const unmount = (folder: string) => (): void => {
  execFileSync('umount', ['-l', folder])
}

/** A disk of its own at this folder, of a size as `mount` takes it. Gives the way to take it away. */
export const mountSmallDisk = async (folder: string, size: string): Promise<() => void> => {
  await mkdir(folder, { recursive: true })
  mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder)
  return unmount(folder)
}

/** Makes a folder read-only, for root too; gives the way back. */
export const mountReadOnly = (folder: string): (() => void) => {
  mount('--bind', folder, folder)
  mount('-o', 'remount,bind,ro', folder)
  return unmount(folder)
}

/** Fills the disk up to `room` bytes; gives the way to make room again. */
export const fillDisk = async (folder: string, room = 0): Promise<() => Promise<void>> => {
  const path = join(folder, 'ballast')
  const piece = Buffer.alloc(4096, 1)
  const file = await open(path, 'w')
  let size = 0
  try {
    for (;;) size += (await file.write(piece, 0, piece.length, size)).bytesWritten
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    await file.truncate(Math.max(0, size - room))
  } finally {
    await file.close()
  }
  return () => rm(path)
}
