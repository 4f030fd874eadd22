import {
  applyChange,
  canTakeBack,
  type Change,
  deletedPart,
  difference,
  partOf,
  revertFields,
  sameValue,
} from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { changesIn } from './change-packs'
import { type Database, inOneStep, type StoredBatch, type StoredRecord } from './database'
import { referenceTerm } from './finding'
import { newId } from './new-id'
import { notWritten } from './not-written'
import { readRecords, recordsWith } from './read-records'
import type { Refused, UndoClash, UndoDecisions } from './store'
import { referenceTo, toStored } from './stored-record'
import { type Actor, type Applied, readStanding, writeEntry, type WrittenEntry } from './write-entry'

export type Undone =
  | ({ readonly ok: true } & WrittenEntry)
  | { readonly ok: false; readonly reason: 'clash'; readonly clashes: readonly UndoClash[] }
  | { readonly ok: false; readonly reason: 'nothing'; readonly message: string }
  | Refused

/**
 * Takes a batch back, field by field: records that it made go to the 回收站, fields that it changed get their values again,
 * whatever else has happened to the records since. Only where the same field was changed again, or a record that was
 * made was changed or came to be used, somebody has to decide. The undoing is a batch of its own and can be taken back.
 */
export const undoBatch = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  batchId: string,
  decisions: UndoDecisions,
  actor: Actor,
): Promise<Undone> => {
  const work = async (): Promise<Undone> => {
    const batch = await database.batches.get(batchId)
    if (batch === undefined) return nothing('没有找到这次操作。')
    if (!canTakeBack(batch.kind)) return nothing('建账时载入的资料不能整批撤销，可以逐条修改或删除。')
    if (batch.undoneBy !== undefined) return nothing('这次操作已经撤销过了。')
    const made = await changesIn(database, batch.seq)
    const stored = await readRecords(
      database,
      made.map(({ register, record }) => [register, record]),
    )
    const plans = made.flatMap((change, index) => planOf(change, batch, stored[index], decisions))
    const changed = plans.flatMap((plan) => plan.clashes)
    const used = await usedClashes(database, plans)
    const undecided = (clash: UndoClash): boolean => decisionOn(clash, decisions) === undefined
    // What is used by others follows from what stays, so it is asked about only once that is known.
    const open = changed.some(undecided) ? changed.filter(undecided) : used.filter(undecided)
    if (open.length > 0) return { ok: false, reason: 'clash', clashes: open }
    const kept = new Set(used.map(({ record }) => record.id))
    const applied = plans
      .filter(({ goes, before }) => !goes || !kept.has(before.id))
      .flatMap((plan) => applyPlan(plan, registers, actor))
    if (applied.length === 0)
      return nothing(
        changed.length + used.length > 0
          ? '各处都已保留，没有改动。'
          : '其中的记录都已是撤销后的样子，没有改动。',
      )
    const input = { id: newId(), ...headOf(batch), undoes: batch.id }
    const written = await writeEntry(database, registers, await readStanding(database), input, applied, actor)
    await noteUndone(database, batch.id)
    return { ok: true, ...written }
  }
  try {
    return await inOneStep(database, work)
  } catch (error) {
    return notWritten(error)
  }
}

const decisionOn = ({ key, kind }: UndoClash, decisions: UndoDecisions): UndoDecisions[string] | undefined =>
  decisions[key] ?? decisions[kind]

const nothing = (message: string): Undone => ({ ok: false, reason: 'nothing', message })

const headOf = ({ kind, title }: StoredBatch): Pick<StoredBatch, 'kind' | 'title'> => {
  if (kind === 'undo') return { kind: 'redo', title: title.replace(/^撤销：/u, '恢复：') }
  return { kind: 'undo', title: `撤销：${kind === 'redo' ? title.replace(/^恢复：/u, '') : title}` }
}

/**
 * Notes whether a batch is taken back: it is as long as any batch that took it back counts, which itself ends when that one
 * is taken back, and so on.
 */
export const noteUndone = async ({ batches }: Pick<Database, 'batches'>, id: string): Promise<void> => {
  const batch = await batches.get(id)
  if (batch === undefined) return
  const undoings = await batches.where('undoes').equals(id).toArray()
  const by = undoings.find(({ undoneBy }) => undoneBy === undefined)?.id
  const { undoneBy: before, ...rest } = batch
  if (by === before) return
  await batches.put(by === undefined ? rest : { ...rest, undoneBy: by })
  if ((by === undefined) !== (before === undefined) && batch.undoes !== undefined)
    await noteUndone({ batches }, batch.undoes)
}

interface Plan {
  readonly register: string
  readonly stored: StoredRecord
  readonly before: LedgerRecord
  readonly change: Change
  /** Fields that get their values again. */
  readonly fields: readonly string[]
  /** Whether the record leaves. */
  readonly goes: boolean
  readonly clashes: readonly UndoClash[]
}

const planOf = (
  change: Change,
  batch: StoredBatch,
  stored: StoredRecord | undefined,
  decisions: UndoDecisions,
): readonly Plan[] => {
  if (stored === undefined) return []
  const before = stored.record
  const plan = { register: change.register, stored, before, change }
  if (change.action === 'create') {
    if (before.deletedAt !== null) return []
    const clash = clashOf(change, before, 'edited', '')
    const made = applyChange(undefined, change, batch)
    const edited = Object.keys(difference(made, before)).length > 0
    const goes = !edited || decisionOn(clash, decisions) === 'undo'
    return [{ ...plan, fields: [], goes, clashes: edited ? [clash] : [] }]
  }
  const names = Object.keys(change.fields).filter((name) => {
    const [was] = change.fields[name] ?? []
    return !sameValue(partOf(before, name), was)
  })
  const clashes = names
    .filter((name) => !sameValue(partOf(before, name), change.fields[name]?.[1]))
    .map((name) => clashOf(change, before, 'field', name))
  const left = new Set(
    clashes.filter((clash) => decisionOn(clash, decisions) !== 'undo').map(({ field }) => field),
  )
  const fields = names.filter((name) => !left.has(name))
  const goes = fields.includes(deletedPart) && before.deletedAt === null
  return [{ ...plan, fields, goes, clashes }]
}

const clashOf = (change: Change, record: LedgerRecord, kind: UndoClash['kind'], field: string): UndoClash => {
  const [before, after] = change.fields[field] ?? []
  return {
    key: `${kind} ${change.register} ${record.id} ${field}`,
    kind,
    register: change.register,
    record,
    field,
    before,
    after,
    now: field === '' ? undefined : partOf(record, field),
  }
}

/** Records that would go although a record that stays links to them. */
const usedClashes = async (database: Database, plans: readonly Plan[]): Promise<readonly UndoClash[]> => {
  const going = new Map(
    plans.filter(({ goes }) => goes).map((plan) => [referenceTo(plan.register, plan.before.id), plan]),
  )
  const users = await recordsWith(database, [...going.keys()].map(referenceTerm))
  const staying = users.filter(({ deleted }) => deleted === 0)
  const kept: Plan[] = []
  // What stays keeps what it links to, and so on.
  for (;;) {
    const needed = staying
      .filter(({ register, id }) => !going.has(referenceTo(register, id)))
      .flatMap(({ refs }) => refs.flatMap((reference) => going.get(reference) ?? []))
    if (needed.length === 0) break
    for (const plan of new Set(needed)) {
      going.delete(referenceTo(plan.register, plan.before.id))
      kept.push(plan)
    }
  }
  return kept.map(({ change, before }) => clashOf(change, before, 'used', ''))
}

const applyPlan = (
  { register: name, stored, before, change, fields, goes }: Plan,
  registers: ReadonlyMap<string, Register>,
  { at, by, today }: Actor,
): readonly Applied[] => {
  const register = registers.get(name)
  if (register === undefined || (!goes && fields.length === 0)) return []
  const reverted = change.action === 'create' ? before : revertFields(before, change, fields)
  const deletedAt = goes ? at : reverted.deletedAt
  const after = { ...reverted, deletedAt, version: before.version + 1, updatedAt: at, updatedBy: by }
  const row = toStored(register, after, today)
  const restored = before.deletedAt !== null && deletedAt === null
  return [{ action: goes ? 'delete' : restored ? 'restore' : 'update', stored, row }]
}
