import { keepsEvents } from '../domain/events'
import { acceptsValue } from '../domain/kinds/all'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { rowsOf, type Values } from '../domain/field'
import { settleRecord } from '../domain/validate'
import { type Database, inOneStep, placeOf, type StoredRecord } from './database'
import { referenceTerm } from './finding'
import { notWritten } from './not-written'
import { nextCodes } from './numbering'
import { recordsWith } from './read-records'
import { itemsOn, type Page, pagesOf } from './sorted-pages'
import type { Batch, CommitResult, Operation } from './store'
import { referenceTo, toStored } from './stored-record'
import { type Actor, type Applied, readStanding, writeEntry, type WrittenEntry } from './write-entry'

export type Written = ({ readonly ok: true } & WrittenEntry) | Extract<CommitResult, { readonly ok: false }>

/** Ends the transaction without a trace and carries the reason out. */
const refusal = (reason: Extract<CommitResult, { readonly ok: false }>): Error =>
  Object.assign(new Error('refused'), { reason })

const reasonOf = (error: unknown): Extract<CommitResult, { readonly ok: false }> | undefined => {
  if (typeof error !== 'object' || error === null) return undefined
  if ('reason' in error) return error.reason as Extract<CommitResult, { readonly ok: false }>
  return undefined
}

/**
 * Writes one batch: records, their changes and the batch in a single strict transaction; all of it or nothing.
 * A version that is not the expected one, or a record that others still use, refuses the whole.
 */
export const writeBatch = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  batch: Batch,
  actor: Actor,
): Promise<Written> => {
  try {
    return await inOneStep(database, async () => {
      // What does not need each other's answers is asked at once, and written at once: each answer takes its time.
      const [pages, next, standing] = await Promise.all([
        pagesOf(database.records, placesOf(batch.operations)),
        nextCodes(database, registers, batch.operations, actor),
        readStanding(database),
      ])
      const stored = storedBefore(database, pages, batch.operations)
      const applied = batch.operations.map((operation, index) =>
        apply(registers, operation, stored[index], next.codes[index], actor),
      )
      await refuseIfUsed(database, registers, batch.operations, applied)
      const { operations: _operations, ...input } = batch
      const [written] = await Promise.all([
        writeEntry(database, registers, standing, input, applied, actor, pages),
        database.counters.bulkPut([...next.counters]),
      ])
      return { ok: true as const, ...written }
    })
  } catch (error) {
    const refused = reasonOf(error)
    if (refused !== undefined) return refused
    return notWritten(error)
  }
}

const placesOf = (operations: readonly Operation[]): readonly string[] =>
  operations.map(({ register, id }) => placeOf(register, id))

/** The records as they are: of those that are about to be made there is none, as a rule. */
const storedBefore = (
  { records }: Database,
  pages: readonly Page<StoredRecord>[],
  operations: readonly Operation[],
): readonly (StoredRecord | undefined)[] => {
  const places = placesOf(operations)
  if (new Set(places).size !== places.length) throw new Error('A batch touches a record once.')
  const found = itemsOn(records, pages, places)
  return places.map((place) => found.get(place))
}

const apply = (
  registers: ReadonlyMap<string, Register>,
  operation: Operation,
  stored: StoredRecord | undefined,
  code: string | undefined,
  actor: Actor,
): Applied => {
  const register = registers.get(operation.register)
  if (register === undefined) throw new Error(`No register ${operation.register}`)
  if (operation.kind === 'create') {
    if (stored !== undefined) throw refusal(conflict([stored.record]))
    return {
      action: 'create',
      stored: undefined,
      row: toStored(register, created(register, operation, code ?? '', actor), actor.today),
    }
  }
  if (stored?.record.version !== operation.version)
    throw refusal(conflict(stored === undefined ? [] : [stored.record]))
  const before = stored.record
  const touched = { ...before, version: before.version + 1, updatedAt: actor.at, updatedBy: actor.by }
  if (operation.kind !== 'update') {
    const deletedAt = operation.kind === 'delete' ? actor.at : null
    const row = toStored(register, { ...touched, deletedAt }, actor.today)
    return { action: operation.kind, stored, row }
  }
  const values = settled(register, operation.values)
  refuseLostEvents(register, before.values, values)
  const after = withoutEmptyNotes({
    ...touched,
    ...head(operation),
    deletedAt: null,
    values,
    code: codeAfter(register, values, before.code),
  })
  return {
    action: before.deletedAt === null ? 'update' : 'restore',
    stored,
    row: toStored(register, after, actor.today),
  }
}

const conflict = (stored: readonly LedgerRecord[]): Extract<CommitResult, { readonly ok: false }> => ({
  ok: false,
  reason: 'conflict',
  message: '这条记录在别处刚被修改或删除，没有保存。请核对两个版本后再保存。',
  stored,
})

const created = (
  register: Register,
  operation: Extract<Operation, { kind: 'create' }>,
  code: string,
  actor: Actor,
): LedgerRecord => {
  const values = settled(register, operation.values)
  return withoutEmptyNotes({
    id: operation.id,
    code: codeAfter(register, values, code),
    districtCode: operation.districtCode ?? actor.district,
    confidentiality: operation.confidentiality ?? '内部',
    ...head(operation),
    isSample: operation.isSample ?? false,
    createdAt: actor.at,
    createdBy: actor.by,
    updatedAt: actor.at,
    updatedBy: actor.by,
    version: 1,
    deletedAt: null,
    values,
  })
}

/** An empty note is none, as with every other field. */
const withoutEmptyNotes = ({ sourceNote = '', remark = '', ...rest }: LedgerRecord): LedgerRecord => ({
  ...rest,
  ...(sourceNote === '' ? {} : { sourceNote }),
  ...(remark === '' ? {} : { remark }),
})

const head = ({
  districtCode,
  confidentiality,
  sourceNote,
  remark,
}: Extract<Operation, { kind: 'create' | 'update' }>): Partial<LedgerRecord> => ({
  ...(districtCode === undefined ? {} : { districtCode }),
  ...(confidentiality === undefined ? {} : { confidentiality }),
  ...(sourceNote === undefined ? {} : { sourceNote }),
  ...(remark === undefined ? {} : { remark }),
})

/** Only declared fields, each in its own shape; anything else is a broken promise of the caller. */
const settled = (register: Register, values: Values): Values => {
  const clean = settleRecord(register, withState(register, values))
  for (const [name, value] of Object.entries(clean)) {
    const field = register.fields[name]
    if (field === undefined || !acceptsValue(field, value))
      throw new Error(`${register.name}.${name} is not a ${String(field?.kind)}`)
  }
  return clean
}

/** Steps that were taken stay; whoever saves without them holds an old record in hand. */
const refuseLostEvents = ({ name, lifecycle }: Register, before: Values, after: Values): void => {
  const { events } = lifecycle ?? {}
  if (events !== undefined && !keepsEvents(rowsOf(before, events), rowsOf(after, events)))
    throw new Error(`${name}.${events} lost an event`)
}

const withState = ({ lifecycle }: Register, values: Values): Values =>
  lifecycle === undefined || values[lifecycle.field] !== undefined
    ? values
    : { ...values, [lifecycle.field]: lifecycle.initial }

const codeAfter = (register: Register, values: Values, code: string): string => {
  const own = values.code
  return register.codePrefix === undefined && typeof own === 'string' ? own : code
}

/** A record that others link to cannot vanish, unless they go, or link elsewhere, in the same batch. */
const refuseIfUsed = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  operations: readonly Operation[],
  applied: readonly Applied[],
): Promise<void> => {
  const leaving = operations.filter(({ kind }) => kind === 'delete')
  const gone = new Set(leaving.map(({ register, id }) => referenceTo(register, id)))
  if (gone.size === 0) return
  const users = await recordsWith(database, [...gone].map(referenceTerm))
  const after = new Map(applied.map(({ row }) => [referenceTo(row.register, row.id), row]))
  const staying = users
    .map((user) => after.get(referenceTo(user.register, user.id)) ?? user)
    .filter(({ deleted, refs }) => deleted === 0 && refs.some((reference) => gone.has(reference)))
  const first = staying[0]
  if (first === undefined) return
  const title = registers.get(first.register)?.title ?? first.register
  const message = `还有 ${String(staying.length)} 条记录在使用（如${title} ${first.code}），不能删除。请先修改或删除那些记录。`
  throw refusal({ ok: false, reason: 'inUse', message })
}
