import type { Register } from '../domain/register'
import type { Database } from './database'
import { openDatabase } from './open-database'
import { readTogether } from './read-together'
import type { Store } from './store'

/**
 * What a worker beside the one that owns the database reads of it by itself: what is made of a city need not be copied from
 * one to the other, which takes as long as reading it. It never writes, and lets go of the database when the owner wants to
 * change or delete it.
 */
export const readingBeside = (
  owner: Pick<Store, 'copyState'>,
  name: string,
  registers: readonly Register[],
): Pick<Store, 'together'> => {
  const byName = new Map(registers.map((register) => [register.name, register]))
  let database: Database | undefined
  return {
    together: async (names, district) => {
      // Answers only once the owner has found the ledger sound: to open one that is not there would make it.
      await owner.copyState()
      database ??= openDatabase(name)
      const asked = [...new Set(names)].flatMap((one) => byName.get(one) ?? [])
      return readTogether(database, asked, district)
    },
  }
}
