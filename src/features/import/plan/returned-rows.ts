import type { OwnRecord, OwnWorkbook } from '../../../workbook/meta'
import { rowMarks } from '../../../workbook/meta'
import { type ColumnMatch, targetsOf } from '../../../workbook/mapping/target'
import type { FoundTable, TableColumn, TableRow } from '../../../workbook/understand/found'
import { plainHeading } from '../../../workbook/words'

/** What a workbook of our own tells about its rows, by `TableRow.key`. */
export interface ReturnedRows {
  /** Id of the record that stood in the row when it was exported. */
  readonly idOf: (key: number) => string | undefined
  /** The version that it had then. */
  readonly versionOf: (key: number) => number | undefined
  /**
   * Fields whose cells were changed since, `@remark` for columns that go to 备注; undefined for rows that are not of
   * this record.
   */
  readonly touchedOf: (key: number, id: string) => ReadonlySet<string> | undefined
  /** Records that are no longer in the workbook. */
  readonly missing: number
}

/** A row on its way to its record: the marks of its cells, by column of the workbook as it was written. */
interface Marked {
  readonly row: TableRow
  readonly marks: readonly string[]
}

/**
 * Finds the record behind each row of a workbook of our own, however it was sorted, filtered or added to: by the number
 * in it, by cells that are all as they were, by most of its cells. The marks also tell which cells were changed.
 */
export const returnedRows = (
  { headings, records }: OwnWorkbook,
  table: FoundTable,
  matches: readonly ColumnMatch[],
): ReturnedRows | undefined => {
  const columns = columnsByHeading(table.columns, headings)
  if (records.length === 0 || !isMost(columns)) return undefined
  const rows = table.rows
    .filter(({ kind }) => kind === 'data')
    .map((row): Marked => ({ row, marks: marksOf(row, columns) }))
  const found = pair(rows, records, codeColumn(matches))
  const fields = columns.map((column) => fieldsOf(matches, column))
  const marksByKey = new Map(rows.map(({ row, marks }) => [row.key, marks]))
  return {
    idOf: (key) => found.get(key)?.id,
    versionOf: (key) => found.get(key)?.version,
    touchedOf: (key, id) => {
      const [record, marks] = [found.get(key), marksByKey.get(key)]
      if (record === undefined || marks === undefined || record.id !== id) return undefined
      return new Set(fields.flatMap((names, at) => (marks[at] === record.marks[at] ? [] : names)))
    },
    missing: records.length - found.size,
  }
}

/** Whether a table is the one that was written, and not another one in the same workbook. */
export const isOwnTable = ({ headings, records }: OwnWorkbook, table: FoundTable): boolean =>
  records.length > 0 && isMost(columnsByHeading(table.columns, headings))

const isMost = (columns: readonly (number | undefined)[]): boolean =>
  columns.length > 0 && columns.filter((column) => column !== undefined).length * 2 >= columns.length

/** Columns of the table in the order of those that were written; columns may have been moved, added or taken out. */
const columnsByHeading = (
  columns: readonly TableColumn[],
  headings: readonly string[],
): readonly (number | undefined)[] => {
  const left = [...columns]
  return headings.map((heading) => {
    const wanted = plainHeading(heading)
    const at = left.findIndex(
      (column) =>
        plainHeading(column.heading) === wanted ||
        plainHeading([...column.parents, column.heading].join('')) === wanted,
    )
    return at === -1 ? undefined : left.splice(at, 1)[0]?.column
  })
}

const marksOf = ({ cells }: TableRow, columns: readonly (number | undefined)[]): readonly string[] =>
  columns.map((column) => (column === undefined ? '' : rowMarks([cells[column]])))

const codeColumn = (matches: readonly ColumnMatch[]): number | undefined =>
  matches.find(({ target }) => target.kind === 'code')?.column.column

/** What a column fills, by names as `touchedOf` gives them. */
const fieldsOf = (matches: readonly ColumnMatch[], column: number | undefined): readonly string[] => {
  const match = matches.find((candidate) => candidate.column.column === column)
  return (match === undefined ? [] : targetsOf(match)).flatMap((target) => {
    if (target.kind === 'field' || target.kind === 'linked') return [target.field]
    if (target.kind === 'child' || target.kind === 'childLinked') return [target.rows]
    return target.kind === 'remark' ? ['@remark'] : []
  })
}

const pair = (
  rows: readonly Marked[],
  records: readonly OwnRecord[],
  code: number | undefined,
): ReadonlyMap<number, OwnRecord> => {
  const found = new Map<number, OwnRecord>()
  const taken = new Set<OwnRecord>()
  const give = ({ row }: Marked, record: OwnRecord | undefined): boolean => {
    if (record === undefined || taken.has(record)) return false
    taken.add(record)
    found.set(row.key, record)
    return true
  }
  const byCode = new Map(records.map((record) => [record.code, record]))
  const open = rows.filter((marked) => {
    const text = code === undefined ? '' : String(marked.row.cells[code] ?? '').trim()
    return text === '' || !give(marked, byCode.get(text))
  })
  const unsure = pairWhole(open, records, taken, give)
  pairMostly(unsure, records, taken, give)
  return found
}

type Give = (marked: Marked, record: OwnRecord | undefined) => boolean

const wholeMark = (marks: readonly string[], like: readonly string[]): string =>
  marks.filter((_, at) => like[at] !== '').join('')

/** Rows in which every cell is as it was. */
const pairWhole = (
  rows: readonly Marked[],
  records: readonly OwnRecord[],
  taken: ReadonlySet<OwnRecord>,
  give: Give,
): readonly Marked[] => {
  const [first] = rows
  if (first === undefined) return []
  const byMark = new Map<string, OwnRecord[]>()
  for (const record of records) {
    if (taken.has(record)) continue
    const mark = wholeMark(record.marks, first.marks)
    byMark.set(mark, [...(byMark.get(mark) ?? []), record])
  }
  return rows.filter(
    (marked) =>
      !give(
        marked,
        byMark.get(wholeMark(marked.marks, first.marks))?.find((record) => !taken.has(record)),
      ),
  )
}

/** Cells that many records share tell little, and looking through all of them takes long. */
const mostShared = 50
const leastShare = 0.5

/** Rows that were changed: the record with which most cells still agree. */
const pairMostly = (
  rows: readonly Marked[],
  records: readonly OwnRecord[],
  taken: ReadonlySet<OwnRecord>,
  give: Give,
): void => {
  const byCell = new Map<string, OwnRecord[]>()
  for (const record of records) {
    if (taken.has(record)) continue
    for (const [at, mark] of record.marks.entries()) {
      const key = `${String(at)} ${mark}`
      const there = byCell.get(key)
      if (there === undefined) byCell.set(key, [record])
      else if (there.length <= mostShared) there.push(record)
    }
  }
  for (const marked of rows) {
    const votes = new Map<OwnRecord, number>()
    for (const [at, mark] of marked.marks.entries()) {
      const there = byCell.get(`${String(at)} ${mark}`) ?? []
      if (there.length > mostShared) continue
      for (const record of there) votes.set(record, (votes.get(record) ?? 0) + 1)
    }
    const best = [...votes]
      .filter(([record]) => !taken.has(record))
      .reduce<readonly [OwnRecord, number] | undefined>(
        (chosen, next) => (chosen === undefined || next[1] > chosen[1] ? next : chosen),
        undefined,
      )
    if (best !== undefined && agreement(best[0].marks, marked.marks) >= leastShare) give(marked, best[0])
  }
}

const agreement = (a: readonly string[], b: readonly string[]): number =>
  b.filter((mark, at) => mark !== '' && mark === a[at]).length /
  Math.max(1, b.filter((mark) => mark !== '').length)
