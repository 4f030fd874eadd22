import { readFile, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Failure, ReadFileResult } from '../src/bridge/channels'
import { failureOf, notAFile, tooLarge } from './file-failures'
import { type Bytes, writeAtomically } from './write-atomically'

/** Bytes. A ledger has a few megabytes; beyond this a file is a mistake, and would cost the window its memory. */
const largest = 200 * 1024 * 1024

/** Reads a chosen file whole; one that is too large is refused before it is read. */
export const readChosen = async (path: string): Promise<ReadFileResult> => {
  const name = basename(path)
  try {
    const state = await stat(path)
    // A pipe or a device would never end.
    if (!state.isFile()) return notAFile(name)
    if (state.size > largest) return tooLarge(name, state.size, largest)
    return { status: 'opened', name, bytes: new Uint8Array(await readFile(path)) }
  } catch (error) {
    return failureOf(error, name, 'read')
  }
}

interface Written {
  readonly status: 'written'
  readonly name: string
  readonly folder: string
}

/** Writes a chosen file whole or not at all. */
export const writeChosen = async (path: string, bytes: Bytes): Promise<Written | Failure> => {
  const name = basename(path)
  try {
    await writeAtomically(path, bytes)
    return { status: 'written', name, folder: dirname(path) }
  } catch (error) {
    return failureOf(error, name, 'write')
  }
}

/**
 * A suggested name without what a file name may not hold on Windows, without signs that turn the direction of writing
 * round (gnp.exe reads as exe.png), never a device and never a path.
 */
export const safeName = (suggested: string): string =>
  suggested
    .replace(/[\\/:*?"<>|\u0000-\u001f\u202a-\u202e\u2066-\u2069]/gu, '_')
    .replace(/^\.+|[. ]+$/gu, '_')
    .replace(/^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu, '$&_')
