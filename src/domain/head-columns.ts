import { beijingMoment } from './kinds/date'
import type { LedgerRecord } from './record'
import type { Register } from './register'

/** What every record carries besides its fields and a list can show, by the names of `RecordHead`. */
const headings = {
  code: '编号',
  districtCode: '所属地区',
  sourceNote: '数据来源说明',
  remark: '备注',
  updatedBy: '修改人',
  updatedAt: '修改时间',
} as const
export type HeadColumn = keyof typeof headings

const isHeadColumn = (name: string): name is HeadColumn => Object.hasOwn(headings, name)

/** Names of all columns that a list of the register can have; those of the head that tell where a record comes from last. */
export const columnNames = (register: Register): readonly string[] => [
  'code',
  ...Object.keys(register.fields).filter((name) => name !== 'code'),
  ...Object.keys(headings).filter((name) => name !== 'code' && register.fields[name] === undefined),
]

/** The heading of a column: a field goes before a part of the head of the same name. */
export const columnTitle = (register: Register, name: string): string =>
  register.fields[name]?.label ?? (isHeadColumn(name) ? headings[name] : name)

/** By business number, by time of change, by any field. 所属地区 is the first part of the business number. */
export const isSortable = (register: Register, name: string): boolean =>
  register.fields[name] !== undefined || ['code', 'districtCode', 'updatedAt'].includes(name)

/** The text of a part of the head; empty for a name that is none. */
export const headText = (
  record: LedgerRecord,
  name: string,
  districtName: (code: string) => string,
): string => {
  if (!isHeadColumn(name)) return ''
  if (name === 'districtCode') return districtName(record.districtCode)
  return name === 'updatedAt' ? beijingMoment(record.updatedAt) : (record[name] ?? '')
}
