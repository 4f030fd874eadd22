import { halfWidth } from '../../domain/kinds/kind'
import type { RawCell } from '../grid'

/** What contents look like, whatever stands above them. */
export const shapes = {
  creditCode: /^[0-9A-HJ-NPQRTUWXY]{18}$/iu,
  phone: /^(?:\+?86-?)?(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,6})?)$/u,
  email: /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u,
  date: /^(?:(?:19|20)\d{2}(?:[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?|[01]\d[0-3]\d)|\d{1,2}月(?:\d{1,2}[日号])?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/u,
  amount: /^[￥¥]?\d[\d,]*(?:\.\d+)?(?:亿|万)?元$/u,
  number: /^[-+]?[\d,]*\.?\d+%?$/u,
  count:
    /^(?:约|近|超过|不少于)?\d[\d,.]*(?:万|千)?(?:余|多)?(?:人次|人|名|家|次|项|个|小时|天)(?:左右|以上)?$/u,
} as const

const longText = 24
/** A name with the instruction in brackets behind it. */
const longestInstruction = 300

/** Whether a cell holds something that no heading would: a number, a day, a phone, a sentence. */
export const isTyped = (raw: RawCell, text: string): boolean => {
  if (typeof raw === 'number' || typeof raw === 'boolean') return true
  if (text.length > longText) return true
  const plain = halfWidth(text).replace(/\s+/gu, ' ').trim()
  return Object.values(shapes).some((shape) => shape.test(plain))
}

export const isYear = (raw: RawCell): boolean =>
  typeof raw === 'number' && Number.isInteger(raw) && raw >= 1990 && raw <= 2100

/** A heading says what is in a column in few words; it is no number, no day and no sentence. */
export const mayBeHeading = (raw: RawCell, text: string): boolean => {
  if (text === '' || isYear(raw)) return true
  if (typeof raw !== 'string' || text.length > longestInstruction) return false
  const short = text.replace(/[（(【].*?[）)】]/gsu, '')
  return short.length <= longText && !/[。；;！？]$/u.test(short) && !isTyped(raw, short)
}

const numbering = /^(?:序号|序|编号|行号|项次|no\.?)$/iu

/** 序号, 编号: the number of a row. */
export const isNumbering = (heading: string): boolean => numbering.test(heading)
