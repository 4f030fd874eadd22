import type { Values } from '../../domain/field'
import type { LedgerRecord } from '../../domain/record'
import { newId } from '../../storage/new-id'
import type { Operation } from '../../storage/store'

/**
 * Invented records to try the program with: every name begins with 示例, every record is marked as a sample, nothing in
 * them is true. Counts are fixed, so that what the reports show of them can be computed by hand.
 */

/** A sample and the id by which others link to it. */
export interface Made {
  readonly id: string
  readonly operation: Extract<Operation, { readonly kind: 'create' }>
}

export const sample = (register: string, districtCode: string, values: Values): Made => {
  const id = newId()
  return {
    id,
    operation: {
      kind: 'create',
      register,
      id,
      districtCode,
      isSample: true,
      sourceNote: '示例数据，内容均为虚构',
      values,
    },
  }
}

/** A sample as it will lie in the ledger, for rules that look at other records. */
export const asRecord = ({ id, operation }: Made): LedgerRecord => ({
  id,
  code: '',
  districtCode: operation.districtCode ?? '',
  confidentiality: '内部',
  isSample: true,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  version: 1,
  deletedAt: null,
  values: operation.values,
})

/** The last day of the time that the samples tell of; it begins on 2021-03-01. */
export const lastDay = '2021-06-30'

/** The list begins again at its end. */
export const at = <T>(list: readonly T[], index: number): T => {
  const entry = list[index % list.length]
  if (entry === undefined) throw new Error('A sample list is empty.')
  return entry
}

export const subjects = [
  '产线视觉检测方案',
  '污水处理菌种筛选',
  '主轴温升治理',
  '电池包热管理仿真',
  '压铸件气孔缺陷诊断',
  '焊接工艺优化',
  '知识产权布局',
  '数据标注质量体系',
]
