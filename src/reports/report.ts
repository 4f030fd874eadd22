import type { NameOf } from '../domain/kinds/kind'
import type { OfficeRules } from '../domain/office-rules'
import type { Period, PeriodType } from '../domain/period'
import type { LedgerRecord, RecordOf } from '../domain/record'
import type { Register } from '../domain/register'
import type { ExportProfile } from '../workbook/export-profile'
import type { PrintSetup, Workbook } from '../workbook/model'
import type { OriginAt } from './figure-origin'

/** What a report is made of. */
export interface ReportData {
  /** Live records of a register, of all districts that were asked for; the store keeps them by that register's fields. */
  readonly records: <R extends Register>(register: R) => readonly RecordOf<R>[]
  /** A record that one of these links to, deleted ones too: what they served stays served. */
  readonly linked: (register: string, id: string) => LedgerRecord | undefined
  /** Names of linked records; needs stand in reports by their number. */
  readonly nameOf: NameOf
  readonly rules: OfficeRules
  /** Whether a record was changed after a report that counts it was sent; only where that is asked. */
  readonly isEditedSince?: (record: Pick<LedgerRecord, 'id'>) => boolean
}

export interface ReportOptions {
  readonly period: Period
  /** District code; undefined for the whole city. */
  readonly district: string | undefined
  readonly districtName: string
  /** 填报单位, and who signs; empty where the paper is to be filled in by hand. */
  readonly unitName: string
  readonly unitHead: string
  readonly reviewer: string
  readonly filler: string
  readonly phone: string
  /** ISO day printed as 填报日期. */
  readonly filledOn: string
  /** ISO instant for the file's properties. */
  readonly createdAt: string
  readonly paper: PrintSetup['paper']
  /** 15 mm all round instead of the margins of an official document. */
  readonly compactMargins: boolean
  /** Samples count in demonstrations only; a report with any says so in its title. */
  readonly samples: boolean
  /** 合计在首行: totals above the rows instead of below. */
  readonly totalsFirst: boolean
  /** For whom it is made: what is masked and left out for them. */
  readonly profile: ExportProfile
  /** 不合并版: no merged cells, so that the sheet can be filtered. */
  readonly unmerged: boolean
  /** What the rows of R06 are. */
  readonly rowsBy: RowsBy
}

export type RowsBy = '地区' | '产业方向' | '服务队' | '服务类型'
export const rowsByOptions: readonly RowsBy[] = ['地区', '产业方向', '服务队', '服务类型']

/** What can be chosen for some reports only. */
export type ReportChoice = 'rowsBy' | 'unmerged'

/** How the reports stand together on their page. */
export type ReportGroup =
  '需求与服务' | '服务队与周报' | '共同体与供给' | '协作与试点' | '统计与核查' | '报送包'
export const reportGroups: readonly ReportGroup[] = [
  '需求与服务',
  '服务队与周报',
  '共同体与供给',
  '协作与试点',
  '统计与核查',
  '报送包',
]

/** Where to find records in their list, in the terms of a list's filters. */
export type Where =
  | { readonly kind: 'oneOf'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly field: string; readonly from: string; readonly to: string }
  | { readonly kind: 'empty'; readonly field: string; readonly empty: boolean }
  | { readonly kind: 'samples'; readonly samples: boolean }
  | { readonly kind: 'flag'; readonly label: string }

/** Records that belong to the period but are not counted: why, how many, and where they are. */
export interface Excluded {
  readonly reason: '待审核' | '退回' | '示例' | '筹建'
  readonly count: number
  readonly register: string
  readonly where: readonly Where[]
}

/** A figure of the report and how it is counted, in words. */
export interface Explanation {
  readonly name: string
  readonly unit: string
  readonly formula: string
}

export interface BuiltReport {
  readonly workbook: Workbook
  readonly fileName: string
  /** Records that the report counts. */
  readonly records: number
  /** What stands on 指标解释. */
  readonly explanations: readonly Explanation[]
  /** The lines of 填报说明, as they are printed. */
  readonly notes: readonly string[]
  readonly excluded: readonly Excluded[]
  /** ISO day of the latest record that counts in any period: a way out of an empty one. */
  readonly latest: string | undefined
}

export interface Report {
  readonly code: string
  readonly title: string
  /** What it is for, in a sentence. */
  readonly about: string
  readonly periods: readonly PeriodType[]
  /** The period for which it is usually asked. */
  readonly usual: PeriodType
  readonly group: ReportGroup
  /** Names of the registers that it is made of; what their records link to is at hand too. */
  readonly reads: readonly string[]
  readonly choices: readonly ReportChoice[]
  /** Pure: the same data and options give the same workbook. Never throws on what a register may hold. */
  readonly build: (data: ReportData, options: ReportOptions) => BuiltReport
  /** The records behind each of its figures; asked for one figure at a time, so that a file pays nothing for it. */
  readonly origins: (data: ReportData, options: ReportOptions) => OriginAt
}
