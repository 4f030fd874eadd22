import type { ChildField, Field } from '../../domain/field'
import { parseValue } from '../../domain/kinds/all'
import type { Register } from '../../domain/register'
import type { TableColumn } from '../understand/found'
import { namesOf } from '../vocabulary'
import { plainHeading, rowsIn } from '../words'
import { fitOf, isCode, isPerson, isPhone, share } from './content'
import { byAlias, byLabel, columnScore, howWell, nameScore } from './names'
import { type ColumnTarget, isMadeLabel, isReadable, linkedFrom } from './target'

/** A place where a column may go, and how much speaks for it. */
export interface Candidate {
  readonly column: TableColumn
  readonly target: ColumnTarget
  readonly also?: readonly ColumnTarget[]
  readonly score: number
  readonly because: string
  /** The heading itself says which child rows it belongs to: 已拨付：金额. */
  readonly namesRows?: boolean
}

const least = 45
const underItsParent = 40
const ofLinked = 30
/** 电话 behind 专家姓名 is that of the expert. */
const besideIt = 12
const leastOfLinked = 58
const leastFit = 0.2

/** A name weighed by what stands below it: one that only resembles the field is not believed against its contents. */
const weighed = (score: number, field: Field | ChildField, samples: readonly string[]): number => {
  if (score === 0) return 0
  const fit = fitOf(field, samples)
  if (score >= byAlias) return contradicts(score, fit, field, samples) ? 0 : score
  if (fit < 0.5) return 0
  const next = score * (0.6 + 0.4 * fit) + (isStrict(field) && samples.length > 2 ? 5 : 0)
  return next >= least ? Math.min(next, byAlias - 1) : 0
}

/** The label of a field is believed, and its cells become problems; a general word (时间, 成效) must suit its contents. */
const contradicts = (
  score: number,
  fit: number,
  { kind }: Field | ChildField,
  samples: readonly string[],
): boolean => {
  if (fit >= leastFit) return false
  return kind === 'link' || kind === 'links' || (score < byLabel && samples.length > 2)
}

/** Kinds whose contents cannot be mistaken: a number of people is no list of experts. */
const isStrict = ({ kind }: Field | ChildField): boolean =>
  kind !== 'text' && kind !== 'choice' && kind !== 'choices'

export const ownCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([field, definition]) => {
    if (!isReadable(definition) || isMadeLabel(register, field)) return []
    const score = weighed(columnScore(column, definition), definition, samples)
    // What the program works out itself is read only where it wrote it.
    return score === 0 || (definition.readOnly === true && score < byAlias)
      ? []
      : [{ column, target: { kind: 'field', field } as const, score, because: howWell(score) }]
  })

/** 联系电话 under or after 服务对象 belongs to it; without such a word, to the first link that has such a field. */
export const linkedCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
  beside?: string,
  /** The link to which the group of the column belongs. */
  group?: string,
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([field, definition], position) => {
    const linked = linkedFrom(register.fields, field, registers)
    if (linked === undefined) return []
    return candidatesOf(column, samples, definition, linked, registers, {
      isBeside: beside === field,
      isInGroup: group === field,
    }).map(({ of, score, because }): Candidate => ({
      column,
      target: { kind: 'linked', field, of },
      score: score - position / 100,
      because,
    }))
  })

interface LinkedCandidate {
  readonly of: string
  readonly score: number
  readonly because: string
}

const candidatesOf = (
  column: TableColumn,
  samples: readonly string[],
  link: Field | ChildField,
  linked: Register,
  registers: readonly Register[],
  { isBeside, isInGroup }: { readonly isBeside: boolean; readonly isInGroup: boolean } = {
    isBeside: false,
    isInGroup: false,
  },
): readonly LinkedCandidate[] => {
  const prefix = prefixOf(column.heading, link, linked)
  const heading = plainHeading(column.heading).slice(prefix.length)
  const belongs =
    isInGroup || prefix !== '' || column.parents.some((parent) => nameScore(parent, link) >= byAlias)
  return Object.entries(linked.fields).flatMap(([of, child]) => {
    if (!isReadable(child) || child.kind === 'links' || of === linked.labelField) return []
    // The employer of an expert is worth a guess; whom an organisation belongs to is not.
    if (child.kind === 'link' && linkedFrom(linked.fields, of, registers) === undefined) return []
    // 类型 above words that are no type of a service package is not about service packages.
    if (!belongs && child.kind === 'choice' && samples.length > 2 && fitOf(child, samples) < leastFit)
      return []
    const score = weighed(nameScore(heading, child), child, samples)
    // What only resembles a name is too little to reach into another record, unless all else speaks for it.
    const near = (belongs || isBeside) && score >= leastOfLinked && speaksFor(child, samples)
    if (score < byAlias && !near) return []
    const bonus = (belongs ? underItsParent : 0) + (isBeside && isContact(child) ? besideIt : 0)
    const because = `${link.label}的${child.label}`
    return [{ of, score: score - ofLinked + bonus, because }]
  })
}

const isContact = ({ kind, label }: Field | ChildField): boolean =>
  kind === 'phone' || kind === 'email' || kind === 'creditCode' || label.endsWith('人')

const speaksFor = ({ kind, label }: Field | ChildField, samples: readonly string[]): boolean =>
  (kind === 'phone' && share(samples, isPhone) >= 0.8) ||
  (kind === 'creditCode' && share(samples, isCode) >= 0.8) ||
  (label.endsWith('人') && share(samples, isPerson) >= 0.8)

/** 专家 in 专家电话, 服务企业 in 服务企业地址; empty where the heading names nobody. */
const prefixOf = (heading: string, field: Field | ChildField, linked: Register): string => {
  const plain = plainHeading(heading)
  const names = [...namesOf(field), plainHeading(linked.title)].filter(
    (name) => name.length >= 2 && plain.length > name.length && plain.startsWith(name),
  )
  return names.sort((a, b) => b.length - a.length)[0] ?? ''
}

/** 角色 of 成员：角色, and of a 角色 below 成员; undefined where the heading does not name the rows. */
const restBehind = ({ heading, parents }: TableColumn, rows: Field): string | undefined => {
  const own = plainHeading(heading)
  const names = namesOf(rows)
  const name = names.find((before) => own.length > before.length && own.startsWith(before))
  if (name !== undefined) return own.slice(name.length)
  const parent = parents.at(-1) ?? ''
  return names.includes(plainHeading(parent)) || names.some((name) => rowsIn(name) === rowsIn(parent))
    ? own
    : undefined
}

const areOptions = (field: Field | ChildField, samples: readonly string[]): boolean =>
  field.kind === 'choice' &&
  samples.length >= 2 &&
  samples.every((text) => text.length >= 2 && parseValue(field, text).ok)

/** Fields of child rows and of what they link to: 成员单位, 角色, and the 统一社会信用代码 of the member. */
export const childCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] =>
  Object.entries(register.fields).flatMap(([rows, definition]): readonly Candidate[] => {
    if (definition.kind !== 'rows') return []
    const rest = restBehind(column, definition)
    const own = Object.entries(definition.fields).flatMap(([of, child]): readonly Candidate[] => {
      if (!isReadable(child)) return []
      const within = rest === undefined ? 0 : nameScore(rest, child)
      const named = weighed(Math.max(columnScore(column, child), within), child, samples)
      // 职务 above nothing but 队长 and 队员 is what the members are in the team.
      const score = named > 0 && areOptions(child, samples) ? Math.max(named, byAlias) : named
      const bonus = within >= byAlias ? underItsParent : 0
      const because = `${definition.label}：${child.label}`
      return score === 0
        ? []
        : [
            {
              column,
              target: { kind: 'child', rows, of },
              score: score + bonus,
              because,
              namesRows: bonus > 0,
            },
          ]
    })
    const linked = Object.entries(definition.fields).flatMap(([field, link]): readonly Candidate[] => {
      const to = linkedFrom(definition.fields, field, registers)
      if (to === undefined) return []
      return candidatesOf(column, samples, link, to, registers).map(({ of, score, because }) => ({
        column,
        target: { kind: 'childLinked', rows, field, of },
        score,
        because,
      }))
    })
    return [...own, ...linked]
  })
