import type { FuzzyNumber } from '../domain/field'
import { columnName } from '../workbook/grid'
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

type SheetFunction = 'SUM' | 'AVERAGE'

const over = (name: SheetFunction, column: number, { first, last }: Body): string => {
  const letter = columnName(column)
  return `${name}(${letter}${String(first + 1)}:${letter}${String(last + 1)})`
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

/** A sum with a fuzzy part prints 不少于 before it. */
export const fuzzySumCell = (sum: FuzzyNumber, column: number, body: Body): StyledCell => ({
  ...sumCell(sum.value, column, body),
  ...(sum.qualifier === '精确' ? {} : { prefix: '不少于' }),
})

/** Columns without a total keep the frame of the row. */
export const totalsRow = (width: number, cells: Readonly<Record<number, StyledCell>>): readonly Cell[] =>
  Array.from({ length: width }, (_, column) => cells[column] ?? { value: null, role: 'total' })
