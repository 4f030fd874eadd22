import { heldCells, isCellField, type PendingCells, readRow, type ReadRow } from '../../../domain/cell-entry'
import { type Values } from '../../../domain/field'
import { errorAt, type Issue } from '../../../domain/issue'
import { keyOf, withDistrict } from '../../../domain/record-keys'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import { settleRecord } from '../../../domain/validate'
import { newId } from '../../../storage/new-id'
import type { CommitResult, Operation, Store } from '../../../storage/store'
import { resolveNames } from './resolve-names'

/** Texts typed or pasted into one row: of a record that is there, or of one to be made. */
export interface TypedRow {
  readonly id: string
  readonly isNew: boolean
  readonly texts: Readonly<Record<string, string>>
}

export interface SaveRequest {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  /** District of records to be made. */
  readonly district: string
  readonly today: string
  /** Values with which a new record begins. */
  readonly initial: Values
  /** Whether a new record may come in with required fields still empty (待补充), as from a file. */
  readonly allowGaps: boolean
  /** Only looks at what is wrong. */
  readonly rehearse?: boolean
  readonly title: (rows: number) => string
  readonly onProgress?: (done: number) => void
  readonly isCancelled?: () => boolean
}

export interface SaveOutcome {
  /** What stays unsaved, by row, with the reasons; a row that is not named is saved. */
  readonly left: ReadonlyMap<string, PendingCells>
  /** Required fields that are missing in the rows that stay, in the order of the form. */
  readonly missing: ReadonlyMap<string, readonly string[]>
  readonly done: CommitResult | undefined
  readonly cancelled: boolean
}

const rowsAtOnce = 100

const calledOff: SaveOutcome = { left: new Map(), missing: new Map(), done: undefined, cancelled: true }

interface Prepared {
  readonly operation: Operation | undefined
  readonly left: PendingCells
  readonly missing: readonly string[]
}

/**
 * Reads, checks and saves typed rows as one batch. A cell that cannot stand keeps its text and gets a reason; the other
 * cells of its row are saved if the record is there already. A record to be made is made when nothing in it is wrong.
 */
export const saveRows = async (request: SaveRequest, rows: readonly TypedRow[]): Promise<SaveOutcome> => {
  const { register, store, onProgress, isCancelled } = request
  const prepared = new Map<string, Prepared>()
  const seen = new Map<string, string>()
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    if (isCancelled?.() === true) return calledOff
    const slice = rows.slice(from, from + rowsAtOnce)
    const stored = await store.getMany(
      register.name,
      slice.flatMap(({ id, isNew }) => (isNew ? [] : [id])),
    )
    const records = new Map(stored.map((record) => [record.id, record]))
    for (const [id, row] of await prepare(request, slice, records, seen)) prepared.set(id, row)
    onProgress?.(Math.min(rows.length, from + rowsAtOnce))
  }
  const outcome = {
    left: new Map(
      [...prepared].flatMap(([id, { left }]) => (Object.keys(left).length === 0 ? [] : [[id, left]])),
    ),
    missing: new Map([...prepared].map(([id, { missing }]) => [id, missing])),
    cancelled: false,
  }
  const operations = [...prepared.values()].flatMap(({ operation }) => operation ?? [])
  if (isCancelled?.() === true) return calledOff
  if (request.rehearse === true || operations.length === 0) return { ...outcome, done: undefined }
  const done = await store.commit({
    id: newId(),
    kind: 'save',
    title: request.title(operations.length),
    operations,
  })
  if (done.ok) return { ...outcome, done }
  // Nothing was written: every text stays where it was typed.
  return {
    ...outcome,
    done,
    left: new Map(
      rows.map(({ id, texts }) => [
        id,
        { ...withReason(texts, done.message), ...(prepared.get(id)?.left ?? {}) },
      ]),
    ),
  }
}

const withReason = (texts: TypedRow['texts'], reason: string): PendingCells =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text, reason }]))

interface Read extends ReadRow {
  readonly row: TypedRow
  readonly record: LedgerRecord | undefined
}

const prepare = async (
  request: SaveRequest,
  rows: readonly TypedRow[],
  records: ReadonlyMap<string, LedgerRecord>,
  seen: Map<string, string>,
): Promise<ReadonlyMap<string, Prepared>> => {
  const { register, registers, store, district, today, initial } = request
  const cells = rows.flatMap(({ texts }) =>
    Object.entries(texts).flatMap(([name, text]) => {
      const field = register.fields[name]
      return isCellField(field) ? [{ field, text }] : []
    }),
  )
  const answersFor = await resolveNames(store, registers, cells, district)
  const year = Number(today.slice(0, 4))
  const read = rows.flatMap((row): readonly Read[] => {
    const record = records.get(row.id)
    // A record that went meanwhile has no cells any more.
    if (record === undefined && !row.isNew) return []
    const before = record?.values ?? initial
    return [{ row, record, ...readRow(register, before, row.texts, year, answersFor) }]
  })
  const settled = read.map(({ values, ...rest }) => ({ ...rest, values: settleRecord(register, values) }))
  const checked = await store.checkMany(
    register.name,
    settled.flatMap(({ row, record, values }) => {
      const head = {
        id: row.id,
        isSample: record?.isSample,
        districtCode: record?.districtCode ?? district,
      }
      return [
        { values, record: head },
        { values: record?.values ?? {}, record: head },
      ]
    }),
  )
  const decided = new Map(
    settled.map((one, index) => {
      const issues = [...(checked[2 * index] ?? []), ...repeatedIn(request, one, seen)]
      const before = one.record === undefined ? [] : (checked[2 * index + 1] ?? [])
      return [one.row.id, decide(request, one, issues, before)]
    }),
  )
  return holdWrongParts(request, settled, decided)
}

/** Of a row that is saved in part the part is looked at once more: alone it may be wrong where the whole was not. */
const holdWrongParts = async (
  { register, store }: SaveRequest,
  read: readonly Read[],
  decided: ReadonlyMap<string, Prepared>,
): Promise<ReadonlyMap<string, Prepared>> => {
  const parts = read.flatMap(({ row, record, changed }) => {
    const one = decided.get(row.id)
    const operation = one?.operation
    const isPart = one !== undefined && changed.some((name) => name in one.left)
    return record === undefined || operation?.kind !== 'update' || !isPart
      ? []
      : [{ row, record, changed, one, values: operation.values }]
  })
  if (parts.length === 0) return decided
  const checked = await store.checkMany(
    register.name,
    parts.flatMap(({ record, values }) => [
      { values: settleRecord(register, values), record },
      { values: record.values, record },
    ]),
  )
  const held = parts.flatMap(({ row, changed, one }, index): readonly (readonly [string, Prepared])[] => {
    const taken = changed.filter((name) => !(name in one.left))
    const reasons = heldCells(taken, checked[2 * index] ?? [], checked[2 * index + 1] ?? [])
    const [reason] = Object.values(reasons)
    if (reason === undefined) return []
    const left: PendingCells = Object.fromEntries(
      taken.map((name) => [name, { text: row.texts[name] ?? '', reason: reasons[name] ?? reason }]),
    )
    return [[row.id, { ...one, operation: undefined, left: { ...one.left, ...left } }]]
  })
  return new Map([...decided, ...held])
}

const decide = (
  request: SaveRequest,
  { row, record, values, changed, bad }: Read,
  issues: readonly Issue[],
  before: readonly Issue[],
): Prepared => {
  const { register, allowGaps } = request
  const counted = allowGaps ? issues.filter(({ level }) => level !== 'gap') : issues
  const missing = counted.filter(({ level }) => level === 'gap').map(({ path }) => path.split('.')[0] ?? path)
  const reasons = heldCells(
    Object.keys(row.texts),
    record === undefined ? withoutGaps(counted) : counted,
    before,
  )
  const stays = (name: string): boolean => name in bad || name in reasons
  const left = Object.fromEntries(
    Object.entries(row.texts).flatMap(([name, text]) =>
      stays(name) ? [[name, bad[name] ?? { text, reason: reasons[name] ?? '' }]] : [],
    ),
  )
  if (record === undefined) {
    const isWhole = Object.keys(left).length === 0 && missing.length === 0
    const nothing = Object.values(row.texts).every((text) => text.trim() === '')
    const create = {
      kind: 'create',
      register: register.name,
      id: row.id,
      values,
      districtCode: request.district,
    } as const
    if (isWhole && !nothing) return { operation: create, left: {}, missing }
    const all = Object.fromEntries(
      Object.entries(row.texts).map(([name, text]) => [name, left[name] ?? { text }]),
    )
    return { operation: undefined, left: all, missing }
  }
  const taken = changed.filter((name) => !stays(name))
  if (taken.length === 0) return { operation: undefined, left, missing }
  const kept = Object.fromEntries(taken.map((name) => [name, values[name]]))
  return {
    left,
    missing,
    operation: {
      kind: 'update',
      register: register.name,
      id: record.id,
      version: record.version,
      values: { ...record.values, ...kept },
    },
  }
}

const withoutGaps = (issues: readonly Issue[]): readonly Issue[] =>
  issues.filter(({ level }) => level !== 'gap')

/** Two rows of one paste must not agree either where two records must not. */
const repeatedIn = (
  { register, district }: SaveRequest,
  { row, record, values }: Read,
  seen: Map<string, string>,
): readonly Issue[] =>
  (register.unique ?? []).flatMap(({ fields, level }) => {
    const key = keyOf(fields, withDistrict(values, record?.districtCode ?? district))
    if (level !== 'error' || key === undefined) return []
    const first = seen.get(key)
    if (first === undefined) seen.set(key, row.id)
    if (first === undefined || first === row.id) return []
    const labels = fields.map((name) => register.fields[name]?.label ?? name).join('、')
    return [errorAt(fields[0] ?? '', `${labels}与同时粘贴的另一行相同。`)]
  })
