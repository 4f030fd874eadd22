import { halfWidth, isBlankMark, type RawInput, tidy } from '../../domain/kinds/kind'
import type { ChildField, Field } from '../../domain/field'
import { type DateHints, spanIn } from './dates'

type Kinds = Field['kind']

const phone = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8}(?:-\d{1,6})?|\d{3,4}-\d{7,8})(?!\d)/gu

/** What each kind looks like inside a longer text. */
const inside: Readonly<Partial<Record<Kinds, RegExp>>> = {
  phone,
  creditCode: /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/giu,
  email: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  date: /(?:(?:19|20)\d{2}[-./年])?\d{1,2}[-./月]\d{1,2}[日号]?/gu,
  partialDate: /(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?/gu,
  money: /[￥¥]?\d[\d.,]*(?:亿|万)?元/gu,
  number: /\d[\d.,]*(?:个?小时|天|人|家|次|项|%)?/gu,
  fuzzyNumber: /(?:约|超过|近)?\d[\d.,]*(?:余|多)?(?:人次|人|名)?/gu,
}

/** 张三 13900000000 李四 13900000001 as a list in which each keeps its number. */
const eachWithPhone = (text: string): string =>
  text.replace(phone, '($&)、').replace(/[\s:：,，;；、]*[(（]*(\([\d—-]+\))[)）]*/gu, '$1')

const labels = /^(?:联系人|联系电话|电话|手机|座机|姓名|邮箱|tel)[:：]?/iu

/** One cell taken apart for several fields, in their order: what looks like itself first, the rest for the other. */
export const partsFor = (
  raw: RawInput,
  fields: readonly (Field | ChildField | undefined)[],
  hints: DateHints,
): readonly RawInput[] => {
  const text = tidy(raw)
  if (isBlankMark(text) || fields.length < 2) return [raw, ...fields.slice(1).map(() => null)]
  const dates = fields.every((field) => field?.kind === 'date' || field?.kind === 'partialDate')
  if (dates) return spanIn(text, hints) ?? [raw, ...fields.slice(1).map(() => null)]
  const whole = halfWidth(text)
  const [names, phones] = ['links', 'phone'].map((kind) => fields.findIndex((field) => field?.kind === kind))
  if (fields.length === 2 && names !== -1 && phones !== -1 && (whole.match(phone) ?? []).length > 1)
    return fields.map((_, index) => (index === names ? eachWithPhone(whole) : null))
  let left = whole
  const taken = fields.map((field): string | undefined => {
    const pattern = field === undefined ? undefined : inside[field.kind]
    if (pattern === undefined) return undefined
    const found = left.match(pattern) ?? []
    left = left.replace(pattern, ' ')
    return found.join(' ')
  })
  const rest = left
    .split(/[()（）、,，;；/:：\s]+/u)
    .filter((word) => !isBlankMark(word) && !labels.test(word))
    .join(' ')
  const open = taken.findIndex((part) => part === undefined)
  return taken.map((part, index) => (part === undefined && index === open ? rest : (part ?? '')))
}
