import type { OfficeRules } from './office-rules'

/** How far a key task is (domain B19, B20, K31): all of it is our own proposal (I). */

export interface Milestone {
  readonly weight?: number
  readonly status?: string
}

/** No more is to come of a milestone. */
export const isSettled = (milestone: { readonly status?: unknown }): boolean =>
  milestone.status === '已完成' || milestone.status === '已取消'

interface Progressing {
  readonly status?: string
  readonly progressOverride?: number
  readonly milestones?: readonly Milestone[]
}

/** 工作进度（%）(I): what was typed, else 100 once the task is done, else the share of the milestones by their weights. */
export const progressOf = ({ status, progressOverride, milestones = [] }: Progressing): number => {
  if (progressOverride !== undefined) return progressOverride
  if (status === '已完成') return 100
  const counting = milestones.filter((milestone) => milestone.status !== '已取消')
  const weightOf = ({ weight }: Milestone): number => weight ?? 1
  const whole = counting.reduce((sum, milestone) => sum + weightOf(milestone), 0)
  const done = counting
    .filter((milestone) => milestone.status === '已完成')
    .reduce((sum, milestone) => sum + weightOf(milestone), 0)
  return whole === 0 ? 0 : Math.round((done / whole) * 100)
}

const millisecondsInDay = 86_400_000
const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / millisecondsInDay

/** 时间进度（%）(I): how much of the time from start to limit is over on a day, 0 to 100. */
export const timeProgress = (startDate: string, dueDate: string, day: string): number => {
  const whole = daysBetween(startDate, dueDate)
  return whole <= 0 ? 100 : Math.min(100, Math.max(0, (daysBetween(startDate, day) / whole) * 100))
}

interface Timed extends Progressing {
  readonly startDate?: string
  readonly dueDate?: string
}

/** Why a task is 滞后 on a day (I, domain B19): past its limit, or behind its time by more than the tolerance. */
export const lagOf = (task: Timed, day: string, { lagTolerance }: OfficeRules): string | undefined => {
  const { status, startDate, dueDate } = task
  if (status === '已完成' || status === '暂缓' || status === '已取消') return undefined
  if (dueDate !== undefined && dueDate < day) return `完成时限 ${dueDate} 已过，还没有完成。`
  if (startDate === undefined || dueDate === undefined) return undefined
  const time = Math.round(timeProgress(startDate, dueDate, day))
  const work = progressOf(task)
  return work < time - lagTolerance
    ? `工作进度 ${String(work)}%，时间进度 ${String(time)}%，落后超过 ${String(lagTolerance)} 个百分点。`
    : undefined
}
