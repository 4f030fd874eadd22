import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { SnapshotReason } from '../src/bridge/vault'
import { beginning, hashIn, parsed, type Position, property, walkFrom } from './chain'
import { joined, linesOf } from './lines'
import { pieceSize } from './segments'
import { type Footer, footerMember, readFooter } from './snapshot-footer'
import { codeOf } from './system-error'
import { writeAll, writeNewFile } from './write-atomically'

/**
 * A snapshot is everything that the journal said up to an entry, compressed: gzip members one behind another, which
 * every unpacker takes for one file. First the lines of all entries as they lie in the journal, then the tail (what the
 * store said of itself, and the desk), last the footer. A new snapshot begins with the entries of an older one, byte by
 * byte, and adds a member for those since.
 */
export interface SnapshotFile {
  readonly path: string
  readonly footer: Footer
}

interface Tail {
  readonly mark: unknown
  readonly desk: string | null
}

export interface Content {
  readonly base: SnapshotFile | undefined
  /** From the end of the base to `to`. */
  readonly lines: AsyncIterable<readonly Buffer[]>
  readonly to: Position
  readonly desk: string | null
  readonly at: Date
  readonly reason: SnapshotReason
}

/** Writes a new file and flushes it; what came of it is not proven yet. */
export const writeSnapshotFile = (path: string, content: Content): Promise<void> =>
  writeNewFile(path, (file) => writeParts(file, content))

const writeParts = async (
  file: FileHandle,
  { base, lines, to, desk, at, reason }: Content,
): Promise<void> => {
  const sum = createHash('sha256')
  let bytes = 0
  const put = async (pieces: AsyncIterable<Buffer>): Promise<void> => {
    for await (const piece of pieces) {
      sum.update(piece)
      bytes += await writeAll(file, piece, bytes)
    }
  }
  let first = base?.footer.first ?? ''
  const added = async function* (): AsyncGenerator<Buffer> {
    for await (const some of lines) {
      if (first === '' && some[0] !== undefined) first = hashIn(some[0])
      yield joined(some)
    }
  }
  if (base !== undefined) await put(bytesOf(base.path, 0, base.footer.entries))
  const adds = to.seq > (base?.footer.seq ?? 0)
  if (adds) await pipeline(Readable.from(added()), createGzip(), put)
  const entries = bytes
  await pipeline(Readable.from([tailText({ mark: to.mark, desk })]), createGzip(), put)
  const { seq, hash } = to
  const members = (base?.footer.members ?? 0) + (adds ? 1 : 0)
  const about = { seq, hash, first, at: at.toISOString(), reason, members }
  const footer = { ...about, entries, tail: bytes - entries, sha256: sum.digest('hex') }
  await writeAll(file, footerMember(footer), bytes)
}

const tailText = ({ mark, desk }: Tail): string =>
  `${JSON.stringify({ mark })}\n${JSON.stringify({ desk })}\n`

/** The lines of all entries. */
export const linesOfSnapshot = ({ path, footer }: SnapshotFile): AsyncGenerator<readonly Buffer[]> =>
  linesOf(unzipped(path, 0, footer.entries))

export const readTail = async ({ path, footer }: SnapshotFile): Promise<Tail> => {
  const lines: string[] = []
  for await (const some of linesOf(unzipped(path, footer.entries, footer.entries + footer.tail)))
    lines.push(...some.map((line) => line.toString('utf8')))
  const [mark, desk] = lines.map(parsed)
  const text = property(desk, 'desk')
  return { mark: property(mark, 'mark') ?? null, desk: typeof text === 'string' ? text : null }
}

/** Whether the file is, byte for byte, what it was when it was proven. */
export const isWhole = async (path: string): Promise<boolean> => {
  const footer = await readFooter(path)
  if (footer === undefined) return false
  const sum = createHash('sha256')
  for await (const piece of bytesOf(path, 0, footer.entries + footer.tail)) sum.update(piece)
  return sum.digest('hex') === footer.sha256
}

/** Reads everything back: every line of every entry from the first, without a gap, up to the one that it names. */
export const proves = async (path: string, to: Position): Promise<boolean> => {
  const footer = await readFooter(path)
  if (footer === undefined || !(await isWhole(path))) return false
  try {
    const walk = walkFrom(beginning)
    for await (const lines of linesOfSnapshot({ path, footer })) {
      if (!lines.every(walk.step)) return false
    }
    const { mark } = await readTail({ path, footer })
    const ends = walk.hash() === to.hash && walk.whole().seq === to.seq && walk.open() === undefined
    return ends && JSON.stringify(mark) === JSON.stringify(to.mark)
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return false
  }
}

/** Bytes that a file may always unpack to, and how many times its own size beyond that. Ours come to a tenth of it. */
const alwaysAllowed = 64 * 1024 * 1024
const mostFolded = 100

/** The same for a file from elsewhere, which may be made to fill the memory or the disk. */
export const isSoundSnapshot = async ({
  path,
  footer,
}: SnapshotFile): Promise<'sound' | 'altered' | 'bomb'> => {
  const most = alwaysAllowed + (footer.entries + footer.tail) * mostFolded
  try {
    for (const [from, to] of [
      [0, footer.entries],
      [footer.entries, footer.entries + footer.tail],
    ] as const) {
      let bytes = 0
      for await (const piece of unzipped(path, from, to)) {
        bytes += piece.length
        if (bytes > most) return 'bomb'
      }
    }
    const { mark } = await readTail({ path, footer })
    return (await proves(path, { ...footer, mark })) ? 'sound' : 'altered'
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return 'altered'
  }
}

async function* bytesOf(path: string, from: number, to: number): AsyncGenerator<Buffer> {
  if (to > from) yield* createReadStream(path, { start: from, end: to - 1, highWaterMark: pieceSize })
}

async function* unzipped(path: string, from: number, to: number): AsyncGenerator<Buffer> {
  if (to <= from) return
  const packed = createReadStream(path, { start: from, end: to - 1, highWaterMark: pieceSize })
  const unzip = createGunzip({ chunkSize: pieceSize })
  packed.on('error', (error) => unzip.destroy(error))
  try {
    yield* packed.pipe(unzip)
  } finally {
    packed.destroy()
    unzip.destroy()
  }
}
