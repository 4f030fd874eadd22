import { readFileSync } from 'node:fs'
import type { ChildRow, Field, FieldValue } from '../../../src/domain/field'
import { toWan } from '../../../src/domain/kinds/money'
import type { LedgerRecord } from '../../../src/domain/record'
import type { Register } from '../../../src/domain/register'

/** What a made ledger holds, as test/fixtures/make wrote it down; a field that is not named is not asked about. */
export interface ExpectedLedger {
  readonly register: string
  readonly records: readonly ExpectedRecord[]
  /** What the ledger says of linked records, by register and name. */
  readonly linked?: Readonly<Record<string, Readonly<Record<string, ExpectedRecord>>>>
}
/** `null`: the field stays empty. `remark`: parts of 备注. */
export type ExpectedRecord = Readonly<Record<string, unknown>>

export const madeFolder = new URL('../../fixtures/ledgers/made/', import.meta.url)

export const madeLedgers = (): Readonly<Record<string, ExpectedLedger>> =>
  JSON.parse(readFileSync(new URL('expected.json', madeFolder), 'utf8')) as Readonly<
    Record<string, ExpectedLedger>
  >

/** Names of linked records instead of their ids, 万元 instead of 分: as a person writes it. */
const plainValue = (field: Field, value: FieldValue | undefined, nameOf: (id: string) => string): unknown => {
  if (value === undefined) return null
  if (field.kind === 'money' && typeof value === 'number') return toWan(value)
  if (field.kind === 'link' && typeof value === 'string') return nameOf(value)
  if (field.kind === 'links' && Array.isArray(value)) return (value as readonly string[]).map(nameOf)
  if (field.kind === 'rows' && Array.isArray(value))
    return (value as readonly ChildRow[]).map((row) =>
      Object.fromEntries(
        Object.entries(field.fields).map(([name, child]) => [name, plainValue(child, row[name], nameOf)]),
      ),
    )
  if (typeof value === 'object' && 'qualifier' in value) return [value.value, value.qualifier]
  if (typeof value === 'object' && 'precision' in value) return value.value
  return value
}

/** Every field of a record that is not what was expected. */
export const wrongCells = (
  register: Register,
  record: LedgerRecord | undefined,
  expected: ExpectedRecord,
  nameOf: (id: string) => string,
): readonly string[] =>
  Object.entries(expected).flatMap(([name, wanted]) => {
    if (name === 'remark') {
      const missing = (wanted as readonly string[]).filter((part) => record?.remark?.includes(part) !== true)
      return missing.map((part) => `备注里没有“${part}”`)
    }
    const field = register.fields[name]
    if (field === undefined) return [`没有字段 ${name}`]
    const found = plainValue(field, record?.values[name], nameOf)
    return agrees(wanted, found)
      ? []
      : [`${name}：应为 ${JSON.stringify(wanted)}，得到 ${JSON.stringify(found)}`]
  })

/** Of child rows only what is expected is compared. */
const agrees = (wanted: unknown, found: unknown): boolean => {
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.some(isObject))
    return (
      wanted.length === found.length && wanted.every((row, index) => agrees(row, (found as unknown[])[index]))
    )
  if (isObject(wanted) && isObject(found))
    return Object.entries(wanted).every(([name, value]) => agrees(value, found[name]))
  return JSON.stringify(wanted) === JSON.stringify(found)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
