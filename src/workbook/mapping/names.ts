import type { ChildField, Field } from '../../domain/field'
import type { TableColumn } from '../understand/found'
import { namesOf } from '../vocabulary'
import { plainHeading, similarity } from '../words'

export const byLabel = 100
export const byAlias = 90
/** The best that a name can be that only resembles one of the field. */
const bySimilarity = 85
const leastSimilarity = 0.55

/** How well a heading names a field: 100 its label, 90 one of its other names, less for what resembles them, 0 nothing. */
export const nameScore = (heading: string, field: Field | ChildField): number => {
  const wanted = plainHeading(heading)
  if (wanted === '') return 0
  const [label, ...aliases] = namesOf(field)
  if (wanted === label) return byLabel
  if (aliases.includes(wanted)) return byAlias
  const near = Math.max(...[label ?? '', ...aliases].map((name) => similarity(wanted, name)))
  return near < leastSimilarity ? 0 : Math.round(bySimilarity * near)
}

/** 名称 under 企业名称及联系人 is that of the enterprise. */
const isName = /^(?:名称|全称|单位|企业)$/u

/** 服务 above 时间 is 服务时间, unless 时间 alone says it already. */
export const columnScore = ({ heading, parents }: TableColumn, field: Field | ChildField): number => {
  const own = baseOf(heading)
  const alone = nameScore(own, field)
  const parent = parents.at(-1)
  if (alone >= byAlias || parent === undefined) return alone
  const parts = isName.test(plainHeading(own)) ? parent.split(/[及和与、]/u) : []
  return Math.max(alone, nameScore(`${parent}${own}`, field), ...parts.map((part) => nameScore(part, field)))
}

/** 专家 of 专家1, 专家二, 专家（3） */
export const baseOf = (heading: string): string => {
  const base = heading.replace(/[（(]?(?:\d{1,2}|[一二三四五六七八九十])[）)]?$/u, '')
  return base.length >= 2 ? base : heading
}

export const howWell = (score: number): string => (score >= byAlias ? '按表头' : '表头相近，请核对')
