import type { ChildField, Field, Option } from '../../domain/field'
import type { Register } from '../../domain/register'
import type { TableColumn } from '../understand/found'
import { plainHeading, rowsIn } from '../words'
import type { Candidate } from './candidates'
import { isOrganization, isPerson, share } from './content'
import { byAlias, byLabel, nameScore } from './names'
import type { ColumnTarget } from './target'

/** Columns that stand for one option each: 精准化 │ 定制化 │ 套餐式 with a mark in one of them, 政 │ 产 │ 学 with names. */
const certain = 96

const tick = /^(?:[√✓✔☑■●◉★○〇oOvV1]|是|有|对|yes|y|true)$/iu
const isTick = (text: string): boolean => tick.test(text.trim())
const isCount = (text: string): boolean => /^\d+(?:\.\d+)?[家个名次]?$/u.test(text.trim())

/** The option that a heading is, by value, label or another word for it. */
const optionOf = (options: readonly Option[], heading: string): Option | undefined => {
  const wanted = plainHeading(heading)
  return options.find(({ value, label = value, aliases = [] }) =>
    [value, label, ...aliases].some((word) => plainHeading(word) === wanted),
  )
}

export const optionCandidates = (
  columns: readonly TableColumn[],
  samples: ReadonlyMap<TableColumn, readonly string[]>,
  register: Register,
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([name, field]): readonly Candidate[] => {
    if (field.kind === 'rows')
      return presets(
        columns.filter((column) => !namesField(column, register)),
        samples,
        name,
        field,
      )
    if (field.kind === 'choice' || field.kind === 'choices')
      return ticks(columns, samples, name, field, (column) => optionOf(field.options, column.heading)?.value)
    if (field.kind === 'yesNo')
      return ticks(columns, samples, name, field, ({ heading, parents }) =>
        parents.length > 0 && /^[是否有无]$/u.test(heading) ? String(/^[是有]$/u.test(heading)) : undefined,
      )
    return []
  })

/** 队长 is a field of a team, whatever else its members may be. */
const namesField = ({ heading }: TableColumn, { fields }: Register): boolean =>
  Object.values(fields).some((field) => field.kind !== 'rows' && nameScore(heading, field) >= byLabel)

const ticks = (
  columns: readonly TableColumn[],
  samples: ReadonlyMap<TableColumn, readonly string[]>,
  name: string,
  field: Field,
  valueOf: (column: TableColumn) => string | undefined,
): readonly Candidate[] => {
  const found = columns.flatMap((column) => {
    const value = valueOf(column)
    return value === undefined ? [] : [{ column, value }]
  })
  const named = found.filter(({ column }) => standsUnder(column, field))
  const group = named.length > 0 ? named : found
  if (group.length < 2 || !group.every(({ column }) => holds(samples.get(column), isTick))) return []
  return group.map(({ column, value }) => ({
    column,
    target: { kind: 'field', field: name, tick: value },
    score: certain,
    because: `${field.label}：打勾`,
  }))
}

const standsUnder = ({ parents }: TableColumn, field: Field | ChildField): boolean =>
  parents.some((parent) => nameScore(parent, field) >= byAlias)

const holds = (samples: readonly string[] | undefined, test: (text: string) => boolean): boolean =>
  samples === undefined || samples.length === 0 || share(samples, test) >= 0.8

/** 产 of 成员（产）: the option of a column whose name is that of the rows. */
const inBrackets = (heading: string, { label, headings = [] }: Field): string => {
  const [, name = '', option = ''] = /^(.+?)[（(]([^（(）)]+)[）)]$/u.exec(heading) ?? []
  const names = [label, ...headings].map(rowsIn)
  return names.includes(rowsIn(name)) ? option : ''
}

const fewestPresets = 3
/** 甲方 and 乙方 are enough where names stand below them. */
const fewestWithNames = 2

const presets = (
  columns: readonly TableColumn[],
  samples: ReadonlyMap<TableColumn, readonly string[]>,
  rows: string,
  field: Extract<Field, { readonly kind: 'rows' }>,
): readonly Candidate[] =>
  Object.entries(field.fields).flatMap(([choice, child]): readonly Candidate[] => {
    if (child.kind !== 'choice') return []
    const of = Object.entries(field.fields).find(
      ([name, other]) => name !== choice && (other.kind === 'link' || other.kind === 'text'),
    )?.[0]
    const found = columns.flatMap((column) => {
      const option =
        optionOf(child.options, column.heading) ??
        optionOf(child.options, inBrackets(column.heading, field)) ??
        optionOf(child.options, column.heading.replace(/(?:单位)?(?:名称|全称)$|单位$/u, ''))
      return option === undefined ? [] : [{ column, value: option.value }]
    })
    const areNames = found.every(({ column }) =>
      holds(samples.get(column), (text) => isOrganization(text) || isPerson(text)),
    )
    if (of === undefined || found.length < (areNames ? fewestWithNames : fewestPresets)) return []
    return found.flatMap(({ column, value }): readonly Candidate[] => {
      // 3 家 under 产 is a count of members, not a member.
      if (holds(samples.get(column), isCount) && (samples.get(column) ?? []).length > 0) return []
      const target: ColumnTarget = { kind: 'child', rows, of, preset: { field: choice, value } }
      return [{ column, target, score: certain, because: `${field.label}：${value}` }]
    })
  })
