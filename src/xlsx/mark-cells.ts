import { openXlsx, saveXlsx } from 'hucre/xlsx'
import { cellKey, type SheetGrid } from '../workbook/grid'
import type { Cell, Row, Workbook } from '../workbook/model'
import { flawedFill } from './styles'
import { writeWorkbook } from './write'

/** A cell that was refused, and why. Row and column count from 0. */
export interface CellMark {
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly text: string
}

const author = '科创台账'

/**
 * The workbook with some cells filled and commented, everything else as it was. What is no .xlsx, or cannot be kept as it
 * is, is written anew with the same sheets, cells and merges.
 */
export const markCells = async (
  bytes: Uint8Array,
  sheets: readonly SheetGrid[],
  marks: readonly CellMark[],
  createdAt: string,
): Promise<Uint8Array> => {
  const isPackage = bytes[0] === 0x50 && bytes[1] === 0x4b
  return (
    (isPackage ? await marked(bytes, marks) : undefined) ?? writeWorkbook(rewritten(sheets, marks, createdAt))
  )
}

const marked = async (bytes: Uint8Array, marks: readonly CellMark[]): Promise<Uint8Array | undefined> => {
  try {
    const workbook = await openXlsx(bytes, { readStyles: true })
    for (const { sheet: name, row, column, text } of marks) {
      const sheet = workbook.sheets.find((candidate) => candidate.name === name)
      if (sheet === undefined) return undefined
      const cells = (sheet.cells ??= new Map())
      const key = `${String(row)},${String(column)}`
      const cell = cells.get(key) ?? { value: sheet.rows[row]?.[column] ?? null, type: 'empty' as const }
      cells.set(key, {
        ...cell,
        style: { ...cell.style, fill: flawedFill },
        comment: { author, text },
      })
    }
    return await saveXlsx(workbook)
  } catch {
    // The library refuses what it cannot keep; a copy of our own says the same.
    return undefined
  }
}

const rewritten = (
  sheets: readonly SheetGrid[],
  marks: readonly CellMark[],
  createdAt: string,
): Workbook => ({
  title: '退回单',
  creator: author,
  createdAt,
  sheets: sheets.map((sheet) => ({
    name: sheet.name,
    visibility: sheet.hidden ? 'hidden' : 'visible',
    columns: Array.from(
      { length: sheet.rows.reduce((most, { length }) => Math.max(most, length), 1) },
      () => ({ width: 16 }),
    ),
    rows: rowsOf(sheet, new Map(marks.filter((mark) => mark.sheet === sheet.name).map(byPlace))),
    merges: sheet.merges,
  })),
})

const byPlace = (mark: CellMark): readonly [string, CellMark] => [
  `${String(mark.row)},${String(mark.column)}`,
  mark,
]

const rowsOf = ({ rows, dates }: SheetGrid, marks: ReadonlyMap<string, CellMark>): readonly Row[] =>
  rows.map((cells, row) => ({
    cells: cells.map((raw, column): Cell => {
      const mark = marks.get(`${String(row)},${String(column)}`)
      const value = typeof raw === 'boolean' ? (raw ? '是' : '否') : raw
      const format = dates.has(cellKey(row, column))
        ? ('date' as const)
        : typeof value === 'number'
          ? ('exact' as const)
          : ('text' as const)
      return mark === undefined ? { value, format } : { value, format, role: 'flawed', note: mark.text }
    }),
  }))
