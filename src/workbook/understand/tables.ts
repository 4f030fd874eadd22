import { tidy } from '../../domain/kinds/kind'
import { columnName, type RawCell } from '../grid'
import type { Vocabulary } from '../vocabulary'
import { type Block, blocksOf } from './blocks'
import type { Correction, Part, Place, RowKind, TableColumn, TableRow } from './found'
import { type Heading, headingAt, mostHeadingRows, sameHeading } from './headings'
import { type Frame, judgeRow, settleKinds } from './row-kinds'
import type { Surface } from './surface'

/** A table of one sheet, before tables of several sheets are joined. */
export interface SheetTable {
  readonly part: Part
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

/**
 * The tables of a sheet, or of some of its rows: wherever a row, or up to three, carries headings, a table begins. It ends
 * before the next different heading. What the user pointed at goes before what is guessed.
 */
export const findTables = (
  surface: Surface,
  vocabulary: Vocabulary,
  corrections: readonly Correction[] = [],
  from = 0,
  to = surface.height,
): readonly SheetTable[] => {
  const headings = headingsIn(surface, vocabulary, corrections, from, to)
  return headings.flatMap((heading, index) => {
    const next = headings[index + 1]
    const before = headings[index - 1]
    const top = before === undefined ? from : before.row + before.rows
    const frame = { from: heading.row + heading.rows, to: next?.row ?? to, top, hasNext: next !== undefined }
    const last = lastColumnIn(surface, heading, frame.to)
    return blocksOf(surface, heading, last).map((block) => tableOf(surface, block, frame, corrections))
  })
}

const headingsIn = (
  surface: Surface,
  vocabulary: Vocabulary,
  corrections: readonly Correction[],
  from: number,
  to: number,
): readonly Heading[] => {
  const told = toldHeadings(surface, corrections)
  if (told.length > 0) return told
  const found: Heading[] = []
  for (let row = from; row < to; row += 1) {
    const heading = headingAt(surface, row, vocabulary, found.length === 0 || beginsAnew(surface, row))
    if (heading === undefined) continue
    found.push(heading)
    row += heading.rows - 1
  }
  return found
    .filter((heading, index) => !isPreface(surface, heading, found[index + 1]))
    .filter((heading, index, all) => !all.slice(0, index).some((earlier) => sameHeading(earlier, heading)))
}

/** After a blank row, or after the title of another table, a row may begin something that nobody knows. */
const beginsAnew = (surface: Surface, row: number): boolean => {
  const above = surface.cellsOf(row - 1)
  return above.length === 0 || (above.length === 1 && surface.cellsOf(row - 2).length === 0)
}

/** 填报单位 and 联系电话 in cells of their own just above the heading look like one, but say less than it. */
const isPreface = (surface: Surface, heading: Heading, next: Heading | undefined): boolean => {
  if (next === undefined) return false
  const between = next.row - heading.row - heading.rows
  if (between < mostHeadingRows && next.known > heading.known) return true
  return between === 0 && surface.cellsOf(next.row).length > heading.columns.length
}

const toldHeadings = (surface: Surface, corrections: readonly Correction[]): readonly Heading[] =>
  corrections
    .filter(({ sheet }) => sheet === surface.grid.name)
    .flatMap((correction): readonly Heading[] => {
      if (correction.kind === 'noHeading')
        return [{ row: correction.row, rows: 0, columns: [], known: 0, because: '由您指定，没有表头' }]
      if (correction.kind !== 'heading') return []
      const { row, rows } = correction
      return [{ row, rows, columns: namedBy(surface, row, rows), known: 0, because: '由您指定' }]
    })
    .toSorted((a, b) => a.row - b.row)

const namedBy = (surface: Surface, row: number, rows: number): readonly TableColumn[] => {
  const width = Math.max(
    ...Array.from({ length: rows }, (_, index) => surface.grid.rows[row + index]?.length ?? 0),
  )
  return Array.from({ length: width }, (_, column) => {
    const parts = Array.from({ length: rows }, (__, index) =>
      surface.seen(row + index, column).replace(/\s+/gu, ''),
    )
    const names = [...new Set(parts.filter((part) => part !== ''))]
    return { column, heading: names.at(-1) ?? '', parents: names.slice(0, -1) }
  }).filter(({ heading }) => heading !== '')
}

interface Extent {
  readonly from: number
  readonly to: number
  /** The first row that belongs to no table above. */
  readonly top: number
  readonly hasNext: boolean
}

const lastColumnIn = ({ grid }: Surface, heading: Heading, to: number): number => {
  let last = Math.max(0, ...heading.columns.map(({ column }) => column))
  for (let row = heading.row; row < to; row += 1) last = Math.max(last, (grid.rows[row]?.length ?? 0) - 1)
  return last
}

const tableOf = (
  surface: Surface,
  block: Block,
  extent: Extent,
  corrections: readonly Correction[],
): SheetTable => {
  const { heading, firstColumn, lastColumn, shifts } = block
  const rows = shifts.reduce<readonly TableRow[]>(
    (sum, shift) => [...sum, ...rowsOf(surface, shifted(block, shift), extent, corrections, shift)],
    rowsOf(surface, { heading, firstColumn, lastColumn }, extent, corrections, 0),
  )
  const columns = [...heading.columns, ...columnsWithoutHeading(rows, heading, firstColumn, lastColumn)]
  return {
    columns,
    rows,
    part: {
      grid: surface.grid,
      headingRow: heading.row,
      headingRows: heading.rows,
      firstRow: extent.from,
      lastRow: rows.findLast(({ kind }) => kind === 'data')?.row ?? extent.from,
      firstColumn: Math.min(...columns.map(({ column }) => column)),
      lastColumn: Math.max(lastColumn, ...shifts.map((shift) => shift + lastColumn)),
      above: textsAbove(surface, heading, extent.top),
      because: heading.because,
    },
  }
}

const shifted = ({ heading, firstColumn, lastColumn }: Block, shift: number): Frame => ({
  heading: {
    ...heading,
    columns: heading.columns.map((column) => ({ ...column, column: column.column + shift })),
  },
  firstColumn: firstColumn + shift,
  lastColumn: lastColumn + shift,
})

/** A title stands further up than what the table below another one may claim. */
const linesAbove = 3

const textsAbove = (surface: Surface, heading: Heading, top: number): readonly string[] => {
  const first = top === 0 ? 0 : Math.max(top, heading.row - linesAbove)
  return Array.from({ length: heading.row - first }, (_, index) => surface.cellsOf(first + index))
    .flat()
    .map(({ text }) => text)
}

const rowsOf = (
  surface: Surface,
  frame: Frame,
  { from, to, hasNext }: Extent,
  corrections: readonly Correction[],
  shift: number,
): readonly TableRow[] => {
  const told = toldRows(surface, corrections)
  const judged = Array.from({ length: to - from }, (_, index) => judgeRow(surface, from + index, frame))
  const kinds = settleKinds(judged, hasNext)
  return judged.map(({ kind }, index): TableRow => {
    const row = from + index
    const cells = surface.filled(row)
    const shown = shift === 0 ? cells : cells.slice(shift)
    return {
      key: shift === 0 ? row : row + shift * blockStep,
      grid: surface.grid,
      row,
      kind: told(row) ?? kinds[index] ?? kind,
      cells: shown,
      record: row + shift * blockStep,
      ...(shift === 0 ? {} : { places: placesOf(surface, row, shift, shown.length) }),
    }
  })
}

/** More than a sheet has rows: rows of further blocks are counted on behind those of the first. */
const blockStep = 1_048_576

const placesOf = (
  { grid }: Surface,
  row: number,
  shift: number,
  length: number,
): readonly (Place | undefined)[] =>
  Array.from({ length }, (_, column) => ({ grid, row, column: column + shift }))

/** What the user said of single rows, and of where the data begin and end. */
const toldRows = (
  { grid }: Surface,
  corrections: readonly Correction[],
): ((row: number) => RowKind | undefined) => {
  const own = corrections.filter(({ sheet }) => sheet === grid.name)
  const single = new Map(own.flatMap((told) => (told.kind === 'row' ? [[told.row, told.is] as const] : [])))
  const first = own.findLast(({ kind }) => kind === 'first')
  const last = own.findLast(({ kind }) => kind === 'last')
  return (row) => {
    const said = single.get(row)
    if (said !== undefined) return said
    const isBefore = first !== undefined && 'row' in first && row < first.row
    const isAfter = last !== undefined && 'row' in last && row > last.row
    return isBefore || isAfter ? 'note' : undefined
  }
}

/** Columns with contents but no heading are not left behind. */
const columnsWithoutHeading = (
  rows: readonly TableRow[],
  heading: Heading,
  firstColumn: number,
  lastColumn: number,
): readonly TableColumn[] => {
  const headed = new Set(heading.columns.map(({ column }) => column))
  const found = new Set<number>()
  for (const { kind, cells } of rows) {
    if (kind !== 'data') continue
    for (let column = firstColumn; column <= Math.min(lastColumn, cells.length - 1); column += 1)
      if (!headed.has(column) && !found.has(column) && hasText(cells[column] ?? null)) found.add(column)
  }
  return [...found]
    .sort((a, b) => a - b)
    .map((column) => ({ column, heading: `${columnName(column)}列（无表头）`, parents: [] }))
}

const hasText = (cell: RawCell): boolean => typeof cell === 'number' || tidy(cell) !== ''
