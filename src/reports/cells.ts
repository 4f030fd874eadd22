import type { FuzzyNumber, PartialDate } from '../domain/field'
import type { NameOf } from '../domain/kinds/kind'
import { toWan } from '../domain/kinds/money'
import { maskPhone } from '../domain/kinds/phone'
import type { LedgerRecord } from '../domain/record'
import { dayCell, fuzzyCell, partialCell } from '../workbook/value-cells'
import { columnName } from '../workbook/grid'
import type { ExportProfile } from '../workbook/export-profile'
import type { Cell, StyledCell } from '../workbook/model'
import type { Body } from './layout'

/** 不适用 and 尚不掌握, as official tables write them (domain D0); a count that is known to be none prints 0. */
export const notApplicable: Cell = { value: '—', format: 'text', align: 'centre' }
export const notKnown: Cell = { value: '/', format: 'text', align: 'centre' }

/** A ratio (1 = 100 %), or — where its denominator is 0. */
export const ratioCell = (value: number | undefined): Cell =>
  value === undefined ? notApplicable : { value, format: 'percent' }

/** Any cell, in the row of totals. */
export const asTotal = (cell: Cell): StyledCell =>
  cell !== null && typeof cell === 'object' ? { ...cell, role: 'total' } : { value: cell, role: 'total' }

export const totalLabel: StyledCell = { value: '合计', role: 'total', format: 'text', align: 'centre' }

/** A count in a column of texts, with its counting word: 44 次. */
export const counted = (value: number, word: string): StyledCell => ({
  value,
  suffix: word,
  role: 'total',
  format: 'integer',
  align: 'centre',
})

type SheetFunction = 'SUM' | 'AVERAGE' | 'COUNTA'

/** Excel takes 255 arguments; a sheet with more groups passes over its 小计, which stand in the first column. */
const mostSpans = 200

const conditional = { SUM: 'SUMIF', AVERAGE: 'AVERAGEIF', COUNTA: 'COUNTIFS' } as const

const over = (name: SheetFunction, column: number, body: Body): string => {
  const spans = body.filter(({ first, last }) => last >= first)
  const part = (at: number, first: number, last: number): string =>
    `${columnName(at)}${String(first + 1)}:${columnName(at)}${String(last + 1)}`
  const [first, last] = [spans[0]?.first ?? 0, spans.at(-1)?.last ?? 0]
  if (spans.length <= mostSpans)
    return `${name}(${spans.map((span) => part(column, span.first, span.last)).join(',')})`
  const beyond = `${part(0, first, last)},"<>小计",${part(column, first, last)}`
  return `${conditional[name]}(${beyond}${name === 'COUNTA' ? ',"<>"' : ''})`
}

/** A total that Excel recomputes; `value` is what it comes to now. */
export const sumCell = (value: number, column: number, body: Body): StyledCell => ({
  value,
  formula: over('SUM', column, body),
  role: 'total',
})

export const averageCell = (value: number, column: number, body: Body): StyledCell => ({
  value,
  formula: over('AVERAGE', column, body),
  role: 'total',
  format: 'decimal',
  prefix: '平均',
})

/** How many cells of the column say something. */
export const countCell = (value: number, column: number, body: Body): StyledCell => ({
  ...counted(value, '项'),
  formula: over('COUNTA', column, body),
})

/** A sum with a fuzzy part prints 不少于 before it. */
export const fuzzySumCell = (sum: FuzzyNumber, column: number, body: Body): StyledCell => ({
  ...sumCell(sum.value, column, body),
  ...(sum.qualifier === '精确' ? {} : { prefix: '不少于' }),
})

/** Columns without a total keep the frame of the row. */
export const totalsRow = (width: number, cells: Readonly<Record<number, StyledCell>>): readonly Cell[] =>
  Array.from({ length: width }, (_, column) => cells[column] ?? { value: null, role: 'total' })

/** A value as it is, / while it is not known. */
export const known = (value: Cell | undefined): Cell => value ?? notKnown
export const knownDay = (day: string | undefined): Cell => (day === undefined ? notKnown : dayCell(day))
export const knownDate = (date: PartialDate | undefined): Cell =>
  date === undefined ? notKnown : partialCell(date)
/** An amount of 分 in 万元. */
export const knownAmount = (fen: number | undefined): Cell => (fen === undefined ? notKnown : toWan(fen))
export const knownFuzzy = (number: FuzzyNumber | undefined): Cell =>
  number === undefined ? notKnown : fuzzyCell(number)
export const yesNo = (value: boolean | undefined): string => (value === true ? '是' : '否')

/** Names of linked records, one behind the other; — without any. */
export const names = (nameOf: NameOf, register: string, ids: readonly (string | undefined)[]): Cell => {
  const found = ids.flatMap((id) => (id === undefined ? [] : [nameOf(register, id)]))
  return found.length === 0 ? notApplicable : [...new Set(found)].join('、')
}

/** A phone, masked for whoever is not to have it. */
export const phoneCell = (phone: unknown, { maskPhones }: Pick<ExportProfile, 'maskPhones'>): Cell => {
  if (typeof phone !== 'string') return notKnown
  return { value: maskPhones ? maskPhone(phone) : phone, format: 'text' }
}

/** A text field of a linked record. */
export const textOf = (record: LedgerRecord | undefined, field: string): string | undefined => {
  const value = record?.values[field]
  return typeof value === 'string' ? value : undefined
}

/** A ratio in the row of totals, with what it is: 办结率 41.7%. */
export const namedRatio = (name: string, value: number | undefined): StyledCell =>
  value === undefined
    ? { value: `${name} —`, format: 'text', align: 'centre' }
    : { value, format: 'percent', prefix: `${name} `, align: 'centre' }

/** A number in the row of totals, with what it is: 平均 12.5 天. */
export const namedNumber = (
  name: string,
  value: number | undefined,
  unit: string,
  format: StyledCell['format'] = 'integer',
): StyledCell =>
  value === undefined
    ? { value: `${name} —`, format: 'text', align: 'centre' }
    : { value, format, prefix: `${name} `, suffix: ` ${unit}`, align: 'centre' }

/** 序号 */
export const serial = {
  heading: '序号',
  width: 5,
  format: 'integer',
  align: 'centre',
  cell: (_row: unknown, index: number): Cell => index + 1,
} as const
