import type { Register } from '../../domain/register'
import {
  allTargets,
  type ColumnMatch,
  type ColumnTarget,
  labelOfTarget,
  targetKey,
  targetsOf,
} from '../../workbook/mapping/target'
import { type FoundTable, placeOf, type TableRow } from '../../workbook/understand/found'
import { shownCell } from '../../workbook/understand/surface'
import { unitIn } from '../../workbook/vocabulary'
import type { MappingView, TargetOption } from './import-types'

const sampleCount = 3

/** The columns of a table as the screen shows them, with the first rows beneath. */
export const mappingView = (
  table: FoundTable,
  matches: readonly ColumnMatch[],
  register: Register,
  registers: readonly Register[],
  from: string | undefined,
): MappingView => ({
  columns: matches.map(({ column, target, also = [], because }) => ({
    column: column.column,
    heading: [...column.parents, column.heading].join(' / '),
    samples: samplesFor(table, column.column),
    target,
    also,
    because,
    unit: [column.heading, ...column.parents].map(unitIn).find((unit) => unit !== undefined),
  })),
  targets: targetOptions(matches, register, registers),
  from,
})

/** The first cells of a column with something in them; a form of which this one is blank has others. */
const samplesFor = (table: FoundTable, column: number): readonly string[] => {
  const data = table.rows.filter(({ kind }) => kind === 'data')
  const first = data.slice(0, sampleCount)
  const filled = first.some((row) => textIn(row, column) !== '')
    ? first
    : data.filter((row) => textIn(row, column) !== '').slice(0, sampleCount)
  return filled.map((row) => textIn(row, column))
}

const textIn = (row: TableRow, column: number): string => {
  const place = placeOf(row, column)
  return shownCell(row.cells[column] ?? null, place.grid, place.row, place.column)
}

/** Every place a column can go; targets of a single option (精准化 · 打勾) only where they were found. */
const targetOptions = (
  matches: readonly ColumnMatch[],
  register: Register,
  registers: readonly Register[],
): readonly TargetOption[] => {
  const targets: readonly ColumnTarget[] = [
    ...matches.flatMap(targetsOf).filter((target) => isSpecial(target)),
    ...allTargets(register, registers),
  ]
  const seen = new Set<string>()
  return targets.flatMap((target) => {
    const key = targetKey(target)
    if (seen.has(key)) return []
    seen.add(key)
    return [{ key, target, label: labelOfTarget(target, register, registers) }]
  })
}

const isSpecial = (target: ColumnTarget): boolean =>
  (target.kind === 'field' && (target.tick !== undefined || target.part !== undefined)) ||
  (target.kind === 'child' && target.preset !== undefined)
