import type { ReactNode } from 'react'
import type { OpenRequest, OpenResult } from '../../bridge/channels'
import type { Register } from '../../domain/register'
import type { Filter, Settings, Store } from '../../storage/store'
import type { ExportProfile } from '../../workbook/export-profile'
import type { Submitting } from './begin-submission'
import type { RecordActions } from './figure-records'
import type { ReportJob } from './report-job'
import type { TemplateJob } from './templates/template-types'
import type { ReportFiles } from './use-report'

/** What the pages of reports are given by the app. */
export interface ReportsPageProps extends Pick<RecordActions, 'onShowRecords' | 'onSaveRecords'> {
  readonly job: ReportJob
  readonly templating: TemplateJob
  readonly registers: readonly Register[]
  readonly submitting: Submitting
  /** Where 自定义报表 are kept, and what tells of changes after a preview was made. */
  readonly store: Pick<Store, 'preference' | 'savePreference' | 'batches' | 'watch'>
  readonly settings: Settings
  /** 导出方案 of the office. */
  readonly profiles: readonly ExportProfile[]
  /** Code of 当前地区; undefined is 全市. */
  readonly district: string | undefined
  readonly districtName: string
  /** 填报单位 of the district shown. */
  readonly unitName: string
  /** ISO day. */
  readonly today: string
  /** ISO instant. */
  readonly now: () => string
  readonly files: ReportFiles & { readonly openFile: (request: OpenRequest) => Promise<OpenResult> }
  readonly onSettings: () => void
  /** The filters of a list of the register, to be looked at and changed. */
  readonly filterBar: (
    register: Register,
    filters: readonly Filter[],
    onChange: (filters: readonly Filter[]) => void,
  ) => ReactNode
  /** Ends the worker and starts another. */
  readonly onCancelWork: () => void
}
