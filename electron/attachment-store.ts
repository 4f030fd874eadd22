import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { CheckRequest, FaultyFile, FileFault } from '../src/bridge/channels'
import { unless } from './system-error'
import { flushFolder, writeAll } from './write-atomically'

/**
 * Files by the SHA-256 of their content, `ab/abcdef…`. The name is the proof of what is inside, the same content lies there
 * once, and nothing is ever deleted: deleted records come back, and every earlier batch can be undone.
 */
export interface AttachmentStore {
  /** Gives the hash; rejects with the system's own error. A file that was lost or altered is whole again afterwards. */
  readonly keep: (content: Uint8Array | Pieces) => Promise<string>
  /** The same for a file that is handed over piece by piece. */
  readonly begin: () => Promise<Incoming>
  /** The content, proved by its hash. */
  readonly read: (hash: string) => Promise<ReadFile>
  /** Where the content lies, proved by its hash, for whoever reads it piece by piece. */
  readonly find: (hash: string) => Promise<FoundFile>
  readonly check: (request: CheckRequest) => Promise<readonly FaultyFile[]>
  /** All that lie there, whatever refers to them now: an earlier action may be undone. */
  readonly list: () => Promise<readonly { readonly hash: string; readonly path: string }[]>
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** A file on its way in, beside the others until it is whole. Dropped, it leaves nothing. */
export interface Incoming {
  readonly add: (bytes: Uint8Array) => Promise<void>
  /** Gives the hash. */
  readonly end: () => Promise<string>
  readonly drop: () => Promise<void>
}

interface Faulty {
  readonly status: 'faulty'
  readonly fault: FileFault
}
type ReadFile = { readonly status: 'read'; readonly bytes: Uint8Array<ArrayBuffer> } | Faulty
type FoundFile = { readonly status: 'found'; readonly path: string } | Faulty

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

  const begin = async (): Promise<Incoming> => {
    tidied ??= removeTorn(folder)
    await tidied
    await mkdir(folder, { recursive: true })
    return receive(join(folder, `.${randomUUID()}.tmp`), pathOf)
  }

  return {
    keep: async (content) => {
      const incoming = await begin()
      try {
        for await (const piece of content instanceof Uint8Array ? portionsOf(content) : content)
          await incoming.add(piece)
        return await incoming.end()
      } catch (error) {
        await incoming.drop()
        throw error
      }
    },
    begin,
    read: async (hash) => {
      try {
        const bytes = new Uint8Array(await readFile(pathOf(hash)))
        if ((await hashOf(bytes)) === hash) return { status: 'read', bytes }
        return { status: 'faulty', fault: 'altered' }
      } catch (error) {
        return { status: 'faulty', fault: faultFrom(error) }
      }
    },
    find: async (hash) => {
      try {
        const path = pathOf(hash)
        if ((await hashOfFile(path)) === hash) return { status: 'found', path }
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

/** Writes beside, flushes to the disk, and only then gives the name that says what is inside. */
const receive = async (beside: string, pathOf: (hash: string) => string): Promise<Incoming> => {
  const file = await open(beside, 'wx')
  const sum = createHash('sha256')
  let at = 0
  return {
    add: async (bytes) => {
      sum.update(bytes)
      at += await writeAll(file, bytes, at)
    },
    end: async () => {
      await file.sync()
      await file.close()
      const hash = sum.digest('hex')
      const path = pathOf(hash)
      await mkdir(dirname(path), { recursive: true })
      await rename(beside, path)
      await flushFolder(dirname(path))
      return hash
    },
    drop: async () => {
      await file.close()
      await rm(beside, { force: true })
    },
  }
}

function* portionsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += portion) yield bytes.subarray(from, from + portion)
}

/** What a process that died left half written. */
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
  for (const piece of portionsOf(bytes)) {
    hash.update(piece)
    await setImmediate()
  }
  return hash.digest('hex')
}

const hashOfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: portion })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
