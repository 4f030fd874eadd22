import { attachmentUses } from '../domain/attachments'
import type { DuplicateIndex } from '../domain/duplicates'
import { usualRules } from '../domain/office-rules'
import { flagsOf, type Register } from '../domain/register'
import type { DayContext, LedgerRecord } from '../domain/record'
import type { Vault } from '../bridge/vault'
import { createCatalogue, linksOfChange } from './catalogue'
import { checkRecord, checkRecords } from './check-record'
import { createAttention } from './attention'
import { boardOfNeeds, boardOfWeeks, namedBoard } from './boards'
import { writeBatch } from './commit'
import { type Database, stateKey } from './database'
import { createCopyWatch } from './copy-watch'
import { createCountMemory } from './count-memory'
import type { HeldComparison } from './comparison'
import { createDesk, settingsIn, takeDesk } from './desk'
import { type Mark, parseMark } from './entry-lines'
import { facetQueries, tally } from './facets'
import { anyReferenceTerm } from './finding'
import { createHistoryQueries } from './history-queries'
import type { Matches } from './list-index'
import { withMembers } from './members'
import { createOffice } from './office'
import { condemn, openLedger } from './opening'
import { readRecord, readRecords, recordsWith } from './read-records'
import { readRows } from './read-rows'
import { readThrough } from './read-through'
import { firstPageByIndex } from './page-by-index'
import { findByKey, liveRecords, neighboursOf } from './record-queries'
import { relatedTo } from './related'
import { restoreBatch, takeOver } from './restore'
import { createSecondCopy } from './second-copy'
import { createSentVersions } from './sent-records'
import {
  notOpenName,
  type Facets,
  type ListPage,
  type CopyState,
  type ListQuery,
  type Opening,
  type OpeningProgress,
  type Refused,
  type RestoreResult,
  type ShownRecords,
  type Store,
  type UndoResult,
} from './store'
import { fileReference } from './stored-record'
import { countsOf, monthsOf, shortCount } from './tallies'
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

// What reads characters aloud, and what parses data from outside: large, and not needed to open the ledger.
const alikeness = () => import('../domain/duplicates')
const comparing = () => import('./comparison')

/** The store over one database and its second copy, with all lists answered from memory once they are loaded. */
export const createStore = (
  name: string,
  allRegisters: readonly Register[],
  clock: Clock,
  vault: Vault,
): Store => {
  const registers = new Map(allRegisters.map((register) => [register.name, register]))
  const listeners = new Set<(registers: readonly string[]) => void>()
  const looked = new Map<string, DuplicateIndex>()
  let held: HeldComparison | undefined
  let underWay: object | undefined
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
    const catalogue = createCatalogue(database, registers)
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
    catalogue.put(rows)
    months.forget(changed)
    for (const [register, index] of looked)
      index.put(rows.filter((row) => row.register === register).map(({ record }) => record))
    const isCopied = await copy.add(entry, state)
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
  const flags = async (
    ready: Ready,
    register: Register,
    records: readonly LedgerRecord[],
  ): Promise<ListPage['flags']> => {
    const day = register.flags.length === 0 ? undefined : await dayContext(ready)
    return Object.fromEntries(
      records.flatMap((record) => {
        const ofToday = day === undefined ? [] : flagsOf(register, record.values, day)
        const found = [...ofToday, ...sent.flags(record)]
        return found.length === 0 ? [] : [[record.id, found]]
      }),
    )
  }
  const shownOf = async (ready: Ready, name: string, ids: readonly string[]): Promise<ShownRecords> => {
    const { database, catalogue } = ready
    const register = registerOf(name)
    const stored = await readRecords(
      database,
      ids.map((id) => [name, id]),
    )
    const rows = stored.flatMap((row) => (row?.deleted === 0 ? [row.record] : []))
    return {
      rows,
      names: await catalogue.names(register, rows),
      flags: await flags(ready, register, rows),
    }
  }
  /** What is read of the matches is read at once: the next commit moves them. */
  const ask = async <T>(ready: Ready, query: ListQuery, read: (matches: Matches) => T): Promise<T> => {
    const { catalogue, database } = ready
    const index = needsNames(query)
      ? await catalogue.index(query.register)
      : await catalogue.records(query.register)
    const asked = await withMembers(database, registerOf(query.register), query, index.records, {
      day: () => dayContext(ready),
      sent,
    })
    return read(index.query(asked.query, asked.members))
  }
  /** A whole register is looked through once, and from then on what changes in it. */
  const duplicatesIn = async ({ catalogue }: Ready, register: Register): Promise<DuplicateIndex> => {
    const known = looked.get(register.name)
    if (known !== undefined) return known
    const { indexDuplicates } = await alikeness()
    const index = indexDuplicates(register, (await catalogue.records(register.name)).records())
    looked.set(register.name, index)
    return index
  }
  const prepare = ({ catalogue }: Ready, register: string): void => {
    if (catalogue.isReady(register)) return
    void catalogue.index(register).then(() => announce([register]))
  }

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

    page: async (query, offset, limit) => {
      const ready = await ledger()
      const { database, catalogue } = ready
      const register = registerOf(query.register)
      const shown = async (records: readonly LedgerRecord[]) => ({
        names: await catalogue.names(register, records),
        flags: await flags(ready, register, records),
      })
      if (offset === 0 && !catalogue.isReady(query.register)) {
        const first = await firstPageByIndex(database, register, query, limit)
        if (first !== undefined) {
          const beside = await shown(first.rows)
          prepare(ready, query.register)
          return { ...first, ...beside }
        }
      }
      const page = await ask(ready, query, ({ all, total, sums, slice }) => ({
        all,
        total,
        sums,
        rows: slice(offset, offset + limit),
      }))
      return { ...page, ...(await shown(page.rows)) }
    },
    ids: async (query) =>
      ask(await ledger(), query, ({ total, slice }) => slice(0, total).map(({ id }) => id)),
    get: async (register, id) => {
      const ready = await ledger()
      const { database, catalogue } = ready
      const stored = await readRecord(database, register, id)
      if (stored === undefined) return undefined
      const { record } = stored
      const definition = registerOf(register)
      return {
        record,
        names: await catalogue.names(definition, [record]),
        flags: (await flags(ready, definition, [record]))[id] ?? [],
      }
    },
    getMany: async (register, ids) => {
      const { database } = await ledger()
      const rows = await readRecords(
        database,
        ids.map((id) => [register, id]),
      )
      return rows.flatMap((row) => (row === undefined ? [] : [row.record]))
    },
    facets: async (query, fields) => {
      const ready = await ledger()
      const entries = facetQueries(query, fields).map(async (part) =>
        ask(ready, part.query, ({ total, slice }) => tally(slice(0, total), part.fields)),
      )
      return Object.assign({}, ...(await Promise.all(entries))) as Facets
    },
    shown: async (register, ids) => shownOf(await ledger(), register, ids),
    neighbours: async (query, id) =>
      ask(await ledger(), query, ({ total, slice }) => neighboursOf(slice(0, total), id)),
    // Search and its readings are not needed to open the ledger.
    find: async (request) =>
      (await import('./pick')).find((await ledger()).catalogue, registerOf(request.register), request),
    duplicates: async (name, limit) => {
      const ready = await ledger()
      const { database } = ready
      const register = registerOf(name)
      const apart = new Set(await keptTexts(database, apartKey))
      const [index, { pairKey }] = await Promise.all([duplicatesIn(ready, register), alikeness()])
      const pairs = index.pairs().filter(({ a, b }) => !apart.has(pairKey(a.id, b.id)))
      const shown = pairs.slice(0, limit)
      const { optionsOf } = await import('./pick')
      const options = await optionsOf(
        register,
        shown.flatMap(({ a, b }) => [a, b]),
        ready.catalogue,
        'all',
      )
      const details = Object.fromEntries(options.map(({ id, detail }) => [id, detail]))
      return { total: pairs.length, pairs: shown, details }
    },
    alike: async (name, values, id) => {
      const ready = await ledger()
      const { catalogue, database } = ready
      const register = registerOf(name)
      const apart = new Set(await keptTexts(database, apartKey))
      const { pairKey } = await alikeness()
      const found = (await duplicatesIn(ready, register))
        .alike(values, id)
        .filter(({ b }) => id === undefined || !apart.has(pairKey(b.id, id)))
      const { optionsOf } = await import('./pick')
      const options = await optionsOf(
        register,
        found.map(({ b }) => b),
        catalogue,
        'all',
      )
      return found.flatMap(({ reasons }, index) => {
        const option = options[index]
        return option === undefined ? [] : [{ option, reasons }]
      })
    },
    proposals: async (id, limit) => {
      const { database, catalogue } = await ledger()
      const need = (await readRecord(database, 'needs', id))?.record
      if (need === undefined) return []
      const recordsIn = async (name: string): Promise<readonly LedgerRecord[]> => [
        ...(await catalogue.records(name)).records(),
      ]
      const [experts, teams, achievements, services, needs] = await Promise.all([
        recordsIn('experts'),
        recordsIn('teams'),
        recordsIn('achievements'),
        recordsIn('serviceRecords'),
        recordsIn('needs'),
      ])
      const data = { experts, teams, achievements, services, needs }
      const out = new Set(await keptTexts(database, unsuitableKey(id)))
      // The dictionary of words is not needed to open the ledger.
      const [{ proposalsFor }, { optionsOf }] = await Promise.all([
        import('../domain/matching'),
        import('./pick'),
      ])
      const found = proposalsFor(need, data, out, limit)
      const named = found.map(async (proposal) => {
        const register = registerOf(proposal.register)
        const record = (await catalogue.records(proposal.register)).get(proposal.id)
        const own = record === undefined ? [] : [record]
        const [option] = await optionsOf(register, own, catalogue, 'all')
        return { ...proposal, detail: option?.detail ?? '' }
      })
      return Promise.all(named)
    },
    needBoard: async (query, limits) => {
      const ready = await ledger()
      const day = await dayContext(ready)
      const board = await ask(ready, { ...query, ...byCode }, (matches) => boardOfNeeds(matches, limits, day))
      const cards = board.columns.flatMap((column) => column.cards.map(({ id }) => id))
      return namedBoard(board, await shownOf(ready, query.register, cards))
    },
    weekBoard: async (weeks) => {
      const ready = await ledger()
      const { rules } = await dayContext(ready)
      return boardOfWeeks(ready.catalogue, weeks, { now: clock.now(), rules })
    },
    ruleOut: async (need, id, isOut) => {
      const { database, desk } = await ledger()
      const others = (await keptTexts(database, unsuitableKey(need))).filter((one) => one !== id)
      const value = isOut ? [...others, id] : others
      await database.preferences.put({ key: unsuitableKey(need), value })
      desk.changed()
    },
    tellApart: async (a, b) => {
      const { database, desk } = await ledger()
      const { pairKey } = await alikeness()
      const kept = [...new Set([...(await keptTexts(database, apartKey)), pairKey(a, b)])]
      await database.preferences.put({ key: apartKey, value: kept })
      desk.changed()
      announce([])
    },
    related: async (register, id, most) =>
      relatedTo((await ledger()).database, registers, register, id, most),
    pick: async (request) =>
      (await import('./pick')).pick((await ledger()).catalogue, registerOf(request.register), request),
    all: async (register, district) => liveRecords((await ledger()).database, registerOf(register), district),
    findByKey: async (register, keys) => findByKey((await ledger()).database, register, keys),
    sampleCount: async () => {
      const counts = await countsOf((await ledger()).database, allRegisters, undefined)
      return Object.values(counts).reduce((sum, { samples }) => sum + samples, 0)
    },
    sentFiles: async () => {
      await ledger()
      return sent.files()
    },
    noteSent: async (told) => {
      await ledger()
      sent.note(told)
      announce(allRegisters.filter(({ name }) => name !== 'submissions').map(({ name }) => name))
    },
    attachments: async () => {
      const { database } = await ledger()
      const rows = await recordsWith(database, [anyReferenceTerm(fileReference(''))])
      return rows.flatMap(({ register, record }) => attachmentUses(registerOf(register), record))
    },
    counts: async (district) => countsOf((await ledger()).database, allRegisters, district),
    count: async (query) => {
      const ready = await ledger()
      const short = await shortCount(ready.database, allRegisters, ready.months, query)
      return short ?? ask(ready, { ...query, search: '', ...byCode }, ({ total }) => total)
    },
    monthly: async (register, district) =>
      monthsOf((await ledger()).database, allRegisters, registerOf(register), district),

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
    compare: async (from, onProgress) => {
      const { database } = await ledger()
      const own = {}
      held = undefined
      underWay = own
      const { compare, readState } = await comparing()
      const read = await readState(vault, registers, from, onProgress)
      if (!read.ok) return read.fault
      const desk = from.kind === 'backup' ? await vault.readDesk({ from: 'backup' }) : null
      const found = { ...(await compare(database, registers, read.fold, settingsIn(desk))), from }
      // Whoever asked may have gone meanwhile.
      if (underWay === own) held = found
      return found.view
    },
    compared: async ({ register, kind, offset, limit }) => {
      const { catalogue } = await ledger()
      const all = held?.compared.filter((one) => one.register.name === register && one.kind === kind) ?? []
      const { comparedRow } = await comparing()
      const rows = all.slice(offset, offset + limit).map(comparedRow)
      const links = rows.flatMap(({ fields }) => linksOfChange(registerOf(register), fields))
      return { total: all.length, rows, names: await catalogue.labels(links) }
    },
    restore: async (title) => {
      const ready = await ledger()
      if (held === undefined) throw new Error('Nothing was compared.')
      const now = held
      if (now.view.ledger === 'empty') return takeOverNow(ready, now)
      const size = now.compared.length
      const refused = refusal(ready, size) ?? (await snapshotBefore('restore', size))
      if (refused !== undefined) return refused
      const written = await restoreBatch(ready.database, registers, now, title, await actor(ready))
      if (!written.ok) return written
      held = undefined
      const isCopied = await keep(ready, written)
      return { ok: true, batch: written.entry.batch.id, records: written.rows.length, isCopied }
    },
    forgetCompared: () => {
      held = undefined
      underWay = undefined
      return Promise.resolve()
    },

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

  async function takeOverNow(ready: Ready, now: HeldComparison): Promise<RestoreResult> {
    const { database, catalogue, months, copy, desk, office } = ready
    const taken = await takeOver(database, registers, now, clock.today())
    if (!taken.ok) return taken
    held = undefined
    if (now.from.kind === 'backup') await takeDesk(database, await vault.readDesk({ from: 'backup' }))
    office.forget()
    months.forget(registers.keys())
    const state = await database.state.get(stateKey)
    const isCopied = state === undefined ? false : await copy.catchUp(state)
    await desk.copy()
    for (const register of registers.keys()) await readRows(database, register, (rows) => catalogue.put(rows))
    looked.clear()
    announce([...registers.keys()])
    return { ok: true, batch: undefined, records: now.fold.records().length, isCopied }
  }

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

const apartKey = 'screen:not-duplicates'

const unsuitableKey = (need: string): string => `screen:unsuitable:${need}`

/** A list of texts that was kept, e.g. pairs that were said to be two. */
const keptTexts = async ({ preferences }: Database, key: string): Promise<readonly string[]> => {
  const kept = (await preferences.get(key))?.value
  return Array.isArray(kept) ? kept.filter((pair): pair is string => typeof pair === 'string') : []
}

/** The order for which nothing has to be named. */
const byCode = { sort: { field: 'code', descending: false } }

/** Texts that are searched, and orders by a link, hold the names of what a record links to. */
const needsNames = ({ search, sort }: ListQuery): boolean =>
  search.trim() !== '' || sort.field !== byCode.sort.field

const isOpen = ({ kind }: Opening): boolean => kind === 'sound' || kind === 'rebuilt'

const recordsIn = (mark: Mark | undefined): number | undefined =>
  mark === undefined ? undefined : Object.values(mark.marks).reduce((sum, { count }) => sum + count, 0)
