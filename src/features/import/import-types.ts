import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Values } from '../../domain/field'
import type { CellProblem, Corrections, UnreadCells } from '../../workbook/drafts/draft'
import type { SumFault } from '../../workbook/drafts/check-sums'
import type { ColumnTarget } from '../../workbook/mapping/target'
import type { Correction, RowKind } from '../../workbook/understand/found'
import type { ImportRun } from './import-memory'
import type { ImportMode } from './plan/draft-values'
import type { NearRecord } from './plan/made-records'
import type { ToldName } from './plan/resolve-links'

/** Plain data that travels between the import screens and the work behind them. */

export interface TableView {
  /** Index of the table among all of the file. */
  readonly index: number
  readonly sheets: readonly string[]
  readonly title: string
  readonly shape: 'table' | 'form'
  /** From 0; the row of the heading, or of the first form. */
  readonly headingRow: number
  /** 0 where there is no heading. */
  readonly headingRows: number
  /** 认出 14 个表头 */
  readonly because: string
  readonly records: number
  /** Name of the register that fits best. */
  readonly register: string | undefined
  readonly district: string | undefined
  readonly signed: boolean
  /** Unit of money that a note row names. */
  readonly unit: MoneyUnit | undefined
}

export interface SheetView {
  readonly name: string
  readonly hidden: boolean
  readonly rows: number
  readonly columns: number
  /** Tables of which a part stands in the sheet. */
  readonly tables: readonly number[]
}

export type OpenedLedger =
  | {
      readonly ok: true
      readonly name: string
      readonly tables: readonly TableView[]
      readonly sheets: readonly SheetView[]
      readonly notes: readonly string[]
      /** What does not fit with a workbook that this program wrote. */
      readonly warnings: readonly string[]
      /** Set for a workbook that this program wrote. */
      readonly own: { readonly register: string; readonly title: string } | undefined
    }
  | {
      readonly ok: false
      readonly message: string
      readonly advice: string
      /** Sheets that only count, which may be read as rows all the same if somebody says so. */
      readonly counting?: readonly string[]
    }

/** Some rows of a sheet as they stand, with what each was taken for. */
export interface SheetPicture {
  readonly sheet: string
  readonly first: number
  readonly total: number
  readonly columns: number
  readonly rows: readonly {
    readonly row: number
    readonly kind: RowKind | 'title' | 'form'
    readonly cells: readonly string[]
  }[]
  /** Columns of the table that is asked about, in the sheet. */
  readonly firstColumn: number
  readonly lastColumn: number
}

export interface ColumnView {
  readonly column: number
  readonly heading: string
  readonly samples: readonly string[]
  readonly target: ColumnTarget
  readonly also: readonly ColumnTarget[]
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
  /** 上次的对应, or the name of the saved mapping that was taken. */
  readonly from: string | undefined
}

export type RowDecision =
  { readonly kind: 'skip' | 'new' | 'file' | 'store' } | { readonly kind: 'same'; readonly id: string }

export interface ImportChoices {
  readonly table: number
  readonly register: string
  readonly targets: readonly {
    readonly column: number
    readonly target: ColumnTarget
    readonly also: readonly ColumnTarget[]
  }[]
  readonly district: string
  readonly mode: ImportMode
  /** Fields that every new record gets, e.g. the state in which it comes in. */
  readonly common: Values
  readonly corrections: Corrections
  /** What the user said about single rows, by their key. */
  readonly rows: Readonly<Record<number, RowDecision>>
  /** What the user said about all rows that wait for the same answer. */
  readonly allMaybe: 'new' | 'same' | 'skip' | undefined
  readonly allClash: 'file' | 'store' | undefined
  /** `NewLinked.key` → the record that it is, or `new`. */
  readonly links: Readonly<Record<string, string>>
  /** Unit of amounts where the ledger says none; 万元 if left out. */
  readonly unit?: MoneyUnit
  /** What becomes of cells that cannot be read where the record can do without them; `remark` if left out. */
  readonly unread?: UnreadCells
}

export type RowState = 'new' | 'changed' | 'same' | 'maybe' | 'clash' | 'left' | 'problem'

/** Rows in these states, and those with a cell that went to 备注 unread; empty for all. */
export type WantedRows = readonly (RowState | 'unread')[]

export interface ChangeView {
  readonly label: string
  readonly before: string
  readonly after: string
}

export interface RowView {
  readonly key: number
  /** 服务台账!5 */
  readonly place: string
  readonly state: RowState
  readonly cells: readonly string[]
  /** Of `cells`, those that could not be read and show what the ledger has; it goes to 备注. */
  readonly unread: readonly number[]
  readonly changes: readonly ChangeView[]
  readonly problems: readonly CellProblem[]
  readonly gaps: readonly string[]
  readonly warnings: readonly string[]
  /** What goes to 备注. */
  readonly remark: string | undefined
  /** Number of the record that is already there. */
  readonly code: string | undefined
  /** Records that it may be. */
  readonly near: readonly NearRecord[]
  readonly decided: RowDecision['kind'] | undefined
}

export interface NewRecordView {
  readonly id: string
  readonly key: string
  readonly register: string
  readonly label: string
  readonly detail: string
  readonly place: string
  readonly warning: string | undefined
  readonly near: readonly NearRecord[]
}

/** A word in a column of choices that is no option. */
export interface WordView {
  readonly column: number
  readonly heading: string
  readonly label: string
  readonly word: string
  readonly count: number
  /** Rows with it wait until it is explained, or goes to 备注. */
  readonly holds: boolean
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly suggestion: string | undefined
}

/** A register before and after the import. */
export interface RehearsalView {
  readonly title: string
  readonly unit: string
  readonly before: number
  readonly after: number
  readonly sums: readonly { readonly label: string; readonly before: string; readonly after: string }[]
}

export interface PlanView {
  readonly headings: readonly string[]
  readonly counts: Readonly<Record<RowState, number>>
  /** Rows of the ledger that are no records: 小计, 合计, signature; blank lines are not counted. */
  readonly skipped: number
  readonly withGaps: number
  /** Required fields that stay empty for now, and in how many rows. */
  readonly gaps: readonly { readonly label: string; readonly count: number }[]
  /** Fields that change, and in how many records. */
  readonly changed: readonly { readonly label: string; readonly count: number }[]
  /** Rows that go in but are worth a look. */
  readonly warned: number
  /** Records that come into being because nobody knows their names; they are asked for by page. */
  readonly createdTotals: readonly {
    readonly register: string
    readonly count: number
    /** Of them, with something to look at. */
    readonly warned: number
    /** Of them, those that may be known after all. */
    readonly near: number
  }[]
  /** Names that mean a record because a person said so. */
  readonly told: readonly ToldName[]
  readonly words: readonly WordView[]
  /** Rows held back by something else than such a word; they stand first among those with problems. */
  readonly toMend: number
  /**
   * Cells that could not be read and go to 备注, those of them in rows that go in now, and rows with such a cell other than
   * an unknown word.
   */
  readonly unread: { readonly cells: number; readonly going: number; readonly rows: number }
  readonly sums: { readonly checked: number; readonly faults: readonly SumFault[] }
  readonly rehearsal: readonly RehearsalView[]
  /** Records that a workbook of our own had and that are no longer in it; they stay as they are. */
  readonly missing: number
}

export type ImportOutcome =
  | {
      readonly ok: true
      readonly batch: string
      readonly isCopied: boolean
      readonly made: number
      readonly changed: number
      readonly created: readonly { readonly register: string; readonly count: number }[]
    }
  | { readonly ok: false; readonly message: string }

/** A file to be saved where the user says. */
export interface MadeFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** One import as 导入历史 lists it. */
export interface RunView extends ImportRun {
  readonly by: string
  readonly undone: boolean
}

export type TakenMapping =
  | { readonly ok: true; readonly name: string; readonly register: string }
  | { readonly ok: false; readonly message: string; readonly advice: string }

/** What is going on, for whoever waits; `done` of `all` where it can be counted. */
export interface ImportStage {
  readonly what: string
  readonly done?: number
  readonly all?: number
}
export type OnImportStage = (stage: ImportStage) => void

/** The work of an import; it lives in a worker between the steps and is thrown away with it. */
export interface ImportJob {
  readonly open: (bytes: Uint8Array, name: string, onStage?: OnImportStage) => Promise<OpenedLedger>
  /** Understands the file in hand again, with what the user pointed at. */
  readonly correct: (corrections: readonly Correction[]) => Promise<OpenedLedger>
  readonly picture: (sheet: string, table: number, first: number, rows: number) => Promise<SheetPicture>
  readonly mapping: (table: number, register: string) => Promise<MappingView>
  readonly plan: (choices: ImportChoices, onStage?: OnImportStage) => Promise<PlanView>
  /** Rows of the plan in some of its states, problems first. */
  readonly rows: (
    wanted: WantedRows,
    offset: number,
    limit: number,
  ) => Promise<{ readonly total: number; readonly rows: readonly RowView[] }>
  /** Records of a register that the plan makes beside its rows, those to look at first. */
  readonly newRecords: (
    register: string,
    offset: number,
    limit: number,
  ) => Promise<{ readonly total: number; readonly rows: readonly NewRecordView[] }>
  readonly commit: () => Promise<ImportOutcome>
  /** 退回单: the file in hand with the cells marked that could not be read, whether they keep their rows back or went to 备注. */
  readonly returned: () => Promise<MadeFile>
  readonly runs: () => Promise<readonly RunView[]>
  /** The blank workbook of a register. */
  readonly template: (register: string) => Promise<MadeFile>
  /** Names of the mappings that were saved for a register. */
  readonly mappings: (register: string) => Promise<readonly string[]>
  readonly mappingNamed: (table: number, register: string, name: string) => Promise<MappingView>
  readonly saveMapping: (name: string, choices: ImportChoices) => Promise<void>
  readonly dropMapping: (name: string) => Promise<void>
  /** A saved mapping as a text that another office can take over. */
  readonly mappingFile: (name: string) => Promise<MadeFile>
  readonly takeMapping: (bytes: Uint8Array) => Promise<TakenMapping>
}

const lost = 'The ledger is no longer in hand.'

/** What the job throws when it is asked about a file that it never saw, or that went with an ended worker. */
export const lostLedger = (): Error => new Error(lost)
export const isLost = (error: unknown): boolean => error instanceof Error && error.message === lost
