import { tidy } from '../../domain/kinds/kind'
import type { RawCell } from '../grid'
import { isOwnNumber, plainHeading } from '../words'
import { groupHeading, type Place, placeOf, type Subtotal, type TableColumn, type TableRow } from './found'
import { isNumbering } from './shapes'
import type { Surface } from './surface'
import type { SheetTable } from './tables'

const textIn = ({ cells }: TableRow, column: number): string => tidy(cells[column] ?? null)

/**
 * What rows share with those above them: rows under one merged number are one record, a month that stands only in the
 * first row of its group is taken over, and the name of a group becomes a column of its own.
 */
export const withGroups = (surface: Surface, table: SheetTable): SheetTable =>
  withGroupColumn(withTakenOver(withRecords(surface, withDittos(withSections(surface, table)))))

/**
 * A list for each team below one title: the text above each repeated heading names the rows below it, and the text just
 * above the first heading those of the first list. The same title on every page names nothing.
 */
const withSections = (surface: Surface, table: SheetTable): SheetTable => {
  const { rows, part } = table
  const loneIn = (row: number): string | undefined => {
    const [only, ...others] = surface.cellsOf(row)
    return others.length === 0 ? only?.text : undefined
  }
  const names = rows.flatMap((row, at) =>
    row.kind === 'note' && isAboveHeading(rows, at) && loneIn(row.row) !== undefined ? [row] : [],
  )
  const first = part.headingRow === 0 ? undefined : loneIn(part.headingRow - 1)
  const texts = [first, ...names.map(({ row }) => loneIn(row))]
  if (names.length === 0 || first === undefined || new Set(texts).size < texts.length) return table
  const groups = new Set(names)
  const head: TableRow = {
    key: part.headingRow - 1,
    grid: part.grid,
    row: part.headingRow - 1,
    kind: 'group',
    cells: surface.filled(part.headingRow - 1),
    record: part.headingRow - 1,
  }
  return {
    ...table,
    rows: [head, ...rows.map((row): TableRow => (groups.has(row) ? { ...row, kind: 'group' } : row))],
  }
}

/** Just above the heading of the table, written once more. */
const isAboveHeading = (rows: readonly TableRow[], at: number): boolean =>
  rows.slice(at + 1).find(({ kind }) => kind !== 'blank')?.kind === 'heading'

const ditto = /^(?:同上|同前|上同|〃|〃〃)$/u
/** Quotation marks are drawn for 〃 by whoever does not find it; one alone in a table may be just what it is. */
const quotes = /^(?:[″〞”"]|''|"")$/u
const fewestMarks = 2

/** With spaces around it; texts are not looked at. */
const longestDitto = 6

/** 同上 and 〃 say what the row above says in that column. */
const withDittos = (table: SheetTable): SheetTable => {
  const cells = table.rows.flatMap((row) => (row.kind === 'data' ? row.cells : []))
  const written = cells.filter((cell) => says(ditto, cell)).length
  const drawn = cells.filter((cell) => says(quotes, cell)).length
  const takesQuotes = written + drawn >= fewestMarks
  if (written === 0 && !takesQuotes) return table
  let above: TableRow | undefined
  const rows = table.rows.map((row): TableRow => {
    if (row.kind !== 'data') return row
    const before = above
    const next = before === undefined ? row : asAbove(row, before, takesQuotes)
    above = next
    return next
  })
  return { ...table, rows }
}

const says = (marks: RegExp, cell: RawCell | undefined): boolean =>
  typeof cell === 'string' && cell.length <= longestDitto && marks.test(tidy(cell))

const asAbove = (row: TableRow, above: TableRow, takesQuotes: boolean): TableRow => {
  const columns = row.cells.flatMap((cell, column) =>
    says(ditto, cell) || (takesQuotes && says(quotes, cell)) ? [column] : [],
  )
  if (columns.length === 0) return row
  const cells = [...row.cells]
  const places: (Place | undefined)[] = [...(row.places ?? [])]
  for (const column of columns) {
    cells[column] = above.cells[column] ?? null
    places[column] = placeOf(above, column)
  }
  return { ...row, cells, places }
}

const numberingColumn = ({ columns, rows }: SheetTable): number | undefined => {
  const named = columns.find(({ heading }) => isNumbering(plainHeading(heading)))
  if (named === undefined) return undefined
  const filled = rows.filter((row) => row.kind === 'data' && textIn(row, named.column) !== '')
  return filled.length > 0 ? named.column : undefined
}

/** Fewer cells than this blank beside a blank number: somebody forgot the number. */
const leastBlank = 2

const withRecords = (surface: Surface, table: SheetTable): SheetTable => {
  const column = numberingColumn(table) ?? leadingColumn(table)
  if (column === undefined) return table
  let above: TableRow | undefined
  const rows = table.rows.map((row): TableRow => {
    if (row.kind !== 'data') {
      above = undefined
      return row
    }
    const range = row.places === undefined ? surface.rangeAt(row.row, column) : undefined
    const merged = range !== undefined && range.row < row.row && range.row === above?.record
    const continues =
      above !== undefined && (merged || (range === undefined && continuesRow(table, above, row, column)))
    const next = continues && above !== undefined ? { ...row, record: above.record } : row
    above = continues && above !== undefined ? { ...above, record: above.record } : next
    return next
  })
  return { ...table, rows }
}

/** Without a number and with cells missing that the row above has, a row goes on with what the row above began. */
const continuesRow = (table: SheetTable, above: TableRow, row: TableRow, column: number): boolean => {
  if (textIn(row, column) !== '' || textIn(above, column) === '') return false
  const missing = table.columns.filter(
    (other) => textIn(row, other.column) === '' && textIn(above, other.column) !== '',
  )
  const own = table.columns.some((other) => textIn(row, other.column) !== '')
  return own && missing.length >= leastBlank
}

/** The first column, where it names each record once and stays blank in the rows that go on with it. */
const leadingColumn = ({ columns, rows }: SheetTable): number | undefined => {
  const [first] = columns
  if (first === undefined || isGroupName(first)) return undefined
  const data = rows.filter(({ kind }) => kind === 'data')
  const texts = data.map((row) => textIn(row, first.column))
  const filled = texts.filter((text) => text !== '')
  const blank = texts.length - filled.length
  const unique = new Set(filled).size === filled.length
  return unique && texts[0] !== '' && blank * 6 >= data.length && filled.length >= 2
    ? first.column
    : undefined
}

const calendarOrPlace = /^(?:所属|所在)?(?:月份|月|年度|年份|年|季度|地区|区县|乡镇|镇街|街道|园区|批次)$/u
const otherGroups =
  /^(?:所属)?(?:服务队|专家服务队|队伍|类别|分类|大类|板块|行业|产业方向|联合体名称|企业名称|单位名称)$/u
const isCalendarOrPlace = ({ heading }: TableColumn): boolean => calendarOrPlace.test(plainHeading(heading))
const isGroupName = (column: TableColumn): boolean =>
  isCalendarOrPlace(column) || otherGroups.test(plainHeading(column.heading))

/** Cells of a group that stand only in its first row, at the left of what it holds together. */
const withTakenOver = (table: SheetTable): SheetTable => {
  const [first, second] = table.columns.filter(({ heading }) => !isNumbering(plainHeading(heading)))
  const groups = [first, second].filter(
    (column): column is TableColumn =>
      column !== undefined &&
      (isCalendarOrPlace(column) || (column === first && isGroupName(column))) &&
      standsOncePerGroup(table, column.column),
  )
  if (groups.length === 0 || hasNumberEach(table)) return table
  const last = new Map<number, RawCell>()
  const rows = table.rows.map((row): TableRow => {
    if (row.kind !== 'data') return row
    const taken = groups.filter(({ column }) => textIn(row, column) === '' && last.has(column))
    for (const { column } of groups)
      if (textIn(row, column) !== '') last.set(column, row.cells[column] ?? null)
    if (taken.length === 0) return row
    const cells = [...row.cells]
    for (const { column } of taken) cells[column] = last.get(column) ?? null
    return {
      ...row,
      cells: Array.from(cells, (cell) => cell ?? null),
      takenOver: new Set(taken.map(({ column }) => column)),
    }
  })
  return { ...table, rows }
}

/** Blank cells mean “as above” only where no value is ever written twice in a row. */
const standsOncePerGroup = ({ rows }: SheetTable, column: number): boolean => {
  const texts = rows.filter(({ kind }) => kind === 'data').map((row) => textIn(row, column))
  const filled = texts.filter((text) => text !== '')
  const repeats = filled.some((text, index) => index > 0 && text === filled[index - 1])
  return !repeats && texts[0] !== '' && filled.length * 2 <= texts.length
}

/** Where every row has a number of ours, each is a record of its own and a blank cell is blank. */
const hasNumberEach = ({ columns, rows }: SheetTable): boolean =>
  columns.some(({ column }) => rows.every((row) => row.kind !== 'data' || isOwnNumber(textIn(row, column))))

/** 一、精准化服务 in a row of its own says something about all rows below it. */
const withGroupColumn = (table: SheetTable): SheetTable => {
  if (!table.rows.some(({ kind }) => kind === 'group')) return table
  const column = Math.max(table.part.lastColumn, ...table.columns.map((known) => known.column)) + 1
  let group: TableRow | undefined
  const rows = table.rows.map((row): TableRow => {
    if (row.kind === 'group') group = row
    if (row.kind !== 'data' || group === undefined) return row
    const written = group.cells.findIndex((cell) => tidy(cell) !== '')
    const cells = [...row.cells]
    cells[column] = nameOfGroup(tidy(group.cells[written] ?? null))
    const places: (Place | undefined)[] = [...(row.places ?? [])]
    for (const known of table.columns)
      places[known.column] ??= { grid: row.grid, row: row.row, column: known.column }
    places[column] = { grid: group.grid, row: group.row, column: written }
    return { ...row, cells: Array.from(cells, (cell) => cell ?? null), places }
  })
  return { ...table, rows, columns: [...table.columns, { column, heading: groupHeading, parents: [] }] }
}

/** 精准化服务 of （一）精准化服务（12次） */
const nameOfGroup = (text: string): string =>
  text
    .replace(/^[（(【]?[一二三四五六七八九十\d]+[）)】]?[、.．\s]*/u, '')
    .replace(/[（(][^（(）)]*\d[^（(）)]*[）)]$/u, '')
    .replace(/[:：]$/u, '')
    .replace(/(?:成员|队员|专家|人员)?(?:花名册|名册|名单|一览表)$/u, '')
    .trim() || text

/** Each subtotal with its rows: 小计 sums up its own group, the last 合计 everything. */
export const subtotalsOf = (rows: readonly TableRow[]): readonly Subtotal[] => {
  const found: Subtotal[] = []
  const all: TableRow[] = []
  let group: TableRow[] = []
  const last = rows.findLastIndex(({ kind }) => kind === 'data')
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'data') {
      all.push(row)
      group.push(row)
    }
    if (row.kind !== 'subtotal') continue
    const isGrand = index > last && (group.length === 0 || !isPartial(row))
    found.push({ row, of: isGrand ? [...all] : group })
    group = []
  }
  return found.filter(({ of }) => of.length > 0)
}

/** 小计, 3月合计, 永川区合计; 合计, 总计 and 全年合计 are of all. */
const isPartial = ({ cells }: TableRow): boolean =>
  cells.some((cell) => /小计|^(?!全|总|以上)[^（(]+(?:合计|总计)/u.test(tidy(cell).replace(/\s/gu, '')))
