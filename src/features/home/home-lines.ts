import { stages } from '../../domain/need-stages'
import { indexOf, type Period, periodAt, previousPeriod } from '../../domain/period'
import type { Filter } from '../../storage/store'

/** A line of the home page: how many records there are of a kind, found again by the same filters in their list. */
export interface HomeLine {
  readonly register: string
  /** What follows the number: 项企业需求超期. */
  readonly words: string
  readonly filters: readonly Filter[]
  readonly tone: 'danger' | 'attention' | 'neutral'
}

const flag = (label: string): readonly Filter[] => [{ kind: 'flag', label }]
const state = (field: string, ...values: readonly string[]): readonly Filter[] => [
  { kind: 'oneOf', field, values },
]

/** What is late, then what is missing, then what waits for somebody; in the order in which it presses. */
export const dueLines: readonly HomeLine[] = [
  { register: 'needs', words: '项企业需求超期', filters: flag('超期'), tone: 'danger' },
  { register: 'needs', words: '项企业需求即将到期', filters: flag('即将到期'), tone: 'attention' },
  { register: 'weeklyReports', words: '份工作周报逾期未报', filters: flag('逾期未报'), tone: 'danger' },
  {
    register: 'weeklyReports',
    words: '份工作周报退回待改',
    filters: state('status', '已退回'),
    tone: 'attention',
  },
  { register: 'keyTasks', words: '项重点任务滞后', filters: flag('滞后'), tone: 'danger' },
  { register: 'keyTasks', words: '项重点任务有里程碑逾期', filters: flag('里程碑逾期'), tone: 'danger' },
  { register: 'agreements', words: '份合作协议有条目逾期', filters: flag('条目逾期'), tone: 'danger' },
  { register: 'agreements', words: '份合作协议到期待确认', filters: flag('到期待确认'), tone: 'attention' },
  { register: 'agreements', words: '份合作协议即将到期', filters: flag('即将到期'), tone: 'attention' },
  { register: 'visits', words: '次走访有问题逾期', filters: flag('问题逾期'), tone: 'danger' },
  { register: 'visits', words: '次走访在跟踪', filters: state('status', '跟踪中'), tone: 'neutral' },
  {
    register: 'needs',
    words: '项企业需求待研判',
    filters: state('status', '已征集', '研判中'),
    tone: 'neutral',
  },
  { register: 'needs', words: '项企业需求待回访', filters: state('status', '待回访'), tone: 'neutral' },
  {
    register: 'serviceRecords',
    words: '条服务记录待审核',
    filters: state('auditStatus', '待审核'),
    tone: 'neutral',
  },
  {
    register: 'weeklyReports',
    words: '份工作周报待审核',
    filters: state('status', '已提交'),
    tone: 'neutral',
  },
]

/** The forum is held every two months (S); whether it is registered for these two. */
export const forumLine = (today: string): HomeLine & { readonly period: Period } => {
  const { year, index } = indexOf('双月', today)
  const period = periodAt('双月', year, index)
  return {
    register: 'activities',
    words: `${period.label}的双月论坛还没有登记`,
    filters: [...state('type', '双月论坛'), within('start', period)],
    tone: 'attention',
    period,
  }
}

export interface PeriodLine {
  readonly register: string
  readonly words: string
  readonly unit: string
  readonly field: string
}

/** Counted by the day on which it happened; what is only registered counts too. */
export const periodLines: readonly PeriodLine[] = [
  { register: 'needs', words: '提出需求', unit: '项', field: 'raisedDate' },
  { register: 'needs', words: '办结需求', unit: '项', field: 'closeDate' },
  { register: 'serviceRecords', words: '科技服务', unit: '次', field: 'serviceDate' },
  { register: 'visits', words: '调研走访', unit: '次', field: 'visitDate' },
  { register: 'activities', words: '活动', unit: '场', field: 'start' },
  { register: 'agreements', words: '签订协议', unit: '份', field: 'signDate' },
]

/** This month and the one before. */
export const monthsOf = (today: string): readonly [now: Period, before: Period] => {
  const { year, index } = indexOf('月', today)
  const now = periodAt('月', year, index)
  return [now, previousPeriod(now)]
}

export const within = (field: string, { start, end }: Period): Filter => ({
  kind: 'range',
  field,
  from: start,
  to: end,
})

/** Monday to Sunday of the week of a day, for what is said above the lines. */
export const weekAround = (today: string): Period => {
  const { year, index } = indexOf('周', today)
  return periodAt('周', year, index)
}

/** The four stages, as the board of the needs shows them. */
export const stageLines: readonly { readonly label: string; readonly filters: readonly Filter[] }[] =
  stages.map(({ name, states }) => ({ label: name, filters: state('status', ...states) }))

const monthsInYear = 12

/** The last twelve months up to this one, in order. */
export const monthsBack = (today: string): readonly Period[] => {
  const { year, index } = indexOf('月', today)
  return Array.from({ length: monthsInYear }, (_, at) => {
    const month = year * monthsInYear + index - (monthsInYear - 1) + at
    return periodAt('月', Math.floor(month / monthsInYear), month % monthsInYear)
  })
}
