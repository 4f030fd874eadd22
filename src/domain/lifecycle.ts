import type { Issue } from './issue'
import type { CheckContext } from './record'
import { isEmpty, type Values } from './field'

/** A life cycle as data: where a record can stand, what may come next and what each step asks for. */
export interface Lifecycle {
  /** The choice field that holds the state. */
  readonly field: string
  readonly initial: string
  readonly states: readonly State[]
  readonly transitions: readonly Transition[]
}

export interface State {
  readonly name: string
  readonly tone: 'neutral' | 'active' | 'good' | 'attention'
  readonly terminal?: boolean
}

export interface Transition {
  readonly from: string
  readonly to: string
  /** The word on the button. */
  readonly action: string
  /** Fields asked for at the step; they must be filled afterwards. Of a list within, any one will do. */
  readonly asks?: readonly (string | readonly string[])[]
  /** The step wants a reason, which the history keeps. */
  readonly reason?: string
  /** Why the step is refused although all that it asks for is there. */
  readonly guard?: (values: Values, context: CheckContext) => readonly Issue[]
}

/** The steps that are open from a state, in the order of the definition. */
export const nextSteps = (lifecycle: Lifecycle, state: string): readonly Transition[] =>
  lifecycle.transitions.filter((transition) => transition.from === state)

export const stateOf = (lifecycle: Lifecycle, values: Values): string => {
  const state = values[lifecycle.field]
  return typeof state === 'string' ? state : lifecycle.initial
}

export const toneOf = (lifecycle: Lifecycle, state: string): State['tone'] =>
  lifecycle.states.find(({ name }) => name === state)?.tone ?? 'neutral'

/** What a step asks for and the values do not have: for each, the fields of which one must be filled. */
export const unanswered = ({ asks = [] }: Transition, values: Values): readonly (readonly string[])[] =>
  asks.map((ask) => [ask].flat()).filter((fields) => fields.every((field) => isEmpty(values[field])))

/** Every field that a step asks for. */
export const askedFields = ({ asks = [] }: Transition): readonly string[] => asks.flat()

/** Takes a step. Refused steps come back with what is missing. */
export const takeStep = (
  lifecycle: Lifecycle,
  values: Values,
  action: string,
  given: { readonly values: Values; readonly reason?: string },
  context: CheckContext,
):
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly issues: readonly Issue[] } => {
  const state = stateOf(lifecycle, values)
  const step = nextSteps(lifecycle, state).find((transition) => transition.action === action)
  if (step === undefined) {
    const message = `“${state}”状态下不能“${action}”。`
    return { ok: false, issues: [{ path: lifecycle.field, level: 'error', message }] }
  }
  const next: Values = { ...values, ...given.values, [lifecycle.field]: step.to }
  const issues = [...missing(step, next, given.reason), ...(step.guard?.(next, context) ?? [])]
  return issues.some(({ level }) => level !== 'warning') ? { ok: false, issues } : { ok: true, values: next }
}

const missing = (step: Transition, values: Values, reason: string | undefined): readonly Issue[] => [
  ...unanswered(step, values).map(([field = '']): Issue => ({
    path: field,
    level: 'error',
    message: `“${step.action}”需要填写此项。`,
  })),
  ...(step.reason !== undefined && (reason ?? '').trim() === ''
    ? [{ path: 'reason', level: 'error', message: `请填写${step.reason}。` } as const]
    : []),
]
