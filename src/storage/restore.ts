import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Compared, HeldComparison } from './comparison'
import { type Database, inOneStep, stateKey, type StoredRecord } from './database'
import { newId } from './new-id'
import { notWritten } from './not-written'
import { countersOf } from './numbering'
import { readRecords } from './read-records'
import { flushFold, writeFold } from './rebuild'
import type { Refused } from './store'
import { toStored } from './stored-record'
import { type Actor, type Applied, readStanding, writeEntry, type WrittenEntry } from './write-entry'

export type Restored = ({ readonly ok: true } & WrittenEntry) | Refused

/**
 * Makes the ledger say what the other state says, as one batch: what it lacks comes back, what changed gets its values
 * again, what came later goes to the 回收站. All of it or nothing, and the batch can be taken back like any other.
 */
export const restoreBatch = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  { compared, at }: HeldComparison,
  title: string,
  actor: Actor,
): Promise<Restored> => {
  try {
    return await inOneStep(database, async () => {
      const now = await database.state.get(stateKey)
      if (now?.seq !== at) return changedSince()
      const rows = await readRecords(
        database,
        compared.map(({ register, before, after }) => [register.name, (before ?? after)?.id ?? '']),
      )
      const applied = compared.map((one, index) => applyCompared(one, rows[index], actor))
      await raiseCounters(
        database,
        compared.flatMap(({ after }) => (after === undefined ? [] : [after.code])),
      )
      const input = { id: newId(), kind: 'backup', title } as const
      const written = await writeEntry(
        database,
        registers,
        await readStanding(database),
        input,
        applied,
        actor,
      )
      return { ok: true as const, ...written }
    })
  } catch (error) {
    return notWritten(error)
  }
}

const changedSince = (): Refused => ({
  ok: false,
  reason: 'storage',
  message: '对照以后台账又有改动，没有恢复。请重新打开这份备份，再核对一次。',
})

const applyCompared = (
  { register, kind, after }: Compared,
  stored: StoredRecord | undefined,
  actor: Actor,
): Applied => {
  const before = stored?.record
  const touched = { updatedAt: actor.at, updatedBy: actor.by, version: (before?.version ?? 0) + 1 }
  const rowOf = (record: LedgerRecord): StoredRecord => toStored(register, record, actor.today)
  if (before === undefined) {
    if (after === undefined) throw new Error('Nothing was compared.')
    return { action: 'create', stored, row: rowOf({ ...after, ...touched }) }
  }
  if (kind === 'removed' || after === undefined)
    return { action: 'delete', stored, row: rowOf({ ...before, ...touched, deletedAt: actor.at }) }
  const { createdAt, createdBy, deletedAt } = before
  const row = rowOf({ ...after, createdAt, createdBy, ...touched })
  return { action: deletedAt === null ? 'update' : 'restore', stored, row }
}

/** A number that came back is never given again. */
const raiseCounters = async ({ counters }: Database, codes: readonly string[]): Promise<void> => {
  const wanted = countersOf(codes)
  const known = await counters.bulkGet(wanted.map(({ key }) => key))
  await counters.bulkPut(wanted.filter(({ last }, index) => last > (known[index]?.last ?? 0)))
}

/** An empty database takes the other state over with its whole history: it is that ledger from now on. */
export const takeOver = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  { fold }: HeldComparison,
  today: string,
): Promise<{ readonly ok: true } | Refused> => {
  try {
    return await inOneStep(database, async () => {
      if ((await database.state.get(stateKey)) !== undefined) return changedSince()
      await flushFold(database, fold)
      await writeFold(database, registers, fold, today)
      return { ok: true as const }
    })
  } catch (error) {
    return notWritten(error)
  }
}
