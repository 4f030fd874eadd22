import Dexie from 'dexie'
import type { Vault, VaultState } from '../bridge/vault'
import { sameMarks } from '../domain/history'
import type { Register } from '../domain/register'
import { type Database, openDatabase, stateKey, type StoredState } from './database'
import { restoreDesk } from './desk'
import { type Mark, parseMark } from './entry-lines'
import { rebuild } from './rebuild'
import type { Damage, Opening, OpeningProgress } from './store'
import { newestVersion } from './versions'

const dexieFactor = 10

/**
 * Compares the database with the second copy before anything may be written. A database that is not what the journal
 * says is never mended in silence: its files stay, it is made again, and the answer says so.
 */
export const openLedger = async (
  name: string,
  registers: ReadonlyMap<string, Register>,
  vault: Vault,
  today: string,
  onProgress: (progress: OpeningProgress) => void,
): Promise<{ readonly opening: Opening; readonly database: Database; readonly copy: VaultState }> => {
  const copy = await vault.open()
  const mark = copy.head === null ? undefined : parseMark(copy.head.mark)
  const database = openDatabase(name)
  if ((mark?.schema ?? 0) > newestVersion || (await isNewer(name)))
    return { opening: { kind: 'newer' }, database, copy }
  const found = await look(database)
  const because = damageOf(found, copy, mark)
  if (because === undefined) {
    await vault.dropAside()
    // Lost before anything was entered: what was set up is still there.
    if (seqOf(found) === 0 && (await database.preferences.count()) === 0)
      await restoreDesk(database, await vault.readDesk())
    const ahead = seqOf(found) - (copy.head?.seq ?? 0)
    return { opening: { kind: 'sound', caughtUp: ahead, faults: copy.faults }, database, copy }
  }
  const folder = await vault.keepAside()
  const fresh = await emptied(name, database, vault)
  const rebuilt = await rebuild(fresh, registers, vault.read, today, (done) => {
    onProgress({ what: 'rebuild', done })
  })
  await restoreDesk(fresh, await vault.readDesk())
  return {
    opening: { kind: 'rebuilt', because, folder, faults: copy.faults, ...rebuilt },
    database: fresh,
    copy,
  }
}

/** Dexie would open a newer database as it is; ours is left alone. */
const isNewer = async (name: string): Promise<boolean> => {
  const known = await indexedDB.databases()
  return known.some((one) => one.name === name && (one.version ?? 0) > newestVersion * dexieFactor)
}

type Found =
  | { readonly state: StoredState | undefined; readonly counts: Readonly<Record<string, number>> }
  | 'unreadable'

const look = async ({ dexie, state, records }: Database): Promise<Found> => {
  try {
    await dexie.open()
    const stored = await state.get(stateKey)
    const counts = await Promise.all(
      Object.keys(stored?.marks ?? {}).map(
        async (register) =>
          [
            register,
            await records.where('[register+id]').between([register, ''], [register, '\uffff']).count(),
          ] as const,
      ),
    )
    return { state: stored, counts: Object.fromEntries(counts) }
  } catch (error) {
    // Whatever the browser says of its own storage, it comes down to this.
    if (error instanceof Error) return 'unreadable'
    throw error
  }
}

/** Undefined where the database is all that the journal knows of, and perhaps more. */
const damageOf = (found: Found, { head }: VaultState, mark: Mark | undefined): Damage | undefined => {
  if (found === 'unreadable') return 'unreadable'
  const { state, counts } = found
  if (state === undefined) return head === null ? undefined : 'empty'
  const missing = Object.entries(state.marks).some(([register, { count }]) => counts[register] !== count)
  if (head === null) return missing ? 'different' : undefined
  if (mark !== undefined && mark.ledger !== state.ledger) return 'other'
  if (state.seq < head.seq) return 'behind'
  if (missing) return 'different'
  const agrees = state.seq > head.seq || mark === undefined || sameMarks(mark.marks, state.marks)
  return agrees ? undefined : 'different'
}

const seqOf = (found: Found): number => (found === 'unreadable' ? 0 : (found.state?.seq ?? 0))

const emptied = async (name: string, broken: Database, vault: Vault): Promise<Database> => {
  broken.dexie.close()
  try {
    await Dexie.delete(name)
    return await opened(name)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    await vault.clearStore()
    return opened(name)
  }
}

const opened = async (name: string): Promise<Database> => {
  const database = openDatabase(name)
  await database.dexie.open()
  return database
}
