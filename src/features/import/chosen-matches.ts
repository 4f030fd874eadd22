import type { ColumnMatch } from '../../workbook/mapping/target'
import type { FoundTable } from '../../workbook/understand/found'
import type { ImportChoices } from './import-types'

/** The columns of a table with the targets that were chosen for them. */
export const chosenMatches = (table: FoundTable, { targets }: ImportChoices): readonly ColumnMatch[] =>
  table.columns.map((column): ColumnMatch => {
    const chosen = targets.find((candidate) => candidate.column === column.column)
    return {
      column,
      target: chosen?.target ?? { kind: 'remark' },
      because: '',
      ...(chosen === undefined || chosen.also.length === 0 ? {} : { also: chosen.also }),
    }
  })
