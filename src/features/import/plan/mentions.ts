import { creditCodeFault } from '../../../domain/kinds/credit-code'
import { otherNames } from '../../../domain/other-names'
import { keyOf } from '../../../domain/record-keys'
import { type Field, type FieldValue, impliedBy, type Values } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { Draft, Mentioned } from '../../../workbook/drafts/draft'
import { shippedDistrict } from './districts-by-name'
import { linkedFrom } from '../../../workbook/mapping/target'

/** A record that a ledger names, once for each way in which it is named. */
export interface Mention {
  readonly key: string
  readonly to: Register
  readonly name: string
  readonly own: Values
  /** What the field itself says of its records: 服务包 links only to achievements of that type. */
  readonly implied: Values
  /** Further mentions on which this one depends, by field: the employer of an expert. */
  readonly nested: Readonly<Record<string, Mention>>
  /** The draft that names it first. */
  readonly draft: Draft
}

/** Where a draft names somebody: in a link field, or in one of its child rows. */
export interface Slot {
  readonly field: string
  /** `field`, or `rows.link` of a child row. */
  readonly path: string
  readonly named: Mentioned
  /** Whether the name stands alone in its cell. */
  readonly isOnly: boolean
}

export const childPath = (rows: string, link: string): string => `${rows}.${link}`

export const slotsOf = ({ links, children }: Draft): readonly Slot[] => {
  const slots: Slot[] = []
  for (const [field, mentions] of Object.entries(links))
    for (const named of mentions) slots.push({ field, path: field, named, isOnly: mentions.length === 1 })
  for (const [rows, drafts] of Object.entries(children))
    for (const child of drafts)
      for (const [link, named] of Object.entries(child.links))
        slots.push({ field: rows, path: childPath(rows, link), named, isOnly: false })
  return slots
}

/** All that the drafts name, and what is meant at a path; undefined where no record can be. */
export interface Mentions {
  readonly distinct: readonly Mention[]
  readonly meant: (path: string, named: Mentioned) => Mention | undefined
}

export const collectMentions = (
  drafts: readonly Draft[],
  register: Register,
  registers: readonly Register[],
): Mentions => {
  const distinct = new Map<string, Mention>()
  // Ledgers repeat themselves, and a cell that was read once is the same thing in every row.
  const byPath = new Map<string, Map<Mentioned, Mention>>()
  const mention = (
    { name, own, ownNames }: Mentioned,
    to: Register,
    draft: Draft,
    field: Field | undefined,
  ): Mention => {
    const implied = field === undefined ? {} : impliedBy(field)
    const key = JSON.stringify([to.name, name, own, ownNames, implied])
    const known = distinct.get(key)
    if (known !== undefined) return known
    const nested = Object.fromEntries(
      Object.entries(ownNames).flatMap(([of, owner]) => {
        const register = linkedFrom(to.fields, of, registers)
        return register === undefined
          ? []
          : [[of, mention({ name: owner, own: {}, ownNames: {} }, register, draft, to.fields[of])] as const]
      }),
    )
    const made: Mention = { key, to, name, own, implied, nested, draft }
    distinct.set(key, made)
    return made
  }
  for (const draft of drafts)
    for (const { path, named } of slotsOf(draft)) {
      const known = byPath.get(path) ?? new Map<Mentioned, Mention>()
      if (known.has(named)) continue
      const [field = '', link] = path.split('.')
      const rows = register.fields[field]
      const fields = link === undefined ? register.fields : rows?.kind === 'rows' ? rows.fields : {}
      const to = linkedFrom(fields, link ?? field, registers)
      if (to === undefined) continue
      byPath.set(path, known.set(named, mention(named, to, draft, fields[link ?? field])))
    }
  return { distinct: [...distinct.values()], meant: (path, named) => byPath.get(path)?.get(named) }
}

export const codeOf = (values: Readonly<Record<string, FieldValue | undefined>>): string | undefined => {
  const code = values.creditCode
  return typeof code === 'string' && creditCodeFault(code) === undefined ? code : undefined
}

/** Where two share a name, the clerk may put the credit code in its place. */
export const nameAsCode = ({ to, name }: Pick<Mention, 'to' | 'name'>): string | undefined =>
  to.fields.creditCode !== undefined && creditCodeFault(name) === undefined ? name : undefined

export const nameKey = ({ to, name }: Pick<Mention, 'to' | 'name'>): string =>
  `${to.name} ${keyOf([to.labelField], { [to.labelField]: name }) ?? name}`

/** Keys by which a mention may be known, best first: those of a single field need no more than is written. */
export const keysFor = (mention: Mention, own: Values): readonly string[] => {
  const { to, name } = mention
  const values = { ...own, [to.labelField]: name }
  const code = nameAsCode(mention)
  // 开州, 开州区 and 重庆市开州区 are one district.
  const district = to.name === 'districts' ? shippedDistrict(name) : undefined
  return [
    ...(district === undefined ? [] : [keyOf(['code'], { code: district.code })]),
    ...(code === undefined ? [] : [keyOf(['creditCode'], { creditCode: code })]),
    ...to.keys.map((fields) => keyOf(fields, values)),
    ...otherNames(to).map((field) => keyOf([field], { [field]: name })),
  ].filter((key) => key !== undefined)
}
