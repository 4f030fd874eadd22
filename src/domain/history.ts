import type { Field, Values } from './field'
import { confidentialities, type LedgerRecord } from './record'
import type { Register } from './register'

/**
 * The history of the records: every action of the user is a batch, every record that it touches one change. The changes
 * of all batches, in order, make the records; so the list of them is a second copy of the data.
 */
export interface Change {
  readonly id: string
  readonly register: string
  readonly record: string
  readonly action: 'create' | 'update' | 'delete' | 'restore'
  /** The version that the record had afterwards. */
  readonly version: number
  /** By field, what it was and what it became; parts of the head are named `@districtCode`. Empty is `undefined`. */
  readonly fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>
}

/** `setup`: what a new ledger begins with. `undo` takes a batch back, `redo` takes an undoing back. */
export type BatchKind =
  | 'setup'
  | 'save'
  | 'step'
  | 'delete'
  | 'restore'
  | 'import'
  | 'merge'
  | 'sample'
  | 'undo'
  | 'redo'
  | 'backup'

/** What a ledger begins with stays; records of it can be changed one by one. */
export const canTakeBack = (kind: BatchKind): boolean => kind !== 'setup'

export interface BatchHead {
  readonly id: string
  /** Counts the batches of one ledger, from 1, without a gap. */
  readonly seq: number
  readonly kind: BatchKind
  readonly title: string
  readonly reason?: string
  /** ISO instant. */
  readonly at: string
  readonly by: string
  /** Id of the computer. */
  readonly device: string
  /** Changes in it. */
  readonly count: number
  /** Id of the batch that this one takes back. */
  readonly undoes?: string
}

/** One batch with its changes. */
export interface Entry {
  readonly batch: BatchHead
  readonly changes: readonly Change[]
}

/** Parts of the head that a user can change; in a change they stand as `@districtCode` beside the fields. */
const headParts = [
  'code',
  'districtCode',
  'confidentiality',
  'sourceNote',
  'remark',
  'isSample',
  'deletedAt',
] as const

/** What a record keeps that was made in another ledger, and comes from a backup of that. */
const originParts = ['createdAt', 'createdBy'] as const

const isFromElsewhere = ({ createdAt, createdBy, updatedAt, updatedBy }: LedgerRecord): boolean =>
  createdAt !== updatedAt || createdBy !== updatedBy

const headPrefix = '@'

/** The parts of the head as if they were fields, to be shown like these. */
const headFields: Readonly<Record<string, Field>> = {
  '@code': { kind: 'text', label: '编号' },
  '@districtCode': { kind: 'link', label: '所属地区', to: 'districts' },
  '@confidentiality': {
    kind: 'choice',
    label: '公开范围',
    options: confidentialities.map((value) => ({ value })),
  },
  '@sourceNote': { kind: 'text', label: '数据来源说明' },
  '@remark': { kind: 'text', label: '备注' },
  '@isSample': { kind: 'yesNo', label: '示例' },
  '@createdAt': { kind: 'text', label: '新建时间' },
  '@createdBy': { kind: 'text', label: '新建人' },
}

/** The field that a change names; undefined for one that the register has no more, and for `deletedPart`. */
export const changedField = ({ fields }: Register, name: string): Field | undefined =>
  name.startsWith(headPrefix) ? headFields[name] : fields[name]

/** Whether the record lies in the 回收站, as a change names it: null, or the ISO instant of the deletion. */
export const deletedPart = '@deletedAt'

/** What changed between two states of a record, field by field. */
export const difference = (before: LedgerRecord | undefined, after: LedgerRecord): Change['fields'] => {
  const fields: Record<string, readonly [before: unknown, after: unknown]> = {}
  const note = (name: string, was: unknown, is: unknown): void => {
    if (!sameValue(was, is)) fields[name] = [was, is]
  }
  const names = [...Object.keys(before?.values ?? {}), ...Object.keys(after.values)]
  for (const name of before === undefined ? names : new Set(names))
    note(name, before?.values[name], after.values[name])
  const parts = before === undefined && isFromElsewhere(after) ? [...headParts, ...originParts] : headParts
  for (const name of parts) note(headPrefix + name, before?.[name], after[name])
  return fields
}

/** Whether two values of a field say the same, in whichever order their parts were written. */
export const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonical(a) === canonical(b))

/** The record after a change, from the one before it; `undefined` before it was made. */
export const applyChange = (
  before: LedgerRecord | undefined,
  { record, version, fields }: Change,
  { at, by }: Pick<BatchHead, 'at' | 'by'>,
): LedgerRecord => {
  const bare = { id: record, createdAt: at, createdBy: by, values: {} }
  const parts = Object.entries(fields).map(([name, [, after]]) => [name, after] as const)
  const { values, ...head } = withParts(before ?? bare, parts)
  // A creation sets every part of the head, and each part was read from a record.
  return { ...head, updatedAt: at, updatedBy: by, version, values } as LedgerRecord
}

/** The record with some of the fields of a change as they were before it. */
export const revertFields = (
  record: LedgerRecord,
  { fields }: Pick<Change, 'fields'>,
  names: readonly string[] = Object.keys(fields),
): LedgerRecord =>
  withParts(
    record,
    names.map((name) => [name, fields[name]?.[0]] as const),
  ) as LedgerRecord

/** The value of a field, or of a part of the head, as a change names it. */
export const partOf = (record: LedgerRecord, name: string): unknown =>
  name.startsWith(headPrefix) ? Reflect.get(record, name.slice(headPrefix.length)) : record.values[name]

interface Parts {
  readonly values: Values
}

const withParts = (record: Parts, parts: readonly (readonly [name: string, value: unknown])[]): Parts => {
  const values: Record<string, unknown> = { ...record.values }
  const head: Record<string, unknown> = { ...record }
  for (const [name, value] of parts) {
    const target = name.startsWith(headPrefix) ? head : values
    const key = name.startsWith(headPrefix) ? name.slice(headPrefix.length) : name
    if (value === undefined) Reflect.deleteProperty(target, key)
    else target[key] = value
  }
  return { ...head, values: values as Values }
}

/** JSON with the names of every object in order, so that equal things are equal texts. */
export const canonical = (value: unknown): string => {
  if (value === undefined || value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  const copy = inOrder(value)
  return copy === undefined ? spelledOut(value) : JSON.stringify(copy)
}

/**
 * A copy with the names in order, to be written at once: that takes half the time. Undefined where names are no names of an
 * object: numbers go before all others there, whatever their order.
 */
const inOrder = (value: object): object | undefined => {
  if (Array.isArray(value)) {
    const parts = (value as readonly unknown[]).map(partInOrder)
    return parts.includes(unordered) ? undefined : parts
  }
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(value).sort()) {
    const part = partInOrder((value as Readonly<Record<string, unknown>>)[name])
    if (part === unordered || isDigit(name.charCodeAt(0)) || name === '__proto__') return undefined
    copy[name] = part
  }
  return copy
}

const unordered = Symbol('unordered')
const partInOrder = (part: unknown): unknown =>
  typeof part === 'object' && part !== null ? (inOrder(part) ?? unordered) : part

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

const spelledOut = (value: object): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  let text = ''
  for (const name of Object.keys(value).sort()) {
    const part = (value as Readonly<Record<string, unknown>>)[name]
    if (part !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(part)}`
  }
  return `{${text}}`
}

/**
 * How many records a register has, deleted ones too, and a hash over what they say: the sum (modulo 2³² twice) of the
 * hashes of all of them, so that one more or less is added or taken away without reading the others. It tells apart
 * accidents, not forgers.
 */
export interface RegisterMark {
  readonly count: number
  readonly hash: readonly [high: number, low: number]
}

export type Marks = Readonly<Record<string, RegisterMark>>

const nothing: RegisterMark = { count: 0, hash: [0, 0] }

/** The marks after records became others; `before` is undefined for one that is new. */
export const withRecords = (
  marks: Marks,
  changed: readonly {
    readonly register: string
    readonly before: LedgerRecord | undefined
    readonly after: LedgerRecord
  }[],
): Marks => {
  const sums = new Map<string, { count: number; high: number; low: number }>()
  for (const { register, before, after } of changed) {
    const { count, hash } = marks[register] ?? nothing
    const sum = sums.get(register) ?? { count, high: hash[0], low: hash[1] }
    sums.set(register, sum)
    const [plusHigh, plusLow] = hashOf(after)
    const [minusHigh, minusLow] = before === undefined ? [0, 0] : hashOf(before)
    if (before === undefined) sum.count += 1
    sum.high = (sum.high + plusHigh - minusHigh) >>> 0
    sum.low = (sum.low + plusLow - minusLow) >>> 0
  }
  const summed = Array.from(sums, ([register, { count, high, low }]): [string, RegisterMark] => [
    register,
    { count, hash: [high, low] },
  ])
  return { ...marks, ...Object.fromEntries(summed) }
}

export const sameMarks = (a: Marks, b: Marks): boolean => canonical(a) === canonical(b)

/** Two 32-bit hashes of all that a record says (the mixing steps are those of MurmurHash3). */
const hashOf = (record: LedgerRecord): readonly [high: number, low: number] => {
  const text = canonical(record)
  let high = 0x9747_b28c
  let low = 0x3c6e_f372
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0xcc9e_2d51)
    low = Math.imul(low ^ code, 0x1b87_3593)
    high = (high << 13) | (high >>> 19)
    low = (low << 15) | (low >>> 17)
  }
  return [mixed(high ^ text.length), mixed(low ^ high)]
}

const mixed = (hash: number): number => {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2_ae35)
  return (second ^ (second >>> 16)) >>> 0
}
