import type { Vocabulary } from '../vocabulary'
import { plainHeading } from '../words'
import type { TableColumn } from './found'
import { isNumbering, isTyped, isYear, mayBeHeading } from './shapes'
import type { Surface } from './surface'

/** A row, or up to three, that names the columns of a table. */
export interface Heading {
  readonly row: number
  readonly rows: number
  readonly columns: readonly TableColumn[]
  /** Columns whose names a register knows. */
  readonly known: number
  /** Why it was taken for a heading, in a few words for the screen. */
  readonly because: string
}

export const mostHeadingRows = 3
const enough = 2
/** So many known headings are a heading, however many unknown columns stand beside them. */
const plenty = 5
/** Rows that are looked at to see what stands under a heading. */
const probe = 12

/**
 * The heading that begins at a row: by the words that registers know, or, at the head of a table that nobody knows, by
 * the difference between the names and what stands under them. `loosely`: the row begins something new.
 */
export const headingAt = (
  surface: Surface,
  row: number,
  vocabulary: Vocabulary,
  loosely: boolean,
): Heading | undefined => {
  // A lone cell, however wide it is merged, is a title.
  if (!couldName(surface, row, vocabulary) || surface.cellsOf(row).length < enough) return undefined
  if (isFilledIn(surface, row)) return undefined
  const candidates = Array.from({ length: mostHeadingRows }, (_, index) =>
    rated(surface, row, index + 1, vocabulary, loosely),
  )
    .filter((heading) => heading !== undefined)
    .filter(({ heading }) => heading.rows === 1 || holdsTogether(surface, heading))
  const least = leastHeight(surface, row)
  const tall = candidates.filter(({ heading }) => heading.rows >= least)
  const fit = tall.length > 0 ? tall : candidates
  const [first] = fit
  if (first === undefined) return undefined
  return fit.reduce((best, next) => (next.score > best.score ? next : best), first).heading
}

/** A cheap look that spares most rows the close one: names are texts, and one of them at least is a known word. */
const couldName = ({ grid }: Surface, row: number, vocabulary: Vocabulary): boolean => {
  let isNamed = false
  for (const cell of grid.rows[row] ?? []) {
    if (typeof cell === 'string') {
      if (startsLikeNumber.test(cell)) return false
      isNamed ||= vocabulary.weigh(cell) > 0
    } else if (cell !== null && !isYear(cell)) return false
  }
  return isNamed
}

/** 填报单位：____ beside 填报时间：  年  月  日: every cell has its own answer, or the place for it. */
const isFilledIn = (surface: Surface, row: number): boolean =>
  surface.cellsOf(row).every(({ text }) => /[:：]\s*\S/u.test(text))

/** 2021-03-15, 13900000000, 91500118… */
const startsLikeNumber = /^\s*\d[\d.,/-]{4}/u

/** Cells merged downwards: the heading has at least so many rows. */
const leastHeight = (surface: Surface, row: number): number =>
  surface
    .cellsOf(row)
    .reduce((most, { height }) => (height <= mostHeadingRows ? Math.max(most, height) : most), 1)

/** Two rows are one heading where a cell spans columns, or where the first row names a column by itself. */
const holdsTogether = (surface: Surface, { row, rows, columns }: Heading): boolean => {
  if (surface.cellsOf(row).some(({ width }) => width > 1)) return true
  return columns.some(({ column }) => {
    const first = surface.seen(row, column)
    const below = Array.from({ length: rows - 1 }, (_, index) => surface.seen(row + 1 + index, column))
    return first !== '' && below.every((text) => text === '' || text === first)
  })
}

interface Rated {
  readonly heading: Heading
  readonly score: number
}

const rated = (
  surface: Surface,
  row: number,
  rows: number,
  vocabulary: Vocabulary,
  loosely: boolean,
): Rated | undefined => {
  const columns = columnsAt(surface, row, rows)
  if (columns === undefined || columns.length < enough) return undefined
  const names = [...new Set(columns.map(({ heading }) => heading))]
  // A merged parent stands over several columns, but explains only one.
  const known = new Set(names.filter((name) => vocabulary.knows(name)).map(plainHeading)).size
  const begins = surface.cellsOf(row).some(({ text }) => vocabulary.weigh(text) > 0)
  if (names.length < enough || !begins) return undefined
  if (known >= enough && (known * 3 >= columns.length || known >= plenty))
    return {
      heading: { row, rows, columns, known, because: `认出 ${String(known)} 个表头` },
      score: known,
    }
  if (!loosely) return undefined
  const weight = names.reduce((sum, name) => sum + vocabulary.weighClosely(name), 0)
  const evidence = typedBelow(surface, row + rows, columns)
  const convinces =
    countsBelow(surface, row + rows, columns) ||
    (weight >= enough && weight * 2 >= names.length && evidence > 0) ||
    (weight >= 1 && names.length >= 3 && evidence >= 0.4)
  return convinces
    ? { heading: { row, rows, columns, known, because: '像表头，下面是数据' }, score: weight }
    : undefined
}

/** 序号 above 1: whatever the other columns are called. */
const countsBelow = (surface: Surface, from: number, columns: readonly TableColumn[]): boolean =>
  columns.length > mostHeadingRows &&
  columns.some(
    ({ column, heading }) => isNumbering(plainHeading(heading)) && surface.own(from, column) === '1',
  )

/** Names by column; undefined where a cell is no name. */
const columnsAt = (surface: Surface, row: number, rows: number): readonly TableColumn[] | undefined => {
  if (row + rows > surface.height) return undefined
  const heights = Array.from({ length: rows }, (_, index) => row + index)
  const width = Math.max(...heights.map((at) => widthOf(surface, at)))
  const columns: TableColumn[] = []
  let odd = 0
  for (let column = 0; column < width; column += 1) {
    const parts: string[] = []
    for (const at of heights) {
      const text = surface.seen(at, column)
      if (
        typeof surface.grid.rows[at]?.[column] === 'number' &&
        !isYear(surface.grid.rows[at][column] ?? null)
      )
        return undefined
      if (!mayBeHeading(text === '' ? null : text, text)) odd += 1
      const name = text.replace(/\s+/gu, '')
      if (name !== '' && !parts.includes(name)) parts.push(name)
    }
    const heading = parts.at(-1)
    if (heading !== undefined) columns.push({ column, heading, parents: parts.slice(0, -1) })
  }
  return odd * 5 > columns.length ? undefined : columns
}

const widestHeading = 256

const widthOf = (surface: Surface, row: number): number => {
  const cells = surface.grid.rows[row]?.length ?? 0
  const merged = surface.cellsOf(row).map(({ column, width }) => column + width)
  return Math.min(Math.max(cells, ...merged), Math.max(cells, widestHeading))
}

/** The part of the columns under which there is mostly what no heading is. */
const typedBelow = (surface: Surface, from: number, columns: readonly TableColumn[]): number => {
  const typed = columns.filter(({ column }) => {
    let filled = 0
    let odd = 0
    for (let row = from; row < Math.min(from + probe, surface.height); row += 1) {
      const raw = surface.grid.rows[row]?.[column] ?? null
      const text = surface.own(row, column)
      if (text === '') continue
      filled += 1
      if (isTyped(raw, text)) odd += 1
    }
    return filled > 0 && odd * 5 >= filled * 3
  })
  return typed.length / columns.length
}

export const sameHeading = (a: Heading, b: Heading): boolean =>
  a.columns.length === b.columns.length &&
  a.columns.every(
    ({ column, heading }, index) =>
      b.columns[index]?.column === column && b.columns[index].heading === heading,
  )
