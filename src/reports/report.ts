import type { NameOf } from '../domain/kinds/kind'
import type { Period, PeriodType } from '../domain/period'
import type { LedgerRecord } from '../domain/record'
import type { PrintSetup, Workbook } from '../workbook/model'

/** What a report is made of, as it is stored: services and consortia of the district asked for, and what they link to. */
export interface ReportData {
  readonly services: readonly LedgerRecord[]
  readonly consortia: readonly LedgerRecord[]
  readonly organizations: readonly LedgerRecord[]
  readonly districts: readonly LedgerRecord[]
  readonly teams: readonly LedgerRecord[]
  /** Names of organisations, experts and teams; needs stand in reports by their number. */
  readonly nameOf: NameOf
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
  /** What the rows of R06 are. */
  readonly rowsBy: RowsBy
}

export type RowsBy = '地区' | '产业方向' | '服务队' | '服务类型'
export const rowsByOptions: readonly RowsBy[] = ['地区', '产业方向', '服务队', '服务类型']

/** Where to find records in their list, in the terms of a list's filters. */
export type Where =
  | { readonly kind: 'oneOf'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly field: string; readonly from: string; readonly to: string }
  | { readonly kind: 'samples'; readonly samples: boolean }

/** Records that belong to the period but are not counted: why, how many, and where they are. */
export interface Excluded {
  readonly reason: '待审核' | '退回' | '示例' | '筹建'
  readonly count: number
  readonly register: string
  readonly where: readonly Where[]
}

export interface BuiltReport {
  readonly workbook: Workbook
  readonly fileName: string
  /** Records that the report counts. */
  readonly records: number
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
  /** Whether 行=… can be chosen. */
  readonly hasRowsBy: boolean
  /** Pure: the same data and options give the same workbook. Never throws on what a register may hold. */
  readonly build: (data: ReportData, options: ReportOptions) => BuiltReport
}
