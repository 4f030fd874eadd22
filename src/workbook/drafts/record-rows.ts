import { isBlankMark, tidy } from '../../domain/kinds/kind'
import type { Register } from '../../domain/register'
import { type ColumnMatch, fieldOf, takesSeveral, targetsOf } from '../mapping/target'
import type { FoundTable, TableRow } from '../understand/found'

const textIn = ({ cells }: TableRow, column: number): string => tidy(cells[column] ?? null)

/** The rows of each record, in order. Usually one; several where a number is merged over them, or for child rows. */
export const recordRows = (
  table: FoundTable,
  matches: readonly ColumnMatch[],
  register: Register,
  registers: readonly Register[],
): readonly (readonly TableRow[])[] => {
  const data = table.rows.filter(({ kind }) => kind === 'data')
  const groups = grouped(data, (a, b) => a.record === b.record)
  const hasChildren = matches.some(({ target }) => target.kind === 'child' && target.preset === undefined)
  if (hasChildren && table.shape === 'table') {
    const naming = namingColumns(matches, register)
    const own = matches.flatMap(({ column, target }) => (isOfRows(target) ? [] : [column.column]))
    // A row that says nothing of a record but has child rows goes on with the one before.
    const isSame = (a: TableRow, b: TableRow): boolean =>
      naming.length === 0
        ? own.every((column) => textIn(b, column) === '')
        : naming.every((column) => textIn(b, column) === '' || textIn(a, column) === textIn(b, column))
    return joinedWhere(groups, isSame)
  }
  const single = matches
    .filter((match) =>
      targetsOf(match).some(
        (target) =>
          (target.kind === 'field' && !takesSeveral(fieldOf(target, register, registers))) ||
          (target.kind === 'linked' && !takesSeveral(register.fields[target.field])),
      ),
    )
    .map(({ column }) => column.column)
  return groups.flatMap((rows) => (disagree(rows, single) ? apart(rows) : [rows]))
}

const isOfRows = ({ kind }: ColumnMatch['target']): boolean => kind === 'child' || kind === 'childLinked'

const grouped = (
  rows: readonly TableRow[],
  together: (a: TableRow, b: TableRow) => boolean,
): readonly (readonly TableRow[])[] => {
  const groups: TableRow[][] = []
  for (const row of rows) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (group !== undefined && first !== undefined && together(first, row)) group.push(row)
    else groups.push([row])
  }
  return groups
}

const joinedWhere = (
  groups: readonly (readonly TableRow[])[],
  together: (a: TableRow, b: TableRow) => boolean,
): readonly (readonly TableRow[])[] => {
  const joined: (readonly TableRow[])[] = []
  for (const rows of groups) {
    const before = joined.at(-1)
    const [a] = before ?? []
    const [b] = rows
    if (before !== undefined && a !== undefined && b !== undefined && together(a, b))
      joined[joined.length - 1] = [...before, ...rows]
    else joined.push(rows)
  }
  return joined
}

/** Columns that say which record a child row belongs to: its number, its name, its keys. */
const namingColumns = (matches: readonly ColumnMatch[], register: Register): readonly number[] => {
  const columnOf = (name: string): readonly number[] =>
    matches.flatMap(({ column, target }) =>
      target.kind === 'field' && target.field === name ? [column.column] : [],
    )
  const code = matches.flatMap(({ column, target }) => (target.kind === 'code' ? [column.column] : []))
  if (code.length > 0) return code
  const label = columnOf(register.labelField)
  if (label.length > 0) return label
  return register.keys.map((fields) => fields.flatMap(columnOf)).find((columns) => columns.length > 0) ?? []
}

/** Rows under one number that say different things where a record can have only one are different records. */
const disagree = (rows: readonly TableRow[], single: readonly number[]): boolean =>
  rows.length > 1 &&
  single.some((column) => {
    const texts = new Set(rows.map((row) => textIn(row, column)).filter((text) => !isBlankMark(text)))
    return texts.size > 1
  })

/** Each row for itself; what stands only in the first row of the group holds for all. */
const apart = (rows: readonly TableRow[]): readonly (readonly TableRow[])[] => {
  const [first] = rows
  if (first === undefined) return []
  return rows.map((row) => {
    if (row === first) return [row]
    const width = Math.max(first.cells.length, row.cells.length)
    const taken = Array.from({ length: width }, (_, column) => column).filter(
      (column) => textIn(row, column) === '' && textIn(first, column) !== '',
    )
    const cells = Array.from({ length: width }, (_, column) =>
      taken.includes(column) ? (first.cells[column] ?? null) : (row.cells[column] ?? null),
    )
    return [{ ...row, cells, takenOver: new Set([...(row.takenOver ?? []), ...taken]) }]
  })
}
