import { districtEntry } from '../domain/district-entry'
import { errorAt, type Issue, warningAt } from '../domain/issue'
import { linksOf } from '../domain/kinds/all'
import { keyField, keyLabel, keyOf, withDistrict } from '../domain/record-keys'
import { holds, type Values } from '../domain/field'
import { labelOf, type Register } from '../domain/register'
import type { DayContext, LedgerRecord } from '../domain/record'
import { validate } from '../domain/validate'
import type { Database } from './database'
import type { CheckedRecord } from './store'
import { keyIn } from './stored-record'

/** Validation with the linked records at hand, and a look at the records that should not agree with this one. */
export const checkRecord = async (
  { records }: Database,
  register: Register,
  values: Values,
  record: CheckedRecord,
  day: DayContext,
): Promise<readonly Issue[]> => {
  const links = linksOf(register.fields, values)
  const rows = await records.bulkGet(
    links.map(({ register: to, id: linkedId }): [string, string] => [to, linkedId]),
  )
  const known = new Map(
    rows.flatMap((row) => (row === undefined ? [] : [[`${row.register}|${row.id}`, row.record] as const])),
  )
  const district = await records.where('[register+code]').equals(['districts', record.districtCode]).first()
  const issues = validate(register, values, {
    ...day,
    district: district === undefined ? undefined : districtEntry(district.record),
    linked: (to, linkedId) => known.get(`${to}|${linkedId}`),
    // What links to a record counts when it takes a step, not when it is saved.
    linking: () => [],
  })
  const twins = await Promise.all(
    (register.unique ?? []).map(async (rule) => ({
      rule,
      twin: holds(rule.among, values) ? await twinOf(records, register, rule, values, record) : undefined,
    })),
  )
  return [
    ...issues,
    ...twins.flatMap(({ rule, twin }) => (twin === undefined ? [] : [sameAs(register, rule, twin)])),
  ]
}

const twinOf = async (
  records: Database['records'],
  register: Register,
  { fields, among }: NonNullable<Register['unique']>[number],
  values: Values,
  { id, isSample = false, districtCode }: CheckedRecord,
): Promise<LedgerRecord | undefined> => {
  const key = keyOf(fields, withDistrict(values, districtCode))
  if (key === undefined) return undefined
  const rows = await records.where('keys').equals(keyIn(register.name, key)).toArray()
  return rows
    .map(({ record }) => record)
    .find((twin) => twin.id !== id && twin.isSample === isSample && holds(among, twin.values))
}

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
