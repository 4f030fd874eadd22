import { keyOf, withDistrict } from '../../domain/record-keys'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import type { Values } from '../../domain/field'

/** Live records by key, as the store found them. */
export type KnownRecords = ReadonlyMap<string, readonly LedgerRecord[]>

/**
 * The record that these values (with their district) describe already, by the best key that finds one. A record that a better key tells apart
 * (another credit code, another employer) only shares the name.
 */
export const sameRecord = (
  register: Register,
  values: Values,
  known: KnownRecords,
): LedgerRecord | undefined => {
  if (known.size === 0) return undefined
  for (const [rank, fields] of register.keys.entries()) {
    const key = keyOf(fields, values)
    const records = key === undefined ? [] : (known.get(key) ?? [])
    const better = register.keys.slice(0, rank)
    const found = records.find(
      (record) =>
        !better.some((group) => tellsApart(group, values, withDistrict(record.values, record.districtCode))),
    )
    if (found !== undefined) return found
  }
  return undefined
}

const tellsApart = (fields: readonly string[], values: Values, stored: Values): boolean => {
  const own = keyOf(fields, values)
  const other = keyOf(fields, stored)
  return own !== undefined && other !== undefined && own !== other
}
