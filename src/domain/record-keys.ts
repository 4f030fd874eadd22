import { halfWidth } from './kinds/kind'
import { type FieldValue, isEmpty, type Values } from './field'
import { splitList } from './kinds/list'
import { otherNames } from './other-names'
import type { Register } from './register'

/** Two writings of the same: case, width, spaces and kinds of brackets do not count. */
const plainText = (text: string): string =>
  halfWidth(text)
    .replace(/[\s“”"'·]/gu, '')
    .toLowerCase()

const plainValue = (value: FieldValue): string => {
  if (typeof value === 'string') return plainText(value)
  if (Array.isArray(value))
    return [...(value as readonly unknown[])]
      .map((entry) => plainText(String(entry)))
      .sort()
      .join('、')
  return JSON.stringify(value)
}

/** Values as keys look at them: 所属地区 of the record's head stands among them as `@districtCode`. */
export const withDistrict = (values: Values, districtCode: string): Values => ({
  ...values,
  '@districtCode': districtCode,
})

/** The key of these fields, `name=…`, or undefined while one of them is empty. Equal keys mean: probably the same. */
export const keyOf = (fields: readonly string[], values: Values): string | undefined => {
  const parts = fields.map((field) => values[field])
  if (parts.some((value) => value === undefined || isEmpty(value))) return undefined
  return `${fields.join('+')}=${parts.map((value) => plainValue(value ?? '')).join('|')}`
}

/** All keys of a record by which it is found again: those of `keys` and of `unique`. */
export const keysOf = (
  register: Register,
  { values, districtCode }: { readonly values: Values; readonly districtCode: string },
): readonly string[] => {
  const keyed = withDistrict(values, districtCode)
  const others = otherNames(register)
  return [...new Set(groupsOf(register).flatMap((fields) => keysOfGroup(fields, keyed, others)))]
}

const knownGroups = new WeakMap<Register, readonly (readonly string[])[]>()

/** Most registers name a group both in `keys` and in `unique`. */
const groupsOf = (register: Register): readonly (readonly string[])[] => {
  const { keys, unique = [] } = register
  const groups = knownGroups.get(register) ?? [
    ...new Map(
      [...keys, ...unique.map((rule) => rule.fields)].map((fields) => [fields.join('+'), fields]),
    ).values(),
  ]
  knownGroups.set(register, groups)
  return groups
}

const keysOfGroup = (
  fields: readonly string[],
  values: Values,
  others: readonly string[],
): readonly string[] => {
  const [only = ''] = fields
  const text = values[only]
  // Each of several former names is a key of its own.
  const parts =
    fields.length === 1 && others.includes(only) && typeof text === 'string' ? splitList(text) : []
  return [keyOf(fields, values), ...parts.map((part) => keyOf([only], { [only]: part }))].filter(
    (key) => key !== undefined,
  )
}

/** How the fields of a key are called, e.g. 所属地区、指标、所属期. */
export const keyLabel = (register: Register, fields: readonly string[]): string =>
  fields
    .map((field) => (field === '@districtCode' ? '所属地区' : (register.fields[field]?.label ?? field)))
    .join('、')

/** The field at which a repeated key is pointed out: the first that can be typed. */
export const keyField = (fields: readonly string[]): string =>
  fields.find((field) => field !== '@districtCode') ?? ''
