import { partsOf } from '../domain/kinds/date'
import { acceptsValue } from '../domain/kinds/all'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Values } from '../domain/field'
import { settle } from '../domain/validate'
import type { Database, StoredBatch, StoredChange, StoredRecord } from './database'
import { newId } from './new-id'
import type { Batch, CommitResult, Operation } from './store'
import { difference } from './difference'
import { referenceTo, toStored } from './stored-record'
import { keepTallies, talliesKey } from './tallies'

/** Who changes something, when and where. */
export interface Actor {
  readonly by: string
  readonly device: string
  readonly district: string
  /** ISO instant and ISO day of it. */
  readonly at: string
  readonly today: string
}

/** What one commit wrote, for the memory that lists are answered from. */
export type Written =
  | { readonly ok: true; readonly rows: readonly StoredRecord[] }
  | Extract<CommitResult, { readonly ok: false }>

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
  const { dexie, records, changes, batches, counters } = database
  try {
    const rows = await dexie.transaction('rw', [records, changes, batches, counters], async () => {
      // Questions and writes that do not need each other's answers are asked at once: each answer takes its time.
      const [stored, codes, tallies] = await Promise.all([
        storedBefore(database, batch.operations),
        nextCodes(database, registers, batch.operations, actor),
        counters.get(talliesKey),
      ])
      const next = batch.operations.map((operation, index) =>
        apply(registers, operation, stored[index], codes[index], actor),
      )
      await refuseIfUsed(database, registers, batch.operations)
      await Promise.all([
        records.bulkPut(next.map(({ row }) => row)),
        changes.bulkAdd(next.map((change) => changeOf(batch.id, actor, change))),
        batches.add(batchEntry(batch, actor)),
        keepTallies(
          database,
          tallies,
          next.map(({ row }, index) => ({ before: stored[index], after: row })),
        ),
      ])
      return next.map(({ row }) => row)
    })
    return { ok: true, rows }
  } catch (error) {
    const refused = reasonOf(error)
    if (refused !== undefined) return refused
    return { ok: false, reason: 'storage', message: storageMessage(error) }
  }
}

const storageMessage = (error: unknown): string => {
  const name = error instanceof Error ? `${error.name} ${error.message}` : ''
  if (name.includes('Quota')) return '磁盘空间不足，没有保存。请清理磁盘后再保存，已填写的内容仍在。'
  return '数据库没有接受这次保存，已填写的内容仍在。请再试一次；若仍不行，请重新启动本程序。'
}

const storedBefore = async (
  database: Database,
  operations: readonly Operation[],
): Promise<readonly (StoredRecord | undefined)[]> =>
  database.records.bulkGet(operations.map(({ register, id }): [string, string] => [register, id]))

interface Applied {
  readonly action: StoredChange['action']
  readonly before: LedgerRecord | undefined
  readonly row: StoredRecord
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
      before: undefined,
      row: toStored(register, created(register, operation, code ?? '', actor), actor.today),
    }
  }
  if (stored?.record.version !== operation.version)
    throw refusal(conflict(stored === undefined ? [] : [stored.record]))
  const before = stored.record
  const touched = { ...before, version: before.version + 1, updatedAt: actor.at, updatedBy: actor.by }
  if (operation.kind === 'delete') {
    return {
      action: 'delete',
      before,
      row: toStored(register, { ...touched, deletedAt: actor.at }, actor.today),
    }
  }
  const values = settled(register, operation.values)
  const after = {
    ...touched,
    ...head(operation),
    deletedAt: null,
    values,
    code: codeAfter(register, values, before.code),
  }
  return {
    action: before.deletedAt === null ? 'update' : 'restore',
    before,
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
  return {
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
  }
}

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
  const clean = settle(register.fields, withState(register, values))
  for (const [name, value] of Object.entries(clean)) {
    const field = register.fields[name]
    if (field === undefined || !acceptsValue(field, value))
      throw new Error(`${register.name}.${name} is not a ${String(field?.kind)}`)
  }
  return clean
}

const withState = ({ lifecycle }: Register, values: Values): Values =>
  lifecycle === undefined || values[lifecycle.field] !== undefined
    ? values
    : { ...values, [lifecycle.field]: lifecycle.initial }

const codeAfter = (register: Register, values: Values, code: string): string => {
  const own = values.code
  return register.codePrefix === undefined && typeof own === 'string' ? own : code
}

/** Business numbers of new records, e.g. FW-500118-2021-0007: prefix, district, year, four digits that only ever grow. */
const nextCodes = async (
  { counters }: Database,
  registers: ReadonlyMap<string, Register>,
  operations: readonly Operation[],
  actor: Actor,
): Promise<readonly (string | undefined)[]> => {
  const series = operations.map((operation) => seriesOf(registers.get(operation.register), operation, actor))
  const keys = [...new Set(series.filter((key) => key !== undefined))]
  const known = await counters.bulkGet(keys)
  const last = new Map(keys.map((key, index) => [key, known[index]?.last ?? 0]))
  const codes = series.map((key) => {
    if (key === undefined) return undefined
    const number = (last.get(key) ?? 0) + 1
    last.set(key, number)
    return `${key}-${String(number).padStart(4, '0')}`
  })
  await counters.bulkPut([...last].map(([key, value]) => ({ key, last: value })))
  return codes
}

const seriesOf = (register: Register | undefined, operation: Operation, actor: Actor): string | undefined => {
  if (operation.kind !== 'create' || register?.codePrefix === undefined) return undefined
  const dated = register.codeYear === undefined ? undefined : operation.values[register.codeYear]
  const year = partsOf(typeof dated === 'string' ? dated : actor.today).year
  return `${register.codePrefix}-${operation.districtCode ?? actor.district}-${String(year)}`
}

/** A record that others link to cannot vanish, unless they go in the same batch. */
const refuseIfUsed = async (
  { records }: Database,
  registers: ReadonlyMap<string, Register>,
  operations: readonly Operation[],
): Promise<void> => {
  const leaving = operations.filter(({ kind }) => kind === 'delete')
  const gone = new Set(leaving.map(({ register, id }) => referenceTo(register, id)))
  if (gone.size === 0) return
  const users = await records
    .where('refs')
    .anyOf([...gone])
    .toArray()
  const staying = users.filter(
    ({ deleted, register, id }) => deleted === 0 && !gone.has(referenceTo(register, id)),
  )
  const first = staying[0]
  if (first === undefined) return
  const title = registers.get(first.register)?.title ?? first.register
  const message = `还有 ${String(staying.length)} 条记录在使用（如${title} ${first.code}），不能删除。请先修改或删除那些记录。`
  throw refusal({ ok: false, reason: 'inUse', message })
}

const batchEntry = (batch: Batch, actor: Actor): StoredBatch => ({
  id: batch.id,
  kind: batch.kind,
  title: batch.title,
  ...(batch.reason === undefined ? {} : { reason: batch.reason }),
  at: actor.at,
  by: actor.by,
  count: batch.operations.length,
})

const changeOf = (batch: string, actor: Actor, { action, before, row }: Applied): StoredChange => ({
  id: newId(),
  at: actor.at,
  by: actor.by,
  device: actor.device,
  batch,
  register: row.register,
  record: row.id,
  action,
  version: row.record.version,
  fields: difference(before, row.record),
})
