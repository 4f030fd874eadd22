import { creditCodeFault } from '../../domain/kinds/credit-code'
import { keyOf } from '../../domain/record-keys'
import { type FieldValue, impliedBy, type Values } from '../../domain/field'
import type { Register } from '../../domain/register'
import type { Draft } from '../../workbook/drafts'

/** A name in a link field, with what the row says of its owner. */
export interface Mention {
  readonly draft: Draft
  readonly field: string
  readonly to: Register
  readonly name: string
  readonly own: Readonly<Record<string, FieldValue>>
  /** What the field itself says of its records: 服务包 links only to achievements of that type. */
  readonly implied: Values
}

export const mentionsIn = (
  draft: Draft,
  register: Register,
  registers: readonly Register[],
): readonly Mention[] =>
  Object.entries(draft.names).flatMap(([field, names]) => {
    const definition = register.fields[field]
    const to =
      definition !== undefined && 'to' in definition
        ? registers.find(({ name }) => name === definition.to)
        : undefined
    if (to === undefined) return []
    const own = draft.linked[field] ?? {}
    const implied = definition === undefined ? {} : impliedBy(definition)
    return names.map((name) => ({ draft, field, to, name, own, implied }))
  })

const valuesOf = ({ to, name, own }: Mention): Values => ({ ...own, [to.labelField]: name })

/** Keys by which a mention may be known, best first: those of a single field need no more than is written. */
export const keysFor = (mention: Mention): readonly string[] => {
  const values = valuesOf(mention)
  const short =
    mention.to.fields.shortName === undefined ? [] : [keyOf(['shortName'], { shortName: mention.name })]
  const code = nameAsCode(mention)
  return [
    ...(code === undefined ? [] : [keyOf(['creditCode'], { creditCode: code })]),
    ...mention.to.keys.map((fields) => keyOf(fields, values)),
    ...short,
  ].filter((key) => key !== undefined)
}

/** Where two share a name, the clerk may put the credit code in its place. */
export const nameAsCode = ({ to, name }: Mention): string | undefined =>
  to.fields.creditCode !== undefined && creditCodeFault(name) === undefined ? name : undefined

export const nameKey = (mention: Mention): string =>
  `${mention.to.name} ${keyOf([mention.to.labelField], valuesOf(mention)) ?? mention.name}`

export const codeOf = (values: Values): string | undefined => {
  const code = values.creditCode
  return typeof code === 'string' && creditCodeFault(code) === undefined ? code : undefined
}
