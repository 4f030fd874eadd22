import type { EmailField } from '../field'
import { blank, byText, halfWidth, isBlankMark, isText, type Kind, parsed, tidy } from './kind'

export const email: Kind<EmailField, string> = {
  parse: (input) => {
    const source = halfWidth(tidy(input)).replace(/\s/gu, '')
    return isBlankMark(source) ? blank : parsed(source)
  },
  format: (value) => value,
  check: (value) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value) ? [] : ['邮箱格式不对，应像 name@example.cn。'],
  compare: byText,
  accepts: isText,
}
