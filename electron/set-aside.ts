import type { Dirent } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { copyOrLink, linkOrCopy, makeFreshFolder, moveTo } from './keep-files'
import { localStamp } from './local-time'
import { unless } from './system-error'
import { isThere } from './write-atomically'

/**
 * The files of the browser's own store, kept as they were before anything opened them: Chromium empties a store that it
 * cannot read by itself.
 */
export interface Aside {
  readonly drop: () => Promise<void>
  /** Moves the copy to where it stays, and gives the path; null where there is none. */
  readonly keep: () => Promise<string | null>
}

interface Places {
  /** The folders of the store; those that are not there are left out. */
  readonly stores: readonly string[]
  /** Where the copy waits. */
  readonly aside: string
  /** Where a copy is kept for good. */
  readonly keptIn: string
  readonly clock: () => Date
}

/** A kept copy is named by this and the time. */
export const keptStorePrefix = '损坏的数据库-'

/** By the name that Chromium gives to the folder of an origin; `page` is any of its addresses. */
export const storeFolders = (userData: string, page: string): readonly string[] => {
  const { protocol, hostname, port } = new URL(page)
  const name = `${protocol.slice(0, -1)}_${hostname}_${port === '' ? '0' : port}.indexeddb`
  return ['leveldb', 'blob'].map((kind) => join(userData, 'IndexedDB', `${name}.${kind}`))
}

/**
 * Sets the store aside, before a window opens it. A copy that was neither dropped nor kept is older than whatever has
 * happened since, and stays. Rejects with the system's own error code.
 */
export const setAside = async ({ stores, aside }: Places): Promise<void> => {
  await rm(halfOf(aside), { recursive: true, force: true })
  if (await isThere(aside)) return
  const there = []
  for (const store of stores) if (await isThere(store)) there.push(store)
  if (there.length === 0) return
  await mkdir(halfOf(aside), { recursive: true })
  for (const store of there) await copyFolder(store, join(halfOf(aside), basename(store)))
  await rename(halfOf(aside), aside)
}

/** Not whole yet, or no more. */
const halfOf = (aside: string): string => `${aside}.half`

export const asideOf = ({ aside, keptIn, clock }: Places, ready: Promise<void>): Aside => ({
  drop: async () => {
    await ready
    await unless(['ENOENT'], rename(aside, halfOf(aside)), undefined)
    await rm(halfOf(aside), { recursive: true, force: true })
  },
  keep: async () => {
    await ready
    if (!(await isThere(aside))) return null
    const folder = await makeFreshFolder(keptIn, `${keptStorePrefix}${localStamp(clock())}`)
    for (const name of await readdir(aside)) await moveTo(join(aside, name), join(folder, name))
    await rm(aside, { recursive: true })
    return folder
  },
})

const copyFolder = async (from: string, to: string): Promise<void> => {
  await mkdir(to)
  const entries = await readdir(from, { withFileTypes: true })
  await Promise.all(entries.map((entry) => keepEntry(entry, join(from, entry.name), join(to, entry.name))))
}

const keepEntry = async (entry: Dirent, path: string, copy: string): Promise<void> => {
  if (entry.isDirectory()) await copyFolder(path, copy)
  else if (entry.isFile() && entry.name !== 'LOCK') await keepFile(path, copy)
}

/** Tables and blobs are never written again. */
const keepFile = (path: string, copy: string): Promise<void> => {
  const immutable = /\.(?:ldb|sst)$/u.test(path) || dirname(path).includes('.indexeddb.blob')
  return immutable ? linkOrCopy(path, copy) : copyOrLink(path, copy)
}
