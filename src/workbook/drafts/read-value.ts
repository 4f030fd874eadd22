import { parseValue } from '../../domain/kinds/all'
import {
  halfWidth,
  isBlankMark,
  type MoneyUnit,
  type Parsed,
  type RawInput,
  tidy,
} from '../../domain/kinds/kind'
import type { ChildField, Field, FieldValue } from '../../domain/field'
import { looseDate, plainDate } from './dates'
import { ticked } from './marks'
import { hoursOf, isFree, isNegotiable, plainAmount, withDigits } from './quantities'

/** What the surroundings of a cell say about it, and the words that were explained before. */
export interface ValueHints {
  readonly unit?: MoneyUnit
  readonly year?: number
  readonly month?: number
  /** What numbers without a unit of their own are multiplied by: 8 for a column of days. */
  readonly scale?: number
  /** Options by the words that a person chose them for. */
  readonly words?: ReadonlyMap<string, string>
}

/** A value, or why there is none. `rest`: what the cell says beyond the value; it goes to 备注. */
export type Reading =
  | {
      readonly ok: true
      readonly value: FieldValue | undefined
      readonly rest?: string
      readonly warning?: string
      /** 面议: the amount is open. */
      readonly negotiable?: boolean
    }
  | {
      readonly ok: false
      readonly reason: string
      readonly suggestion?: string
      /** The month or the year is known: the day stays open, and is not invented. */
      readonly lacksDay?: boolean
    }

const empty: Reading = { ok: true, value: undefined }

/** Numbers, days, choices and codes are shorter. */
const longestPlain = 1000

const broken = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/u

/** Reads a cell for a field: as it stands, and if that fails, as clerks write. */
export const readValue = (field: Field | ChildField, raw: RawInput, hints: ValueHints): Reading => {
  const text = tidy(raw)
  if (broken.test(text)) return { ok: false, reason: `公式出错（${text}），没有结果` }
  if (field.kind !== 'text' && text.length > longestPlain)
    return { ok: false, reason: `内容有 ${String(text.length)} 字，不是${field.label}` }
  switch (field.kind) {
    case 'date':
    case 'partialDate':
      return readDate(field, raw, hints)
    case 'number':
      return readNumber(field, raw, hints)
    case 'fuzzyNumber':
      return readCount(field, raw, hints)
    case 'money':
      return readMoney(field, raw, hints)
    case 'choice':
    case 'choices':
      return readChoice(field, text, hints)
    case 'yesNo':
      return readYesNo(field, raw)
    case 'phone':
      return readPhone(field, raw)
    case 'creditCode':
      return readCode(field, raw)
    default:
      return asRead(parseValue(field, raw, hints))
  }
}

const asRead = (parsed: Parsed<FieldValue>): Reading => parsed

/** The first reading that succeeds; if none does, the reason of the first. */
const firstOf = (field: Field | ChildField, hints: ValueHints, ...inputs: readonly RawInput[]): Reading => {
  const [first = null, ...others] = inputs
  const parsed = parseValue(field, first, hints)
  if (parsed.ok) return parsed
  for (const input of others) {
    const again = input === first ? parsed : parseValue(field, input, hints)
    if (again.ok) return again
  }
  return parsed
}

const readDate = (field: Field | ChildField, raw: RawInput, hints: ValueHints): Reading => {
  // 8 in a column of days of a month that is named elsewhere; serial numbers are far greater.
  const isDay = typeof raw === 'number' && raw >= 1 && raw <= 31
  const text = tidy(raw)
  if (isDay || /^\d{1,2}[日号]?$/u.test(text)) {
    const day = plainDate(text, hints)
    if (day !== text) return asRead(parseValue(field, day, hints))
  }
  const read = firstOf(field, hints, raw, plainDate(text, hints))
  if (read.ok) return read
  // 尽快 is no reason to wait either.
  const isDeadline = field.kind === 'date' && field.isDeadline === true
  return roughly(field, text, hints) ?? (isDeadline ? { ...read, lacksDay: true } : read)
}

/**
 * 3月底, 4月中旬, 二季度: the month or the year where a field takes them; for a day only where the text names the end, or
 * where the field asks for the last day. The words stay.
 */
const roughly = (field: Field | ChildField, text: string, hints: ValueHints): Reading | undefined => {
  const loose = looseDate(text, hints)
  if (loose === undefined) return undefined
  if (field.kind === 'partialDate') {
    const within = asRead(parseValue(field, loose.within, hints))
    return within.ok ? { ...within, rest: text } : undefined
  }
  const isDeadline = field.kind === 'date' && field.isDeadline === true
  const day = loose.last ?? (isDeadline ? loose.end : undefined)
  if (day === undefined) return { ok: false, reason: `“${text}”没有具体日期，请补上“日”`, lacksDay: true }
  const read = asRead(parseValue(field, day, hints))
  if (!read.ok) return undefined
  return {
    ...read,
    warning: `“${text}”记为 ${day}。`,
    ...(loose.last === undefined ? { rest: text } : {}),
  }
}

const readNumber = (
  field: Extract<Field, { readonly kind: 'number' }>,
  raw: RawInput,
  hints: ValueHints,
): Reading => {
  const text = tidy(raw)
  const hours = field.unit === '小时' && typeof raw !== 'number' ? hoursOf(text) : undefined
  if (hours !== undefined) {
    const counted = /天|日/u.test(text)
      ? { warning: `“${text}”按每天 8 小时计为 ${String(hours)} 小时。` }
      : {}
    return { ok: true, value: hours, ...counted }
  }
  const read = firstOf(field, hints, raw, withDigits(text), ordinal(text), counted(text))
  return asPercent(field, scaled(read, text, hints))
}

/** 6 of 6期, whatever is counted; 3万 is no 3. */
const counted = (text: string): string =>
  /^(\d[\d,.]*)(?![万亿千百十余多来])\p{sc=Han}{1,2}$/u.exec(
    withDigits(halfWidth(text).replace(/\s/gu, '')),
  )?.[1] ?? text

/** 3 of 第3期, 第三届. */
const ordinal = (text: string): string =>
  /^第(\d+)\p{sc=Han}{0,2}$/u.exec(withDigits(halfWidth(text).replace(/\s/gu, '')))?.[1] ?? text

/** 0.8 under 进度, where the field asks for 80 %. */
const asPercent = (field: Extract<Field, { readonly kind: 'number' }>, read: Reading): Reading =>
  field.unit === '%' &&
  field.decimals === 0 &&
  read.ok &&
  typeof read.value === 'number' &&
  read.value > 0 &&
  read.value < 1
    ? {
        ...read,
        value: Math.round(read.value * 100),
        warning: `“${String(read.value)}”记为 ${String(Math.round(read.value * 100))}%。`,
      }
    : read

const scaled = (read: Reading, text: string, { scale = 1 }: ValueHints): Reading => {
  if (!read.ok || typeof read.value !== 'number' || scale === 1) return read
  const value = Math.round(read.value * scale * 1e6) / 1e6
  return scale === 8
    ? { ...read, value, warning: `“${text}”按每天 8 小时计为 ${String(value)} 小时。` }
    : { ...read, value }
}

const readCount = (field: Field | ChildField, raw: RawInput, hints: ValueHints): Reading => {
  const text = tidy(raw)
  const read = firstOf(field, hints, raw, withDigits(text), text.replace(/^(?:共|计|合计|累计)/u, ''))
  const { scale = 1 } = hints
  if (scale === 1 || !read.ok || typeof read.value !== 'object' || !('qualifier' in read.value)) return read
  return /[万千亿]/u.test(text)
    ? read
    : { ...read, value: { ...read.value, value: Math.round(read.value.value * scale) } }
}

const readMoney = (field: Field | ChildField, raw: RawInput, hints: ValueHints): Reading => {
  const text = tidy(raw)
  if (isNegotiable(text)) return { ok: true, value: undefined, negotiable: true, rest: text }
  const read = firstOf(field, hints, raw, withDigits(text))
  if (read.ok) return read
  if (isFree(text)) return { ...read, suggestion: '0' }
  const plain = plainAmount(text)
  return plain === undefined ? read : { ok: false, reason: `“${text}”不是确定的金额`, suggestion: plain }
}

const readChoice = (
  field: Extract<Field, { readonly kind: 'choice' | 'choices' }>,
  text: string,
  hints: ValueHints,
): Reading => {
  const marked = ticked(text)
  if (marked !== undefined) {
    if (marked.length === 0) return empty
    if (field.kind === 'choice' && marked.length > 1)
      return { ok: false, reason: `勾选了 ${String(marked.length)} 项（${marked.join('、')}），只能选一项` }
  }
  const words = marked ?? [text]
  const known = words.map((word) => hints.words?.get(word) ?? word).join('、')
  const read = asRead(parseValue(field, known))
  return read.ok ? read : (narrower(field, known) ?? read)
}

/** 民营企业 is an 企业, and what more it says is kept; 民办非企业 is none. */
const narrower = (
  { kind, options }: Extract<Field, { readonly kind: 'choice' | 'choices' }>,
  word: string,
): Reading | undefined => {
  if (/[非不未无没、，；,;]/u.test(word)) return undefined
  const found = options
    .map(({ value }) => value)
    .filter((value) => value.length >= 2 && word.endsWith(value))
    .toSorted((a, b) => b.length - a.length)[0]
  return found === undefined
    ? undefined
    : { ok: true, value: kind === 'choice' ? found : [found], rest: word }
}

const readYesNo = (field: Field | ChildField, raw: RawInput): Reading => {
  const read = parseValue(field, raw)
  if (read.ok) return read
  const text = tidy(raw)
  const marked = ticked(text)
  const word = marked === undefined ? text : (marked[0] ?? '')
  if (marked?.length === 0) return empty
  if (/^(?:未|没|不|无|否|暂)/u.test(word)) return { ok: true, value: false }
  if (/^(?:已|有|是|同意|愿意|可以|完成)/u.test(word)) return { ok: true, value: true }
  return read
}

const phones = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8}(?:-\d{1,6})?)(?!\d)/gu
/** 139-1111-0002 */
const grouped = /(?<!\d)(1[3-9]\d)[-\s—](\d{4})[-\s—](\d{4})(?!\d)/gu
const masked = /\d{3}\*{2,}\d{2,4}/u

/** 张三13900000000: the telephone is taken, the rest is said. */
const readPhone = (field: Field | ChildField, raw: RawInput): Reading => {
  // Excel drops the zero of an area code from a number.
  const lost = typeof raw === 'number' && Number.isInteger(raw) ? `0${String(raw)}` : undefined
  if (lost !== undefined && /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/u.test(lost) && !/^01[3-9]\d{9}$/u.test(lost))
    return { ok: true, value: lost, warning: `电话“${lost.slice(1)}”前面补上了 0。` }
  const text = halfWidth(tidy(raw))
  if (masked.test(text))
    return { ok: true, value: undefined, rest: text, warning: '电话已隐去中间几位，没有导入。' }
  // 139 0000 0000 is one number; two numbers with a space between them are two.
  const bare = phones.test(text) ? text : text.replace(grouped, '$1$2$3').replace(/(?<=\d)\s(?=\d)/gu, '')
  phones.lastIndex = 0
  const [first, ...others] = bare.match(phones) ?? []
  if (first === undefined) return asRead(parseValue(field, raw))
  const rest = [
    bare
      .replace(phones, ' ')
      .replace(/[()（）、,，;；/:：\s]+/gu, ' ')
      .trim(),
    ...others,
  ]
    .filter((part) => !isBlankMark(part) && !/^(?:电话|手机|座机|联系电话|tel)$/iu.test(part))
    .join(' ')
  const parsed = parseValue(field, first)
  return parsed.ok && rest !== '' ? { ...parsed, rest } : parsed
}

const longest = 999_999_999_999_999

/** A code that Excel took for a number has lost its last digits for good. */
const readCode = (field: Field | ChildField, raw: RawInput): Reading => {
  const text = tidy(raw)
  if ((typeof raw === 'number' && raw > longest) || /^\d(?:\.\d+)?e\+\d{2}$/iu.test(text))
    return { ok: false, reason: 'Excel 把这个代码当成了数字，后几位已经丢失，请对照原件重填' }
  const plain = halfWidth(text).replace(/[\s-]/gu, '').toUpperCase()
  const inside = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/u.exec(plain)?.[0]
  if (inside === undefined || inside === plain) return asRead(parseValue(field, raw))
  const rest = plain.replace(inside, '').replace(/[()（）:：]/gu, '')
  return { ok: true, value: inside, ...(/[\dA-Z]/u.test(rest) ? { rest } : {}) }
}
