import { halfWidth, type MoneyUnit } from '../domain/kinds/kind'
import type { ChildField, Field } from '../domain/field'
import type { Register } from '../domain/register'
import { simplified } from '../domain/simplified'
import { endsHeading, plainHeading, readsLikeHeading, similarity } from './words'

/** Every name under which a field may stand in a ledger. */
export const namesOf = (field: Field | ChildField): readonly string[] => {
  const before = knownNames.get(field)
  if (before !== undefined) return before
  const names = [field.label, ...(field.headings ?? [])].map(plainHeading)
  knownNames.set(field, names)
  return names
}
/** Fields never change; every column of every sheet is compared with all of them. */
const knownNames = new WeakMap<Field | ChildField, readonly string[]>()

const common = [
  '序号',
  '编号',
  '备注',
  '月份',
  '地区',
  '区县',
  '联系人',
  '联系电话',
  '数据来源',
  '数据来源说明',
]

/** What is known of headings: how sure a text is one, from 0 to 1. */
export interface Vocabulary {
  readonly knows: (text: string) => boolean
  /** 1 for a heading that a register knows, ½ for one that reads like a heading, else 0. */
  readonly weigh: (text: string) => number
  /** The same, with a close look at how much a text resembles what is known: for the few rows that may be a heading. */
  readonly weighClosely: (text: string) => number
  /** Whether a text is an option by which child rows are told apart: 政, 产, 学 … may stand where labels do. */
  readonly isKindOfRow: (text: string) => boolean
}

/** All headings that any of these registers knows, those of child rows and of options that name child rows included. */
export const vocabularyOf = (registers: readonly Register[]): Vocabulary => {
  const fields = registers.flatMap((register) => Object.values(register.fields))
  const children = fields.flatMap((field) => (field.kind === 'rows' ? Object.values(field.fields) : []))
  const known = new Set([...common.map(plainHeading), ...[...fields, ...children].flatMap(namesOf)])
  const lastLetters = new Set([...known].map((name) => name.charAt(name.length - 1)))
  const mayBe = (text: string): boolean => {
    const last = simplified(text.charAt(text.length - 1)).toLowerCase()
    return text.length <= longestHeading && (lastLetters.has(last) || endsHeading(last) || mark.test(last))
  }
  const knows = (text: string): boolean => mayBe(text) && known.has(plainHeading(text))
  const weigh = (text: string): number => {
    if (!mayBe(text)) return 0
    const plain = plainHeading(text)
    return known.has(plain) ? 1 : readsLikeHeading(plain) ? 0.5 : 0
  }
  const kindsOfRows = new Set(
    children.flatMap((child) =>
      child.kind === 'choice' ? child.options.flatMap(({ value, label = value }) => [value, label]) : [],
    ),
  )
  return {
    knows,
    weigh,
    weighClosely: (text) => {
      const plain = plainHeading(text)
      if (plain === '' || plain.length > longestWord) return 0
      const near = Math.max(...[...known].map((name) => similarity(plain, name)))
      return Math.max(weigh(text), near >= leastSimilar ? near * 0.8 : 0)
    },
    isKindOfRow: (text) => kindsOfRows.has(text),
  }
}

const longestWord = 16
const leastSimilar = 0.6

/** With all that may stand in brackets behind it. */
const longestHeading = 80
/** Behind what is no letter, the name still has to be looked at closely. */
const mark = /[^\p{L}]/u

/** The unit of money that a heading or a note row names, `单位：万元` or `合同金额（元）`. */
export const unitIn = (text: string): MoneyUnit | undefined => {
  const found = /[(（:：/]\s*(?:单位[:：]?)?(?:人民币)?(亿元|万元|元)\s*(?:[)）、,，/]|$)/u.exec(
    simplified(halfWidth(text)).trim(),
  )?.[1]
  return found === '亿元' || found === '万元' || found === '元' ? found : undefined
}

/** The one year that a title names: 永川区2021年上半年…; two different ones (2020—2021年) name none. */
export const yearIn = (text: string): number | undefined => {
  const plain = halfWidth(text)
  const written = [...plain.matchAll(/(?<!\d)((?:19|20)\d{2})(?=\s*年)/gu)]
  const bare = [...plain.matchAll(/(?<!\d)(20\d{2})(?!\d)/gu)]
  const years = new Set((written.length > 0 ? [...written, ...bare] : bare).map(([, year]) => Number(year)))
  return years.size === 1 ? [...years][0] : undefined
}

const monthNames = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** The one month that a title, the name of a sheet or a merged cell names: 3月, 三月份. */
export const monthIn = (text: string): number | undefined => {
  const months = [
    ...halfWidth(text).matchAll(
      /(?<![\d一二三四五六七八九十])(\d{1,2}|[一二三四五六七八九十]{1,3})月(?!\d)/gu,
    ),
  ].map(([, month = '']) => (/^\d/u.test(month) ? Number(month) : monthNames.indexOf(month) + 1))
  const [only] = new Set(months)
  return new Set(months).size === 1 && only !== undefined && only >= 1 && only <= 12 ? only : undefined
}
