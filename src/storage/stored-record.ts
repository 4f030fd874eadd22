import { linksOf } from '../domain/kinds/all'
import { keysOf } from '../domain/record-keys'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Values } from '../domain/field'
import { validate } from '../domain/validate'
import type { StoredRecord } from './database'

export const referenceTo = (register: string, id: string): string => `${register}|${id}`
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
    order: orderOf(register, record),
    keys: live ? [...keysOf(register, values), ...marks].map((key) => keyIn(register.name, key)) : [],
    refs: refsOf(register, values),
    record,
  }
}

const hasGaps = (register: Register, values: Values, today: string): boolean =>
  validate(register, values, { today, linked: () => undefined }).some(({ level }) => level === 'gap')

const refsOf = (register: Register, values: Values): readonly string[] => [
  ...new Set(linksOf(register.fields, values).map(({ register: to, id }) => referenceTo(to, id))),
]

/** Records without a value in the field of order come last in a list that runs down, first in one that runs up. */
const orderOf = (register: Register, record: LedgerRecord): string => {
  const value = register.sort.field === 'code' ? record.code : record.values[register.sort.field]
  return `${typeof value === 'string' ? value : ''}\u0001${record.code}`
}
