import { usualRules } from '../domain/office-rules'
import type { Register } from '../domain/register'
import type { DayContext } from '../domain/record'
import type { Vault } from '../bridge/vault'
import { createCatalogue, linksOfChange } from './catalogue'
import { checkRecord, checkRecords } from './check-record'
import { createAttention } from './attention'
import { writeBatch } from './commit'
import { type Database, stateKey } from './database'
import { createCopyWatch } from './copy-watch'
import { createCountMemory } from './count-memory'
import { createDesk } from './desk'
import { type Mark, parseMark } from './entry-lines'
import { createHistoryQueries } from './history-queries'
import { createOffice } from './office'
import { condemn, openLedger } from './opening'
import { readThrough } from './read-through'
import { createReading } from './reading'
import { createPairings } from './pairings'
import { createRestoring } from './restoring'
import { createSecondCopy } from './second-copy'
import { createSentVersions } from './sent-records'
import {
  notOpenName,
  type CopyState,
  type Opening,
  type OpeningProgress,
  type Refused,
  type Store,
  type UndoResult,
} from './store'
import { undoBatch, type Undone } from './undo'
import type { Actor, WrittenEntry } from './write-entry'

export interface Clock {
  /** ISO instant. */
  readonly now: () => string
  /** ISO day where the user is. */
  readonly today: () => string
}

/** Changes at once that are refused while the second copy is behind. */
const bigJob = 500
const clashesAtOnce = 200

/** The store over one database and its second copy, with all lists answered from memory once they are loaded. */
export const createStore = (
  name: string,
  allRegisters: readonly Register[],
  clock: Clock,
  vault: Vault,
): Store => {
  const registers = new Map(allRegisters.map((register) => [register.name, register]))
  const listeners = new Set<(registers: readonly string[]) => void>()
  let heardProgress: (progress: OpeningProgress) => void = () => undefined
  let opening: ReturnType<typeof start> | undefined
  const attention = createAttention()
  const sent = createSentVersions()

  const registerOf = (register: string): Register => {
    const known = registers.get(register)
    if (known === undefined) throw new Error(`No register ${register}`)
    return known
  }
  const announce = (names: readonly string[]): void => {
    for (const listener of listeners) listener(names)
  }
  /** After the answer to whoever changed something: somebody waits for that. Who begins to watch meanwhile has it already. */
  const announceSoon = (names: readonly string[]): void => {
    const watching = [...listeners]
    setTimeout(() => {
      for (const listener of watching) if (listeners.has(listener)) listener(names)
    })
  }
  const start = async () => {
    const {
      opening: found,
      database,
      copy: held,
    } = await openLedger(name, registers, vault, clock.today(), (progress) => heardProgress(progress))
    const watch = createCopyWatch()
    const copy = createSecondCopy(database, vault, held.head, watch.part())
    const desk = createDesk(database, vault, watch.part())
    if (isOpen(found)) {
      const state = await database.state.get(stateKey)
      await Promise.all([
        state === undefined || copy.catchUp(state, (done) => heardProgress({ what: 'catchUp', done })),
        desk.compare(),
      ])
      void proveSound(database, watch.part(), watch.state)
    }
    const catalogue = createCatalogue(database, registers, attention.pause)
    const office = createOffice(database, () => void desk.copy())
    const history = createHistoryQueries(database, registers, catalogue, office.device)
    return { found, database, watch, copy, desk, office, catalogue, history, months: createCountMemory() }
  }
  /** Behind the back of the user: nobody waits for it. What was set aside stays until it is done. */
  const proveSound = async (
    database: Database,
    become: (state: CopyState) => void,
    now: () => CopyState,
  ): Promise<void> => {
    const found = await readThrough(database, attention.quiet)
    if (found === 'sound') await vault.dropAside()
    // What is not in the second copy yet is nowhere but here.
    if (found === 'damaged' && now().status === 'whole') {
      await condemn(database)
      become({ status: 'damaged' })
    }
  }
  const ledger = async () => {
    opening ??= start()
    const ready = await opening
    if (!isOpen(ready.found))
      throw Object.assign(new Error(`The ledger is not open: ${ready.found.kind}.`), { name: notOpenName })
    return ready
  }
  type Ready = Awaited<ReturnType<typeof ledger>>
  const pairings = createPairings(ledger, registerOf, announce)

  const actor = async ({ office }: Ready): Promise<Actor> => {
    const [settings, device] = await Promise.all([office.settings(), office.device()])
    return {
      by: settings?.person ?? '',
      district: settings?.homeDistrict ?? '',
      device,
      at: clock.now(),
      today: clock.today(),
    }
  }
  const keep = async (
    { catalogue, months, copy, desk, watch }: Ready,
    { rows, entry, state }: WrittenEntry,
  ): Promise<boolean> => {
    const changed = [...new Set(rows.map(({ register }) => register))]
    const copying = copy.add(entry, state)
    // On its way to the main process: what follows is done while the disk is at work.
    catalogue.put(rows)
    months.forget(changed)
    pairings.put(rows)
    const isCopied = await copying
    // The disk takes again what it refused before.
    if (isCopied && watch.state().status === 'behind') await desk.copy()
    announceSoon(changed)
    return isCopied
  }
  const refusal = ({ watch }: Ready, size: number): Refused | undefined => {
    const now = watch.state()
    if (now.status !== 'behind' || size <= bigJob) return undefined
    const message = `有内容还没有写好第二份，暂时不能一次改动 ${String(size)} 条。原因：${now.message}${now.advice}`
    return { ok: false, reason: 'copy', message }
  }
  /** A small job goes on without a snapshot, for the journal has every action anyway; a big one has to wait. */
  const snapshotBefore = async (
    reason: 'import' | 'merge' | 'restore',
    size: number,
  ): Promise<Refused | undefined> => {
    const taken = await vault.takeSnapshot({ reason })
    if (taken.status !== 'failed' || size <= bigJob) return undefined
    const message = `改动前的快照没有做成，暂时不能一次改动 ${String(size)} 条。原因：${taken.message}${taken.advice}`
    return { ok: false, reason: 'copy', message }
  }
  const dayContext = async ({ office }: Ready): Promise<DayContext> => ({
    today: clock.today(),
    rules: (await office.settings())?.rules ?? usualRules,
  })
  const reading = createReading<Ready>({
    ...{ ledger, registerOf, sent, dayContext, announce, now: clock.now },
    registers: allRegisters,
  })
  const restoring = createRestoring<Ready>({
    ...{ ledger, vault, registers, registerOf, actor, keep },
    today: clock.today,
    refusal: async (ready, size) => refusal(ready, size) ?? (await snapshotBefore('restore', size)),
    replaced: () => {
      pairings.forget()
      announce([...registers.keys()])
    },
  })

  return attention.watched<Store>({
    open: async (onProgress) => {
      heardProgress = onProgress
      opening ??= start()
      return (await opening).found
    },
    copyState: async () => (await ledger()).watch.state(),
    watchCopy: async (listener) => (await ledger()).watch.watch(listener),

    settings: async () => (await ledger()).office.settings(),
    saveSettings: async (settings) => {
      const { office, desk } = await ledger()
      await office.save(settings)
      return { isCopied: await desk.copy() }
    },
    preference: async (key) => (await (await ledger()).database.preferences.get(`screen:${key}`))?.value,
    savePreference: async (key, value) => {
      const { database, desk } = await ledger()
      await database.preferences.put({ key: `screen:${key}`, value })
      desk.changed()
    },

    ...reading,
    ...pairings.answers,
    sentFiles: async () => {
      await ledger()
      return sent.files()
    },
    noteSent: async (told) => {
      await ledger()
      sent.note(told)
      announce(allRegisters.filter(({ name }) => name !== 'submissions').map(({ name }) => name))
    },

    check: async (register, values, record) => {
      const ready = await ledger()
      return checkRecord(ready.database, registerOf(register), values, record, await dayContext(ready))
    },
    checkMany: async (register, rows) => {
      const ready = await ledger()
      return checkRecords(ready.database, registerOf(register), rows, await dayContext(ready))
    },
    commit: async (batch, without) => {
      const ready = await ledger()
      const size = batch.operations.length
      const refused =
        refusal(ready, size) ??
        (batch.kind === 'import' || batch.kind === 'merge'
          ? await snapshotBefore(batch.kind, size)
          : undefined)
      if (refused !== undefined) return refused
      const written = await writeBatch(ready.database, registers, batch, await actor(ready))
      if (!written.ok) return written
      const isCopied = await keep(ready, written)
      const records = without === 'records' ? [] : written.rows.map(({ record }) => record)
      return { ok: true, batch: batch.id, records, isCopied }
    },
    undo: async (batchId, decisions = {}) => {
      const ready = await ledger()
      const batch = await ready.database.batches.get(batchId)
      const refused = refusal(ready, batch?.count ?? 0)
      if (refused !== undefined) return refused
      const undone = await undoBatch(ready.database, registers, batchId, decisions, await actor(ready))
      if (!undone.ok) return answerOf(ready, undone)
      const isCopied = await keep(ready, undone)
      return { ok: true, batch: undone.entry.batch.id, records: undone.rows.length, isCopied }
    },
    batch: async (id) => (await ledger()).history.batch(id),
    batches: async (query) => (await ledger()).history.batches(query),
    people: async () => (await ledger()).history.people(),
    changesIn: async (batchId, offset, limit) => (await ledger()).history.changesIn(batchId, offset, limit),
    history: async (register, id) => (await ledger()).history.history(register, id),
    pasts: async (register, ids) => (await ledger()).history.pasts(register, ids),
    asOf: async (register, id, instant) => (await ledger()).history.asOf(register, id, instant),
    trash: async (query, offset, limit) => (await ledger()).history.trash(query, offset, limit),
    trashCounts: async () => (await ledger()).history.trashCounts(),

    snapshots: async () =>
      (await vault.snapshots()).map((info) => ({ ...info, records: recordsIn(parseMark(info.mark)) })),
    takeSnapshot: () => vault.takeSnapshot({ reason: 'asked' }),
    ...restoring,

    draft: async (key) => (await ledger()).database.drafts.get(key),
    saveDraft: async (key, values) => {
      const { database, desk } = await ledger()
      await database.drafts.put({ key, values, at: clock.now() })
      desk.changed()
    },
    dropDraft: async (key) => {
      const { database, desk } = await ledger()
      await database.drafts.delete(key)
      desk.changed()
    },

    watch: (listener) => {
      listeners.add(listener)
      return Promise.resolve(() => {
        listeners.delete(listener)
      })
    },
  })

  async function answerOf(
    { catalogue }: Ready,
    undone: Extract<Undone, { readonly ok: false }>,
  ): Promise<UndoResult> {
    if (undone.reason !== 'clash') return undone
    const shown = undone.clashes.slice(0, clashesAtOnce)
    const links = shown.flatMap(({ register, field, before, after, now }) =>
      linksOfChange(registerOf(register), { [field]: [before, after, now] }),
    )
    const names = await catalogue.labels(links)
    return { ok: false, reason: 'clash', clashes: shown, total: undone.clashes.length, names }
  }
}

const isOpen = ({ kind }: Opening): boolean => kind === 'sound' || kind === 'rebuilt'

const recordsIn = (mark: Mark | undefined): number | undefined =>
  mark === undefined ? undefined : Object.values(mark.marks).reduce((sum, { count }) => sum + count, 0)
