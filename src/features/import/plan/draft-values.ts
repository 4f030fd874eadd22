import type { ChildRow, Field, FieldValue, RowsField, Values } from '../../../domain/field'
import { isEmpty } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { ChildDraft, Draft, Mentioned } from '../../../workbook/drafts/draft'
import { childPath } from './mentions'
import type { ResolvedLinks } from './resolve-links'

/** What a ledger says of a record, names replaced by the ids of the records that they mean. */
export const saidValues = (
  { values, links, children }: Draft,
  register: Register,
  resolved: ResolvedLinks,
): Values => {
  const said: Record<string, FieldValue> = { ...values }
  for (const [field, mentions] of Object.entries(links)) {
    const found = mentions.flatMap((named) => idOf(field, named, resolved) ?? [])
    const [first] = found
    if (first === undefined) continue
    said[field] = register.fields[field]?.kind === 'links' ? [...new Set(found)] : first
  }
  for (const [rows, drafts] of Object.entries(children)) {
    const field = register.fields[rows]
    if (field?.kind === 'rows')
      said[rows] = unrepeated(
        field,
        drafts.map((child) => childRow(rows, child, resolved)),
      )
  }
  return said
}

const idOf = (path: string, named: Mentioned, { answer }: ResolvedLinks): string | undefined => {
  const found = answer(path, named)
  return found !== undefined && 'id' in found ? found.id : undefined
}

const childRow = (rows: string, { values, links }: ChildDraft, resolved: ResolvedLinks): ChildRow => {
  const found = Object.entries(links).flatMap(([link, named]) => {
    const id = idOf(childPath(rows, link), named, resolved)
    return id === undefined ? [] : [[link, id] as const]
  })
  return { ...(values as ChildRow), ...Object.fromEntries(found) }
}

/** The same member written twice in one record is one. */
const unrepeated = (field: RowsField, rows: readonly ChildRow[]): readonly ChildRow[] => {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const key = field.uniqueBy === undefined ? JSON.stringify(row) : identityOf(field, row)
    return !seen.has(key) && seen.add(key)
  })
}

/** By what a child row is the same as another: its fixed kind, what must be unique, or all of it. */
const identityOf = ({ uniqueBy, fixed }: RowsField, row: ChildRow): string => {
  const by = uniqueBy ?? (fixed === undefined ? Object.keys(row).toSorted() : [fixed.by])
  return JSON.stringify(by.map((name) => row[name] ?? null))
}

/** A new record: what was chosen for all goes behind what the ledger says; child rows get what each of them begins with. */
export const newValues = (said: Values, register: Register, common: Values): Values => ({
  ...common,
  ...Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, begun(register.fields[name], value)]),
  ),
})

const begun = (field: Field | undefined, value: FieldValue | undefined): FieldValue | undefined => {
  if (field?.kind !== 'rows' || value === undefined || !Array.isArray(value)) return value
  const rows = (value as readonly ChildRow[]).map((row) => ({ ...initialOf(field), ...row }))
  if (field.fixed === undefined) return rows
  const { by, values } = field.fixed
  return values.map(
    (wanted): ChildRow => rows.find((row) => row[by] === wanted) ?? { ...initialOf(field), [by]: wanted },
  )
}

const initialOf = ({ fields }: RowsField): ChildRow =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      'initial' in field && field.kind !== 'date' ? [[name, field.initial] as const] : [],
    ),
  )

export type ImportMode = 'update' | 'fill' | 'skip' | 'append'

/** What the record would hold after the import. Blank cells never empty a field; child rows are added or amended. */
export const mergedValues = (
  stored: Values,
  said: Values,
  register: Register,
  mode: 'update' | 'fill',
): Values => ({
  ...stored,
  ...Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      const before = stored[name]
      if (value === undefined) return []
      const field = register.fields[name]
      if (field?.kind === 'rows') return [[name, mergedRows(field, before, value, mode)] as const]
      const keeps = mode === 'fill' && before !== undefined && !isEmpty(before)
      return keeps || sameValue(before, value) ? [] : [[name, value] as const]
    }),
  ),
})

/** Links and choices are sets; everything else is compared as it stands. */
export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

const sorted = (value: FieldValue | undefined): unknown => {
  if (Array.isArray(value)) {
    const entries = value as readonly unknown[]
    return entries.every((entry) => typeof entry === 'string') ? [...entries].sort() : entries.map(ordered)
  }
  return ordered(value)
}

const ordered = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part !== undefined)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      )
    : value

const mergedRows = (
  field: RowsField,
  before: FieldValue | undefined,
  said: FieldValue,
  mode: 'update' | 'fill',
): FieldValue => {
  const rows = Array.isArray(before) ? (before as readonly ChildRow[]) : []
  const next: ChildRow[] = [...rows]
  const taken = new Set<number>()
  for (const row of Array.isArray(said) ? (said as readonly ChildRow[]) : []) {
    const at = next.findIndex((known, index) => !taken.has(index) && isSameRow(field, known, row))
    if (at === -1) {
      next.push({ ...initialOf(field), ...row })
      continue
    }
    taken.add(at)
    const known = next[at] ?? {}
    const filled = Object.entries(row).filter(
      ([name, value]) => value !== undefined && (mode === 'update' || known[name] === undefined),
    )
    next[at] = { ...known, ...Object.fromEntries(filled) }
  }
  return next
}

/** Rows without a key of their own are the same when nothing that the ledger says is different. */
const isSameRow = (field: RowsField, known: ChildRow, said: ChildRow): boolean => {
  if (field.uniqueBy !== undefined || field.fixed !== undefined) {
    const by = field.uniqueBy ?? [field.fixed?.by ?? '']
    return by.every((name) => said[name] === undefined || sameValue(known[name], said[name]))
  }
  return Object.entries(said).every(([name, value]) => value === undefined || sameValue(known[name], value))
}
