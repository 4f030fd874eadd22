import { attachmentsOf, linksOf } from '../domain/kinds/all'
import { keysOf } from '../domain/record-keys'
import { aloneOn, type LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Values } from '../domain/field'
import { validate } from '../domain/validate'
import type { StoredRecord } from './database'

export const referenceTo = (register: string, id: string): string => `${register}|${id}`
/** Stands among the references of a record for each file that it has: `#file|hash`. */
export const fileReference = (hash: string): string => `#file|${hash}`
/** Register and id of the record that a reference is to; undefined for one to a file. */
export const placeOfReference = (reference: string): readonly [register: string, id: string] | undefined => {
  const at = reference.indexOf('|')
  return reference.startsWith(fileReference(''))
    ? undefined
    : [reference.slice(0, at), reference.slice(at + 1)]
}
export const keyIn = (register: string, key: string): string => `${register}|${key}`
export const sampleMark = '#sample'
export const gapMark = '#gap'

/** The record with all that it is found by. */
export const toStored = (register: Register, record: LedgerRecord, today: string): StoredRecord => {
  const { values } = record
  const marks = [
    ...(record.isSample ? [sampleMark] : []),
    ...(hasGaps(register, values, today) ? [gapMark] : []),
  ]
  const live = record.deletedAt === null
  return {
    register: register.name,
    id: record.id,
    code: record.code,
    district: record.districtCode,
    deleted: live ? 0 : 1,
    order: live ? orderOf(register, record) : trashOrder(record),
    keys: live ? [...keysOf(register, record), ...marks].map((key) => keyIn(register.name, key)) : [],
    refs: [...refsOf(register, values), ...filesOf(register, values)],
    record,
  }
}

const hasGaps = (register: Register, values: Values, today: string): boolean =>
  validate(register, values, aloneOn(today)).some(({ level }) => level === 'gap')

const refsOf = (register: Register, values: Values): readonly string[] => [
  ...new Set(linksOf(register.fields, values).map(({ register: to, id }) => referenceTo(to, id))),
]

/** The 回收站 runs by the time of deletion. */
export const trashOrder = ({ deletedAt, code }: Pick<LedgerRecord, 'deletedAt' | 'code'>): string =>
  `${deletedAt ?? ''}\u0001${code}`

const filesOf = (register: Register, values: Values): readonly string[] => [
  ...new Set(attachmentsOf(register.fields, values).map(({ hash }) => fileReference(hash))),
]

/** Records without a value in the field of order come last in a list that runs down, first in one that runs up. */
const orderOf = (register: Register, record: LedgerRecord): string => {
  const value = register.sort.field === 'code' ? record.code : record.values[register.sort.field]
  const text = typeof value === 'object' && 'precision' in value ? value.value : value
  return `${typeof text === 'string' ? text : ''}\u0001${record.code}`
}
