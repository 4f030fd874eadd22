import { attachmentUses } from '../../domain/attachments'
import type { Attachment } from '../../domain/field'
import type { Register } from '../../domain/register'
import type { PackedFile, PackedRecord } from '../../exchange/district-package'

/** Bytes of all files in one package: with more, it could neither be mailed nor read in one piece. */
const mostBytes = 120 * 1024 * 1024

/** The files that records of a package refer to, each content once. */
export const filesOf = (
  registers: ReadonlyMap<string, Register>,
  records: readonly PackedRecord[],
): readonly Attachment[] => {
  const uses = records.flatMap(({ register: name, record }) => {
    const register = registers.get(name)
    return register === undefined ? [] : attachmentUses(register, record)
  })
  return [...new Map(uses.map(({ attachment }) => [attachment.hash, attachment])).values()]
}

/** Gives the content of a kept file, proven by its hash; undefined where the disk has it no more. */
export type ReadFile = (file: Pick<Attachment, 'hash' | 'name'>) => Promise<Uint8Array | undefined>

export interface CarriedFiles {
  readonly listed: readonly PackedFile[]
  readonly contents: readonly Uint8Array[]
  /** Names of those that stay at home: beyond the limit, or lost. */
  readonly left: readonly string[]
}

/** Small ones first, so that as many as can be come along. */
export const carryFiles = async (files: readonly Attachment[], read: ReadFile): Promise<CarriedFiles> => {
  const listed: PackedFile[] = []
  const contents: Uint8Array[] = []
  const left: string[] = []
  let room = mostBytes
  for (const file of files.toSorted((a, b) => a.size - b.size)) {
    const content = file.size > room ? undefined : await read({ hash: file.hash, name: file.name })
    if (content === undefined || content.length > room) {
      left.push(file.name)
      continue
    }
    room -= content.length
    listed.push({ hash: file.hash, size: content.length })
    contents.push(content)
  }
  return { listed, contents, left }
}

/** The files behind the records, each proven by its hash; undefined where one of them is not what it should be. */
export const provenFiles = async (
  listed: readonly PackedFile[],
  rest: Uint8Array,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> => {
  if (listed.reduce((sum, { size }) => sum + size, 0) !== rest.length) return undefined
  const found = new Map<string, Uint8Array>()
  let at = 0
  for (const { hash, size } of listed) {
    const content = rest.slice(at, at + size)
    at += size
    if (hexOf(await crypto.subtle.digest('SHA-256', content)) !== hash) return undefined
    found.set(hash, content)
  }
  return found
}

const hexOf = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
