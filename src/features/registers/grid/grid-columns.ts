import { isCellField } from '../../../domain/cell-entry'
import { formatValue } from '../../../domain/kinds/all'
import type { Field } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { GridColumn } from '../../../ui/grid-line'
import type { TableColumn } from '../../../ui/table-column'
import { editText } from '../form/edit-text'
import type { ListRow } from '../list/columns'

/** A row of the grid: a record, or one that is being made. */
export type GridRow = Pick<ListRow, 'id'> & { readonly shown: ListRow | undefined }

const named: readonly Field['kind'][] = ['choice', 'choices', 'yesNo', 'link', 'links', 'moment', 'week']

/** What stands in a cell to be edited: names for links and choices, else what the form shows. */
const cellText = (field: Field | undefined, row: ListRow | undefined, name: string): string => {
  const value = row?.record.values[name]
  if (field === undefined || row === undefined || value === undefined) return ''
  return named.includes(field.kind)
    ? formatValue(field, value, (_to, id) => row.names[id] ?? '')
    : editText(field, value)
}

/** The columns of the list as cells; a number that the program gives stands last, so that the name stays in sight. */
export const gridColumns = (
  register: Register,
  columns: readonly TableColumn<ListRow>[],
): readonly GridColumn<GridRow>[] =>
  columns
    .toSorted((a, b) => Number(isGiven(register, a.key)) - Number(isGiven(register, b.key)))
    .map(({ text, render, ...column }) => {
      const field = register.fields[column.key]
      return {
        ...column,
        sortable: false,
        editable: isCellField(field),
        text: ({ shown }) => (shown === undefined ? '' : text(shown)),
        render: ({ shown }) =>
          shown === undefined ? '' : render === undefined ? text(shown) : render(shown),
        editText: ({ shown }) => cellText(field, shown, column.key),
      }
    })

const isGiven = ({ fields }: Register, name: string): boolean => name === 'code' && fields[name] === undefined
