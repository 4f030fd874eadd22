import { create } from 'zustand'
import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import type { Correction } from '../../workbook/understand/found'
import type { Corrections, UnreadCells } from '../../workbook/drafts/draft'
import type { ImportChoices, ImportOutcome, MappingView, OpenedLedger, PlanView } from './import-types'

export type ImportStep = 'file' | 'columns' | 'check' | 'done'

/** Why a file was not taken, or not written, and what to do about it. */
export interface Refusal {
  readonly message: string
  readonly advice: string
  /** A file that was taken for statistics, with its sheets, and the register to which it was to go. */
  readonly counting?: {
    readonly file: NonNullable<ImportDesk['file']>
    readonly sheets: readonly string[]
    readonly register: string | undefined
  }
}

export type Ledger = Extract<OpenedLedger, { readonly ok: true }>
type Done = Extract<ImportOutcome, { readonly ok: true }>

/** Into what a table goes, and how. */
export interface Settled {
  readonly ledger: Ledger
  readonly table: Ledger['tables'][number]
  readonly register: Register
  readonly mapping: MappingView
  readonly district: string
  /** Of amounts where the ledger names none. */
  readonly unit: MoneyUnit
}

/** What was decided about the rows, beside where their columns go. */
export interface Decided extends Pick<ImportChoices, 'mode' | 'rows' | 'allMaybe' | 'allClash' | 'links'> {
  readonly state: string | undefined
  readonly typed: Corrections
  readonly unread: UnreadCells
}

/** What the user chose and typed. It outlives the page, so that a look elsewhere costs nothing. */
export interface ImportDesk {
  readonly step: ImportStep
  /** The file in hand; a worker that was ended reads it again without asking. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined
  readonly refusal: Refusal | undefined
  /** What was pointed at in the sheets. */
  readonly pointed: readonly Correction[]
  readonly settled: Settled | undefined
  readonly decided: Decided
  readonly plan: PlanView | undefined
  /** What the plan in hand was made with. */
  readonly plannedWith: Decided | undefined
  readonly outcome: Done | undefined
  /** Tables of the file that went in already. */
  readonly finished: readonly number[]
  /** Writing cannot be stopped half-way: all of it is written, or nothing. */
  readonly committing: boolean
}

export const undecided: Decided = {
  mode: 'update',
  state: undefined,
  typed: {},
  unread: 'remark',
  rows: {},
  allMaybe: undefined,
  allClash: undefined,
  links: {},
}

const clean = {
  settled: undefined,
  decided: undecided,
  plan: undefined,
  plannedWith: undefined,
  outcome: undefined,
} as const

export const useImportDesk = create<ImportDesk>(() => ({
  ...clean,
  step: 'file',
  file: undefined,
  refusal: undefined,
  pointed: [],
  finished: [],
  committing: false,
}))

/** A new file clears what belonged to the one before. */
export const layOut = (file: ImportDesk['file'], settled: Settled): void =>
  useImportDesk.setState({ ...clean, file, settled, pointed: [], finished: [], step: 'columns' })

/** Another table, or another register, clears what was decided about the rows. */
export const takeUp = (settled: Settled): void =>
  useImportDesk.setState({ ...clean, settled, step: 'columns' })
