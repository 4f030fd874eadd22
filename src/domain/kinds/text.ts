import type { TextField } from '../field'
import { blank, byText, isText, type Kind, parsed, tidy } from './kind'

const lengthOf = (text: string): number => Array.from(text).length
const defaultMaxLength = 200

export const text: Kind<TextField, string> = {
  parse: (input) => {
    const value = tidy(input)
    return value === '' ? blank : parsed(value)
  },
  format: (value) => value,
  check: (value, field) => {
    const most = field.maxLength ?? defaultMaxLength
    // A character is one unit of a text or two: most texts need not be counted to be known to fit.
    if (value.length <= most && value.length >= (field.minLength ?? 0) * 2) return []
    const length = lengthOf(value)
    if (length > most)
      return [`最多 ${String(most)} 字，现在 ${String(length)} 字。请删减，或把余下内容写进“备注”。`]
    if (field.minLength !== undefined && length < field.minLength) {
      return [`至少 ${String(field.minLength)} 字，现在 ${String(length)} 字。`]
    }
    return []
  },
  compare: byText,
  accepts: isText,
}
