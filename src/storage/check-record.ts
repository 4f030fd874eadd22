import { errorAt, type Issue, warningAt } from '../domain/issue'
import { linksIn } from '../domain/kinds/all'
import { keyOf } from '../domain/record-keys'
import type { Values } from '../domain/field'
import { labelOf, type Register } from '../domain/register'
import type { LedgerRecord } from '../domain/record'
import { validate } from '../domain/validate'
import type { Database } from './database'
import { keyIn } from './stored-record'

/** Validation with the linked records at hand, and a look at the records that should not agree with this one. */
export const checkRecord = async (
  { records }: Database,
  register: Register,
  values: Values,
  id: string | undefined,
  today: string,
): Promise<readonly Issue[]> => {
  const links = Object.entries(register.fields).flatMap(([name, field]) => linksIn(field, values[name]))
  const rows = await records.bulkGet(
    links.map(({ register: to, id: linkedId }): [string, string] => [to, linkedId]),
  )
  const known = new Map(
    rows.flatMap((row) => (row === undefined ? [] : [[`${row.register}|${row.id}`, row.record] as const])),
  )
  const issues = validate(register, values, {
    today,
    linked: (to, linkedId) => known.get(`${to}|${linkedId}`),
  })
  const twins = await Promise.all(
    (register.unique ?? []).map(async (rule) => ({
      rule,
      twin: await twinOf(records, register, rule.fields, values, id),
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
  fields: readonly string[],
  values: Values,
  id: string | undefined,
): Promise<LedgerRecord | undefined> => {
  const key = keyOf(fields, values)
  if (key === undefined) return undefined
  const rows = await records.where('keys').equals(keyIn(register.name, key)).toArray()
  return rows.find((row) => row.id !== id)?.record
}

const sameAs = (
  register: Register,
  { fields, level }: { readonly fields: readonly string[]; readonly level: 'error' | 'warning' },
  twin: LedgerRecord,
): Issue => {
  const labels = fields.map((field) => register.fields[field]?.label ?? field).join('、')
  const where = `“${labelOf(register, twin)}”（${twin.code}）`
  return level === 'error'
    ? errorAt(fields[0] ?? '', `${labels}与已有的${where}相同，不能重复登记。`)
    : warningAt(fields[0] ?? '', `${labels}与已有的${where}相同，请核对是否重复。`)
}
