import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Values } from '../../domain/field'
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
  /** Unit of money that a note row names. */
  readonly unit: MoneyUnit | undefined
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
  /** Unit of money that the heading names. */
  readonly unit: MoneyUnit | undefined
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
  /** Unit of amounts where the ledger says none; 万元 if left out. */
  readonly unit?: MoneyUnit
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
  /** What goes to 备注. */
  readonly remark: string | undefined
}

export interface NewRecordView {
  readonly id: string
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
  /** Required fields that stay empty for now, and in how many rows. */
  readonly gaps: readonly { readonly label: string; readonly count: number }[]
  /** Rows that go in but are worth a look. */
  readonly warned: number
  readonly created: readonly NewRecordView[]
  readonly createdTotals: readonly { readonly register: string; readonly count: number }[]
}

export type ImportOutcome =
  | {
      readonly ok: true
      readonly batch: string
      readonly isCopied: boolean
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

const lost = 'The ledger is no longer in hand.'

/** What the job throws when it is asked about a file that it never saw, or that went with an ended worker. */
export const lostLedger = (): Error => new Error(lost)
export const isLost = (error: unknown): boolean => error instanceof Error && error.message === lost
