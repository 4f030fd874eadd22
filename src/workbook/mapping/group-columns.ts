import type { Field } from '../../domain/field'
import { parseValue } from '../../domain/kinds/all'
import type { Register } from '../../domain/register'
import { groupHeading, type TableColumn } from '../understand/found'
import type { Candidate } from './candidates'
import { isOrganization, share } from './content'
import { byAlias, columnScore } from './names'

const score = byAlias - 2

/** How the names of records end that stand above lists of their own. */
const endings: Readonly<Record<string, RegExp>> = {
  teams: /(?:队|服务团|专家团)$/u,
  consortia: /(?:联合体|联盟|共同体|创新中心|促进中心)$/u,
}

/**
 * What the names of groups say of the rows below them: 智能产业专家服务队 above a list is the team of these rows, or the record
 * whose rows they are; 技术攻关 is the category.
 */
export const groupCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
): readonly Candidate[] => {
  if (column.heading !== groupHeading || samples.length === 0) return []
  return Object.entries(register.fields).flatMap(([field, definition]): readonly Candidate[] =>
    says(field, definition, samples, register)
      ? [{ column, target: { kind: 'field', field }, score, because: '按各组的名称' }]
      : [],
  )
}

const says = (name: string, field: Field, samples: readonly string[], register: Register): boolean => {
  const all = (test: (text: string) => boolean): boolean => share(samples, test) === 1
  const ending =
    endings[name === register.labelField ? register.name : 'to' in field ? field.to : ''] ?? undefined
  if (ending !== undefined) return all((text) => ending.test(text.replace(/[（(][^（(）)]*[）)]$/u, '')))
  if (field.kind === 'choice') return all((text) => text.length >= 2 && parseValue(field, text).ok)
  return 'to' in field && field.to === 'organizations' && field.required === true && all(isOrganization)
}

/**
 * Whether the rows of a table are rows of records rather than records: the name of a team stands above them, or again and
 * again beside them.
 */
export const spansRows = (
  columns: readonly TableColumn[],
  samplesOf: (column: TableColumn) => readonly string[],
  register: Register,
): boolean => {
  const label = register.fields[register.labelField]
  if (label === undefined || !Object.values(register.fields).some(({ kind }) => kind === 'rows')) return false
  return columns.some((column) => {
    const samples = samplesOf(column)
    const isGroup = groupCandidates(column, samples, register).some(
      ({ target }) => target.kind === 'field' && target.field === register.labelField,
    )
    return isGroup || (columnScore(column, label) >= byAlias && new Set(samples).size < samples.length)
  })
}
