import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { CheckRequest, FaultyFile, FileFault } from '../src/bridge/channels'
import { unless } from './system-error'
import { writeAtomically } from './write-atomically'

/**
 * Files by the SHA-256 of their content, `ab/abcdef…`. The name is the proof of what is inside, the same content lies there
 * once, and nothing is ever deleted: deleted records come back, and every earlier batch can be undone.
 */
export interface AttachmentStore {
  /** Gives the hash; rejects with the system's own error. A file that was lost or altered is whole again afterwards. */
  readonly keep: (bytes: Uint8Array) => Promise<string>
  /** The content, proved by its hash. */
  readonly read: (hash: string) => Promise<ReadFile>
  readonly check: (request: CheckRequest) => Promise<readonly FaultyFile[]>
  /** All that lie there, whatever refers to them now: an earlier action may be undone. */
  readonly list: () => Promise<readonly { readonly hash: string; readonly path: string }[]>
}

type ReadFile =
  | { readonly status: 'read'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly status: 'faulty'; readonly fault: FileFault }

export const createAttachmentStore = (folder: string): AttachmentStore => {
  let tidied: Promise<void> | undefined
  const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)

  const faultOf = async (
    { hash, size }: CheckRequest['files'][number],
    thorough: boolean,
  ): Promise<FileFault | undefined> => {
    try {
      const state = await stat(pathOf(hash))
      if (!state.isFile() || state.size !== size) return 'altered'
      return !thorough || (await hashOfFile(pathOf(hash))) === hash ? undefined : 'altered'
    } catch (error) {
      return faultFrom(error)
    }
  }

  return {
    keep: async (bytes) => {
      tidied ??= removeTorn(folder)
      await tidied
      const hash = await hashOf(bytes)
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true })
      await writeAtomically(pathOf(hash), bytes)
      return hash
    },
    read: async (hash) => {
      try {
        const bytes = new Uint8Array(await readFile(pathOf(hash)))
        if ((await hashOf(bytes)) === hash) return { status: 'read', bytes }
        return { status: 'faulty', fault: 'altered' }
      } catch (error) {
        return { status: 'faulty', fault: faultFrom(error) }
      }
    },
    check: async ({ files, thorough }) => {
      const faulty: FaultyFile[] = []
      // One after the other: the disk belongs to whoever is working.
      for (const file of files) {
        const fault = await faultOf(file, thorough)
        if (fault !== undefined) faulty.push({ hash: file.hash, fault })
      }
      return faulty
    },
    list: async () => {
      const names = await unless(['ENOENT'], readdir(folder, { recursive: true }), [])
      return names
        .map((name) => basename(name))
        .filter((name) => /^[0-9a-f]{64}$/u.test(name))
        .sort()
        .map((hash) => ({ hash, path: pathOf(hash) }))
    },
  }
}

/** What a process that died left half written, under the names that `writeAtomically` writes beside its target. */
const removeTorn = async (folder: string): Promise<void> => {
  try {
    const names = await readdir(folder, { recursive: true })
    const torn = names.filter((name) => /^\.[0-9a-f-]{36}\.tmp$/u.test(basename(name)))
    for (const name of torn) await rm(join(folder, name), { force: true })
  } catch (error) {
    // Before the first file there is no folder; and rubbish that cannot be removed must not keep a file out.
    if (codeOf(error) === undefined) throw error
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined

const faultFrom = (error: unknown): FileFault => {
  const code = codeOf(error)
  if (code === undefined) throw error
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable'
}

const portion = 4 * 1024 * 1024

/** In portions, so that the main process goes on answering. */
const hashOf = async (bytes: Uint8Array): Promise<string> => {
  const hash = createHash('sha256')
  for (let from = 0; from < bytes.length; from += portion) {
    hash.update(bytes.subarray(from, from + portion))
    await setImmediate()
  }
  return hash.digest('hex')
}

const hashOfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: portion })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
