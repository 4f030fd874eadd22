import { formatValue, linksOf } from '../../domain/kinds/all'
import type { NameOf } from '../../domain/kinds/kind'
import { isEmpty, type Values } from '../../domain/field'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import type { ColumnMatch } from '../../workbook/columns'
import type { Checked, PlanInput } from './check-draft'
import type { PlanView, RowState, RowView } from './import-types'
import type { NewLinked } from './made-records'
import type { ResolvedLinks } from './resolve-links'

/** A plan in numbers, and the records that it makes beside its rows. */
export const viewOf = (
  checked: readonly Checked[],
  created: readonly NewLinked[],
  { register, registers, matches, skipped }: PlanInput,
): PlanView => {
  const count = (state: RowState): number => checked.filter((row) => row.state === state).length
  const names = [...new Set(created.map((record) => record.register))]
  const going = checked.filter(({ state }) => state === 'new')
  return {
    headings: shownFields(register, matches).map((field) => register.fields[field]?.label ?? field),
    counts: { new: going.length, same: count('same'), problem: count('problem') },
    skipped,
    withGaps: going.filter(({ gaps }) => gaps.length > 0).length,
    gaps: tally(going.flatMap(({ gaps }) => [...new Set(gaps)])),
    warned: going.filter(({ warnings }) => warnings.length > 0).length,
    created: created.map((record) => {
      const to = registers.find(({ name }) => name === record.register)
      const details = ['creditCode', 'contactPhone', 'phone'].flatMap((field) =>
        typeof record.values[field] === 'string' ? [record.values[field]] : [],
      )
      const label = to === undefined ? undefined : record.values[to.labelField]
      return {
        id: record.id,
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

/** How often each word occurs, the most frequent first. */
const tally = (words: readonly string[]): PlanView['gaps'] => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count)
}

const shownFields = (register: Register, matches: readonly ColumnMatch[]): readonly string[] =>
  matches.flatMap(({ target }) =>
    target.kind === 'field' && register.fields[target.field] !== undefined ? [target.field] : [],
  )

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
  const linked = rows.flatMap(({ values }) => linksOf(register.fields, values))
  for (const to of new Set(linked.map((link) => link.register))) {
    const ids = new Set(
      linked.filter((link) => link.register === to && !names.has(link.id)).map(({ id }) => id),
    )
    const records: readonly LedgerRecord[] = await store.getMany(to, [...ids])
    for (const record of records) names.set(record.id, labelIn(to, record.values))
  }
  return (_register, id) => names.get(id) ?? ''
}

export const rowView = (
  { draft, values, state, problems, gaps, warnings, remark }: Checked,
  { register, matches }: PlanInput,
  nameOf: NameOf,
): RowView => ({
  row: draft.row + 1,
  state,
  cells: shownFields(register, matches).map((name) => {
    const field = register.fields[name]
    const value = values[name]
    if (field !== undefined && value !== undefined && !isEmpty(value))
      return formatValue(field, value, nameOf)
    return draft.names[name]?.join('、') ?? problems.find((problem) => problem.field === name)?.raw ?? ''
  }),
  problems,
  gaps,
  warnings,
  remark,
})
