import type { LedgerRecord } from '../domain/record'
import type { Values } from '../domain/field'
import type { StoredChange } from './database'

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

/** What changed between two states of a record, field by field. */
export const difference = (before: LedgerRecord | undefined, after: LedgerRecord): StoredChange['fields'] => {
  const names = new Set([...Object.keys(before?.values ?? {}), ...Object.keys(after.values)])
  const fields = [...names].map((name) => [name, before?.values[name], after.values[name]] as const)
  const head = headParts.map((name) => [`@${name}`, before?.[name], after[name]] as const)
  return Object.fromEntries(
    [...fields, ...head]
      .filter(([, was, is]) => !same(was, is))
      .map(([name, was, is]) => [name, [was, is] as const]),
  )
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The record as it was before a change, from the record as it is. */
export const revert = (record: LedgerRecord, fields: StoredChange['fields']): LedgerRecord => {
  const values: Record<string, unknown> = { ...record.values }
  const head: Record<string, unknown> = { ...record }
  for (const [name, [before]] of Object.entries(fields)) {
    const target = name.startsWith('@') ? head : values
    const key = name.startsWith('@') ? name.slice(1) : name
    if (before === undefined) Reflect.deleteProperty(target, key)
    else target[key] = before
  }
  // Every part was read from a record of the same register; only their places were taken apart.
  return { ...(head as unknown as LedgerRecord), values: values as Values }
}
