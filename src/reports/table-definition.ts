import type { Definition, Scope } from '../domain/indicators/indicator'
import type { RecordHead } from '../domain/record'
import type { Cell, Sheet } from '../workbook/model'
import type { OriginAt, Sources } from './figure-origin'
import type { Body, Frame, ReportColumn } from './layout'
import type { Explanation, Report, ReportData, ReportOptions } from './report'

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
