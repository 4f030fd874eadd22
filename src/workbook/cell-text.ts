import { chineseDay, isDay } from '../domain/kinds/date'
import { showNumber } from '../domain/kinds/number'
import {
  type Alignment,
  type CellFormat,
  type CellRole,
  type Column,
  plain,
  type Row,
  type StyledCell,
} from './model'

/** Roles whose cells take format and side of their column; the others are lines of text over the whole sheet. */
const inTable: ReadonlySet<CellRole> = new Set(['body', 'subtotal', 'total'])
const digits: Readonly<Partial<Record<CellFormat, number>>> = { integer: 0, decimal: 1, money: 2 }

const formatOf = ({ role = 'body', format }: StyledCell, column: Column | undefined): CellFormat =>
  format ?? (inTable.has(role) ? column?.format : undefined) ?? 'text'

/** A cell as its number format shows it in Excel. */
export const cellText = (cell: StyledCell, column: Column | undefined): string => {
  const { value, prefix = '', suffix = '' } = cell
  const format = formatOf(cell, column)
  if (value === null) return ''
  if (typeof value === 'string') return format === 'date' && isDay(value) ? chineseDay(value) : value
  const number =
    format === 'percent'
      ? `${showNumber(value * 100, 1)}%`
      : format === 'exact'
        ? String(value)
        : showNumber(value, digits[format])
  return `${prefix}${number}${suffix}`
}

/** Texts stand left, numbers right, dates in the middle, unless the cell or its column says otherwise. */
export const cellSide = (cell: StyledCell, column: Column | undefined): Alignment | undefined => {
  if (!inTable.has(cell.role ?? 'body')) return cell.align
  const format = formatOf(cell, column)
  const usual = format === 'text' ? 'left' : format === 'date' ? 'centre' : 'right'
  return cell.align ?? column?.align ?? usual
}

/** Numbers and dates stay on one line, whatever the width of their column. */
export const isFixed = ({ value, format }: StyledCell): boolean =>
  typeof value === 'number' || (format === 'date' && isDay(value))

const room = 1

/** Half a Chinese character is one unit of width. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0)

/**
 * The columns, as wide as their numbers and dates need: those do not wrap, and one that does not fit is shown as #####.
 * Texts leave a column as it is.
 */
export const fitNumbers = (columns: readonly Column[], rows: readonly Row[]): readonly Column[] =>
  columns.map((column, at) => {
    const needed = rows.map(({ cells }) => {
      const cell = plain(cells[at] ?? null)
      return isFixed(cell) && inTable.has(cell.role ?? 'body') ? widthOf(cellText(cell, column)) + room : 0
    })
    return { ...column, width: needed.reduce((most, width) => Math.max(most, width), column.width) }
  })
