import type { LinkField, LinksField } from '../field'
import { byText, isText, type Kind, unreadable } from './kind'

/** Links hold ids. A name in a ledger becomes an id where the records are known: in the import. */
const resolvedElsewhere = unreadable('请从列表中选择')

export const link: Kind<LinkField, string> = {
  parse: () => resolvedElsewhere,
  format: (id, field, nameOf) => nameOf(field.to, id),
  check: () => [],
  compare: (a, b, nameOf, field) => byText(nameOf(field.to, a), nameOf(field.to, b)),
  accepts: isText,
}

export const links: Kind<LinksField, readonly string[]> = {
  parse: () => resolvedElsewhere,
  format: (ids, field, nameOf) => ids.map((id) => nameOf(field.to, id)).join('、'),
  check: (ids) => (new Set(ids).size === ids.length ? [] : ['同一项选了两次。']),
  compare: (a, b, nameOf, field) => byText(nameOf(field.to, a[0] ?? ''), nameOf(field.to, b[0] ?? '')),
  accepts: (value): value is readonly string[] => Array.isArray(value) && value.every(isText),
}
