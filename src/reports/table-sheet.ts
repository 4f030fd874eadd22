import type { RecordHead } from '../domain/record'
import { type Cell, plain, type Range, type Sheet, type StyledCell } from '../workbook/model'
import { asTotal, fuzzySumCell, totalLabel, totalsRow } from './cells'
import { type Body, frameSheet, type RowGroup } from './layout'
import type { Context, TableColumn, TableDefinition } from './table-definition'
import { type Labelled, type Line, sheetName } from './table-rows'

interface Printed {
  readonly title: string
  readonly notes: readonly string[]
}

interface Table<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly groups: readonly Labelled<Row>[]
  /** Of all groups, in order. */
  readonly lines: readonly Line<Row>[]
}

export const tableSheet = <Row>(
  definition: TableDefinition<Row>,
  context: Context,
  { columns, groups, lines }: Table<Row>,
  rows: readonly Row[],
  { title, notes }: Printed,
): Sheet => {
  let index = 0
  const made = groups.map(({ label, rows: own }): RowGroup => {
    const start = index
    index += own.length
    const isMerged = !context.options.unmerged && columns.some(({ merged }) => merged === true)
    const blocks = isMerged ? blocksOf(own, definition.recordsOf) : []
    return {
      rows: lines
        .slice(start, index)
        .map(({ cells }, at) =>
          cells.map((cell, column) =>
            isMerged &&
            columns[column]?.merged === true &&
            blocks.some(({ from, to }) => at > from && at <= to)
              ? null
              : cell,
          ),
        ),
      ...(label === undefined
        ? {}
        : {
            subtotal: (body: Body) => totals(columns, own, body, subtotalLabel, label),
          }),
      merges: blocks.flatMap(({ from, to }) =>
        columns.flatMap(({ merged }, column): readonly Range[] =>
          merged === true && to > from ? [{ row: from, column, rows: to - from + 1, columns: 1 }] : [],
        ),
      ),
    }
  })
  return frameSheet({
    name: sheetName(definition),
    attachment: '附件',
    title,
    columns,
    groups: made,
    ...(definition.hasTotals === false
      ? {}
      : { totals: (body: Body) => totals(columns, rows, body, totalLabel) }),
    nothing: definition.nothing,
    hasMoney: definition.hasMoney ?? false,
    notes,
    options: context.options,
    ...definition.frame,
  })
}

/** Neighbouring rows that stand for the same records. */
const blocksOf = <Row>(
  rows: readonly Row[],
  recordsOf: (row: Row) => readonly RecordHead[],
): readonly { readonly from: number; readonly to: number }[] => {
  const keys = rows.map((row) =>
    recordsOf(row)
      .map(({ id }) => id)
      .join(' '),
  )
  const blocks: { from: number; to: number }[] = []
  keys.forEach((key, at) => {
    const last = blocks.at(-1)
    if (last !== undefined && keys[last.from] === key) last.to = at
    else blocks.push({ from: at, to: at })
  })
  return blocks
}

const subtotalLabel: StyledCell = { value: '小计', role: 'subtotal', format: 'text', align: 'centre' }

/** The row of totals, or of a group's subtotals, which begin with the group's name. */
const totals = <Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  body: Body,
  label: StyledCell,
  group?: string,
): readonly Cell[] => {
  const cells: Record<number, StyledCell> = { 0: label }
  columns.forEach(({ total, cell }, column) => {
    if (total === undefined) return
    cells[column] =
      total === 'sum'
        ? sumOf(
            rows.map((row, index) => plain(cell(row, index))),
            column,
            body,
          )
        : asTotal(total(rows, label.role === 'subtotal' ? 'subtotal' : 'total', body))
  })
  const made = totalsRow(columns.length, cells)
  if (group === undefined) return made
  const [first = null, second = null, ...rest] = made.map((cell): StyledCell => ({
    ...plain(cell),
    role: 'subtotal',
  }))
  const { prefix = '', ...beside } = plain(second)
  const named: StyledCell =
    beside.value === null
      ? { ...beside, value: group, format: 'text' }
      : { ...beside, prefix: `${group} ${prefix}` }
  return [first, named, ...rest]
}

/** The sum of a column as a formula; 不少于 where a part is fuzzy. */
const sumOf = (cells: readonly StyledCell[], column: number, body: Body): StyledCell => {
  const numbers = cells.filter(({ value }) => typeof value === 'number')
  const value = numbers.reduce((sum, cell) => sum + Number(cell.value), 0)
  const isFuzzy = numbers.some(({ prefix, suffix }) => prefix !== undefined || suffix !== undefined)
  return fuzzySumCell({ value, qualifier: isFuzzy ? '不少于' : '精确' }, column, body)
}
