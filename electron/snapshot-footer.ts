import { type FileHandle, open } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { SnapshotReason } from '../src/bridge/vault'
import { parsed, property } from './chain'
import { codeOf } from './system-error'

/** The end of a snapshot, which says what the rest must be. */
export interface Footer {
  readonly seq: number
  /** Hash of the last line, and of the first: histories that began apart never share it. */
  readonly hash: string
  readonly first: string
  /** ISO instant. */
  readonly at: string
  readonly reason: SnapshotReason
  /** Bytes of the two parts before the footer: the entries, and the tail. */
  readonly entries: number
  readonly tail: number
  /** gzip members of the entries. */
  readonly members: number
  /** SHA-256 of everything before the footer, as it lies in the file. */
  readonly sha256: string
}

const format = 1
const textBytes = 512
/** A gzip member that is not compressed. */
const memberBytes = textBytes + 23

/** Always of the same length, so that it can be read by itself. */
export const footerMember = (footer: Footer): Buffer => {
  const text = JSON.stringify({ snapshot: format, ...footer }).padEnd(textBytes - 1) + '\n'
  const member = gzipSync(text, { level: 0 })
  if (member.length !== memberBytes) throw new Error('The footer of a snapshot does not fit.')
  return member
}

/** Undefined where the file does not end as a snapshot does, or is not as long as it says. */
export const readFooter = async (path: string): Promise<Footer | undefined> => {
  const file = await open(path, 'r')
  try {
    return await footerOf(file)
  } finally {
    await file.close()
  }
}

const footerOf = async (file: FileHandle): Promise<Footer | undefined> => {
  const start = (await file.stat()).size - memberBytes
  if (start < 0) return undefined
  const { buffer } = await file.read(Buffer.alloc(memberBytes), 0, memberBytes, start)
  const said = unpacked(buffer)
  return isFooter(said) && said.entries + said.tail === start ? said : undefined
}

const unpacked = (member: Buffer): unknown => {
  try {
    return parsed(gunzipSync(member).toString('utf8'))
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}

const isFooter = (said: unknown): said is Footer =>
  property(said, 'snapshot') === format &&
  ['seq', 'entries', 'tail', 'members'].every((key) => Number.isSafeInteger(property(said, key))) &&
  ['hash', 'first', 'at', 'reason', 'sha256'].every((key) => typeof property(said, key) === 'string')
