import type { Issue } from './issue'
import type { CheckContext } from './record'
import { isEmpty, type Option, type Values } from './field'

/** A life cycle as data: where a record can stand, what may come next and what each step asks for. */
export interface Lifecycle {
  /** The choice field that holds the state. */
  readonly field: string
  readonly initial: string
  readonly states: readonly State[]
  readonly transitions: readonly Transition[]
  /** The rows (`stepEvents`) that keep every step taken, oldest first. They only ever grow. */
  readonly events?: string
}

export interface State {
  readonly name: string
  readonly tone: 'neutral' | 'active' | 'good' | 'attention'
  /** Closed: no time limit runs any more. */
  readonly terminal?: boolean
  /** Other words for it in ledgers. */
  readonly aliases?: readonly string[]
}

/** Who takes a step, when, and what is known around the record. */
export interface StepContext extends CheckContext {
  readonly by: string
  /** ISO instant. */
  readonly at: string
}

export interface Transition {
  readonly from: string
  readonly to: string
  /** The word on the button. */
  readonly action: string
  /** Fields asked for at the step; they must be filled afterwards. Of a list within, any one will do. */
  readonly asks?: readonly (string | readonly string[])[]
  /** Fields that stand beside those asked for and may stay empty. */
  readonly offers?: readonly string[]
  /** What the step proposes for the fields that it asks for or offers; it gives way to what is given. */
  readonly suggest?: (values: Values, context: StepContext) => Values
  /** The step wants a reason, which the events keep. */
  readonly reason?: string
  /** The whole record must be in order, not only what the step itself needs. */
  readonly complete?: boolean
  /** What the program itself writes down at the step: counts, times, fields that are cleared (`undefined`). */
  readonly sets?: (values: Values, context: StepContext) => Values
  /** Why the step is refused although all that it asks for is there; `before` is the record as it stands. */
  readonly guard?: (values: Values, context: CheckContext, before: Values) => readonly Issue[]
}

/** The same step from several states. */
export const fromEach = (states: readonly string[], step: Omit<Transition, 'from'>): readonly Transition[] =>
  states.map((from) => ({ from, ...step }))

/** The steps that are open from a state, in the order of the definition. */
export const nextSteps = (lifecycle: Lifecycle, state: string): readonly Transition[] =>
  lifecycle.transitions.filter((transition) => transition.from === state)

export const stateOf = (lifecycle: Lifecycle, values: Values): string => {
  const state = values[lifecycle.field]
  return typeof state === 'string' ? state : lifecycle.initial
}

export const toneOf = (lifecycle: Lifecycle, state: string): State['tone'] =>
  lifecycle.states.find(({ name }) => name === state)?.tone ?? 'neutral'

/** The states as options of the choice field that holds them. */
const stateOptions = (states: readonly State[]): readonly Option[] =>
  states.map(({ name, aliases }) => ({ value: name, ...(aliases === undefined ? {} : { aliases }) }))

/** The field that holds the state: only steps change it. */
export const stateField = ({ states, initial }: Lifecycle) =>
  ({
    kind: 'choice',
    label: '状态',
    options: stateOptions(states),
    initial,
    readOnly: true,
    list: true,
    width: 10,
  }) as const

/** Fields that a step shows, those that it asks for first. */
export const askedFields = ({ asks = [], offers = [] }: Transition): readonly string[] => [
  ...asks.flat(),
  ...offers,
]

/** What a step asks for and the values do not have: for each, the fields of which one must be filled. */
export const unanswered = ({ asks = [] }: Transition, values: Values): readonly (readonly string[])[] =>
  asks.map((ask) => [ask].flat()).filter((fields) => fields.every((field) => isEmpty(values[field])))

/** Whether a step asks for this field, unless another that would do as well is filled. */
export const isAskedFor = ({ asks = [] }: Transition, field: string, values: Values): boolean =>
  asks.some((ask) =>
    typeof ask === 'string'
      ? ask === field
      : ask.includes(field) && ask.every((other) => other === field || isEmpty(values[other])),
  )

/** The fewest steps from a state to one that is wanted, over states that may be passed; undefined where none leads there. */
export const wayTo = (
  lifecycle: Lifecycle,
  from: string,
  isWanted: (state: string) => boolean,
  isPassable: (state: string) => boolean,
): readonly Transition[] | undefined => {
  const seen = new Set([from])
  let ways: readonly (readonly Transition[])[] = [[]]
  while (ways.length > 0) {
    const next = ways.flatMap((way) =>
      nextSteps(lifecycle, way.at(-1)?.to ?? from)
        .filter(({ to }) => !seen.has(to) && isPassable(to))
        .map((step) => [...way, step]),
    )
    const found = next.find((way) => isWanted(way.at(-1)?.to ?? from))
    if (found !== undefined) return found
    for (const way of next) seen.add(way.at(-1)?.to ?? from)
    ways = next
  }
  return undefined
}
