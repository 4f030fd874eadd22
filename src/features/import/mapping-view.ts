import type { Register } from '../../domain/register'
import { type ColumnMatch, type ColumnTarget, isReadable, targetKey } from '../../workbook/columns'
import { shownCell } from '../../workbook/drafts'
import type { SheetGrid } from '../../workbook/grid'
import type { FoundTable, TableRow } from '../../workbook/table'
import { unitIn } from '../../workbook/vocabulary'
import type { MappingView, TargetOption } from './import-types'

const sampleCount = 3

/** The columns of a table as the screen shows them, with the first rows beneath. */
export const mappingView = (
  { grid, table }: { readonly grid: SheetGrid; readonly table: FoundTable },
  matches: readonly ColumnMatch[],
  register: Register,
  registers: readonly Register[],
): MappingView => {
  const first: TableRow[] = []
  for (const row of table.rows) {
    if (row.kind === 'data') first.push(row)
    if (first.length === sampleCount) break
  }
  return {
    columns: matches.map(({ column: { column, heading, parents }, target, because }) => ({
      column,
      heading: [...parents, heading].join(' / '),
      samples: first.map(({ row, cells }) => shownCell(cells[column] ?? null, grid, row, column)),
      target,
      because,
      unit: [heading, ...parents].map(unitIn).find((unit) => unit !== undefined),
    })),
    targets: targetOptions(register, registers),
  }
}

/** Every place a column can go, in the order of the form. */
const targetOptions = (register: Register, registers: readonly Register[]): readonly TargetOption[] => {
  const option = (target: ColumnTarget, label: string): TargetOption => ({
    key: targetKey(target),
    target,
    label,
  })
  const own = Object.entries(register.fields).filter(([, field]) => isReadable(field))
  const linked = own.flatMap(([field, definition]) => {
    const to = 'to' in definition ? registers.find(({ name }) => name === definition.to) : undefined
    return Object.entries(to?.fields ?? {})
      .filter(([of, child]) => isReadable(child) && !('to' in child) && of !== to?.labelField)
      .map(([of, child]) => option({ kind: 'linked', field, of }, `${definition.label} → ${child.label}`))
  })
  return [
    ...own.map(([field, definition]) => option({ kind: 'field', field }, definition.label)),
    ...linked,
    option({ kind: 'remark' }, '记入备注（连同表头）'),
    option({ kind: 'ignore' }, '不导入'),
  ]
}
