import { acceptsValue } from './kinds/all'
import type { LedgerRecord } from './record'
import type { Register } from './register'

const texts = ['id', 'code', 'districtCode', 'confidentiality', 'createdAt', 'createdBy']

/** Whether what came from outside can be stored as a record of the register: its head and every field as records here have them. */
export const isSoundRecord = (register: Register, record: unknown): record is LedgerRecord => {
  if (typeof record !== 'object' || record === null) return false
  const head = new Map<string, unknown>(Object.entries(record))
  if (texts.some((name) => typeof head.get(name) !== 'string')) return false
  if (typeof head.get('isSample') !== 'boolean') return false
  const deletedAt = head.get('deletedAt')
  if (deletedAt !== null && typeof deletedAt !== 'string') return false
  const values = head.get('values')
  if (typeof values !== 'object' || values === null) return false
  return Object.entries(values).every(([name, value]) => {
    const field = Object.hasOwn(register.fields, name) ? register.fields[name] : undefined
    return field !== undefined && acceptsValue(field, value)
  })
}
