import type { Register } from '../domain/register'
import type { Database } from './database'
import { listTerm } from './finding'
import { recordsBehind } from './read-records'
import { firstIn, lastIn, startingWith } from './sorted-pages'
import type { ListPage, ListQuery } from './store'

/** As many rows as a screen shows: each may lie in another page of the database, and a page is read as a whole. */
const inSight = 40

/**
 * The first rows of a list in its usual order, straight from an index of the database, so that they stand on the screen
 * before the register is in memory. Undefined where the question needs all records (search, filters, another order).
 * They are not counted: that would read every key, and take as long as a third of the records themselves.
 */
export const firstPageByIndex = async (
  database: Database,
  register: Register,
  query: ListQuery,
  limit: number,
): Promise<Omit<ListPage, 'names' | 'flags'> | undefined> => {
  const usual = query.sort.field === register.sort.field && query.sort.descending === register.sort.descending
  // An upward order by a field would show records without a value first, which the list puts last.
  const exact = query.sort.descending || query.sort.field === 'code'
  if (!usual || !exact || query.search.trim() !== '' || query.filters.length > 0) return undefined
  const district = register.scope === 'city' ? undefined : query.district
  const range = startingWith(listTerm(register.name, district))
  const most = Math.min(limit, inSight)
  const stored = await recordsBehind(database, () =>
    (query.sort.descending ? lastIn : firstIn)(database.index, range, most),
  )
  const rows = stored.map(({ record }) => record)
  return { total: rows.length, all: rows.length, counting: true, rows, sums: [] }
}
