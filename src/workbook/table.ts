import { tidy } from '../domain/kinds/kind'
import { columnName, type RawCell, type SheetGrid } from './grid'
import { plainHeading } from './vocabulary'

/** What a row of a ledger is; only `data` rows become records. */
type RowKind = 'data' | 'blank' | 'subtotal' | 'signature' | 'heading' | 'note'

export interface TableRow {
  /** Row of the sheet, from 0. */
  readonly row: number
  readonly kind: RowKind
  /** By column of the sheet; merged cells are filled down, never across. */
  readonly cells: readonly RawCell[]
}

export interface TableColumn {
  /** Column of the sheet, from 0. */
  readonly column: number
  /** The lowest heading cell, and those above it: 企业名称 under 服务对象. */
  readonly heading: string
  readonly parents: readonly string[]
}

/** A table as it stands in a sheet. */
export interface FoundTable {
  readonly sheet: string
  readonly headingRow: number
  readonly headingRows: number
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  /** Texts above the heading: title, 填报单位, 单位：万元. */
  readonly above: readonly string[]
  /** Whether a line with 单位负责人, 审核人 or 填报人 closes the table. */
  readonly signed: boolean
}

const mostHeadingRows = 3
const enoughMatches = 2
/** So many known headings are a heading, however many unknown columns stand beside them. */
const plentyOfMatches = 5
/** Without what stands in brackets. */
const longestHeading = 24

/**
 * The tables of a sheet: wherever a row, or up to three merged rows, carries at least two headings that the vocabulary
 * knows, a table begins. It ends before the next different heading.
 */
export const findTables = (grid: SheetGrid, vocabulary: ReadonlySet<string>): readonly FoundTable[] => {
  const filled = fillMerges(grid)
  const merged = mergedHeadings(grid)
  const headings: Heading[] = []
  for (let row = 0; row < filled.across.length; row += 1) {
    const heading = headingAt(filled.across, row, merged, vocabulary)
    if (heading === undefined) continue
    headings.push(heading)
    row += heading.rows - 1
  }
  const starts = headings
    .filter((heading, index) => !isPreface(heading, headings[index + 1]))
    .filter((heading, index, all) => !all.slice(0, index).some((earlier) => sameHeading(earlier, heading)))
  return starts.map((heading, index) =>
    tableOf(grid, filled, heading, starts[index + 1]?.row ?? filled.down.length, starts[index - 1]),
  )
}

interface Heading {
  readonly row: number
  readonly rows: number
  readonly columns: readonly TableColumn[]
  readonly matches: number
}

interface Filled {
  /** Merged cells filled both ways, as headings are read. */
  readonly across: readonly (readonly RawCell[])[]
  /** Merged cells filled downwards only, as data are read. */
  readonly down: readonly (readonly RawCell[])[]
}

/** Cells that merges may fill in one sheet; a file that asks for more does so to exhaust the machine. */
const mostFilled = 1_000_000
const widestHeading = 64

const fillMerges = ({ rows, merges }: SheetGrid): Filled => {
  const across = rows.map((row) => [...row])
  const down = rows.map((row) => [...row])
  let left = mostFilled
  for (const { row, column, rows: height, columns: width } of merges) {
    const value = rows[row]?.[column] ?? null
    const last = Math.min(row + height, rows.length)
    left -= Math.max(0, last - row) * Math.min(width, widestHeading)
    if (left < 0) break
    for (let at = row; at < last; at += 1) {
      const below = down[at]
      if (below !== undefined) below[column] = value
      for (let to = column; to < column + Math.min(width, widestHeading); to += 1) {
        const wide = across[at]
        if (wide !== undefined) wide[to] = value
      }
    }
  }
  return { across, down }
}

/** What merges say of a heading that begins in a row. */
interface MergedHeadings {
  /** Cells merged downwards: the heading has at least so many rows. */
  readonly heights: ReadonlyMap<number, number>
  /** Rows with cells merged across: parents of what stands below. */
  readonly parents: ReadonlySet<number>
}

const mergedHeadings = ({ merges }: SheetGrid): MergedHeadings => {
  const heights = new Map<number, number>()
  const parents = new Set<number>()
  for (const { row, rows, columns } of merges) {
    if (rows <= mostHeadingRows) heights.set(row, Math.max(rows, heights.get(row) ?? 1))
    if (columns > 1) parents.add(row)
  }
  return { heights, parents }
}

/** 填报单位 and 联系电话 in cells of their own just above the heading look like one, but say less than it. */
const isPreface = (heading: Heading, next: Heading | undefined): boolean =>
  next !== undefined &&
  next.row - heading.row - heading.rows < mostHeadingRows &&
  next.matches > heading.matches

const textAt = (rows: readonly (readonly RawCell[])[], row: number, column: number): string =>
  tidy(rows[row]?.[column] ?? null)

/** The heading that begins at a row, with as many rows as explain most columns; undefined where none does. */
const headingAt = (
  rows: readonly (readonly RawCell[])[],
  row: number,
  { heights, parents }: MergedHeadings,
  vocabulary: ReadonlySet<string>,
): Heading | undefined => {
  // Most rows of a ledger are data, and most of them show it by a number.
  if ((rows[row] ?? []).some((cell) => typeof cell === 'number')) return undefined
  const candidates = Array.from({ length: mostHeadingRows }, (_, index) =>
    headingOf(rows, row, index + 1, vocabulary),
  )
  const known = candidates
    .filter((heading) => heading !== undefined)
    .filter((heading) => heading.rows === 1 || parents.has(row) || namesColumns(rows, heading))
  const tall = known.filter(({ rows: height }) => height >= (heights.get(row) ?? 1))
  const fit = tall.length > 0 ? tall : known
  const first = fit[0]
  if (first === undefined) return undefined
  return fit.reduce((best, next) => (next.matches > best.matches ? next : best), first)
}

/** Whether the first row of a heading names a column by itself; if not, it is a note above the heading. */
const namesColumns = (
  rows: readonly (readonly RawCell[])[],
  { row, rows: height, columns }: Heading,
): boolean =>
  columns.some(({ column }) => {
    const first = textAt(rows, row, column)
    const below = Array.from({ length: height - 1 }, (_, index) => textAt(rows, row + 1 + index, column))
    return first !== '' && below.every((text) => text === '' || text === first)
  })

const headingOf = (
  rows: readonly (readonly RawCell[])[],
  row: number,
  height: number,
  vocabulary: ReadonlySet<string>,
): Heading | undefined => {
  // The first row names columns itself; a title or 填报单位 above the heading does not.
  const begins = (rows[row] ?? []).some((cell) => vocabulary.has(plainHeading(tidy(cell))))
  if (row + height > rows.length || !begins) return undefined
  const width = Math.max(...Array.from({ length: height }, (_, index) => rows[row + index]?.length ?? 0))
  const columns: TableColumn[] = []
  for (let column = 0; column < width; column += 1) {
    const parts = Array.from({ length: height }, (_, index) => rows[row + index]?.[column] ?? null)
    // Numbers are data, not names of columns.
    if (parts.some((part) => typeof part === 'number')) return undefined
    const names = [
      ...new Set(parts.map((part) => tidy(part).replace(/\s+/gu, '')).filter((part) => part !== '')),
    ]
    const heading = names.at(-1)
    if (heading !== undefined) columns.push({ column, heading, parents: names.slice(0, -1) })
  }
  // A merged parent stands over several columns, but explains only one.
  const matches = new Set(
    columns.map(({ heading }) => plainHeading(heading)).filter((name) => vocabulary.has(name)),
  ).size
  const short = columns.filter(({ heading }) => plainHeading(heading).length <= longestHeading).length
  const named = new Set(columns.map(({ heading }) => heading)).size
  const isHeading =
    matches >= enoughMatches &&
    (matches * 3 >= columns.length || matches >= plentyOfMatches) &&
    short * 5 >= columns.length * 4 &&
    named >= enoughMatches
  return isHeading ? { row, rows: height, columns, matches } : undefined
}

const sameHeading = (a: Heading, b: Heading): boolean =>
  a.columns.length === b.columns.length &&
  a.columns.every(
    ({ column, heading }, index) =>
      b.columns[index]?.column === column && b.columns[index].heading === heading,
  )

const tableOf = (
  grid: SheetGrid,
  filled: Filled,
  heading: Heading,
  end: number,
  before: Heading | undefined,
): FoundTable => {
  const rows: TableRow[] = []
  const start = heading.row + heading.rows
  for (let row = start; row < end; row += 1) {
    const cells = filled.down[row] ?? []
    rows.push({ row, cells, kind: kindOfRow(grid, filled, row, heading) })
  }
  if (end < grid.rows.length) nameLastTitles(rows)
  const columns = [...heading.columns, ...columnsWithoutHeading(rows, heading)]
  const top = before === undefined ? 0 : before.row + before.rows
  const above = grid.rows
    .slice(before === undefined ? 0 : Math.max(top, heading.row - 3), heading.row)
    .flat()
    .map((cell) => tidy(cell))
    .filter((text) => text !== '')
  return {
    sheet: grid.name,
    headingRow: heading.row,
    headingRows: heading.rows,
    columns,
    rows,
    above,
    signed: rows.some(({ kind }) => kind === 'signature'),
  }
}

/** Lone cells just above the next heading are its title. */
const nameLastTitles = (rows: TableRow[]): void => {
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at]
    if (row === undefined || row.kind === 'subtotal' || row.kind === 'signature') return
    if (row.kind !== 'data') continue
    if (row.cells.filter((cell) => tidy(cell) !== '').length > 1) return
    rows[at] = { ...row, kind: 'note' }
  }
}

/** Columns with contents but no heading are not left behind. */
const columnsWithoutHeading = (rows: readonly TableRow[], heading: Heading): readonly TableColumn[] => {
  const headed = new Set(heading.columns.map(({ column }) => column))
  const found = new Set<number>()
  for (const { kind, cells } of rows) {
    if (kind !== 'data') continue
    for (const [column, cell] of cells.entries())
      if (!headed.has(column) && tidy(cell) !== '') found.add(column)
  }
  return [...found]
    .sort((a, b) => a - b)
    .map((column) => ({ column, heading: `${columnName(column)}列（无表头）`, parents: [] }))
}

/** 小计, 3月小计, 合 计：, 合计（44次） */
const subtotal =
  /^(?:本?[\d一二三四五六七八九十]*[年月季期页](?:度|份)?|上半年|下半年|全年)*(?:小计|合计|总计|共计|累计)(?:[:：(（\d].*)?$/u
/** 一、精准化服务 alone in its row parts a table into groups. */
const groupHeading = /^[（(]?[一二三四五六七八九十]+[）)、.．]/u
const signature = /(?:单位负责人|填报人|填表人|制表人|审核人|统计负责人|经办人)[^:：]{0,8}[:：]/u
const note = /^(?:注|备注|说明|填表说明|填报说明)[:：\d]/u

const kindOfRow = (grid: SheetGrid, filled: Filled, row: number, heading: Heading): RowKind => {
  const own = (grid.rows[row] ?? []).map((cell) => tidy(cell))
  const written = own.filter((text) => text !== '')
  if (written.length === 0) return 'blank'
  if (written.slice(0, 3).some((text) => subtotal.test(text.replace(/\s/gu, '')))) return 'subtotal'
  if (written.length <= 4 && written.some((text) => signature.test(text))) return 'signature'
  if (written.length === 1 && isNote(grid, row, written[0] ?? '', heading)) return 'note'
  const repeated = heading.columns.filter(
    ({ column, heading: name }) => textAt(filled.across, row, column).replace(/\s+/gu, '') === name,
  ).length
  return repeated * 2 > heading.columns.length ? 'heading' : 'data'
}

/** A remark below the table, a title between two tables, or the name of a group: one cell that no column owns. */
const isNote = (grid: SheetGrid, row: number, text: string, heading: Heading): boolean =>
  note.test(text) ||
  (heading.columns.length >= 3 &&
    (groupHeading.test(text) ||
      grid.merges.some(
        (merge) => merge.row === row && merge.rows === 1 && merge.columns * 2 > heading.columns.length,
      )))
