import { creditCodeFault } from '../../../domain/kinds/credit-code'
import { otherNames } from '../../../domain/other-names'
import { keyOf } from '../../../domain/record-keys'
import { type Field, type FieldValue, impliedBy, type Values } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { Draft, Mentioned } from '../../../workbook/drafts/draft'
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

/** Where a mention stands: a link field of a draft, or of one of its child rows. */
export interface Slot {
  readonly draft: Draft
  readonly field: string
  readonly mention: Mention
  /** Whether the name stands alone in its cell. */
  readonly isOnly: boolean
}

export const slotKey = (draft: Draft, path: string, index: number): string =>
  `${String(draft.key)} ${path} ${String(index)}`

/** All that the drafts name, and where each stands. */
export interface Mentions {
  readonly distinct: readonly Mention[]
  readonly slots: ReadonlyMap<string, Slot>
}

export const collectMentions = (
  drafts: readonly Draft[],
  register: Register,
  registers: readonly Register[],
): Mentions => {
  const distinct = new Map<string, Mention>()
  const slots = new Map<string, Slot>()
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
  for (const draft of drafts) {
    for (const [field, mentions] of Object.entries(draft.links)) {
      const to = linkedFrom(register.fields, field, registers)
      if (to === undefined) continue
      for (const [index, named] of mentions.entries())
        slots.set(slotKey(draft, field, index), {
          draft,
          field,
          mention: mention(named, to, draft, register.fields[field]),
          isOnly: mentions.length === 1,
        })
    }
    for (const [rows, children] of Object.entries(draft.children)) {
      const definition = register.fields[rows]
      if (definition?.kind !== 'rows') continue
      for (const [index, child] of children.entries())
        for (const [link, named] of Object.entries(child.links)) {
          const to = linkedFrom(definition.fields, link, registers)
          if (to === undefined) continue
          const meant = mention(named, to, draft, definition.fields[link])
          const where = { draft, field: rows, mention: meant, isOnly: false }
          slots.set(slotKey(draft, `${rows}.${link}`, index), where)
        }
    }
  }
  return { distinct: [...distinct.values()], slots }
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
  return [
    ...(code === undefined ? [] : [keyOf(['creditCode'], { creditCode: code })]),
    ...to.keys.map((fields) => keyOf(fields, values)),
    ...otherNames(to).map((field) => keyOf([field], { [field]: name })),
  ].filter((key) => key !== undefined)
}
