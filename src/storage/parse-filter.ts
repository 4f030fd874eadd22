import { flagLabels } from '../domain/edited-since'
import type { Register } from '../domain/register'
import { districtField } from './members'
import type { Filter } from './store'

const isText = (value: unknown): value is string => typeof value === 'string'
const isBound = (value: unknown): boolean =>
  value === undefined || isText(value) || (typeof value === 'number' && Number.isFinite(value))

/**
 * Whether something kept or sent is a filter of this register. Batches and chosen records are none: they would show the
 * same records for ever.
 */
export const isFilter = (register: Register, kept: unknown): kept is Filter => {
  if (typeof kept !== 'object' || kept === null) return false
  const part = (key: string): unknown => Reflect.get(kept, key)
  const field = part('field')
  const isOfField = isText(field) && (field === districtField || Object.hasOwn(register.fields, field))
  const values = part('values')
  switch (part('kind')) {
    case 'gaps':
      return true
    case 'samples':
      return typeof part('samples') === 'boolean'
    case 'flag':
      return flagLabels(register).some((label) => label === part('label'))
    case 'oneOf':
      return isOfField && Array.isArray(values) && values.every(isText)
    case 'range':
      return isOfField && isBound(part('from')) && isBound(part('to'))
    case 'contains':
      return isOfField && isText(part('text'))
    case 'empty':
      return isOfField && typeof part('empty') === 'boolean'
    default:
      return false
  }
}
