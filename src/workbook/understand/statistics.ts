import { halfWidth, tidy } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import { plainHeading } from '../words'
import type { FoundTable, TableColumn } from './found'
import { isNumbering } from './shapes'

/** Names of columns that count or add up: 次数, 企业数, 合同金额（万元）, 精准化（次）, 占比. */
const counts = /(?:数|量|次|家|个|项|人|额|率|比|合计|总计|总数|金额|经费|平均)$/u
const countsInBrackets = /[（(](?:单位[:：]?)?(?:次|家|个|项|人|人次|场|篇|件|亿?万?元|%|％)[）)]$/u
/** A month, a quarter, a year, a district: what figures are counted by. */
const calendar =
  /^(?:(?:19|20)\d{2}年?)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?|第?[一二三四1-4]季度|[上下]半年|全年)?$/u
const place = /^\p{sc=Han}{1,8}(?:区|县|新区|自治县|街道|镇|乡)$/u

const fewestRows = 2
const fewestCounts = 2

/**
 * Whether a table only counts: by month, district or kind down the side, with nothing but figures beside. Its rows are no
 * records, and what they add up to comes from the records themselves.
 */
export const isStatistics = (table: FoundTable, registers: readonly Register[]): boolean => {
  if (table.shape !== 'table' || table.parts[0].headingRows === 0) return false
  const rows = table.rows.filter(({ kind }) => kind === 'data')
  const columns = table.columns.filter(({ heading }) => !isNumbering(plainHeading(heading)))
  const [side, ...others] = columns
  if (side === undefined || others.length < fewestCounts || rows.length < fewestRows) return false
  const textsOf = ({ column }: TableColumn): readonly string[] =>
    rows.map(({ cells }) => tidy(cells[column] ?? null)).filter((text) => text !== '')
  const words = optionWords(registers)
  if (!others.every((column) => isCount(column, words))) return false
  const names = textsOf(side)
  const isCountedBy = (text: string): boolean => calendar.test(text) || place.test(text) || words.has(text)
  return (
    names.length > 0 && names.every(isCountedBy) && others.every((column) => textsOf(column).every(isFigure))
  )
}

const isFigure = (text: string): boolean => /^(?:[-—–/]|-?[\d,]+(?:\.\d+)?%?)$/u.test(halfWidth(text))

const isCount = ({ heading, parents }: TableColumn, words: ReadonlySet<string>): boolean => {
  const plain = plainHeading(heading)
  return (
    counts.test(plain) ||
    countsInBrackets.test(heading) ||
    words.has(plain) ||
    parents.some((parent) => counts.test(plainHeading(parent)))
  )
}

const optionWords = (registers: readonly Register[]): ReadonlySet<string> =>
  new Set(
    registers
      .flatMap(({ fields }) => Object.values(fields))
      .flatMap((field) => (field.kind === 'choice' || field.kind === 'choices' ? field.options : []))
      .flatMap(({ value, label = value, aliases = [] }) => [value, label, ...aliases])
      .filter((word) => word.length >= 2),
  )
