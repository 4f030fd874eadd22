import type { Register } from '../../domain/register'
import type { ImportJob, PlanView } from './import-types'
import type { ImportSteps } from './use-import'
import type { ImportFiles } from './use-save-file'

export interface CheckRowsProps {
  readonly job: ImportJob
  readonly flow: ImportSteps
  readonly register: Register
  readonly registers: readonly Register[]
  readonly files: ImportFiles
  readonly plan: PlanView
  readonly signed: boolean
  readonly disabled: boolean
}
