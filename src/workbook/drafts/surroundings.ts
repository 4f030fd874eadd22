import { type MoneyUnit, tidy } from '../../domain/kinds/kind'
import type { SheetGrid } from '../grid'
import type { FoundTable, TableRow } from '../understand/found'
import { monthIn, unitIn, yearIn } from '../vocabulary'
import { plainHeading } from '../words'
import type { DateHints } from './dates'

/** What stands around a row and says something about its cells. */
export interface Surroundings extends DateHints {
  readonly unit?: MoneyUnit
}

const months = /^(?:月份|月|分组)$/u
const years = /^(?:年份|年度|年|分组)$/u

/** The year, month and unit that titles, note rows, the sheet, the file and the columns of a row name. */
export const surroundingsOf = (
  table: FoundTable,
  file: string,
  unit: MoneyUnit | undefined,
): ((row: TableRow) => Surroundings) => {
  const below = textsBelow(table)
  const bySheet = new Map(
    table.parts.map(({ grid, above, headingRow }) => {
      const year =
        yearIn(above.join(' ')) ??
        yearIn(grid.name) ??
        yearIn(file) ??
        yearIn(below.get(grid)?.join(' ') ?? '') ??
        yearIn(titlesIn(grid, headingRow).join(' '))
      const month = monthIn(grid.name) ?? monthIn(above.join(' '))
      const own = above.map(unitIn).find((found) => found !== undefined) ?? unit
      return [grid, { ...hint('year', year), ...hint('month', month), ...hint('unit', own) }] as const
    }),
  )
  const columnsLike = (pattern: RegExp): readonly number[] =>
    table.columns.flatMap(({ heading, column }) => (pattern.test(plainHeading(heading)) ? [column] : []))
  const [monthColumns, yearColumns] = [columnsLike(months), columnsLike(years)]
  if (table.shape === 'form') {
    const years = yearsOfForms(table)
    return (row) => ({ ...hint('year', years.get(row.record)), ...bySheet.get(row.grid) })
  }
  if (monthColumns.length === 0 && yearColumns.length === 0) return (row) => bySheet.get(row.grid) ?? {}
  return (row) => {
    const text = (column: number): string => tidy(row.cells[column] ?? null)
    const month = monthColumns.map((column) => monthOf(text(column))).find((found) => found !== undefined)
    const year = yearColumns.map((column) => yearOf(text(column))).find((found) => found !== undefined)
    return { ...bySheet.get(row.grid), ...hint('year', year), ...hint('month', month) }
  }
}

/** 报告周：2021年第15周 in a form says the year of its other days. */
const yearsOfForms = ({ rows }: FoundTable): ReadonlyMap<number, number> => {
  const texts = new Map<number, string[]>()
  for (const { record, cells } of rows)
    texts.set(record, [...(texts.get(record) ?? []), ...cells.map((cell) => tidy(cell))])
  return new Map(
    [...texts].flatMap(([record, own]) => {
      const year = yearIn(own.filter((text) => text.length <= longestDated).join(' '))
      return year === undefined ? [] : [[record, year] as const]
    }),
  )
}
/** Longer texts tell of other years. */
const longestDated = 40

/** Titles further up on the sheet, above another table. */
const titlesIn = ({ rows }: SheetGrid, before: number): readonly string[] =>
  rows.slice(0, Math.min(before, farthestTitle)).flatMap((cells) => {
    const texts = cells.map((cell) => tidy(cell)).filter((text) => text !== '')
    return texts.length === 1 ? texts : []
  })
const farthestTitle = 200

/** Remarks and the line with the signatures, by sheet: 填报日期：2021年7月1日. */
const textsBelow = ({ rows }: FoundTable): ReadonlyMap<SheetGrid, readonly string[]> => {
  const texts = new Map<SheetGrid, string[]>()
  for (const { kind, grid, cells } of rows) {
    if (kind !== 'note' && kind !== 'signature') continue
    texts.set(grid, [...(texts.get(grid) ?? []), ...cells.map((cell) => tidy(cell))])
  }
  return texts
}

const hint = <K extends string, V>(key: K, value: V | undefined): Partial<Readonly<Record<K, V>>> =>
  value === undefined ? {} : ({ [key]: value } as Readonly<Record<K, V>>)

const monthOf = (text: string): number | undefined =>
  /^(?:[1-9]|1[0-2])$/u.test(text) ? Number(text) : monthIn(text)

const yearOf = (text: string): number | undefined =>
  /^(?:19|20)\d{2}$/u.test(text) ? Number(text) : yearIn(text)
