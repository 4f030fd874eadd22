import type { Register } from '../../domain/register'
import type { Corrections } from '../../workbook/drafts'
import type { ImportJob, PlanView } from './import-types'

export interface CheckRowsProps {
  readonly job: ImportJob
  readonly register: Register
  readonly registers: readonly Register[]
  readonly plan: PlanView
  /** States in which the records may come in, the suggested one first; none for a register without an audit. */
  readonly states: readonly string[]
  readonly state: string | undefined
  readonly signed: boolean
  readonly disabled: boolean
  readonly typed: Corrections
  readonly onState: (state: string) => void
  readonly onType: (key: string, text: string | null) => void
  readonly onRecheck: () => void
  readonly onBack: () => void
  readonly onImport: () => void
}
