import { halfWidth } from './kinds/kind'
import { type FieldValue, isEmpty, type Values } from './field'
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

/** The key of these fields, `name=…`, or undefined while one of them is empty. Equal keys mean: probably the same. */
export const keyOf = (fields: readonly string[], values: Values): string | undefined => {
  const parts = fields.map((field) => values[field])
  if (parts.some((value) => value === undefined || isEmpty(value))) return undefined
  return `${fields.join('+')}=${parts.map((value) => plainValue(value ?? '')).join('|')}`
}

/** All keys of a record by which it is found again: those of `keys` and of `unique`. */
export const keysOf = (register: Register, values: Values): readonly string[] => {
  const groups = [...register.keys, ...(register.unique ?? []).map(({ fields }) => fields)]
  return [...new Set(groups.flatMap((fields) => keyOf(fields, values) ?? []))]
}
