import { labelOfOption } from '../../../domain/kinds/choice'
import { showWan } from '../../../domain/kinds/money'
import type { Register } from '../../../domain/register'
import type { Filter } from '../../../storage/store'

/** A filter as a clerk would say it: 服务模式：精准化、定制化. */
export const filterWords = (register: Register, filter: Filter): string => {
  if (filter.kind === 'gaps') return '有待补充项'
  if (filter.kind === 'samples') return filter.samples ? '只看示例' : '不含示例'
  if (filter.kind === 'batch') return '本次导入的记录'
  const field = register.fields[filter.field]
  const label = field?.label ?? filter.field
  if (filter.kind === 'empty') return `${label}：${filter.empty ? '空' : '非空'}`
  if (filter.kind === 'contains') return `${label}：含“${filter.text}”`
  if (filter.kind === 'oneOf') {
    if (field?.kind === 'yesNo')
      return `${label}：${filter.values.map((value) => (value === 'true' ? '是' : '否')).join('、')}`
    const choices = field?.kind === 'choice' || field?.kind === 'choices' ? field.options : []
    return `${label}：${filter.values.map((value) => labelOfOption(choices, value)).join('、')}`
  }
  const show = (bound: string | number | undefined): string =>
    bound === undefined
      ? ''
      : typeof bound === 'number' && field?.kind === 'money'
        ? showWan(bound)
        : String(bound)
  return `${label}：${show(filter.from)}—${show(filter.to)}`
}
