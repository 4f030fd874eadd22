import type { Register } from '../domain/register'

/** What stands below a column. */
export type CustomTotal = '不合计' | '求和' | '平均' | '计数' | '去重计数'

/** The totals that a column can have: only numbers are added up. */
export const totalsFor = (register: Register, name: string): readonly CustomTotal[] =>
  isNumeric(register, name) ? ['不合计', '求和', '平均', '计数', '去重计数'] : ['不合计', '计数', '去重计数']

const isNumeric = ({ fields }: Register, name: string): boolean =>
  name !== 'code' && ['number', 'money', 'fuzzyNumber'].includes(fields[name]?.kind ?? '')
