import type { CreditCodeField } from '../field'
import { blank, byCodeUnit, halfWidth, isBlankMark, isText, type Kind, parsed, tidy } from './kind'

/** GB 32100-2015: 18 places without I, O, S, V, Z; the value of a character is its index. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const shape = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/u
/** GB 11714, over places 9 to 16 of the code. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const weighed = (text: string, by: readonly number[], letters: string): number =>
  by.reduce((sum, weight, place) => sum + weight * letters.indexOf(text.charAt(place)), 0)

/** Why a code is wrong, in Chinese; undefined when it stands. The region digits are not compared with today's list. */
export const creditCodeFault = (code: string): string | undefined => {
  if (code.length !== 18) return `应为 18 位，现在 ${String(code.length)} 位。`
  const letter = /[IOSVZ]/u.exec(code)?.[0]
  if (letter !== undefined) return `不会出现字母 ${letter}，请核对是否把数字 1、0、5、2 录成了字母。`
  if (!shape.test(code)) return '格式不对：应为 18 位数字或大写字母，第 3–8 位为数字。'
  const expected = alphabet.charAt((31 - (weighed(code, weights, alphabet) % 31)) % 31)
  return code.charAt(17) === expected ? undefined : '校验位不符，可能录错了一位，请对照营业执照核对。'
}

/** Whether the ninth place of the organisation code inside (place 17) fits; if not, that is only a warning. */
export const organisationCodeFits = (code: string): boolean => {
  const rest = 11 - (weighed(code.slice(8, 16), organisationWeights, organisationAlphabet) % 11)
  const expected = rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
  return code.charAt(16) === expected
}

export const creditCode: Kind<CreditCodeField, string> = {
  parse: (input) => {
    const code = halfWidth(tidy(input)).replace(/[\s-]/gu, '').toUpperCase()
    return isBlankMark(code) ? blank : parsed(code)
  },
  format: (value) => value,
  check: (value) => {
    const fault = creditCodeFault(value)
    return fault === undefined ? [] : [fault]
  },
  compare: byCodeUnit,
  accepts: isText,
}
