import { canonical } from '../../domain/history'
import type { LedgerRecord } from '../../domain/record'
import type { ReportOptions } from '../../reports/report'
import { forOutsiders, ownUse } from '../../workbook/export-profile'
import { type Collected, inOrder } from './report-data'

/**
 * The data behind a submission as one file, gzip over two lines of JSON: what is in it, and all that the report was built
 * from. It is kept like any attachment, by its SHA-256, so that snapshots, backups and the journal carry it. The first line
 * stands alone so that one can ask what a report counts without reading all that it was made of.
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

const format = 'ledger-submission'
/** Of the layout of this file; one that does not know a later one refuses it. */
const formatVersion = 1

/** What is unpacked of it at most: a file that swells further is none of ours. */
const mostUnpacked = 1024 * 1024 * 1024

/** The same data give the same bytes, in whichever order the records were read. */
export const packFrozen = async ({ head, options, collected }: Frozen): Promise<Uint8Array> => {
  const { records, linked, rules } = collected
  const body = { options, rules, records: sorted(records), linked: sorted(linked) }
  const lines = [{ format, formatVersion, ...head }, body].map((line) => `${canonical(line)}\n`)
  const packed = new Blob(lines).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

const sorted = (groups: Collected['records']): Collected['records'] =>
  Object.fromEntries(Object.entries(groups).map(([name, records]) => [name, inOrder(records)]))

/** Only what the report counts; undefined for a file that is none of ours. */
export const readFrozenHead = async (bytes: Uint8Array): Promise<FrozenHead | undefined> => {
  const [line] = await firstLines(bytes, 1)
  return headOf(parsed(line))
}

/** Undefined for a file that is none of ours, or damaged, or written by a later version. */
export const unpackFrozen = async (bytes: Uint8Array): Promise<Frozen | undefined> => {
  const [first, second] = await firstLines(bytes, 2)
  const head = headOf(parsed(first))
  const body = parsed(second)
  if (head === undefined || !isObject(body)) return undefined
  const { options, rules, records, linked } = body
  if (!isOptions(options) || !isObject(rules) || !isGroups(records) || !isGroups(linked)) return undefined
  // The file is named by its hash, and the hash was noted when the program wrote it: deeper it need not be looked at.
  return {
    head,
    options: withProfile(options),
    collected: { records, linked, rules: rules as unknown as Collected['rules'] },
  }
}

const firstLines = async (bytes: Uint8Array, count: number): Promise<readonly string[]> => {
  const reader = new Blob([Uint8Array.from(bytes)])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader()
  const decoder = new TextDecoder()
  const lines: string[] = ['']
  let unpacked = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return lines
      unpacked += value.byteLength
      const [more = '', ...next] = decoder.decode(value, { stream: true }).split('\n')
      lines.push((lines.pop() ?? '') + more, ...next)
      if (lines.length > count || unpacked > mostUnpacked) return lines.slice(0, count)
    }
  } catch {
    // Cut off, or no gzip at all.
    return []
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

const parsed = (line: string | undefined): unknown => {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const headOf = (line: unknown): FrozenHead | undefined => {
  if (!isObject(line) || line['format'] !== format || line['formatVersion'] !== formatVersion)
    return undefined
  const { report, counted } = line
  if (typeof report !== 'string' || !isObject(counted)) return undefined
  const versions = Object.entries(counted).filter((entry): entry is [string, number] =>
    Number.isSafeInteger(entry[1]),
  )
  return { report, counted: Object.fromEntries(versions) }
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
