import { canonical } from '../../domain/history'
import type { OfficeRules } from '../../domain/office-rules'
import type { LedgerRecord } from '../../domain/record'
import type { ReportOptions } from '../../reports/report'
import { forOutsiders, ownUse } from '../../workbook/export-profile'
import { type Collected, inOrder } from './report-data'

/**
 * The data behind a submission as one file, gzip over lines of JSON: what is in it, the options and rules, and then one
 * record a line, because all of them in one text are more than a text can hold where a city hands in. It is kept like any
 * attachment, by its SHA-256, so that snapshots, backups and the journal carry it. The first line stands alone so that one
 * can ask what a report counts without reading all that it was made of.
 */
export interface Frozen {
  readonly head: FrozenHead
  readonly options: ReportOptions
  readonly collected: Collected
}

export interface FrozenHead {
  /** Code of the report. */
  readonly report: string
  /** The version that each record had that the report counts, by its id. */
  readonly counted: Readonly<Record<string, number>>
}

/** The file as it comes from the disk. */
export type Packed = ReadableStream<Uint8Array<ArrayBuffer>>

/** Why it does not come. */
export interface NotRead {
  readonly message: string
  readonly advice: string
}
/** Reads what was frozen, by its SHA-256. */
export type ReadFrozen = (hash: string) => Promise<Packed | NotRead>

const format = 'ledger-submission'
/** Of the layout of this file; one that does not know a later one refuses it. Files of layout 1 hold all in their second line. */
const formatVersion = 2

/** What is unpacked of it at most: a file that swells further is none of ours. */
const mostUnpacked = 4 * 1024 * 1024 * 1024

const parts = ['linked', 'records'] as const
type Part = (typeof parts)[number]

/** The same data give the same bytes, in whichever order the records were read. */
export const packFrozen = async (frozen: Frozen): Promise<Blob> => {
  const packed = asStream(linesIn(frozen)).pipeThrough(new CompressionStream('gzip'))
  return new Response(packed).blob()
}

function* linesIn({ head, options, collected }: Frozen): Generator<string, undefined> {
  yield canonical({ format, formatVersion, ...head })
  yield canonical({ options, rules: collected.rules })
  for (const part of parts)
    for (const [register, records] of Object.entries(collected[part]).sort(([a], [b]) => (a < b ? -1 : 1)))
      for (const record of inOrder(records)) yield canonical([part, register, record])
  return undefined
}

/** Characters that are handed on at once. */
const portion = 256 * 1024

const asStream = (lines: Generator<string, undefined>): Packed => {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: (controller) => {
      let text = ''
      while (text.length < portion) {
        const { done, value } = lines.next()
        if (done === true) {
          if (text !== '') controller.enqueue(encoder.encode(text))
          controller.close()
          return
        }
        text += `${value}\n`
      }
      controller.enqueue(encoder.encode(text))
    },
  })
}

/** Only what the report counts; undefined for a file that is none of ours. */
export const readFrozenHead = async (packed: Packed): Promise<FrozenHead | undefined> => {
  try {
    for await (const line of linesOf(packed)) return headOf(parsed(line))?.head
  } catch (error) {
    if (!isUnreadable(error)) throw error
  }
  return undefined
}

/** Undefined for a file that is none of ours, or damaged, or written by a later version. */
export const unpackFrozen = async (packed: Packed): Promise<Frozen | undefined> => {
  try {
    return await readLines(linesOf(packed))
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return undefined
  }
}

const readLines = async (lines: AsyncGenerator<string, undefined>): Promise<Frozen | undefined> => {
  const first = headOf(parsed((await lines.next()).value))
  const second = parsed((await lines.next()).value)
  if (first === undefined || !isObject(second)) return undefined
  const { options, rules } = second
  if (!isOptions(options) || !isObject(rules)) return undefined
  const groups = first.version === 1 ? groupsIn(second) : await groupsBelow(lines)
  if (groups === undefined) return undefined
  // The file is named by its hash, and the hash was noted when the program wrote it: deeper it need not be looked at.
  return {
    head: first.head,
    options: withProfile(options),
    collected: { ...groups, rules: rules as unknown as OfficeRules },
  }
}

type Groups = Pick<Collected, Part>

const groupsIn = ({ records, linked }: Readonly<Record<string, unknown>>): Groups | undefined =>
  isGroups(records) && isGroups(linked) ? { records, linked } : undefined

const groupsBelow = async (lines: AsyncGenerator<string, undefined>): Promise<Groups | undefined> => {
  const groups: Record<Part, Record<string, LedgerRecord[]>> = { linked: {}, records: {} }
  for await (const line of lines) {
    const read = parsed(line)
    if (!Array.isArray(read)) return undefined
    const [name, register, record] = read as readonly unknown[]
    const part = parts.find((known) => known === name)
    if (part === undefined || typeof register !== 'string' || !isRecord(record)) return undefined
    ;(groups[part][register] ??= []).push(record)
  }
  return groups
}

/** Its lines, without the empty end; throws where the file is cut off, or no gzip at all. */
async function* linesOf(packed: Packed): AsyncGenerator<string, undefined> {
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader()
  const decoder = new TextDecoder()
  let begun: string[] = []
  let unpacked = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      unpacked += value.byteLength
      if (unpacked > mostUnpacked) throw new TypeError('It unpacks to more than any file of ours.')
      const [rest = '', ...next] = decoder.decode(value, { stream: true }).split('\n')
      begun.push(rest)
      for (const line of next) {
        yield begun.join('')
        begun = [line]
      }
    }
    const end = begun.join('')
    if (end !== '') yield end
    return undefined
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** As the system's gzip says it, and what no text can hold. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || (error instanceof Error && 'code' in error)

const parsed = (line: string | undefined): unknown => {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const headOf = (line: unknown): { readonly head: FrozenHead; readonly version: number } | undefined => {
  if (!isObject(line) || line['format'] !== format) return undefined
  const { report, counted, formatVersion: version } = line
  if (typeof version !== 'number' || version < 1 || version > formatVersion) return undefined
  if (typeof report !== 'string' || !isObject(counted)) return undefined
  const versions = Object.entries(counted).filter((entry): entry is [string, number] =>
    Number.isSafeInteger(entry[1]),
  )
  return { head: { report, counted: Object.fromEntries(versions) }, version }
}

/** Those frozen before there were 导出方案 say only whether phones were masked. */
const withProfile = (options: ReportOptions): ReportOptions =>
  isObject(options.profile)
    ? options
    : { ...options, profile: Reflect.get(options, 'external') === true ? forOutsiders : ownUse }

const isOptions = (value: unknown): value is ReportOptions =>
  isObject(value) && isObject(value['period']) && typeof value['createdAt'] === 'string'

const isGroups = (value: unknown): value is Collected['records'] =>
  isObject(value) &&
  Object.values(value).every((group) => Array.isArray(group) && group.every((record) => isRecord(record)))

const isRecord = (value: unknown): value is LedgerRecord =>
  isObject(value) &&
  typeof value['id'] === 'string' &&
  typeof value['code'] === 'string' &&
  Number.isSafeInteger(value['version']) &&
  isObject(value['values'])
