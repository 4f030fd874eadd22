import { serialOfDay } from '../domain/kinds/date'
import { leftOutText } from '../domain/kinds/kind'
import type { RawCell, SheetGrid } from './grid'
import { type Cell, plain, type Sheet, type Workbook } from './model'
import { markOf, shortHash } from './short-hash'

/**
 * The very hidden sheet `_meta` by which a workbook that comes back is known: what it is, the SHA-256 of what it showed
 * when it was written, the headings of its columns, and the records behind its rows with the version, the number and a mark
 * of every cell that each had then; and a seal over all of this. A name and its values a row; `record` once for each record
 * with marks, in the order of the rows; `counted` for many that only count in a total, their ids parted by spaces.
 */
const metaName = '_meta'
const schemaVersion = 3
/** The first in which the rows are sealed. */
const sealedSince = 3
const sealName = 'seal'
/** A cell holds 32,767 letters; the counts of a city are made of 100,000 records. */
const idsInCell = 800
/** Noted after everything else. */
const hashName = 'sha256'

/** A record behind a row; one that only counts in a total has no marks. */
export interface MetaRecord {
  readonly id: string
  readonly version?: number
  readonly code?: string
  /** `rowMarks` of its cells. */
  readonly marks?: string
}

export const metaSheet = (
  facts: Readonly<Record<string, string>>,
  records: readonly MetaRecord[],
  headings: readonly string[] = [],
): Sheet => {
  const rows: readonly (readonly string[])[] = [
    ...Object.entries({ schema: String(schemaVersion), ...facts }),
    ...(headings.length === 0 ? [] : [['columns', ...headings]]),
    ...records.flatMap(({ id, version, code, marks }) =>
      marks === undefined ? [] : [['record', id, String(version ?? ''), code ?? '', marks]],
    ),
    ...inParts(
      records.flatMap(({ id, marks }) => (marks === undefined ? [id] : [])),
      idsInCell,
    ).map((ids) => ['counted', ids.join(' ')]),
  ]
  return {
    name: metaName,
    visibility: 'veryHidden',
    columns: [{ width: 20 }, { width: 44 }],
    rows: [[sealName, sealOf(rows)], ...rows].map((cells) => ({ cells })),
    merges: [],
  }
}

const inParts = <T>(list: readonly T[], length: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / length) }, (_, part) =>
    list.slice(part * length, (part + 1) * length),
  )

/** Ids of the records that a workbook counts, as its `_meta` lists them. */
export const recordIdsIn = ({ sheets }: Workbook): readonly string[] =>
  (sheets.find(({ name }) => name === metaName)?.rows ?? []).flatMap(({ cells: [name, ids] }) =>
    typeof ids !== 'string' ? [] : name === 'record' ? [ids] : name === 'counted' ? ids.split(' ') : [],
  )

const sealOf = (rows: readonly (readonly RawCell[])[]): string => shortHash(contentOf(metaName, rows))

/** The record of a row with a mark of each of its cells. */
export const metaRecord = (
  { id, version, code }: { readonly id: string; readonly version: number; readonly code: string },
  cells: readonly Cell[],
  columns: readonly { readonly format?: string | undefined }[],
): MetaRecord => ({
  id,
  version,
  code,
  marks: rowMarks(cells.map((cell, column) => rawValue(cell, columns[column]?.format))),
})

/** Records whose row says `leftOutText` in some columns: their marks are those of what stands there. */
export const withoutColumns = (
  records: readonly MetaRecord[],
  headings: readonly string[],
  isLeftOut: (heading: string) => boolean,
): readonly MetaRecord[] => {
  const out = headings.map(isLeftOut)
  if (!out.includes(true)) return records
  const blank = rowMarks([leftOutText])
  const empty = rowMarks([null])
  return records.map((record) =>
    record.marks === undefined
      ? record
      : {
          ...record,
          marks: marksIn(record.marks)
            .map((mark, column) => (out[column] === true && mark !== empty ? blank : mark))
            .join(''),
        },
  )
}

const markLength = 6

/** One mark a cell, by which a change of it is noticed. */
export const rowMarks = (values: readonly (RawCell | undefined)[]): string =>
  values.map((value) => markOf(JSON.stringify(tidyValue(value)))).join('')

const marksIn = (marks: string): readonly string[] =>
  Array.from({ length: Math.floor(marks.length / markLength) }, (_, index) =>
    marks.slice(index * markLength, (index + 1) * markLength),
  )

/** A workbook of our own, as its `_meta` describes it. */
export interface OwnWorkbook {
  /**
   * Why its rows cannot be led back to their records: `_meta` was changed since it was written, or is of a later version.
   */
  readonly trouble: 'altered' | 'newer' | undefined
  readonly facts: Readonly<Record<string, string>>
  readonly headings: readonly string[]
  readonly records: readonly OwnRecord[]
}
export interface OwnRecord {
  readonly id: string
  readonly version: number
  readonly code: string
  readonly marks: readonly string[]
}

const mostRecords = 500_000

/** Reads `_meta` back. Whoever had the file may have changed it, so nothing in it is more than a hint. */
export const readMeta = (sheets: readonly SheetGrid[]): OwnWorkbook | undefined => {
  const sheet = sheets.find(({ name, hidden }) => hidden && name === metaName)
  if (sheet === undefined) return undefined
  const facts = new Map<string, string>()
  let headings: readonly string[] = []
  const records: OwnRecord[] = []
  for (const row of sheet.rows) {
    const [name, ...values] = row.map((cell) => (cell === null ? '' : String(cell)))
    const [first = '', version = '', code = '', marks = ''] = values
    if (name === 'columns') headings = values
    else if (name === 'counted') continue
    else if (name !== 'record') facts.set(name ?? '', first)
    else if (records.length < mostRecords && marks !== '')
      records.push({ id: first, version: Number(version), code, marks: marksIn(marks) })
  }
  const trouble = troubleWith(facts, sheet.rows)
  return {
    trouble,
    facts: Object.fromEntries(facts),
    headings,
    records: trouble === undefined ? records : [],
  }
}

const troubleWith = (
  facts: ReadonlyMap<string, string>,
  rows: readonly (readonly RawCell[])[],
): OwnWorkbook['trouble'] => {
  const schema = Number(facts.get('schema'))
  if (schema > schemaVersion) return 'newer'
  const seal = facts.get(sealName)
  // What was written before there were seals.
  if (seal === undefined && schema < sealedSince) return undefined
  const sealed = rows.filter(([name]) => name !== sealName && name !== hashName)
  return sealOf(sealed) === seal ? undefined : 'altered'
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/u

/** The value of a cell as a reader of the file finds it: dates are serial numbers, an empty text is blank. */
const rawValue = (cell: Cell, format: string | undefined): RawCell => {
  const { value, format: own = format, prefix = '', suffix = '' } = plain(cell)
  if (typeof value === 'number') return wordedValue(value, own === 'percent', prefix, suffix)
  if (value === null) return value
  return own === 'date' && dayPattern.test(value) ? serialOfDay(value) : value
}

/** The reader gives a number together with the words that its format puts around it. */
const wordedValue = (value: number, isPercent: boolean, prefix: string, suffix: string): RawCell => {
  if (!isPercent && prefix === '' && suffix === '') return value
  const shown = Number((isPercent ? value * 100 : value).toPrecision(12))
  return `${prefix}${String(shown)}${suffix}${isPercent ? '%' : ''}`
}

/**
 * What a sheet says, as one text: its name and its values, whatever they look like. The same for the model and for the
 * grid read back from its file, so that one comparison of hashes tells whether somebody has changed it.
 */
export const contentOf = (name: string, rows: readonly (readonly RawCell[])[]): string => {
  const tidied = rows.map((row) => withoutBlankEnd(row.map(tidyValue), (value) => value === null))
  return JSON.stringify([name, withoutBlankEnd(tidied, (row) => row.length === 0)])
}

/** A file keeps neither carriage returns nor control characters nor halves of characters. */
const tidyValue = (value: RawCell | undefined): RawCell => {
  if (typeof value !== 'string') return value ?? null
  const text = value
    .replace(/\r\n?/gu, '\n')
    .replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
  return text === '' ? null : text
}

const withoutBlankEnd = <T>(list: readonly T[], isBlank: (entry: T) => boolean): readonly T[] =>
  list.slice(0, list.findLastIndex((entry) => !isBlank(entry)) + 1)

/** What all visible sheets of a workbook say: the text whose SHA-256 goes into `_meta`. */
export const contentOfWorkbook = ({ sheets }: Workbook): string =>
  sheets
    .filter(({ visibility }) => visibility === 'visible')
    .map(({ name, columns, rows }) =>
      contentOf(
        name,
        rows.map(({ cells }) => cells.map((cell, column) => rawValue(cell, columns[column]?.format))),
      ),
    )
    .join('\n')

/** The workbook with its hash noted. Making it is left to the caller, since pure code has no digest at hand. */
export const withHash = (workbook: Workbook, sha256: string): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) =>
    sheet.name === metaName ? { ...sheet, rows: [{ cells: [hashName, sha256] }, ...sheet.rows] } : sheet,
  ),
})
