import { serialOfDay } from '../domain/kinds/date'
import type { RawCell } from './grid'
import { type Cell, plain, type Sheet, type Workbook } from './model'

/**
 * The very hidden sheet `_meta` by which a workbook that comes back is known: what it is, the records behind its rows and
 * the SHA-256 of what it showed when it was written. Two columns, a name and a value a row; `record` once for each record,
 * in the order of the rows.
 */
const metaName = '_meta'
const schemaVersion = 1

export const metaSheet = (facts: Readonly<Record<string, string>>, recordIds: readonly string[]): Sheet => ({
  name: metaName,
  visibility: 'veryHidden',
  columns: [{ width: 20 }, { width: 44 }],
  rows: [
    ...Object.entries({ schema: String(schemaVersion), ...facts }).map(([name, value]) => ({
      cells: [name, value],
    })),
    ...recordIds.map((id) => ({ cells: ['record', id] })),
  ],
  merges: [],
})

const dayPattern = /^\d{4}-\d{2}-\d{2}$/u

/** The value of a cell as a reader of the file finds it: dates are serial numbers, an empty text is blank. */
const rawValue = (cell: Cell, format: string | undefined): RawCell => {
  const { value, format: own = format } = plain(cell)
  if (typeof value !== 'string') return value
  return own === 'date' && dayPattern.test(value) ? serialOfDay(value) : value
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
    sheet.name === metaName ? { ...sheet, rows: [{ cells: ['sha256', sha256] }, ...sheet.rows] } : sheet,
  ),
})
