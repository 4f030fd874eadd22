import type { LedgerRecord } from '../../domain/record'
import type { Filter, Settings, Store } from '../../storage/store'
import type { WeeklyJob } from './weekly-job'

export interface WeekSourcesProps {
  readonly record: LedgerRecord
  readonly store: Store
  readonly job: WeeklyJob
  readonly settings: Settings
  readonly today: string
  readonly now: () => string
  readonly onShowRecords: (register: string, filters: readonly Filter[]) => void
  readonly onOpen: (register: string, id: string) => void
  /** Opens the form of the report at a field. */
  readonly onEdit: (field: string) => void
}
