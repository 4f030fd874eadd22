import { errorAt, type Issue } from './issue'
import {
  askedFields,
  type Lifecycle,
  nextSteps,
  stateOf,
  type StepContext,
  type Transition,
  unanswered,
} from './lifecycle'
import { type ChildRow, rowsOf, type Values } from './field'
import type { Register } from './register'
import { settleRecord, validate } from './validate'

/** What a person gives when taking a step. */
export interface StepGiven {
  readonly action: string
  /** Of the fields that the step asks for or offers; `undefined` clears one. Others are not listened to. */
  readonly values: Values
  readonly reason?: string
}

/** Refused steps come back with what is missing; each issue names the field to go to, or `reason`. */
export type StepResult =
  { readonly ok: true; readonly values: Values } | { readonly ok: false; readonly issues: readonly Issue[] }

/** Lets a record take a step of its life cycle: its values afterwards, with the step among its events. */
export const takeStep = (
  register: Register,
  values: Values,
  given: StepGiven,
  context: StepContext,
): StepResult => {
  const { lifecycle } = register
  if (lifecycle === undefined) throw new Error(`${register.name} has no life cycle`)
  const stepped = advance(lifecycle, values, given, context)
  if (!stepped.ok) return stepped
  const { step, next } = stepped
  return judged(register, values, settleRecord(register, withEvent(register, next, step, given, context)), {
    ...stepped,
    path: '',
    context,
  })
}

/** The same for one row of a record whose rows have a life cycle of their own, such as a milestone. */
export const takeRowStep = (
  register: Register,
  values: Values,
  row: { readonly field: string; readonly index: number },
  given: StepGiven,
  context: StepContext,
): StepResult => {
  const own = register.rowLifecycles?.[row.field]
  const before = rowsOf(values, row.field)[row.index]
  if (own === undefined || before === undefined)
    throw new Error(`${register.name}.${row.field} has no row ${String(row.index)} with a life cycle`)
  const path = `${row.field}.${String(row.index)}.`
  const stepped = advance(own.lifecycle, before, given, context)
  if (!stepped.ok) return { ok: false, issues: under(path, stepped.issues) }
  const rows = rowsOf(values, row.field).map((other, at) =>
    at === row.index ? (stepped.next as ChildRow) : other,
  )
  const subject = before[own.label]
  const next = withEvent(register, { ...values, [row.field]: rows }, stepped.step, given, context, subject)
  return judged(register, values, settleRecord(register, next), { ...stepped, path, context })
}

/** Values of the fields that a step shows when it begins: what stands there, or what the step proposes. */
export const openingValues = (step: Transition, values: Values, context: StepContext): Values => {
  const asked = askedFields(step)
  return { ...only(asked, values), ...filled(only(asked, step.suggest?.(values, context) ?? {})) }
}

interface Advanced {
  readonly step: Transition
  readonly next: Values
  readonly issues: readonly Issue[]
}

const advance = (
  lifecycle: Lifecycle,
  before: Values,
  given: StepGiven,
  context: StepContext,
): ({ readonly ok: true } & Advanced) | Extract<StepResult, { readonly ok: false }> => {
  const state = stateOf(lifecycle, before)
  const step = nextSteps(lifecycle, state).find(({ action }) => action === given.action)
  if (step === undefined)
    return { ok: false, issues: [errorAt(lifecycle.field, `“${state}”状态下不能“${given.action}”。`)] }
  const asked = askedFields(step)
  const typed = only(asked, given.values)
  const proposed = filled(only(asked, step.suggest?.({ ...before, ...typed }, context) ?? {}))
  const told = { ...before, ...proposed, ...typed }
  const next = { ...told, ...step.sets?.(told, context), [lifecycle.field]: step.to }
  const refused = step.guard?.(next, context, before) ?? []
  const said = new Set(refused.map(({ path }) => path))
  const gaps = missing(step, next, given.reason).filter(({ path }) => !said.has(path))
  return { ok: true, step, next, issues: [...gaps, ...refused] }
}

const only = (fields: readonly string[], values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)))

/** What a step has nothing to propose for stays as it is. */
const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

const missing = (step: Transition, values: Values, reason: string | undefined): readonly Issue[] => [
  ...unanswered(step, values).map(([field = '']) => errorAt(field, `“${step.action}”需要填写此项。`)),
  ...(step.reason !== undefined && (reason ?? '').trim() === ''
    ? [errorAt('reason', `请填写${step.reason}。`)]
    : []),
]

const withEvent = (
  { lifecycle }: Register,
  values: Values,
  { from, to, action }: Transition,
  { reason = '' }: StepGiven,
  { at, by }: StepContext,
  subject?: unknown,
): Values => {
  if (lifecycle?.events === undefined) return values
  const event: ChildRow = {
    at,
    action,
    ...(typeof subject === 'string' ? { subject } : {}),
    from,
    to,
    by,
    ...(reason.trim() === '' ? {} : { comment: reason.trim() }),
  }
  return { ...values, [lifecycle.events]: [...rowsOf(values, lifecycle.events), event] }
}

/**
 * A step may not leave a record worse than it was: what the new state requires must be there. What was amiss before does
 * not stop it, unless the step wants the whole record in order.
 */
const judged = (
  register: Register,
  before: Values,
  next: Values,
  { step, issues, path, context }: Advanced & { readonly path: string; readonly context: StepContext },
): StepResult => {
  const known = new Set(step.complete === true ? [] : validate(register, before, context).map(issueKey))
  const own = under(path, issues).filter(({ level }) => level !== 'warning')
  const said = new Set(own.map((issue) => issue.path))
  const arisen = validate(register, next, context).filter(
    (issue) => issue.level !== 'warning' && !known.has(issueKey(issue)) && !said.has(issue.path),
  )
  const all = [...own, ...arisen]
  return all.length === 0 ? { ok: true, values: next } : { ok: false, issues: all }
}

const issueKey = ({ path, message }: Issue): string => `${path} ${message}`

/** Issues of a row as issues of its record; the reason belongs to neither. */
const under = (path: string, issues: readonly Issue[]): readonly Issue[] =>
  path === ''
    ? issues
    : issues.map((issue) => ({ ...issue, path: issue.path === 'reason' ? 'reason' : path + issue.path }))
