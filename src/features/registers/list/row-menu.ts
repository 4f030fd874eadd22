import type { FieldValue } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import { districtField } from '../../../storage/members'
import type { Filter } from '../../../storage/store'
import type { MenuGroup } from '../../../ui/menu-list'
import type { ListRow } from './columns'

interface RowMenu {
  readonly register: Register
  readonly row: ListRow
  /** The cell that was clicked; none where the keyboard asked. */
  readonly cell: { readonly column: string; readonly text: string } | undefined
  readonly selected: ReadonlySet<string>
  readonly does: RowActions
}

export interface RowActions {
  readonly open: (id: string) => void
  readonly edit: (id: string) => void
  readonly copyNew: (row: ListRow) => void
  readonly copyText: (text: string) => void
  readonly copyRows: (ids: readonly string[]) => void
  readonly only: (filter: Filter) => void
  readonly remove: (ids: readonly string[]) => void
}

/** What can be done with a row of a list; with all that are selected where it is one of them. */
export const rowMenu = ({ register, row, cell, selected, does }: RowMenu): readonly MenuGroup[] => {
  const several = selected.has(row.id) && selected.size > 1
  const ids = several ? [...selected] : [row.id]
  const these = several ? `所选 ${String(ids.length)} ${register.unit}` : ''
  const filter = cell === undefined ? undefined : filterOf(register, row, cell.column)
  return [
    {
      entries: [
        { label: '打开', run: () => does.open(row.id) },
        { label: '编辑', run: () => does.edit(row.id) },
        { label: '复制新建', run: () => does.copyNew(row) },
      ],
    },
    {
      entries: [
        ...(cell === undefined || cell.text === ''
          ? []
          : [{ label: `复制“${shortened(cell.text)}”`, run: () => does.copyText(cell.text) }]),
        {
          label: several ? `复制${these}（含标题）` : '复制这一行（含标题）',
          run: () => does.copyRows(ids),
        },
        ...(cell === undefined || filter === undefined
          ? []
          : [{ label: `只看“${shortened(cell.text)}”`, run: () => does.only(filter) }]),
      ],
    },
    { entries: [{ label: several ? `删除${these}` : '删除', run: () => does.remove(ids) }] },
  ]
}

const longest = 16

const shortened = (text: string): string => {
  const signs = Array.from(text.replace(/\s+/gu, ' '))
  return signs.length > longest ? `${signs.slice(0, longest).join('')}…` : signs.join('')
}

/** That a list shows only records with the same in this column; none for texts, sums and several values. */
const filterOf = (register: Register, { record }: ListRow, column: string): Filter | undefined => {
  if (column === 'districtCode') return { kind: 'oneOf', field: districtField, values: [record.districtCode] }
  const field = register.fields[column]
  const value = onlyOne(record.values[column])
  if (field === undefined || value === undefined || value === '') return undefined
  if (field.kind === 'date' && typeof value === 'string')
    return { kind: 'range', field: column, from: value, to: value }
  const isChosen = 'to' in field || ['choice', 'choices', 'yesNo'].includes(field.kind)
  return isChosen ? { kind: 'oneOf', field: column, values: [String(value)] } : undefined
}

const onlyOne = (value: FieldValue | undefined): string | boolean | undefined => {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  const several: readonly unknown[] = Array.isArray(value) ? value : []
  const [first, second] = several
  return typeof first === 'string' && second === undefined ? first : undefined
}
