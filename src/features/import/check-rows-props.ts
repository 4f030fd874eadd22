import type { Register } from '../../domain/register'
import type { ImportJob, PlanView } from './import-types'
import type { ImportSteps } from './use-import'

export interface CheckRowsProps {
  readonly job: ImportJob
  readonly flow: ImportSteps
  readonly register: Register
  readonly registers: readonly Register[]
  readonly plan: PlanView
  readonly signed: boolean
  readonly disabled: boolean
}
