import type { Database, StoredRecord } from './database'

/** So many that what is only passed through is forgotten before it counts as lasting. */
const rowsAtOnce = 500

/** Hands over all rows of a register, deleted ones too, in the order of their ids, some at a time. */
export const readRows = async (
  { records }: Database,
  register: string,
  take: (rows: readonly StoredRecord[]) => void,
): Promise<void> => {
  const rowsAfter = (id: string): Promise<StoredRecord[]> =>
    records
      .where('[register+id]')
      .between([register, id], [register, '\uffff'], false, true)
      .limit(rowsAtOnce)
      .toArray()
  let rows = await rowsAfter('')
  while (rows.length > 0) {
    // The database reads on while these are taken in.
    const next = rows.length < rowsAtOnce ? [] : rowsAfter(rows.at(-1)?.id ?? '')
    take(rows)
    rows = await next
  }
}
