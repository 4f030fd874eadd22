import { districtEntry } from '../domain/district-entry'
import { errorAt, type Issue, warningAt } from '../domain/issue'
import { linksOf } from '../domain/kinds/all'
import { keyField, keyLabel, keyOf, withDistrict } from '../domain/record-keys'
import { holds, type Values } from '../domain/field'
import { labelOf, type Register } from '../domain/register'
import type { DayContext, LedgerRecord } from '../domain/record'
import { validate } from '../domain/validate'
import type { Database } from './database'
import { keyTerm } from './finding'
import { readRecords, recordsWith } from './read-records'
import { findByKey } from './record-queries'
import type { CheckedRecord } from './store'
import { keyIn } from './stored-record'

/** Validation with the linked records at hand, and a look at the records that should not agree with this one. */
export const checkRecord = async (
  database: Database,
  register: Register,
  values: Values,
  record: CheckedRecord,
  day: DayContext,
): Promise<readonly Issue[]> => (await checkRecords(database, register, [{ values, record }], day))[0] ?? []

export interface CheckedRow {
  readonly values: Values
  readonly record: CheckedRecord
}

/** The same for many records: what lies around all of them is read at once. */
export const checkRecords = async (
  database: Database,
  register: Register,
  rows: readonly CheckedRow[],
  day: DayContext,
): Promise<readonly (readonly Issue[])[]> => {
  const rules = register.unique ?? []
  const links = rows.flatMap(({ values }) => linksOf(register.fields, values))
  const codes = [...new Set(rows.map(({ record }) => record.districtCode))]
  const keys = rows.flatMap(({ values, record }) =>
    rules.flatMap(({ fields }) => keyOf(fields, withDistrict(values, record.districtCode)) ?? []),
  )
  const [linked, districts, alike] = await Promise.all([
    readRecords(
      database,
      links.map(({ register: to, id }) => [to, id]),
    ),
    findByKey(
      database,
      'districts',
      codes.flatMap((code) => keyOf(['code'], { code }) ?? []),
    ),
    keys.length === 0
      ? []
      : recordsWith(
          database,
          keys.map((key) => keyTerm(keyIn(register.name, key))),
        ),
  ])
  const known = new Map(
    linked.flatMap((row) => (row === undefined ? [] : [[`${row.register}|${row.id}`, row.record] as const])),
  )
  const entries = new Map(
    [...districts.values()].flat().map((record) => [record.code, districtEntry(record)]),
  )
  const twins = new Map<string, LedgerRecord[]>()
  for (const row of alike) for (const key of row.keys) twins.set(key, [...(twins.get(key) ?? []), row.record])
  return rows.map(({ values, record }) => [
    ...validate(register, values, {
      ...day,
      district: entries.get(record.districtCode),
      linked: (to, linkedId) => known.get(`${to}|${linkedId}`),
      // What links to a record counts when it takes a step, not when it is saved.
      linking: () => [],
    }),
    ...rules.flatMap((rule) => {
      const key = holds(rule.among, values)
        ? keyOf(rule.fields, withDistrict(values, record.districtCode))
        : undefined
      const found = key === undefined ? [] : (twins.get(keyIn(register.name, key)) ?? [])
      const twin = found.find((one) => isTwin(rule, one, record))
      return twin === undefined ? [] : [sameAs(register, rule, twin)]
    }),
  ])
}

const isTwin = (
  { among }: NonNullable<Register['unique']>[number],
  twin: LedgerRecord,
  { id, isSample = false }: CheckedRecord,
): boolean => twin.id !== id && twin.isSample === isSample && holds(among, twin.values)

const sameAs = (
  register: Register,
  { fields, level }: { readonly fields: readonly string[]; readonly level: 'error' | 'warning' },
  twin: LedgerRecord,
): Issue => {
  const labels = keyLabel(register, fields)
  const where = `“${labelOf(register, twin)}”（${twin.code}）`
  return level === 'error'
    ? errorAt(keyField(fields), `${labels}与已有的${where}相同，不能重复登记。`)
    : warningAt(keyField(fields), `${labels}与已有的${where}相同，请核对是否重复。`)
}
