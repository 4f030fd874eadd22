import { labelOf } from '../../domain/register'
import type { MergeItem } from '../../exchange/merge-plan'
import type { ClashView, GatheredCounts } from './gather-types'

export const countsIn = (items: readonly MergeItem[]): readonly GatheredCounts[] =>
  [...new Set(items.map(({ register }) => register))].map(({ name, title, unit }) => {
    const count = (kind: MergeItem['kind']): number =>
      items.filter((item) => item.register.name === name && item.kind === kind).length
    return {
      title,
      unit,
      new: count('new'),
      changed: count('changed'),
      same: count('same'),
      clash: count('clash'),
    }
  })

export const clashesIn = (items: readonly MergeItem[]): readonly ClashView[] =>
  items.flatMap(({ register, theirs, ours, clashes }) =>
    clashes.length === 0 || ours === undefined
      ? []
      : [
          {
            register: register.name,
            title: register.title,
            id: ours.id,
            code: ours.code,
            label: labelOf(register, theirs),
            fields: clashes.map((name) => register.fields[name]?.label ?? headWords[name] ?? name),
          },
        ],
  )

const headWords: Readonly<Record<string, string>> = {
  '@confidentiality': '密级',
  '@sourceNote': '数据来源说明',
  '@remark': '备注',
  '@deletedAt': '已删除',
}
