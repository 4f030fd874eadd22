import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { atOneMoment, type Database, type StoredRecord } from './database'
import { readRecords, type RecordKey } from './read-records'
import { readRows } from './read-rows'
import { rowsOfDistrict } from './record-queries'
import type { Together } from './store'
import { placeOfReference } from './stored-record'

/** As `Store.together` says. They are taken in while the database reads on, so that a city's are there soon after it has. */
export const readTogether = (
  database: Database,
  registers: readonly Register[],
  district: string | undefined,
): Promise<Together> =>
  atOneMoment(database, async () => {
    const references = new Set<string>()
    const own = await Promise.all(
      registers.map(async ({ name, scope }) => {
        const found: LedgerRecord[] = []
        const take = (rows: readonly StoredRecord[]): void => {
          for (const { deleted, record, refs } of rows) {
            if (deleted === 1) continue
            found.push(record)
            for (const reference of refs) references.add(reference)
          }
        }
        if (scope === 'city' || district === undefined) await readRows(database, name, take)
        else take(await rowsOfDistrict(database, name, district))
        return [name, found] as const
      }),
    )
    return { records: Object.fromEntries(own), linked: await recordsOf(database, references) }
  })

const recordsOf = async (
  database: Database,
  references: ReadonlySet<string>,
): Promise<Together['linked']> => {
  const keys = [...references].flatMap((reference): readonly RecordKey[] => {
    const place = placeOfReference(reference)
    return place === undefined ? [] : [place]
  })
  const found: Record<string, LedgerRecord[]> = {}
  for (const row of await readRecords(database, keys))
    if (row !== undefined) (found[row.register] ??= []).push(row.record)
  return found
}
