import type { LinkedId } from '../../../domain/kinds/all'
import { labelOfOption } from '../../../domain/kinds/choice'
import { showWan } from '../../../domain/kinds/money'
import type { Register } from '../../../domain/register'
import { districtField } from '../../../storage/members'
import type { Filter } from '../../../storage/store'

/** Names of linked records by id, and of districts by code. */
type Names = Readonly<Record<string, string>>

/** The records that filters name. */
export const linksOfFilters = (register: Register, filters: readonly Filter[]): readonly LinkedId[] =>
  filters.flatMap((filter) => {
    const field = 'field' in filter ? register.fields[filter.field] : undefined
    if (filter.kind !== 'oneOf' || field === undefined || !('to' in field)) return []
    return filter.values.map((id) => ({ register: field.to, id }))
  })

/** A filter as a clerk would say it: 服务模式：精准化、定制化. */
export const filterWords = (register: Register, filter: Filter, names: Names = {}): string => {
  if (filter.kind === 'gaps') return '有待补充项'
  if (filter.kind === 'samples') return filter.samples ? '只看示例' : '不含示例'
  if (filter.kind === 'flag') return filter.label
  if (filter.kind === 'batch') return '本次导入的记录'
  if (filter.kind === 'ids') return filter.label
  const field = register.fields[filter.field]
  const label = filter.field === districtField ? '所属地区' : (field?.label ?? filter.field)
  if (filter.kind === 'empty') return `${label}：${filter.empty ? '空' : '非空'}`
  if (filter.kind === 'contains') return `${label}：含“${filter.text}”`
  if (filter.kind === 'oneOf') {
    if (field?.kind === 'yesNo')
      return `${label}：${filter.values.map((value) => (value === 'true' ? '是' : '否')).join('、')}`
    const choices = field?.kind === 'choice' || field?.kind === 'choices' ? field.options : []
    const shown = filter.values.map((value) => names[value] ?? labelOfOption(choices, value))
    return `${label}：${shown.join('、')}`
  }
  const show = (bound: string | number | undefined): string =>
    bound === undefined
      ? ''
      : typeof bound === 'number' && field?.kind === 'money'
        ? showWan(bound)
        : String(bound)
  return `${label}：${show(filter.from)}—${show(filter.to)}`
}
