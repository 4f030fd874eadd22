import type { Field } from '../../domain/field'
import { parseValue } from '../../domain/kinds/all'
import type { Register } from '../../domain/register'
import type { TableColumn } from '../understand/found'
import { readsLikeHeading } from '../words'
import type { Candidate } from './candidates'
import { isCode, isDate, isOrganization, isPerson, isPhone, isShare } from './content'
import { linkedFrom } from './target'

const byContent = 49
const mostOf = 0.8
const nearlyAll = 0.9
const fewest = 3

interface Look {
  readonly kind: Field['kind']
  readonly looks: (text: string) => boolean
  readonly because: string
}

/** What looks like itself, whatever stands above it. */
const looks: readonly Look[] = [
  { kind: 'creditCode', looks: isCode, because: '按内容（信用代码）' },
  { kind: 'phone', looks: isPhone, because: '按内容（电话）' },
  { kind: 'email', looks: (text) => /^\S+@\S+\.\S+$/u.test(text), because: '按内容（邮箱）' },
  { kind: 'date', looks: isDate, because: '按内容（日期）' },
]

export const contentCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] => {
  if (samples.length < fewest) return []
  return [
    ...byLook(column, samples, register, registers),
    ...byNames(column, samples, register, registers),
    ...byOptions(column, samples, register),
  ]
}

const byLook = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] => {
  const like = looks.find((look) => isShare(samples, mostOf, look.looks))
  if (like === undefined) return []
  const { kind, because } = like
  const own = Object.entries(register.fields).find(([, field]) => field.kind === kind)
  if (own !== undefined)
    return [{ column, target: { kind: 'field', field: own[0] }, score: byContent, because }]
  // The date of another record is nobody's guess.
  if (kind === 'date') return []
  return Object.keys(register.fields).flatMap((field, position): readonly Candidate[] => {
    const linked = linkedFrom(register.fields, field, registers)
    const child = Object.entries(linked?.fields ?? {}).find(([, candidate]) => candidate.kind === kind)
    if (child === undefined) return []
    return [
      {
        column,
        target: { kind: 'linked', field, of: child[0] },
        score: byContent - position / 100,
        because,
      },
    ]
  })
}

/** Names of organisations or of people, under a heading that says nothing else. */
const byNames = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] => {
  // Names below 对接人 are not those of experts.
  const contacts = contact.test(column.heading)
  const people = isShare(samples, mostOf, isPerson)
  const organizations = isShare(samples, mostOf, isOrganization)
  if (!people && !organizations) return []
  const because = people ? '按内容（姓名）' : '按内容（单位名称）'
  const label = register.fields[register.labelField]
  const own = label?.kind === 'text' && (people ? isNameOfPerson(label) : isNameOfOrganization(label))
  const score = byContent - (readsLikeHeading(column.heading) ? 3 : 0)
  const first: readonly Candidate[] =
    own && !contacts
      ? [{ column, target: { kind: 'field', field: register.labelField }, score, because }]
      : []
  const links = (contacts ? [] : Object.keys(register.fields)).flatMap(
    (field, position): readonly Candidate[] => {
      const to = linkedFrom(register.fields, field, registers)
      const name = to?.fields[to.labelField]
      if (name === undefined || !(people ? isNameOfPerson(name) : isNameOfOrganization(name))) return []
      return [{ column, target: { kind: 'field', field }, score: score - 1 - position / 100, because }]
    },
  )
  const person = people
    ? Object.entries(register.fields).find(
        ([, field]) => field.kind === 'text' && /(?:联系人|联络员|负责人)$/u.test(field.label),
      )
    : undefined
  return [
    ...first,
    ...links,
    ...(person === undefined
      ? []
      : [{ column, target: { kind: 'field', field: person[0] } as const, score: score - 2, because }]),
    ...(contacts && people ? contactsOf(column, score - 3, register, registers) : []),
  ]
}

/** The person to talk to in the first organisation that a record names. */
const contactsOf = (
  column: TableColumn,
  score: number,
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] =>
  Object.keys(register.fields).flatMap((field, position): readonly Candidate[] => {
    const linked = linkedFrom(register.fields, field, registers)
    const person = Object.entries(linked?.fields ?? {}).find(
      ([, { kind, label }]) => kind === 'text' && label === '联系人',
    )
    if (person === undefined) return []
    const target = { kind: 'linked', field, of: person[0] } as const
    return [{ column, target, score: score - position / 100, because: '按内容（姓名）' }]
  })

const contact = /(?:联系|联络|对接|经办|负责|责任|填报|填表|审核|法人|法定代表)/u

const isNameOfPerson = ({ label }: Field): boolean => label.endsWith('姓名')
const isNameOfOrganization = ({ label }: Field): boolean => /(?:机构|单位|企业)(?:全称|名称)$/u.test(label)

/** Words that are all options of one field tell which it is. */
const byOptions = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([field, definition]): readonly Candidate[] => {
    if (definition.kind !== 'choice' && definition.kind !== 'choices') return []
    const isOption = (text: string): boolean => /\p{L}{2}/u.test(text) && parseValue(definition, text).ok
    return isShare(samples, nearlyAll, isOption)
      ? [{ column, target: { kind: 'field', field }, score: byContent + 6, because: '按内容（选项）' }]
      : []
  })
