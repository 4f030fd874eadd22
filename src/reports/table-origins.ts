import type { RecordHead } from '../domain/record'
import { plain } from '../workbook/model'
import { explanationsOf } from './book'
import type { Origin, OriginAt } from './figure-origin'
import type { Place, Shape } from './layout'
import { eachOnce, formulaOf, noOrigins, originsIn, together } from './origin'
import type { Explanation, ReportData, ReportOptions } from './report'
import type { Part, TableColumn, TableDefinition } from './table-definition'
import { contextOf, groupsOf, type Labelled, sheetName } from './table-rows'

/** Where the cells of a table come from: each from the records of its row, unless the column says otherwise. */
export const tableOrigins = <Row>(
  definition: TableDefinition<Row>,
  data: ReportData,
  options: ReportOptions,
): OriginAt => {
  const context = contextOf(data, options)
  const rows = definition.rows(context)
  const columns = definition.columns(context, rows)
  const groups = groupsOf(definition, rows, context)
  const inOrder = groups.flatMap((group) => group.rows)
  const shape: Shape = {
    columns,
    groups: groups.map((group) => group.rows.length),
    hasSubtotals: definition.grouping !== undefined,
    hasTotals: definition.hasTotals !== false,
    totalsFirst: options.totalsFirst,
  }
  const explanations = [...explanationsOf(definition.explains), ...(definition.figures ?? [])]
  const main = originsIn(sheetName(definition), shape, (place, at) => {
    const column = columns[at]
    const own = rowsAt(place, inOrder, groups)
    return column === undefined || (place.kind !== 'row' && column.total === undefined)
      ? undefined
      : originOf(definition, column, own, place.kind, explanations)
  })
  return together(main, definition.sheetOrigins?.(context, rows) ?? noOrigins)
}

const rowsAt = <Row>(
  place: Place,
  inOrder: readonly Row[],
  groups: readonly Labelled<Row>[],
): readonly Row[] => {
  if (place.kind === 'row') return inOrder.slice(place.index, place.index + 1)
  return place.kind === 'total' ? inOrder : (groups[place.group]?.rows ?? [])
}

const originOf = <Row>(
  { recordsOf }: TableDefinition<Row>,
  column: TableColumn<Row>,
  rows: readonly Row[],
  part: Part,
  explanations: readonly Explanation[],
): Origin => {
  const { heading, total, behind, shows } = column
  const words = shows?.words ?? formulaOf(heading, explanations)
  const isSum = part !== 'row' && total === 'sum'
  return {
    heading,
    formula: [words, part === 'row' ? (words ?? '取自这一行的记录。') : totalWords(isSum)]
      .filter((text, at, all) => text !== undefined && all.indexOf(text) === at)
      .join(''),
    ...(behind?.(rows, part) ?? { counted: eachOnce(rows.flatMap(recordsOf)) }),
    ...(isSum && behind === undefined ? amountsOf(column, rows, recordsOf) : {}),
  }
}

const totalWords = (isSum: boolean): string =>
  isSum ? '合计为本列各行之和。' : '合计按所列全部记录重新计算，同一项只计一次，比率用合计的分子和分母。'

/** What each record adds to the total of a column; nothing where a row is of several records, of which no one can say. */
const amountsOf = <Row>(
  { cell }: TableColumn<Row>,
  rows: readonly Row[],
  recordsOf: (row: Row) => readonly RecordHead[],
): Pick<Origin, 'amounts'> => {
  const amounts = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    const [record, ...others] = recordsOf(row)
    const { value } = plain(cell(row, index))
    if (typeof value !== 'number') continue
    if (record === undefined || others.length > 0) return {}
    amounts.set(record.id, (amounts.get(record.id) ?? 0) + value)
  }
  return { amounts }
}
