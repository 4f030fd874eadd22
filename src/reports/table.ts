import type { Definition, Scope } from '../domain/indicators/indicator'
import { type Period, periodTypes } from '../domain/period'
import type { RecordHead } from '../domain/record'
import { registers } from '../domain/registers/all'
import { type Cell, plain, type Range, type Sheet, type StyledCell } from '../workbook/model'
import { assemble, closingNotes, titled } from './assemble'
import { explanationsOf, scopeOf } from './book'
import { asTotal, fuzzySumCell, totalLabel, totalsRow } from './cells'
import {
  type Body,
  type Frame,
  frameSheet,
  type Place,
  type ReportColumn,
  type RowGroup,
  type Shape,
} from './layout'
import type { Origin, OriginAt, Sources } from './figure-origin'
import { eachOnce, formulaOf, noOrigins, originsIn, together } from './origin'
import { type MetaRecord, metaRecord } from '../workbook/meta'
import type { BuiltReport, Excluded, Explanation, Report, ReportData, ReportOptions } from './report'

/** What the rows of a table are made with. */
export interface Context {
  readonly data: ReportData
  readonly options: ReportOptions
  readonly scope: Scope
  /** Whether samples count: as it was asked, or to see how many are left out. */
  readonly samples: boolean
}

/** One row, a group of rows with their subtotal, or all rows with the totals. */
export type Part = 'row' | 'subtotal' | 'total'

export interface TableColumn<Row> extends ReportColumn {
  readonly cell: (row: Row, index: number) => Cell
  /** `sum` is a formula over the column; anything else is counted anew over the rows. */
  readonly total?: 'sum' | ((rows: readonly Row[], part: 'total' | 'subtotal', body: Body) => Cell)
  /** The records behind a cell or, over several rows, a total; left out, they are the records of the rows. */
  readonly behind?: (rows: readonly Row[], part: Part) => Sources
  /** The figure that the column shows, where it is one of the app's. */
  readonly shows?: Definition
  /** Stands once for all neighbouring rows of a block, unless 不合并版 is asked for. */
  readonly merged?: boolean
}

/**
 * A report that is one table: which rows, what stands in each column, what its totals are. Everything that reports share
 * (frame, samples, notes, explanations, `_meta`) is added here.
 */
export interface TableDefinition<Row> extends Omit<Report, 'build' | 'origins' | 'periods' | 'choices'> {
  readonly choices?: Report['choices']
  readonly periods?: Report['periods']
  /** As it is printed, where it is longer than the name of the sheet. */
  readonly longTitle?: string
  readonly columns: (context: Context, rows: readonly Row[]) => readonly TableColumn<Row>[]
  readonly rows: (context: Context) => readonly Row[]
  /** The record of a row, or those behind it. */
  readonly recordsOf: (row: Row) => readonly RecordHead[]
  /** The record that a row tells all of, by which the row comes back once it has been corrected in the file. */
  readonly recordOf?: (row: Row) => RecordHead
  /** The register whose samples are left out, and its counting word. */
  readonly register: string
  readonly unit: string
  /** The day of a row, by which the latest is found when a period has none. */
  readonly dayOf?: (row: Row) => string | undefined
  /** Rows of one key stand together with a subtotal; keys in the order in which they are to stand. */
  readonly grouping?: {
    readonly of: (row: Row, context: Context) => string
    readonly order: readonly string[]
  }
  readonly hasMoney?: boolean
  readonly hasTotals?: boolean
  /** Where it is not as on the reports of the superior. */
  readonly frame?: Partial<Pick<Frame, 'attachment' | 'orientation' | 'hasSignature'>>
  /** Further sheets behind the table. */
  readonly sheets?: (context: Context, rows: readonly Row[], hasSamples: boolean) => readonly Sheet[]
  /** Where the figures of those sheets come from. */
  readonly sheetOrigins?: (context: Context, rows: readonly Row[]) => OriginAt
  readonly notes?: (context: Context, rows: readonly Row[]) => readonly string[]
  readonly explains: readonly Definition[]
  /** What its figures are, where they are no indicators. */
  readonly figures?: readonly Explanation[]
  readonly nothing: string
}

export const tableReport = <Row>(definition: TableDefinition<Row>): Report => {
  const { code, title, about, usual, group, reads, choices = [], periods = periodTypes } = definition
  return {
    code,
    title,
    about,
    usual,
    group,
    reads: [...new Set([...reads, 'districts'])],
    choices,
    periods,
    build: (data, options) => buildTable(definition, data, options),
    origins: (data, options) => tableOrigins(definition, data, options),
  }
}

const allTime: Period = { type: '自定义', start: '1900-01-01', end: '2199-12-31', label: '' }

const contextOf = (data: ReportData, options: ReportOptions): Context => ({
  data,
  options,
  scope: scopeOf(data, options),
  samples: options.samples,
})

const buildTable = <Row>(
  definition: TableDefinition<Row>,
  data: ReportData,
  options: ReportOptions,
): BuiltReport => {
  const { code, title, longTitle = title, register, unit, recordsOf, dayOf } = definition
  const context = contextOf(data, options)
  const rows = definition.rows(context)
  const records = eachOnce(rows.flatMap(recordsOf))
  const hasSamples = records.some(({ isSample }) => isSample)
  const excluded = samplesLeftOut(definition, context)
  const notes = [
    ...(definition.notes?.(context, rows) ?? []),
    ...closingNotes(excluded, unit, hasSamples, options),
  ]
  const columns = definition.columns(context, rows)
  const groups = groupsOf(definition, rows, context)
  const lines = groups.flatMap((group) => group.rows).map((row, index) => lineOf(row, index, columns))
  const sheet = tableSheet(definition, context, { columns, groups, lines }, rows, {
    title: titled(longTitle, hasSamples),
    notes,
  })
  const everyDay =
    dayOf === undefined || rows.length > 0
      ? []
      : definition
          .rows({ ...context, scope: { ...context.scope, period: allTime } })
          .flatMap((row) => dayOf(row) ?? [])
  return assemble(
    {
      code,
      title,
      sheets: [sheet, ...(definition.sheets?.(context, rows, hasSamples) ?? [])],
      explanations: [...explanationsOf(definition.explains), ...(definition.figures ?? [])],
      records: noted(definition, columns, lines, records),
      headings: columns.map(({ heading }) => heading),
      notes,
      excluded,
      latest: everyDay.sort().at(-1),
      hasSamples,
      facts: { register },
    },
    options,
  )
}

/** Where the cells of a table come from: each from the records of its row, unless the column says otherwise. */
const tableOrigins = <Row>(
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

const sheetName = ({ code, title }: Pick<Report, 'code' | 'title'>): string => `${code} ${title}`

/** A row with its cells, as it stands in the table before anything is merged. */
interface Line<Row> {
  readonly row: Row
  readonly cells: readonly Cell[]
}

const lineOf = <Row>(row: Row, index: number, columns: readonly TableColumn<Row>[]): Line<Row> => ({
  row,
  cells: columns.map(({ cell }) => cell(row, index)),
})

/** The records for `_meta`: with their marks where a row is all of one, as far as rows are to come back. */
const noted = <Row>(
  { recordOf }: TableDefinition<Row>,
  columns: readonly TableColumn<Row>[],
  lines: readonly Line<Row>[],
  records: readonly RecordHead[],
): readonly MetaRecord[] => {
  const marked = new Map<string, MetaRecord | undefined>()
  for (const { row, cells } of recordOf === undefined ? [] : lines) {
    const record = recordOf?.(row)
    if (record === undefined) continue
    marked.set(record.id, marked.has(record.id) ? undefined : metaRecord(record, cells, columns))
  }
  return records.map(({ id }) => marked.get(id) ?? { id })
}

/** Samples that would stand in the table if they were asked for. */
const samplesLeftOut = <Row>(
  { rows, recordsOf, register, reads }: TableDefinition<Row>,
  { data, options }: Context,
): readonly Excluded[] => {
  // Making the rows again is half of the work: most ledgers have no samples.
  const isPossible = registers.some(
    (read) => reads.includes(read.name) && data.records(read).some(({ isSample }) => isSample),
  )
  if (options.samples || !isPossible) return []
  const all = rows({ data, options, scope: scopeOf(data, options, true), samples: true })
  const samples = new Set(all.flatMap(recordsOf).filter(({ isSample }) => isSample)).size
  return samples === 0
    ? []
    : [{ reason: '示例', count: samples, register, where: [{ kind: 'samples', samples: true }] }]
}

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

const tableSheet = <Row>(
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

interface Labelled<Row> {
  readonly label: string | undefined
  readonly rows: readonly Row[]
}

const groupsOf = <Row>(
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
