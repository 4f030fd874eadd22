import Dexie from 'dexie'
import type { Vault, VaultState } from '../bridge/vault'
import { sameMarks } from '../domain/history'
import type { Register } from '../domain/register'
import { type Database, stateKey, type StoredState } from './database'
import { restoreDesk } from './desk'
import { type Mark, parseMark } from './entry-lines'
import { isFull, isStorageFailure } from './not-written'
import { openDatabase } from './open-database'
import { rebuild } from './rebuild'
import { countItems } from './sorted-pages'
import type { Damage, Opening, OpeningProgress } from './store'
import { newestVersion } from './versions'

const dexieFactor = 10

interface OpenedLedger {
  readonly opening: Opening
  readonly database: Database
  readonly copy: VaultState
}

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
): Promise<OpenedLedger> => {
  const asked = versionOf(name)
  // Heard of below, once the second copy has answered.
  asked.catch(() => undefined)
  const copy = await vault.open()
  const mark = copy.head === null ? undefined : parseMark(copy.head.mark)
  const database = openDatabase(name, (done) => {
    onProgress({ what: 'upgrade', done })
  })
  const mend = async (because: Damage): Promise<OpenedLedger> => {
    const folder = await vault.keepAside()
    const fresh = await emptied(name, database, vault)
    const rebuilt = await rebuild(fresh, registers, vault.read, today, (done) => {
      onProgress({ what: 'rebuild', done })
    })
    await restoreDesk(fresh, await vault.readDesk())
    const opening = { kind: 'rebuilt', because, folder, faults: copy.faults, ...rebuilt } as const
    return { opening, database: fresh, copy }
  }
  try {
    const version = await asked
    if ((mark?.schema ?? 0) > newestVersion || version > newestVersion)
      return { opening: { kind: 'newer' }, database, copy }
    // As it was before this version changes its shape.
    if (copy.head !== null && version < newestVersion) await vault.takeSnapshot({ reason: 'migration' })
    const found = await look(database)
    const because = damageOf(found, copy, mark)
    if (because !== undefined) return await mend(because)
    // Lost before anything was entered: what was set up is still there.
    if (seqOf(found) === 0 && (await database.preferences.count()) === 0)
      await restoreDesk(database, await vault.readDesk())
    const ahead = seqOf(found) - (copy.head?.seq ?? 0)
    return { opening: { kind: 'sound', caughtUp: ahead, faults: copy.faults }, database, copy }
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return { opening: { kind: 'stuck' }, database, copy }
  }
}

/** Of the database that lies there; the newest where there is none. Dexie would open a newer one as it is; ours is left alone. */
const versionOf = async (name: string): Promise<number> => {
  const all = await indexedDB.databases().catch((error: unknown) => {
    // Damaged: looking at it will say so.
    if (isFull(error) || !isStorageFailure(error)) throw error
    return []
  })
  const known = all.find((one) => one.name === name)
  return (known?.version ?? newestVersion * dexieFactor) / dexieFactor
}

type Found = { readonly state: StoredState | undefined; readonly records: number } | 'unreadable'

const look = async ({ dexie, state, records }: Database): Promise<Found> => {
  try {
    await dexie.open()
    return { state: await state.get(stateKey), records: await countItems(records) }
  } catch (error) {
    // There is nothing wrong with a database that only lacks room.
    if (isFull(error)) throw error
    // Whatever else the browser says of its own storage, it comes down to this.
    if (error instanceof Error) return 'unreadable'
    throw error
  }
}

/** Undefined where the database is all that the journal knows of, and perhaps more. */
const damageOf = (found: Found, { head }: VaultState, mark: Mark | undefined): Damage | undefined => {
  if (found === 'unreadable') return 'unreadable'
  const { state, records } = found
  if (state === undefined) return head === null ? undefined : 'empty'
  const missing = records !== Object.values(state.marks).reduce((sum, { count }) => sum + count, 0)
  if (head === null) return missing ? 'different' : undefined
  if (state.isDamaged === true) return 'unreadable'
  if (mark !== undefined && mark.ledger !== state.ledger) return 'other'
  if (state.seq < head.seq) return 'behind'
  if (missing) return 'different'
  const agrees = state.seq > head.seq || mark === undefined || sameMarks(mark.marks, state.marks)
  return agrees ? undefined : 'different'
}

const seqOf = (found: Found): number => (found === 'unreadable' ? 0 : (found.state?.seq ?? 0))

/** Seconds; a browser whose disk is full may never answer. */
const longestAnswer = 20

/**
 * A database that is damaged may not let itself be deleted, or only in part: what is left of it would come back in the
 * new one. So the browser throws the files away as well.
 */
const emptied = async (name: string, broken: Database, vault: Vault): Promise<Database> => {
  broken.dexie.close()
  try {
    await inTime(Dexie.delete(name))
  } catch (error) {
    if (!isStorageFailure(error)) throw error
  }
  await vault.clearStore()
  return opened(name)
}

const opened = async (name: string): Promise<Database> => {
  const database = openDatabase(name)
  await inTime(database.dexie.open())
  return database
}

const inTime = async (work: PromiseLike<unknown>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('The browser does not answer.'), { name: 'TimeoutError' }))
    }, longestAnswer * 1000)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Takes from the database that it is sound: at the next start it is made again. */
export const condemn = async ({ dexie, state }: Database): Promise<void> => {
  try {
    await state.update(stateKey, { isDamaged: true })
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    dexie.close()
    await Dexie.delete(dexie.name)
  }
}
