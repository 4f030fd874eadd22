import { formatValue } from '../../../domain/kinds/all'
import { sumFuzzy } from '../../../domain/kinds/fuzzy-number'
import type { Field, FieldValue, FuzzyNumber } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { RehearsalView } from '../import-types'
import type { Checked, PlanInput } from './plan-types'
import type { NewLinked } from './made-records'

/** Counts and totals before and after, as if the import had been done. */
export const rehearse = async (
  checked: readonly Checked[],
  created: readonly NewLinked[],
  { store, register, registers, choices }: PlanInput,
): Promise<readonly RehearsalView[]> => {
  const district = register.scope === 'district' ? choices.district : undefined
  const counts = await store.counts(district)
  const going = checked.filter(({ state }) => state === 'new' || state === 'changed')
  const made = going.filter(({ state }) => state === 'new').length
  const before = counts[register.name]?.total ?? 0
  const own: RehearsalView = {
    title: register.title,
    unit: register.unit,
    before,
    after: before + made,
    sums:
      before === 0
        ? sumsOf(register, [], going)
        : sumsOf(register, await kept(store, register, district), going),
  }
  const others = registers.flatMap((other): readonly RehearsalView[] => {
    const added = created.filter((record) => record.register === other.name).length
    const there = counts[other.name]?.total ?? 0
    return added === 0
      ? []
      : [{ title: other.title, unit: other.unit, before: there, after: there + added, sums: [] }]
  })
  return [own, ...others]
}

/** What is summed up of the records that are there; the store adds it up where it holds the list in memory. */
const kept = async (
  store: PlanInput['store'],
  register: Register,
  district: string | undefined,
): Promise<readonly { readonly field: string; readonly total: number; readonly fuzzy: boolean }[]> => {
  if (!Object.values(register.fields).some(({ sum }) => sum === true)) return []
  const page = await store.page(
    {
      register: register.name,
      ...(district === undefined ? {} : { district }),
      search: '',
      filters: [],
      // An order of its own, so that the sums are counted and not left for later.
      sort: { field: 'updatedAt', descending: true },
    },
    0,
    0,
  )
  return page.sums
}

const sumsOf = (
  register: Register,
  kept: readonly { readonly field: string; readonly total: number; readonly fuzzy: boolean }[],
  going: readonly Checked[],
): RehearsalView['sums'] =>
  Object.entries(register.fields).flatMap(([name, field]) => {
    if (field.sum !== true) return []
    const there = kept.find((sum) => sum.field === name)
    const before: FuzzyNumber = {
      value: there?.total ?? 0,
      qualifier: there?.fuzzy === true ? '不少于' : '精确',
    }
    const added = going.flatMap(({ values, stored }) => [
      ...amount(values[name], 1),
      ...amount(stored?.values[name], -1),
    ])
    const after = sumFuzzy([before, ...added])
    return [{ label: field.label, before: shown(field, before), after: shown(field, after) }]
  })

const amount = (value: FieldValue | undefined, sign: 1 | -1): readonly FuzzyNumber[] => {
  if (typeof value === 'number') return [{ value: value * sign, qualifier: '精确' }]
  return typeof value === 'object' && 'qualifier' in value ? [{ ...value, value: value.value * sign }] : []
}

const shown = (field: Field, sum: FuzzyNumber): string => {
  const value = Math.round(sum.value * 1e6) / 1e6
  const text =
    field.kind === 'fuzzyNumber'
      ? formatValue(field, { value, qualifier: '精确' }, () => '')
      : formatValue(field, value, () => '')
  const unit = field.kind === 'money' ? '万元' : 'unit' in field ? (field.unit ?? '') : ''
  return `${sum.qualifier === '精确' ? '' : '不少于 '}${text}${unit}`
}
