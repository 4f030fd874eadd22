import { formatValue, linksOf } from '../../../domain/kinds/all'
import type { NameOf } from '../../../domain/kinds/kind'
import { isEmpty, type Values } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { ColumnMatch } from '../../../workbook/mapping/target'
import type { NewRecordView, PlanView, RowState, RowView } from '../import-types'
import { labelOfChange, textsOfChange } from './changes'
import type { Checked, PlanInput } from './plan-types'
import type { NewLinked } from './made-records'
import { rehearse } from './rehearsal'
import type { ResolvedLinks } from './resolve-links'
import { countUnread, mendingFinder, unknownWords, unreadFinder } from './unknown-words'

const states: readonly RowState[] = ['new', 'changed', 'same', 'maybe', 'clash', 'left', 'problem']

/** A plan in numbers, and the records that it makes beside its rows. */
export const viewOf = async (
  checked: readonly Checked[],
  created: readonly NewLinked[],
  input: PlanInput,
): Promise<Omit<PlanView, 'told'>> => {
  const { register, matches, skipped, sums, returned } = input
  const count = (state: RowState): number => checked.filter((row) => row.state === state).length
  const names = [...new Set(created.map((record) => record.register))]
  const going = checked.filter(({ state }) => state === 'new' || state === 'changed')
  const changed = going.filter(({ state }) => state === 'changed')
  return {
    headings: shownFields(register, matches).map((field) => register.fields[field]?.label ?? field),
    counts: Object.fromEntries(states.map((state) => [state, count(state)])) as Record<RowState, number>,
    skipped,
    withGaps: going.filter(({ gaps }) => gaps.length > 0).length,
    gaps: tally(going.flatMap(({ gaps }) => [...new Set(gaps)])),
    changed: tally(
      changed.flatMap(({ changes }) => changes.map((change) => labelOfChange(change, register))),
    ),
    warned: going.filter(({ warnings, problems }) => warnings.length + problems.length > 0).length,
    createdTotals: names.map((name) => {
      const own = created.filter((record) => record.register === name)
      return {
        register: name,
        count: own.length,
        warned: own.filter(({ warning }) => warning !== undefined).length,
        near: own.filter(({ near }) => near.length > 0).length,
      }
    }),
    words: unknownWords(checked, input),
    toMend: checked.filter(mendingFinder(input)).length,
    unread: { ...countUnread(checked), rows: checked.filter(unreadFinder(input)).length },
    sums,
    rehearsal: await rehearse(checked, created, input),
    missing: returned?.missing ?? 0,
  }
}

export const newRecordView = (record: NewLinked, registers: readonly Register[]): NewRecordView => {
  const to = registers.find(({ name }) => name === record.register)
  const details = ['creditCode', 'contactPhone', 'phone', 'titleName'].flatMap((field) =>
    typeof record.values[field] === 'string' ? [record.values[field]] : [],
  )
  const label = to === undefined ? undefined : record.values[to.labelField]
  return {
    id: record.id,
    key: record.key,
    register: record.register,
    label: typeof label === 'string' ? label : '',
    detail: details.join(' · '),
    place: `${record.sheet}!${String(record.row + 1)}`,
    warning: record.warning,
    near: record.near,
  }
}

/** How often each word occurs, the most frequent first. */
const tally = (words: readonly string[]): PlanView['gaps'] => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count)
}

const shownFields = (register: Register, matches: readonly ColumnMatch[]): readonly string[] => {
  const fields = matches.flatMap(({ target, also = [] }) =>
    [target, ...also].flatMap((one) => {
      if (one.kind === 'field') return [one.field]
      return one.kind === 'child' ? [one.rows] : []
    }),
  )
  return [...new Set(fields)].filter((field) => register.fields[field] !== undefined)
}

/** Labels of all linked records, those about to be made included. */
export const namesFor = async (
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
  const linked = rows.flatMap(({ values, stored }) =>
    [values, stored?.values ?? {}].flatMap((own) => linksOf(register.fields, own)),
  )
  for (const to of new Set(linked.map((link) => link.register))) {
    const ids = new Set(
      linked.filter((link) => link.register === to && !names.has(link.id)).map(({ id }) => id),
    )
    for (const record of await store.getMany(to, [...ids])) names.set(record.id, labelIn(to, record.values))
  }
  return (_register, id) => names.get(id) ?? ''
}

export const rowView = (row: Checked, { register, matches }: PlanInput, nameOf: NameOf): RowView => {
  const { draft, values, problems } = row
  const fields = shownFields(register, matches)
  return {
    key: draft.key,
    place: `${draft.sheet}!${String(draft.row + 1)}`,
    state: row.state,
    cells: fields.map((name) => {
      const field = register.fields[name]
      const value = values[name]
      if (field !== undefined && value !== undefined && !isEmpty(value))
        return formatValue(field, value, nameOf)
      const named = draft.links[name]?.map((mention) => mention.name).join('、')
      return named ?? problems.find((problem) => problem.field === name)?.raw ?? ''
    }),
    unread: fields.flatMap((name, at) => {
      const isUnread = problems.some(({ field, soft }) => soft === true && field === name)
      return isUnread && isEmpty(values[name] ?? '') ? [at] : []
    }),
    changes: row.changes.map((change) => {
      const [before, after] = textsOfChange(change, register, nameOf)
      return { label: labelOfChange(change, register), before, after }
    }),
    problems,
    gaps: row.gaps,
    warnings: row.warnings,
    remark: row.remark,
    code: row.stored?.code,
    near: row.near,
    decided: row.decided,
  }
}
