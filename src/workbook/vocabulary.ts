import { halfWidth, type MoneyUnit } from '../domain/kinds/kind'
import type { Field } from '../domain/field'
import type { Register } from '../domain/register'

/** A heading without what differs from ledger to ledger: spaces, line breaks, numbering, marks, units in brackets. */
export const plainHeading = (heading: string): string =>
  halfWidth(heading)
    .replace(/[(（[【].*?[)）\]】]/gu, '')
    .replace(/[\s*:：、/·“”"'_-]/gu, '')
    .replace(/^(?:\d+|[一二三四五六七八九十]+)[.,、]?/u, '')
    .toLowerCase()

/** Every name under which a field may stand in a ledger. */
export const namesOf = (field: Field): readonly string[] => {
  const before = knownNames.get(field)
  if (before !== undefined) return before
  const names = [field.label, ...(field.headings ?? [])].map(plainHeading)
  knownNames.set(field, names)
  return names
}
/** Fields never change; every column of every sheet is compared with all of them. */
const knownNames = new WeakMap<Field, readonly string[]>()

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

/** All headings that any of these registers knows. */
export const vocabularyOf = (registers: readonly Register[]): ReadonlySet<string> =>
  new Set([
    ...common.map(plainHeading),
    ...registers.flatMap(({ fields }) => Object.values(fields).flatMap(namesOf)),
  ])

/** The unit of money that a heading or a note row names, `单位：万元` or `合同金额（元）`. */
export const unitIn = (text: string): MoneyUnit | undefined => {
  const found = /[(（:：]\s*(?:单位[:：]?)?(亿元|万元|元)\s*(?:[)）、,，]|$)/u.exec(
    halfWidth(text).trim(),
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
