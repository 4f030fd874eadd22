import type { DistrictEntry } from '../../../domain/district-entry'
import type { Values } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import type { Operation, Store } from '../../../storage/store'
import type { CellProblem, Draft } from '../../../workbook/drafts/draft'
import type { ColumnMatch } from '../../../workbook/mapping/target'
import type { FoundTable } from '../../../workbook/understand/found'
import type {
  ImportChoices,
  NewRecordView,
  PlanView,
  RowDecision,
  RowState,
  RowView,
  WantedRows,
} from '../import-types'
import type { ChangedField } from './changes'
import type { NearRecord } from './made-records'
import type { KnownName } from './resolve-links'
import type { ReturnedRows } from './returned-rows'

export interface PlanInput {
  readonly store: Store
  readonly register: Register
  readonly registers: readonly Register[]
  readonly table: FoundTable
  readonly drafts: readonly Draft[]
  readonly matches: readonly ColumnMatch[]
  readonly choices: ImportChoices
  readonly file: string
  readonly skipped: number
  readonly today: string
  /** Registered districts by code. */
  readonly districts: ReadonlyMap<string, DistrictEntry>
  /** Ids of the batches that brought in a file of this name before. */
  readonly earlier: readonly string[]
  /** Names of which a person said in earlier imports whom they mean. */
  readonly names: readonly KnownName[]
  /** What a workbook of our own notes about its rows. */
  readonly returned: ReturnedRows | undefined
  readonly sums: PlanView['sums']
}

/** A row with its links found, judged: whether it goes in, as what, and what there is to say about it. */
export interface Checked {
  readonly draft: Draft
  readonly state: RowState
  readonly values: Values
  readonly stored: LedgerRecord | undefined
  readonly changes: readonly ChangedField[]
  readonly problems: readonly CellProblem[]
  readonly gaps: readonly string[]
  readonly warnings: readonly string[]
  /** 备注 of the record to be; undefined leaves it as it is. */
  readonly remark: string | undefined
  readonly districtCode: string | undefined
  readonly near: readonly NearRecord[]
  readonly decided: RowDecision['kind'] | undefined
}

/** Everything an import is about to do. */
export interface ImportPlan {
  readonly view: PlanView
  /** Rows for the screen, those with problems first; made when asked for. */
  readonly rowsAt: (
    wanted: WantedRows,
    offset: number,
    limit: number,
  ) => Promise<{ readonly total: number; readonly rows: readonly RowView[] }>
  readonly newRecords: (register: string, offset: number, limit: number) => readonly NewRecordView[]
  readonly operations: readonly Operation[]
  readonly problems: readonly CellProblem[]
}
