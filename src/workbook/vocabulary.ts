import { halfWidth, type MoneyUnit } from '../domain/kinds/kind'
import type { Field, Register } from '../domain/register'

/** A heading without what differs from ledger to ledger: spaces, line breaks, numbering, marks, units in brackets. */
export const plainHeading = (heading: string): string =>
  halfWidth(heading)
    .replace(/[(（[【].*?[)）\]】]/gu, '')
    .replace(/[\s*:：、/·“”"'_-]/gu, '')
    .replace(/^(?:\d+|[一二三四五六七八九十]+)[.,、]?/u, '')
    .toLowerCase()

/** Every name under which a field may stand in a ledger. */
export const namesOf = (field: Field): readonly string[] =>
  [field.label, ...(field.headings ?? [])].map(plainHeading)

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
  const found = /[(（:：]\s*(?:单位[:：]?)?(亿元|万元|元)\s*(?:[)）]|$)/u.exec(halfWidth(text).trim())?.[1]
  return found === '亿元' || found === '万元' || found === '元' ? found : undefined
}

/** The year that a title names: 永川区2021年上半年… */
export const yearIn = (text: string): number | undefined => {
  const found =
    /((?:19|20)\d{2})\s*年/u.exec(halfWidth(text))?.[1] ??
    /(?<!\d)(20\d{2})(?!\d)/u.exec(halfWidth(text))?.[1]
  return found === undefined ? undefined : Number(found)
}
