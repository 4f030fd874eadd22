import type { Register } from '../../domain/register'
import type { SheetGrid } from '../grid'
import { vocabularyOf, type Vocabulary } from '../vocabulary'
import { plainHeading } from '../words'
import { findForms } from './forms'
import { tableOfForms } from './form-tables'
import type { Correction, FoundTable, TableColumn, TableRow } from './found'
import { isNumberedGroup } from './row-kinds'
import { subtotalsOf, withGroups } from './groups'
import { type Surface, surfaceOf } from './surface'
import { unfolded } from './double-rows'
import { isStatistics } from './statistics'
import { findTables, type SheetTable } from './tables'

/** What a file holds, as far as it is understood, and the sheets in which nothing was found. */
export interface Understanding {
  readonly tables: readonly FoundTable[]
  readonly nothingIn: readonly SheetGrid[]
  /** Tables that only count; nothing is read from them unless somebody points at them. */
  readonly statistics: readonly FoundTable[]
}

/**
 * Finds the tables and forms of a file. Sheets of the same shape (a month each, a form each) are one table. Hidden sheets
 * count only when the user asked for them; whatever was pointed at goes before what is guessed.
 */
export const understand = (
  grids: readonly SheetGrid[],
  registers: readonly Register[],
  corrections: readonly Correction[] = [],
): Understanding => {
  const vocabulary = vocabularyOf(registers)
  const used = grids.filter((grid) => isUsed(grid, grids, corrections))
  const found = used.flatMap((grid) => inSheet(grid, vocabulary, registers, corrections))
  const all = joined(found).filter(({ rows }) => rows.some(({ kind }) => kind === 'data'))
  // What this program wrote is known by its own numbers.
  const isOwn = grids.some(({ name }) => name === metaSheet)
  const statistics = all.filter(
    (table) =>
      !isOwn && !corrections.some(({ sheet }) => sheet === table.sheet) && isStatistics(table, registers),
  )
  const tables = all.filter((table) => !statistics.includes(table))
  const withTables = new Set(tables.flatMap(({ parts }) => parts.map(({ grid }) => grid)))
  return { tables, nothingIn: grids.filter((grid) => !withTables.has(grid)), statistics }
}

const metaSheet = '_meta'

/** 填写说明 beside other sheets is for reading, as in our own templates. */
const explains = /^(?:填写|填表|填报|使用)(?:说明|须知)$/u

const isUsed = (
  { name, hidden }: SheetGrid,
  all: readonly SheetGrid[],
  corrections: readonly Correction[],
): boolean => {
  const told = corrections.findLast((correction) => correction.kind === 'sheet' && correction.sheet === name)
  return told?.kind === 'sheet' ? told.use : !hidden && !(all.length > 1 && explains.test(name))
}

interface SheetFind {
  readonly shape: FoundTable['shape']
  readonly table: SheetTable
  readonly signed: boolean
}

const inSheet = (
  grid: SheetGrid,
  vocabulary: Vocabulary,
  registers: readonly Register[],
  corrections: readonly Correction[],
): readonly SheetFind[] => {
  const surface = surfaceOf(grid)
  const shape = corrections.findLast(
    (correction) => correction.kind === 'shape' && correction.sheet === grid.name,
  )
  const told = shape?.kind === 'shape' ? shape.shape : undefined
  const pointed = corrections.some(
    ({ kind, sheet }) => sheet === grid.name && (kind === 'heading' || kind === 'noHeading'),
  )
  const forms =
    told === 'table' || pointed ? undefined : findForms(surface, vocabulary, registers, told === 'form')
  const asForms: readonly SheetFind[] =
    forms === undefined ? [] : [{ shape: 'form', table: tableOfForms(surface, forms), signed: forms.signed }]
  const below = forms === undefined ? 0 : forms.lastRow + 1
  const tables = findTables(surface, vocabulary, corrections, below).map((table): SheetFind => ({
    shape: 'table',
    table: withGroups(surface, unfolded(table)),
    signed: table.rows.some(({ kind }) => kind === 'signature'),
  }))
  const found = [...asForms, ...tables]
  return found.length > 0 ? found : withoutHeading(surface, vocabulary)
}

const fewestColumns = 3
const fewestRows = 2

/** Rows that look like a table but have no heading, as when a block is pasted. */
const withoutHeading = (surface: Surface, vocabulary: Vocabulary): readonly SheetFind[] => {
  const first = Array.from({ length: surface.height }, (_, row) => row).find(
    (row) => surface.cellsOf(row).length >= fewestColumns,
  )
  if (first === undefined || surface.height - first < fewestRows) return []
  // 一、农牧类 just above the first row is the name of its group.
  const [above] = first === 0 ? [] : surface.cellsOf(first - 1)
  const row = above !== undefined && isNumberedGroup(above.text) ? first - 1 : first
  const told: Correction = { kind: 'noHeading', sheet: surface.grid.name, row }
  return findTables(surface, vocabulary, [told])
    .filter(({ rows }) => rows.filter(({ cells }) => cells.length >= fewestColumns).length >= fewestRows)
    .map((table) => ({
      shape: 'table',
      table: withGroups(surface, { ...table, part: { ...table.part, because: '没有找到表头' } }),
      signed: false,
    }))
}

const namesOfColumns = (columns: readonly TableColumn[]): readonly string[] =>
  columns.map(({ heading, parents }) => [...parents, heading].map(plainHeading).join('/'))

/** How much two tables have the same columns, from 0 to 1. */
const likeness = (a: readonly TableColumn[], b: readonly TableColumn[]): number => {
  const [first, second] = [new Set(namesOfColumns(a)), new Set(namesOfColumns(b))]
  const shared = [...first].filter((name) => second.has(name)).length
  return shared / Math.max(1, first.size + second.size - shared)
}

const likeForms = 0.5
const likeTables = 0.8

/** Finds of the same shape and nearly the same columns become one table. */
const joined = (found: readonly SheetFind[]): readonly FoundTable[] => {
  const groups: SheetFind[][] = []
  for (const find of found) {
    const group = groups.find(([first]) => first !== undefined && belongTogether(first, find))
    if (group === undefined) groups.push([find])
    else group.push(find)
  }
  return groups.flatMap((group) => {
    const [first, ...others] = group
    return first === undefined ? [] : [joinedTable(first, others)]
  })
}

const belongTogether = (a: SheetFind, b: SheetFind): boolean =>
  a.shape === b.shape &&
  a.table.part.headingRows > 0 === b.table.part.headingRows > 0 &&
  (a.shape === 'form' || a.table.part.headingRows > 0) &&
  likeness(a.table.columns, b.table.columns) >= (a.shape === 'form' ? likeForms : likeTables)

/** More than a sheet has keys: rows of further sheets are counted on behind those of the first. */
const sheetStep = 2 ** 40

const joinedTable = (first: SheetFind, others: readonly SheetFind[]): FoundTable => {
  const columns = [...first.table.columns]
  const rows = [
    first.table.rows,
    ...others.map(({ table }, index) =>
      moved(table, placesInFirst(columns, table.columns), (index + 1) * sheetStep),
    ),
  ]
  return {
    shape: first.shape,
    sheet: first.table.part.grid.name,
    columns,
    rows: rows.length === 1 ? first.table.rows : rows.flat(),
    parts: [first.table.part, ...others.map(({ table }) => table.part)],
    subtotals: rows.flatMap(subtotalsOf),
    signed: [first, ...others].some(({ signed }) => signed),
  }
}

/** Into which column of the first table each column goes; columns that it does not have are added to it. */
const placesInFirst = (columns: TableColumn[], own: readonly TableColumn[]): ReadonlyMap<number, number> => {
  const names = namesOfColumns(columns)
  const taken = new Set<number>()
  return new Map(
    own.map((column, index) => {
      const name = namesOfColumns([column])[0]
      const at = names.findIndex((known, place) => known === name && !taken.has(place))
      const known = columns[at]
      if (known !== undefined) {
        taken.add(at)
        return [column.column, known.column] as const
      }
      const next = Math.max(-1, ...columns.map((other) => other.column)) + 1
      columns.push({ ...column, column: next })
      return [own[index]?.column ?? column.column, next] as const
    }),
  )
}

const moved = (
  { rows, columns }: SheetTable,
  places: ReadonlyMap<number, number>,
  step: number,
): readonly TableRow[] => {
  const isSame = columns.every(({ column }) => places.get(column) === column)
  return rows.map((row): TableRow => {
    const counted = { ...row, key: row.key + step, record: row.record + step }
    if (isSame) return counted
    const cells: TableRow['cells'][number][] = []
    const where: NonNullable<TableRow['places']>[number][] = []
    for (const [from, to] of places) {
      cells[to] = row.cells[from] ?? null
      where[to] = row.places?.[from] ?? { grid: row.grid, row: row.row, column: from }
    }
    return { ...counted, cells: Array.from(cells, (cell) => cell ?? null), places: where }
  })
}
