import { contains, countIn, type Period, periodAt, type PeriodType } from '../domain/period'
import { partsOf } from '../domain/kinds/date'
import type { RecordOf } from '../domain/record'
import { sentStates, type submissions } from '../domain/registers/submissions'
import { reports } from './all'
import { partsOfPackage } from './packages'

/** How often a report is handed in; 自定义 has no due time of its own. */
export type DueType = Exclude<PeriodType, '自定义'>
export const dueTypes: readonly DueType[] = ['周', '月', '双月', '季', '半年', '年']

export interface DueRule {
  /** Code of a report or package. */
  readonly code: string
  readonly type: DueType
}

/** What goes up how often: the proposal of domain D (I), which no rule of 市科协 is known to say. */
export const usualDue: readonly DueRule[] = [
  { code: 'R02', type: '周' },
  { code: '月报包', type: '月' },
  { code: 'R10', type: '双月' },
  { code: '季报包', type: '季' },
  { code: 'R08', type: '半年' },
  { code: 'R13', type: '年' },
  { code: 'R16', type: '年' },
]

/** What was kept of the rules; what is none, or names a report that is never handed in, is left out. */
export const parseDue = (kept: unknown): readonly DueRule[] =>
  Array.isArray(kept) ? kept.filter(isDueRule) : usualDue

const isDueRule = (rule: unknown): rule is DueRule =>
  typeof rule === 'object' &&
  rule !== null &&
  'code' in rule &&
  'type' in rule &&
  dueReports.some(({ code, periods }) => code === rule.code && periods.some((type) => type === rule.type)) &&
  dueTypes.some((type) => type === rule.type)

/** Those that can be due; R17 is the office's own. */
export const dueReports = reports.filter(({ code }) => code !== 'R17')

export interface DueReport {
  readonly code: string
  readonly period: Period
}

type Submission = RecordOf<typeof submissions>

export type Standing =
  /** By itself, or within a package. */
  | { readonly kind: 'sent'; readonly submission: Submission }
  /** On its way: 已生成, 审核中, 已退回. */
  | { readonly kind: 'begun'; readonly submission: Submission }
  | { readonly kind: 'missing' }

export interface DueLine extends DueReport {
  readonly standing: Standing
}

/** The periods that end in a month, for each rule, the shortest first. `month` is a 月. */
export const dueIn = (rules: readonly DueRule[], month: Period): readonly DueReport[] =>
  dueTypes.flatMap((type) =>
    rules
      .filter((rule) => rule.type === type)
      .flatMap(({ code }) => endingIn(type, month).map((period) => ({ code, period }))),
  )

const endingIn = (type: DueType, month: Period): readonly Period[] => {
  const { year } = partsOf(month.end)
  // A week belongs to the year of its Thursday and may end in the next one.
  const years = type === '周' ? [year - 1, year] : [year]
  return years
    .flatMap((one) => Array.from({ length: countIn(type, one) }, (_, index) => periodAt(type, one, index)))
    .filter(({ end }) => contains(month, end))
}

/** How each of them stands, by the submissions of one district. */
export const standingOf = (due: readonly DueReport[], submitted: readonly Submission[]): readonly DueLine[] =>
  due.map((one) => {
    const own = submitted.filter(({ values }) => isFor(values, one))
    const sent = own.find(({ values: { status = '' } }) => sentStates.includes(status))
    if (sent !== undefined) return { ...one, standing: { kind: 'sent', submission: sent } }
    const begun = own.find(({ values }) => values.report === one.code && values.status !== '已作废')
    return {
      ...one,
      standing: begun === undefined ? { kind: 'missing' } : { kind: 'begun', submission: begun },
    }
  })

const isFor = (
  { report = '', periodStart, periodEnd }: Submission['values'],
  { code, period }: DueReport,
): boolean =>
  periodStart === period.start &&
  periodEnd === period.end &&
  (report === code || partsOfPackage(report).includes(code))
