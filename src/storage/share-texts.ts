import type { Field, FieldValue } from '../domain/field'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'

const sharedKinds: ReadonlySet<Field['kind']> = new Set(['date', 'choice', 'choices', 'link', 'links'])
const sharedParts = [
  'districtCode',
  'confidentiality',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
] as const

/**
 * Each record that is read brings a copy of its own of every text, though days, choices, links and whoever wrote it
 * come again in thousands. Gives equal texts one copy in memory; the records themselves are the same as before.
 */
export const createSharing = (register: Register): ((record: LedgerRecord) => void) => {
  const known = new Map<string, string>()
  const names = Object.entries(register.fields).flatMap(([name, { kind }]) =>
    sharedKinds.has(kind) ? [name] : [],
  )
  const share = (text: string): string => {
    const before = known.get(text)
    if (before === undefined) known.set(text, text)
    return before ?? text
  }
  return (record) => {
    for (const part of sharedParts) Reflect.set(record, part, share(record[part]))
    for (const name of names) {
      const value: FieldValue | undefined = record.values[name]
      if (typeof value === 'string') Reflect.set(record.values, name, share(value))
      else if (Array.isArray(value))
        for (const [at, text] of value.entries())
          if (typeof text === 'string') Reflect.set(value, at, share(text))
    }
  }
}
