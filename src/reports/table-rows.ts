import type { Cell } from '../workbook/model'
import { scopeOf } from './book'
import type { Report, ReportData, ReportOptions } from './report'
import type { Context, TableColumn, TableDefinition } from './table-definition'

export const contextOf = (data: ReportData, options: ReportOptions): Context => ({
  data,
  options,
  scope: scopeOf(data, options),
  samples: options.samples,
})

export const sheetName = ({ code, title }: Pick<Report, 'code' | 'title'>): string => `${code} ${title}`

/** A row with its cells, as it stands in the table before anything is merged. */
export interface Line<Row> {
  readonly row: Row
  readonly cells: readonly Cell[]
}

export const lineOf = <Row>(row: Row, index: number, columns: readonly TableColumn<Row>[]): Line<Row> => ({
  row,
  cells: columns.map(({ cell }) => cell(row, index)),
})

export interface Labelled<Row> {
  readonly label: string | undefined
  readonly rows: readonly Row[]
}

export const groupsOf = <Row>(
  { grouping }: TableDefinition<Row>,
  rows: readonly Row[],
  context: Context,
): readonly Labelled<Row>[] => {
  if (grouping === undefined) return [{ label: undefined, rows }]
  const found = new Map<string, Row[]>(grouping.order.map((label) => [label, []]))
  for (const row of rows) {
    const label = grouping.of(row, context)
    const own = found.get(label)
    if (own === undefined) found.set(label, [row])
    else own.push(row)
  }
  return [...found].map(([label, own]) => ({ label, rows: own })).filter((group) => group.rows.length > 0)
}
