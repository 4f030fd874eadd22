import type { Values } from '../../domain/register'
import type { ColumnTarget } from '../../workbook/columns'
import type { CellProblem, Corrections } from '../../workbook/drafts'

/** Plain data that travels between the import screens and the work behind them. */

export interface TableView {
  /** Index of the table among all of the file. */
  readonly index: number
  readonly sheet: string
  readonly title: string
  readonly headingRow: number
  readonly dataRows: number
  /** Name of the register that fits best. */
  readonly register: string | undefined
  readonly district: string | undefined
  readonly signed: boolean
}

export type OpenedLedger =
  | {
      readonly ok: true
      readonly name: string
      readonly tables: readonly TableView[]
      readonly notes: readonly string[]
    }
  | { readonly ok: false; readonly message: string; readonly advice: string }

export interface ColumnView {
  readonly column: number
  readonly heading: string
  readonly samples: readonly string[]
  readonly target: ColumnTarget
  readonly because: string
}

export interface TargetOption {
  /** `targetKey` of the target. */
  readonly key: string
  readonly target: ColumnTarget
  readonly label: string
}

export interface MappingView {
  readonly columns: readonly ColumnView[]
  readonly targets: readonly TargetOption[]
}

export interface ImportChoices {
  readonly table: number
  readonly register: string
  readonly targets: readonly { readonly column: number; readonly target: ColumnTarget }[]
  readonly district: string
  /** Fields that every record gets, e.g. the state in which it comes in. */
  readonly common: Values
  readonly corrections: Corrections
}

export type RowState = 'new' | 'same' | 'problem'

export interface RowView {
  /** Row of the sheet as Excel counts it. */
  readonly row: number
  readonly state: RowState
  readonly cells: readonly string[]
  readonly problems: readonly CellProblem[]
  readonly gaps: readonly string[]
  readonly warnings: readonly string[]
}

export interface NewRecordView {
  readonly register: string
  readonly label: string
  readonly detail: string
  readonly warning: string | undefined
}

export interface PlanView {
  readonly headings: readonly string[]
  readonly counts: Readonly<Record<RowState, number>>
  /** Rows of the ledger that are no records: 小计, 合计, signature, blank lines are not counted. */
  readonly skipped: number
  readonly withGaps: number
  readonly created: readonly NewRecordView[]
  readonly createdTotals: readonly { readonly register: string; readonly count: number }[]
}

export type ImportOutcome =
  | {
      readonly ok: true
      readonly batch: string
      readonly records: number
      readonly created: PlanView['createdTotals']
    }
  | { readonly ok: false; readonly message: string }

/** The work of an import; it lives in a worker between the steps and is thrown away with it. */
export interface ImportJob {
  readonly open: (bytes: Uint8Array, name: string) => Promise<OpenedLedger>
  readonly mapping: (table: number, register: string) => Promise<MappingView>
  readonly plan: (choices: ImportChoices) => Promise<PlanView>
  /** Rows of the plan, problems first. */
  readonly rows: (
    offset: number,
    limit: number,
  ) => Promise<{ readonly total: number; readonly rows: readonly RowView[] }>
  readonly commit: () => Promise<ImportOutcome>
}
