import type { ChildField, Field, Option } from '../../../domain/field'
import { fieldOf, targetsOf } from '../../../workbook/mapping/target'
import type { CellProblem } from '../../../workbook/drafts/draft'
import type { RowState, WordView } from '../import-types'
import type { Checked, PlanInput } from './plan-types'

interface Choice {
  readonly field: Field | ChildField
  readonly heading: string
}

/** The column of choices in which a problem is a word that is no option; undefined for any other problem. */
const choiceFinder = ({
  matches,
  register,
  registers,
}: PlanInput): ((problem: CellProblem) => Choice | undefined) => {
  const choices = new Map(
    matches.flatMap((match) => {
      const field = targetsOf(match)
        .map((target) => fieldOf(target, register, registers))
        .find((candidate) => candidate?.kind === 'choice' || candidate?.kind === 'choices')
      return field === undefined
        ? []
        : [[match.column.column, { field, heading: match.column.heading }] as const]
    }),
  )
  return ({ column, raw, label }) => {
    const choice = column === undefined ? undefined : choices.get(column)
    return raw === '' || choice?.field.label !== label ? undefined : choice
  }
}

/** Whether something else than an unknown word keeps a row back. */
export const mendingFinder = (input: PlanInput): ((row: Checked) => boolean) => {
  const choiceOf = choiceFinder(input)
  return ({ state, problems }) =>
    state === 'problem' &&
    problems.some((problem) => problem.soft !== true && choiceOf(problem) === undefined)
}

/** Whether a row has a cell that went to 备注 unread, other than by an unknown word. */
export const unreadFinder = (input: PlanInput): ((row: Checked) => boolean) => {
  const choiceOf = choiceFinder(input)
  return ({ state, problems }) =>
    isUnderWay(state) && problems.some((problem) => problem.soft === true && choiceOf(problem) === undefined)
}

/** Rows that stay as they are, or that nobody wants, need no look at their cells. */
const isUnderWay = (state: RowState): boolean => state !== 'same' && state !== 'left'

/** Cells that go to 备注 unread: in all rows that are under way, and in those that go in now. */
export const countUnread = (
  checked: readonly Checked[],
): { readonly cells: number; readonly going: number } => {
  const countIn = (rows: readonly Checked[]): number =>
    rows.reduce((sum, { problems }) => sum + problems.filter(({ soft }) => soft === true).length, 0)
  return {
    cells: countIn(checked.filter(({ state }) => isUnderWay(state))),
    going: countIn(checked.filter(({ state }) => state === 'new' || state === 'changed')),
  }
}

/** Words in columns of choices that are no options, with how often each occurs: explained once, they are known. */
export const unknownWords = (checked: readonly Checked[], input: PlanInput): readonly WordView[] => {
  const choiceOf = choiceFinder(input)
  const words = new Map<string, WordView>()
  for (const { problems } of checked) {
    for (const problem of problems) {
      const { column, raw, label, soft } = problem
      const choice = choiceOf(problem)
      if (choice === undefined || column === undefined) continue
      const key = `${String(column)} ${raw}`
      const known = words.get(key)
      const options = optionsOf(choice.field)
      words.set(key, {
        column,
        heading: choice.heading,
        label,
        word: raw,
        count: (known?.count ?? 0) + 1,
        holds: known?.holds === true || soft !== true,
        options: options.map(({ value, label: shown = value }) => ({ value, label: shown })),
        suggestion: nearest(raw, options),
      })
    }
  }
  return [...words.values()].toSorted((a, b) => b.count - a.count)
}

const optionsOf = (field: Field | ChildField): readonly Option[] =>
  field.kind === 'choice' || field.kind === 'choices' ? field.options : []

const leastShared = 0.5

/** The option that shares most characters with a word: 农业 and A 农、林、牧、渔业. */
const nearest = (word: string, options: readonly Option[]): string | undefined => {
  const characters = new Set(word)
  const rated = options.map(({ value, label = value }) => {
    const shared = [...characters].filter((character) => label.includes(character)).length
    return { value, share: shared / Math.max(1, characters.size), length: label.length }
  })
  const [best, second] = rated.toSorted((a, b) => b.share - a.share || a.length - b.length)
  if (best === undefined || best.share < leastShared) return undefined
  return second?.share === best.share && second.length === best.length ? undefined : best.value
}
