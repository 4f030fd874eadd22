import fc from 'fast-check'
import { checkValue, parseValue } from '../../../src/domain/kinds/all'
import type { ChildField, Field, FieldValue, Values } from '../../../src/domain/field'
import type { Register } from '../../../src/domain/register'

/** Ids that links may point to, by register. */
export type Linkable = Readonly<Record<string, readonly string[]>>

/** Values as the store keeps them: what a field's own parser gives for a text, as long as it stands. */
const parsed = (
  field: Field | ChildField,
  texts: fc.Arbitrary<string | number>,
): fc.Arbitrary<FieldValue | undefined> =>
  texts.map((text) => {
    const read = parseValue(field, text)
    return read.ok && read.value !== undefined && checkValue(field, read.value).length === 0
      ? read.value
      : undefined
  })

const letters = fc.constantFrom(...'科创技术示范=+-@\'"<&\n ,;、0A1中国（）％½é'.split(''))
const days = fc
  .record({
    year: fc.integer({ min: 1999, max: 2020 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => `${String(year)}-${String(month)}-${String(day)}`)

const valueOf = (field: Field | ChildField, links: Linkable): fc.Arbitrary<FieldValue | undefined> => {
  switch (field.kind) {
    case 'text':
      return parsed(field, fc.string({ unit: letters, maxLength: Math.min(field.maxLength ?? 60, 60) }))
    case 'creditCode':
      return fc.constantFrom('91500118M905557B3J', '915001180TT0B0092Q', undefined)
    case 'phone':
      return fc.constantFrom('13800138603', '023-49801234', '02349801234', undefined)
    case 'email':
      return fc.constantFrom('a@b.cn', undefined)
    case 'number':
      return parsed(
        field,
        fc.integer({ min: 0, max: 2000 }).map((value) => value / 2),
      )
    case 'fuzzyNumber':
      return parsed(
        field,
        fc
          .tuple(fc.constantFrom('', '约', '超过', '不少于', '不超过'), fc.nat(2_000_000))
          .map(([word, value]) => `${word}${String(value)}`),
      )
    case 'money':
      return fc.nat(10_000_000_000)
    case 'date':
      return parsed(field, days)
    case 'partialDate':
      return parsed(field, fc.oneof(days, fc.constantFrom('2020年4月', '2019年')))
    case 'week':
      return parsed(field, days)
    case 'moment':
      return parsed(
        field,
        days.map((day) => `${day} 09:30`),
      )
    case 'choice':
      return fc.constantFrom(...field.options.map(({ value }) => value))
    case 'choices':
      return fc.uniqueArray(fc.constantFrom(...field.options.map(({ value }) => value)), {
        minLength: 1,
        maxLength: 3,
      })
    case 'yesNo':
      return fc.boolean()
    case 'link':
      return fc.constantFrom(undefined, ...(links[field.to] ?? []))
    case 'links':
      return fc.uniqueArray(fc.constantFrom('', ...(links[field.to] ?? [])), { maxLength: 3 }).map((ids) => {
        const known = ids.filter((id) => id !== '')
        return known.length === 0 ? undefined : known
      })
    case 'rows':
    case 'attachments':
      return fc.constant(undefined)
  }
}

/** Values of any record of a register, every field perhaps empty. */
export const arbitraryValues = (register: Register, links: Linkable): fc.Arbitrary<Values> =>
  fc.record(
    Object.fromEntries(
      Object.entries(register.fields).map(([name, field]) => [
        name,
        fc.option(valueOf(field, links), { nil: undefined, freq: 3 }),
      ]),
    ),
  )
