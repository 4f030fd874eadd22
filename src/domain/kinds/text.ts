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
    const length = lengthOf(value)
    const most = field.maxLength ?? defaultMaxLength
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
