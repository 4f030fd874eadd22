import { create } from 'zustand'
import type { MoneyUnit } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import type { Corrections } from '../../workbook/drafts'
import type { ImportOutcome, MappingView, OpenedLedger, PlanView } from './import-types'

export type ImportStep = 'file' | 'columns' | 'check' | 'done'

/** Why a file was not taken, or not written, and what to do about it. */
export interface Refusal {
  readonly message: string
  readonly advice: string
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

/** What the user chose and typed. It outlives the page, so that a look elsewhere costs nothing. */
export interface ImportDesk {
  readonly step: ImportStep
  /** The file in hand; a worker that was ended reads it again without asking. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined
  readonly refusal: Refusal | undefined
  readonly settled: Settled | undefined
  readonly chosenState: string | undefined
  readonly typed: Corrections
  readonly plan: PlanView | undefined
  /** The choices with which the plan was made. */
  readonly plannedWith: { readonly state: string | undefined; readonly typed: Corrections } | undefined
  readonly outcome: Done | undefined
  /** Writing cannot be stopped half-way: all of it is written, or nothing. */
  readonly committing: boolean
}

const clean = {
  settled: undefined,
  chosenState: undefined,
  typed: {},
  plan: undefined,
  plannedWith: undefined,
  outcome: undefined,
} as const

export const useImportDesk = create<ImportDesk>(() => ({
  ...clean,
  step: 'file',
  file: undefined,
  refusal: undefined,
  committing: false,
}))

/** A new file clears what belonged to the one before. */
export const layOut = (file: ImportDesk['file'], settled: Settled): void =>
  useImportDesk.setState({ ...clean, file, settled, step: 'columns' })
