import type { Register } from '../domain/register'
import type { Database } from './database'
import type { ListPage, ListQuery } from './store'

/**
 * The first rows of a list in its usual order, straight from an index of the database, so that they stand on the screen
 * before the register is in memory. Undefined where the question needs all records (search, filters, another order).
 */
export const pageByIndex = async (
  { records }: Database,
  register: Register,
  query: ListQuery,
  offset: number,
  limit: number,
): Promise<Omit<ListPage, 'names' | 'flags'> | undefined> => {
  const usual = query.sort.field === register.sort.field && query.sort.descending === register.sort.descending
  // An upward order by a field would show records without a value first, which the list puts last.
  const exact = query.sort.descending || query.sort.field === 'code'
  if (!usual || !exact || query.search.trim() !== '' || query.filters.length > 0) return undefined
  const whole = register.scope === 'city' || query.district === undefined
  const range = () =>
    whole
      ? records
          .where('[register+deleted+order]')
          .between([register.name, 0, ''], [register.name, 0, '\uffff'], true, true)
      : records
          .where('[register+district+deleted+order]')
          .between(
            [register.name, query.district, 0, ''],
            [register.name, query.district, 0, '\uffff'],
            true,
            true,
          )
  const page = query.sort.descending ? range().reverse() : range()
  const [total, rows] = await Promise.all([range().count(), page.offset(offset).limit(limit).toArray()])
  return { total, all: total, rows: rows.map(({ record }) => record), sums: [] }
}
