import { formatValue, linksIn } from '../../domain/kinds/all'
import type { NameOf } from '../../domain/kinds/kind'
import { keyOf } from '../../domain/record-keys'
import { type FieldValue, type Register, type Values } from '../../domain/register'
import { validate } from '../../domain/validate'
import type { Operation, Store } from '../../storage/store'
import { newId } from '../../storage/new-id'
import { address } from '../../workbook/grid'
import type { CellProblem, Draft } from '../../workbook/drafts'
import type { ColumnMatch } from '../../workbook/columns'
import type { ImportChoices, PlanView, RowState, RowView } from './import-types'
import { linkKey, type NewLinked, resolveLinks, type ResolvedLinks } from './resolve-links'

/** Everything an import is about to do. */
export interface ImportPlan {
  readonly view: PlanView
  readonly rows: readonly RowView[]
  readonly operations: readonly Operation[]
}

interface Checked {
  readonly draft: Draft
  readonly values: Values
  readonly state: RowState
  readonly problems: readonly CellProblem[]
  readonly gaps: readonly string[]
  readonly warnings: readonly string[]
}

export interface PlanInput {
  readonly store: Store
  readonly register: Register
  readonly registers: readonly Register[]
  readonly drafts: readonly Draft[]
  readonly matches: readonly ColumnMatch[]
  readonly choices: ImportChoices
  readonly sheet: string
  readonly file: string
  readonly skipped: number
  readonly today: string
}

export const planImport = async (input: PlanInput): Promise<ImportPlan> => {
  const { store, register, registers, drafts } = input
  const resolved = await resolveLinks(store, register, registers, drafts)
  const known = await alreadyThere(input, resolved)
  const checked = drafts.map((draft) => checkDraft(draft, input, resolved, known))
  const going = checked.filter(({ state }) => state === 'new')
  const created = neededBy(going, resolved)
  const nameOf = await namesFor(checked, input, resolved)
  return {
    view: viewOf(checked, created, input),
    rows: [...checked]
      .sort((a, b) => order[a.state] - order[b.state])
      .map((row) => rowView(row, register, input.matches, nameOf)),
    operations: [
      ...created.map((record) => createLinked(record, input)),
      ...going.map((row) => createRecord(row, input)),
    ],
  }
}

const order: Readonly<Record<RowState, number>> = { problem: 0, new: 1, same: 2 }

const valuesWith = (draft: Draft, register: Register, resolved: ResolvedLinks, common: Values): Values => {
  const links = Object.keys(draft.names).flatMap((field): readonly (readonly [string, FieldValue])[] => {
    const ids = resolved.ids.get(linkKey(draft, field)) ?? []
    const [first] = ids
    if (first === undefined) return []
    return [[field, register.fields[field]?.kind === 'links' ? ids : first]]
  })
  return { ...common, ...draft.values, ...Object.fromEntries(links) }
}

/** Keys of the register under which records of this file are in the store already. */
const alreadyThere = async (
  { store, register, drafts, choices }: PlanInput,
  resolved: ResolvedLinks,
): Promise<ReadonlySet<string>> => {
  const keys = drafts.flatMap(
    (draft) => recordKey(register, valuesWith(draft, register, resolved, choices.common)) ?? [],
  )
  return new Set((await store.findByKey(register.name, keys)).keys())
}

const recordKey = (register: Register, values: Values): string | undefined =>
  register.keys.map((fields) => keyOf(fields, values)).find((key) => key !== undefined)

const checkDraft = (
  draft: Draft,
  { register, choices, today, matches, sheet }: PlanInput,
  resolved: ResolvedLinks,
  known: ReadonlySet<string>,
): Checked => {
  const values = valuesWith(draft, register, resolved, choices.common)
  const issues = validate(register, values, { today, linked: () => undefined })
  const placed = (field: string): number =>
    matches.find(({ target }) => target.kind === 'field' && target.field === field)?.column.column ?? 0
  const problem = (field: string, reason: string): CellProblem => ({
    address: `${sheet}!${address(draft.row, placed(field))}`,
    column: placed(field),
    label: register.fields[field]?.label ?? field,
    raw: draft.names[field]?.join('、') ?? '',
    reason,
  })
  const ambiguous = Object.keys(draft.names).flatMap((field) => {
    const reason = resolved.ambiguous.get(linkKey(draft, field))
    return reason === undefined ? [] : [problem(field, reason)]
  })
  const errors = issues
    .filter(({ level }) => level === 'error')
    .map(({ path, message }) => problem(path.split('.')[0] ?? path, message))
  const problems = [...draft.problems, ...ambiguous, ...errors]
  const key = recordKey(register, values)
  const state: RowState =
    problems.length > 0 ? 'problem' : key !== undefined && known.has(key) ? 'same' : 'new'
  return {
    draft,
    values,
    state,
    problems,
    gaps: issues
      .filter(({ level }) => level === 'gap')
      .map(({ path }) => register.fields[path.split('.')[0] ?? '']?.label ?? path),
    warnings: issues.filter(({ level }) => level === 'warning').map(({ message }) => message),
  }
}

/** New records to which a row that goes in links; those of rows held back wait with their rows. */
const neededBy = (rows: readonly Checked[], { created }: ResolvedLinks): readonly NewLinked[] => {
  const used = new Set(
    rows.flatMap(({ values }) =>
      Object.values(values).flatMap((value) => (Array.isArray(value) ? value : [value])),
    ),
  )
  return created.filter(({ id }) => used.has(id))
}

const createLinked = (
  { register, id, values, remark }: NewLinked,
  { choices, file, sheet }: PlanInput,
): Operation => ({
  kind: 'create',
  register,
  id,
  values,
  districtCode: choices.district,
  sourceNote: `${file} ${sheet}`,
  ...(remark === undefined ? {} : { remark }),
})

const createRecord = (
  { draft, values }: Checked,
  { register, choices, file, sheet }: PlanInput,
): Operation => ({
  kind: 'create',
  register: register.name,
  id: newId(),
  values,
  districtCode: choices.district,
  sourceNote: `${file} ${sheet}!${String(draft.row + 1)}`,
  ...(draft.remarks.length === 0 ? {} : { remark: draft.remarks.join('；') }),
})

const viewOf = (
  checked: readonly Checked[],
  created: readonly NewLinked[],
  { register, registers, matches, skipped }: PlanInput,
): PlanView => {
  const count = (state: RowState): number => checked.filter((row) => row.state === state).length
  const names = [...new Set(created.map((record) => record.register))]
  return {
    headings: shownFields(register, matches).map((field) => register.fields[field]?.label ?? field),
    counts: { new: count('new'), same: count('same'), problem: count('problem') },
    skipped,
    withGaps: checked.filter(({ state, gaps }) => state === 'new' && gaps.length > 0).length,
    created: created.map((record) => {
      const to = registers.find(({ name }) => name === record.register)
      const details = ['creditCode', 'contactPhone', 'phone'].flatMap((field) =>
        typeof record.values[field] === 'string' ? [record.values[field]] : [],
      )
      const label = to === undefined ? undefined : record.values[to.labelField]
      return {
        register: record.register,
        label: typeof label === 'string' ? label : '',
        detail: details.join(' · '),
        warning: record.warning,
      }
    }),
    createdTotals: names.map((name) => ({
      register: name,
      count: created.filter((record) => record.register === name).length,
    })),
  }
}

const shownFields = (register: Register, matches: readonly ColumnMatch[]): readonly string[] =>
  matches.flatMap(({ target }) =>
    target.kind === 'field' && register.fields[target.field] !== undefined ? [target.field] : [],
  )

/** Labels of all linked records, those about to be made included. */
const namesFor = async (
  rows: readonly Checked[],
  { store, register, registers }: PlanInput,
  { created }: ResolvedLinks,
): Promise<NameOf> => {
  const labelFieldOf = new Map(registers.map(({ name, labelField }) => [name, labelField]))
  const labelIn = (to: string, values: Values): string => {
    const label = values[labelFieldOf.get(to) ?? '']
    return typeof label === 'string' ? label : ''
  }
  const names = new Map(created.map(({ id, values, register: to }) => [id, labelIn(to, values)]))
  const linked = rows.flatMap(({ values }) =>
    Object.entries(register.fields).flatMap(([field, definition]) => linksIn(definition, values[field])),
  )
  for (const to of new Set(linked.map((link) => link.register))) {
    const ids = new Set(
      linked.filter((link) => link.register === to && !names.has(link.id)).map(({ id }) => id),
    )
    for (const record of await store.getMany(to, [...ids])) names.set(record.id, labelIn(to, record.values))
  }
  return (_register, id) => names.get(id) ?? ''
}

const rowView = (
  { draft, values, state, problems, gaps, warnings }: Checked,
  register: Register,
  matches: readonly ColumnMatch[],
  nameOf: NameOf,
): RowView => ({
  row: draft.row + 1,
  state,
  cells: shownFields(register, matches).map((name) => {
    const field = register.fields[name]
    const text = field === undefined ? '' : formatValue(field, values[name], nameOf)
    return text === ''
      ? (draft.names[name]?.join('、') ??
          draft.problems.find(({ label }) => label === field?.label)?.raw ??
          '')
      : text
  }),
  problems,
  gaps,
  warnings,
})
