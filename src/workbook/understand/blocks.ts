import { plainHeading } from '../words'
import type { TableColumn } from './found'
import type { Heading } from './headings'
import type { Surface } from './surface'

/** A run of columns that is a table by itself, or one of several blocks in which a list is laid out side by side. */
export interface Block {
  readonly heading: Heading
  readonly firstColumn: number
  readonly lastColumn: number
  /** Further blocks of the same list, by how far to the right they stand. */
  readonly shifts: readonly number[]
}

/** Rows in which a column has to be blank to part two tables. */
const probe = 20

/**
 * The blocks of a heading: usually one. Two tables side by side are parted by a blank column and begin anew (序号 … 序号);
 * a list laid out two or three times (序号 姓名 单位 │ 序号 姓名 单位) is one list.
 */
export const blocksOf = (surface: Surface, heading: Heading, lastColumn: number): readonly Block[] => {
  const whole: Block = { heading, firstColumn: 0, lastColumn, shifts: [] }
  const repeated = repeatedBlock(heading, lastColumn)
  if (repeated !== undefined) return [repeated]
  const runs = runsOf(surface, heading)
  if (runs.length < 2 || !runs.every((run) => run.length >= 2) || !beginAnew(runs)) return [whole]
  const [first] = runs
  if (first !== undefined && runs.every((run) => sameNames(run, first)))
    return [
      {
        heading: { ...heading, columns: first },
        firstColumn: 0,
        lastColumn: (runs[1]?.[0]?.column ?? lastColumn + 1) - 1,
        shifts: runs.slice(1).map((run) => (run[0]?.column ?? 0) - (first[0]?.column ?? 0)),
      },
    ]
  return runs.map((columns, index) => ({
    heading: { ...heading, columns },
    firstColumn: index === 0 ? 0 : (columns[0]?.column ?? 0),
    lastColumn: (runs[index + 1]?.[0]?.column ?? lastColumn + 1) - 1,
    shifts: [],
  }))
}

const names = (columns: readonly TableColumn[]): readonly string[] =>
  columns.map(({ heading }) => plainHeading(heading))

const sameNames = (a: readonly TableColumn[], b: readonly TableColumn[]): boolean =>
  names(a).join('\n') === names(b).join('\n')

/** A list laid out twice without a gap: the names come round again. */
const repeatedBlock = (heading: Heading, lastColumn: number): Block | undefined => {
  const { columns } = heading
  for (let period = 2; period * 2 <= columns.length; period += 1) {
    if (columns.length % period !== 0) continue
    const first = columns.slice(0, period)
    if (new Set(names(first)).size < period) continue
    const groups = Array.from({ length: columns.length / period }, (_, index) =>
      columns.slice(index * period, (index + 1) * period),
    )
    // 一月 and 二月 above each group make them columns of one row, not rows of one list.
    const plain = groups.every((group) => group.every(({ parents }) => parents.length === 0))
    if (!plain || !groups.every((group) => sameNames(group, first))) continue
    const start = first[0]?.column ?? 0
    return {
      heading: { ...heading, columns: first },
      firstColumn: 0,
      lastColumn: Math.min(lastColumn, (groups[1]?.[0]?.column ?? lastColumn + 1) - 1),
      shifts: groups.slice(1).map((group) => (group[0]?.column ?? start) - start),
    }
  }
  return undefined
}

/** Columns side by side, parted where a column has neither a name nor contents. */
const runsOf = (surface: Surface, { columns, row, rows }: Heading): readonly (readonly TableColumn[])[] => {
  const runs: TableColumn[][] = []
  for (const column of columns) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    const parted =
      before === undefined ||
      Array.from({ length: column.column - before.column - 1 }, (_, index) => before.column + 1 + index).some(
        (between) => isBlank(surface, between, row + rows),
      )
    if (parted || run === undefined) runs.push([column])
    else run.push(column)
  }
  return runs
}

const isBlank = (surface: Surface, column: number, from: number): boolean =>
  Array.from({ length: Math.min(probe, surface.height - from) }, (_, index) => from + index).every(
    (row) => surface.seen(row, column) === '',
  )

/** The second run begins like the first, or says again what the first says: it is no continuation. */
const beginAnew = (runs: readonly (readonly TableColumn[])[]): boolean => {
  const [first = [], ...others] = runs.map(names)
  return others.every((run) => run[0] === first[0] || run.some((name) => first.includes(name)))
}
