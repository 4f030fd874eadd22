import { open, readdir, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dice } from '../../unit/support/dice'

/** What disks, cleaners and hands do to files. */
export type Damage = (path: string, dice: Dice) => Promise<void>

export const remove: Damage = (path) => rm(path, { recursive: true })

const overwrite = async (path: string, at: number, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'r+')
  try {
    await file.write(bytes, 0, bytes.length, at)
  } finally {
    await file.close()
  }
}

/** Up to 4 KB of garbage, at a random place where the file is longer. */
export const garble: Damage = async (path, dice) => {
  const { size } = await stat(path)
  const length = Math.min(4096, Math.max(size, 1))
  const at = dice.below(Math.max(1, size - length + 1))
  await overwrite(
    path,
    at,
    Uint8Array.from({ length }, () => dice.below(256)),
  )
}

/** Cuts the file somewhere; it may come to nothing. */
export const cut: Damage = async (path, dice) => truncate(path, dice.below((await stat(path)).size))

/** Zeros from somewhere to the end, as after a power failure. */
export const blank: Damage = async (path, dice) => {
  const { size } = await stat(path)
  const at = dice.below(size)
  await overwrite(path, at, new Uint8Array(size - at))
}

export const flipBit: Damage = async (path, dice) => {
  const { size } = await stat(path)
  const at = dice.below(size)
  const file = await open(path, 'r')
  const byte = new Uint8Array(1)
  await file.read(byte, 0, 1, at)
  await file.close()
  await overwrite(path, at, Uint8Array.of((byte[0] ?? 0) ^ (1 << dice.below(8))))
}

/** The files of a folder with this pattern in their names, in order; each must be there for a fault to mean something. */
export const filesIn = async (folder: string, pattern: RegExp): Promise<readonly string[]> => {
  const names = (await readdir(folder)).filter((name) => pattern.test(name)).sort()
  if (names.length === 0) throw new Error(`${folder} has no ${String(pattern)}.`)
  return names.map((name) => join(folder, name))
}
