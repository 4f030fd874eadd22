import { registers } from '../../../src/domain/registers/all'
import { newCustom, type SavedCustom, usualColumns } from '../../../src/features/reports/custom/saved-custom'
import { totalsFor } from '../../../src/reports/custom-totals'

/** A report of one's own from every register: all usual columns with a total of every kind, grouped where there is a state. */
export const everyCustom = (): readonly SavedCustom[] =>
  registers.map((register): SavedCustom => {
    const columns = usualColumns(register)
    const custom = newCustom(register, { search: '', filters: [], sort: register.sort, columns })
    return {
      ...custom,
      name: `自定义${register.title}`,
      groupBy: register.lifecycle?.field ?? '',
      columns: custom.columns.map((column, index) => {
        const totals = totalsFor(register, column.name)
        return { ...column, total: totals[index % totals.length] ?? '不合计' }
      }),
    }
  })
