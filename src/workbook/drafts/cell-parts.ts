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

const rankWord =
  /^(?:特聘|客座|正高级|高级|副|助理|正高)*(?:教授级高级工程师|教授级高工|教授|研究员|工程师|高工|讲师|农艺师|经济师|会计师|医师|药师|技师|畜牧师|兽医师|实验师|院士|译审|编审)$/u
const behindIt = /(?:[（(][^（()）]*[）)])?/u.source
/** A university ends where it says so, a hospital of it apart; 机械学院院长 is a post there. */
const university = new RegExp(`^(.{2,}?大学${behindIt}(?:附属.{0,12}?医院|第.{1,3}医院)?)(.*)$`, 'u')
/** Any other employer by the last word that ends such a name. */
const employer = new RegExp(
  `^(.*(?:学院|研究院|科学院|设计院|研究所|公司|集团|医院|中心|委员会|协会|学会|银行|合作社|院(?![长士])|[所局厂站](?!长))${behindIt})(.*)$`,
  'u',
)

/** 渝州大学机械学院院长、教授: employer, title and post, where a heading names them together. */
const employerAndRank = (
  text: string,
  fields: readonly (Field | ChildField | undefined)[],
): readonly RawInput[] | undefined => {
  const isRank = (label: string | undefined): boolean => label === '职称' || label === '职务'
  const isNamed = fields[0]?.kind === 'link'
  if (!fields.slice(isNamed ? 1 : 0).every((field) => isRank(field?.label))) return undefined
  const [, name = text, behind = ''] = isNamed
    ? (university.exec(text) ?? employer.exec(text) ?? [])
    : ['', '', text]
  const words = behind.split(/[\s、，,；;/]+/u).filter((word) => word !== '')
  const rank = words.find((word) => rankWord.test(word))
  const post = words.filter((word) => word !== rank).join('、')
  return fields.map((field, index) => {
    if (index === 0 && isNamed) return name.trim()
    return (field?.label === '职称' ? rank : post === '' ? undefined : post) ?? null
  })
}

/** 罗永明（区科协主席）: the name and what stands in brackets behind it. */
const nameAndRank = (
  text: string,
  fields: readonly (Field | ChildField | undefined)[],
): readonly RawInput[] | undefined => {
  const [first, second] = fields
  if (fields.length !== 2 || first?.kind !== 'text' || second?.label !== `${first.label}职务`)
    return undefined
  const found = /^([^（()）]+)[（(]([^（()）]+)[）)]$/u.exec(text)
  return found === null ? [text, null] : [found[1]?.trim() ?? text, found[2]?.trim() ?? null]
}

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
  const apart = employerAndRank(text, fields) ?? nameAndRank(text, fields)
  if (apart !== undefined) return apart
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
