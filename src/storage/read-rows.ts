import { type Database, placeOf, type StoredRecord } from './database'
import { type Page, startingWith } from './sorted-pages'

/** So many that what is only passed through is forgotten before it counts as lasting. */
const pagesAtOnce = 20

/** Hands over all rows of a register, deleted ones too, in the order of their ids, some at a time. */
export const readRows = async (
  { records }: Database,
  register: string,
  take: (rows: readonly StoredRecord[]) => void,
): Promise<void> => {
  const { from, to } = startingWith(placeOf(register, ''))
  const pagesAfter = (page: string): Promise<Page<StoredRecord>[]> =>
    records.table.where(':id').between(page, to, false, true).limit(pagesAtOnce).toArray()
  let pages = await records.table.where(':id').belowOrEqual(from).reverse().limit(1).toArray()
  let taken = from
  for (let last = pages.at(-1); last !== undefined; last = pages.at(-1)) {
    // The database reads on while these are taken in.
    const next = pagesAfter(last.from)
    // A page that was split meanwhile comes twice in part.
    const rows = pages
      .flatMap(({ items }) => items)
      .filter((row) => row.register === register && records.keyOf(row) > taken)
    const end = rows.at(-1)
    if (end !== undefined) {
      taken = records.keyOf(end)
      take(rows)
    }
    pages = await next
  }
}
