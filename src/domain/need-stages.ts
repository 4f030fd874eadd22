import { eventsOf } from './events'
import { beijingDay } from './kinds/date'
import { nextSteps, stateOf, type Transition, wayTo } from './lifecycle'
import { needLifecycle } from './lifecycles/needs'
import { daysFrom } from './period'
import { type LedgerRecord, type DayContext } from './record'
import { flagsOf } from './register'
import { needs } from './registers/needs'

/**
 * 企业提需求、学会送服务、科协搭平台、地方汇资源 are the words of the source text (S, A35); which state stands under which
 * of them is ours (I): until it is taken on, while it is served, until its end is confirmed, and what has come of it.
 */
export const stages = [
  { name: '企业提需求', about: '提出、补充和研判', states: ['草稿', '已征集', '退回补充', '研判中'] },
  { name: '学会送服务', about: '受理、对接和服务', states: ['已受理', '对接中', '服务中', '暂停'] },
  { name: '科协搭平台', about: '转办协调和回访', states: ['转办', '待回访'] },
  { name: '地方汇资源', about: '办结归档', states: ['已办结', '未解决办结'] },
] as const
export type Stage = (typeof stages)[number]['name']

/** undefined for needs that left the way: 不予受理, 已撤回. */
export const stageOf = (state: string): Stage | undefined =>
  stages.find(({ states }) => states.some((name) => name === state))?.name

/** A need as it stands on the board. */
export interface NeedCard {
  readonly id: string
  readonly code: string
  readonly title: string
  /** Id of the enterprise. */
  readonly organization: string | undefined
  readonly state: string
  /** Days since it came to this state; undefined when nobody wrote down when. */
  readonly days: number | undefined
  readonly dueDate: string | undefined
  readonly flags: readonly { readonly label: string; readonly tone: string; readonly why: string }[]
  readonly isSample: boolean
}

export interface StageColumn {
  readonly stage: Stage
  readonly total: number
  readonly overdue: number
  /** The first of them, most urgent first; of closed ones those closed last. */
  readonly cards: readonly NeedCard[]
}

export interface NeedBoard {
  readonly columns: readonly StageColumn[]
  /** Needs that stand in no column. */
  readonly left: number
}

/** The day on which a need came to its state: by its events, else by the dates that the state goes with. */
const since = ({ values }: LedgerRecord, state: string): string | undefined => {
  const event = eventsOf(values).findLast(({ to, from }) => to === state && from !== state)
  if (event !== undefined) return beijingDay(event.at)
  const day = { 已受理: values.acceptDate, 已办结: values.closeDate, 未解决办结: values.closeDate }[state]
  return typeof day === 'string' ? day : typeof values.raisedDate === 'string' ? values.raisedDate : undefined
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const cardOf = (record: LedgerRecord, context: DayContext): NeedCard => {
  const state = stateOf(needLifecycle, record.values)
  const from = since(record, state)
  return {
    id: record.id,
    code: record.code,
    title: textOf(record.values.title) ?? record.code,
    organization: textOf(record.values.organization),
    state,
    days: from === undefined ? undefined : Math.max(0, daysFrom(from, context.today)),
    dueDate: textOf(record.values.dueDate),
    flags: flagsOf(needs, record.values, context),
    isSample: record.isSample,
  }
}

const isOverdue = ({ flags }: NeedCard): boolean => flags.some(({ label }) => label === '超期')

/** Overdue before the rest, then by limit, then those that wait longest. */
const byUrgency = (a: NeedCard, b: NeedCard): number =>
  Number(isOverdue(b)) - Number(isOverdue(a)) ||
  compare(a.dueDate ?? '9999', b.dueDate ?? '9999') ||
  (b.days ?? 0) - (a.days ?? 0)

const byFreshness = (a: NeedCard, b: NeedCard): number => (a.days ?? Infinity) - (b.days ?? Infinity)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The four columns with their first `limits` cards each, and how many there are. */
export const needBoard = (
  records: readonly LedgerRecord[],
  limits: Readonly<Record<Stage, number>>,
  context: DayContext,
): NeedBoard => {
  const cards = records.map((record) => cardOf(record, context))
  const columns = stages.map(({ name }): StageColumn => {
    const own = cards
      .filter(({ state }) => stageOf(state) === name)
      .sort(name === '地方汇资源' ? byFreshness : byUrgency)
    return {
      stage: name,
      total: own.length,
      overdue: own.filter(isOverdue).length,
      cards: own.slice(0, limits[name]),
    }
  })
  return { columns, left: cards.length - columns.reduce((sum, { total }) => sum + total, 0) }
}

/** Whoever asks for the way is not to be told to pass the need on to others. */
const detour = '转办'

/** What carrying a need to a stage means: steps of which one may be chosen, or the way there when it is not the next one. */
export type Carrying =
  | { readonly kind: 'steps'; readonly steps: readonly Transition[] }
  | { readonly kind: 'way'; readonly steps: readonly Transition[] }
  | { readonly kind: 'none' }

export const carryTo = (state: string, stage: Stage): Carrying => {
  const steps = nextSteps(needLifecycle, state).filter(({ to }) => to !== state && stageOf(to) === stage)
  if (steps.length > 0) return { kind: 'steps', steps }
  const way = wayTo(
    needLifecycle,
    state,
    (to) => stageOf(to) === stage,
    (to) => to !== detour,
  )
  return way === undefined ? { kind: 'none' } : { kind: 'way', steps: way }
}
