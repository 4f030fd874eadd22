import { keepsEvents } from '../domain/events'
import type { ChildRow, Field, Fields, RowsField, Values } from '../domain/field'
import { difference, sameValue } from '../domain/history'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { DistrictPackage } from './district-package'

/** What lies here already, asked by the plan. */
export interface Present {
  /** The record of this id; those in the 回收站 too. */
  readonly stored: (register: string, id: string) => LedgerRecord | undefined
  /** Another record here that is the same thing, by its keys. */
  readonly twin: (register: string, id: string) => LedgerRecord | undefined
  /** Fields that were changed here since the record last came in, with their values before; undefined: it never came in. */
  readonly changedHere: (register: string, id: string) => ReadonlyMap<string, unknown> | undefined
}

export interface MergeItem {
  readonly register: Register
  readonly kind: 'new' | 'changed' | 'same' | 'clash'
  /** As the district has it, its links led to the records here. */
  readonly theirs: LedgerRecord
  readonly ours: LedgerRecord | undefined
  /** Fields that only the district changed. */
  readonly taken: readonly string[]
  /** Fields that both changed, each in its own way. */
  readonly clashes: readonly string[]
  /** Both offices made it: ours stands for theirs, which only tells what is missing. */
  readonly isTwin: boolean
}

/** What each record of a package would do here: a three-way comparison by record id, field by field. (I) */
export const planMerge = (
  { records }: DistrictPackage,
  registers: ReadonlyMap<string, Register>,
  present: Present,
): readonly MergeItem[] => {
  const ids = new Map<string, string>()
  for (const { register, record } of records) {
    const twin =
      present.stored(register, record.id) === undefined ? present.twin(register, record.id) : undefined
    if (twin !== undefined) ids.set(`${register}|${record.id}`, twin.id)
  }
  const here = (register: string, id: string): string => ids.get(`${register}|${id}`) ?? id
  const items = records.map(({ register: name, record }): MergeItem => {
    const register = registers.get(name)
    if (register === undefined) throw new Error(`No register ${name}`)
    const id = here(name, record.id)
    const theirs = { ...record, id, values: withLinks(register.fields, record.values, here) }
    const ours = present.stored(name, id)
    if (ours === undefined)
      return { register, kind: 'new', theirs, ours, taken: [], clashes: [], isTwin: false }
    // A record of the city, or one that stands for it here, only tells what is missing.
    const isTwin = id !== record.id
    return compared(register, theirs, ours, isTwin ? undefined : present.changedHere(name, id), isTwin)
  })
  return onceEach(items)
}

const compared = (
  register: Register,
  theirs: LedgerRecord,
  ours: LedgerRecord,
  changedHere: ReadonlyMap<string, unknown> | undefined,
  isTwin: boolean,
): MergeItem => {
  const taken: string[] = []
  const clashes: string[] = []
  for (const [name, [here, there]] of Object.entries(difference(ours, theirs))) {
    if (!isMerged(name, register)) continue
    const isBack = changedHere === undefined && ours.deletedAt !== null
    // Events of both sides are kept, and what was taken back with an earlier merge comes again.
    if (name === register.lifecycle?.events || (isBack && !isTwin)) taken.push(name)
    else if (isTwin) {
      const more = withMoreRows(register.fields[name], here, there)
      if (more === undefined ? here === undefined && there !== undefined : !sameValue(more, here))
        taken.push(name)
    } else if (changedHere === undefined || changedHere.has(name)) {
      // What the district left as it was when both were the same is ours to keep.
      if (changedHere === undefined || !sameValue(changedHere.get(name), there)) clashes.push(name)
    } else taken.push(name)
  }
  const kind = clashes.length > 0 ? 'clash' : taken.length > 0 ? 'changed' : 'same'
  return { register, kind, theirs, ours, taken, clashes, isTwin }
}

/** The number stays as it is here, and so does what is not of the record itself. */
const isMerged = (name: string, { fields }: Register): boolean =>
  name.startsWith('@') ? mergedParts.includes(name) : fields[name] !== undefined
const mergedParts: readonly string[] = ['@confidentiality', '@sourceNote', '@remark', '@deletedAt']

/** Two records of the package may be one here: the first speaks for it. */
const onceEach = (items: readonly MergeItem[]): readonly MergeItem[] =>
  [
    ...new Map(
      items.toReversed().map((item) => [`${item.register.name}|${item.theirs.id}`, item] as const),
    ).values(),
  ].reverse()

export type ClashChoice = 'theirs' | 'ours'

/** The record as it is to be here, where both sides have it. */
export const mergedRecord = (
  { register, theirs, ours, taken, clashes, isTwin }: MergeItem,
  choice: ClashChoice,
): LedgerRecord => {
  if (ours === undefined) return theirs
  const names = choice === 'theirs' ? [...taken, ...clashes] : taken
  const values: Record<string, Values[string]> = { ...ours.values }
  let head: LedgerRecord = ours
  for (const name of names) {
    if (name === '@confidentiality') head = { ...head, confidentiality: theirs.confidentiality }
    else if (name === '@sourceNote') head = { ...head, sourceNote: theirs.sourceNote ?? '' }
    else if (name === '@remark') head = { ...head, remark: theirs.remark ?? '' }
    else if (!name.startsWith('@'))
      values[name] =
        (isTwin ? withMoreRows(register.fields[name], ours.values[name], theirs.values[name]) : undefined) ??
        theirs.values[name]
  }
  const { events } = register.lifecycle ?? {}
  if (events !== undefined) {
    const all = unionOf(rowsIn(ours.values[events]), rowsIn(theirs.values[events]))
    if (all.length > 0) values[events] = all
  }
  return { ...head, values }
}

/**
 * Rows of a record that two offices both made, as the weekly report of one team: those of both, a row that both have
 * once. Undefined for fields of another kind.
 */
const withMoreRows = (
  field: Field | undefined,
  ours: unknown,
  theirs: unknown,
): readonly ChildRow[] | undefined => {
  if (field?.kind !== 'rows' || !Array.isArray(ours) || !Array.isArray(theirs)) return undefined
  const own = ours as readonly ChildRow[]
  const more = (theirs as readonly ChildRow[]).filter(
    (row) => !own.some((other) => isSameRow(field, other, row)),
  )
  return [...own, ...more]
}

/** By what must be unique; else nothing that both tell may differ, for a row too many is seen and one too few is not. */
const isSameRow = (field: RowsField, own: ChildRow, other: ChildRow): boolean => {
  const by = field.uniqueBy ?? (field.fixed === undefined ? undefined : [field.fixed.by])
  const told =
    by ?? Object.keys(field.fields).filter((name) => own[name] !== undefined && other[name] !== undefined)
  return told.length > 0 && told.every((name) => sameValue(own[name], other[name]))
}

const rowsIn = (value: Values[string]): readonly ChildRow[] =>
  Array.isArray(value) ? (value as readonly ChildRow[]) : []

/** No event of either side is lost. */
const unionOf = (ours: readonly ChildRow[], theirs: readonly ChildRow[]): readonly ChildRow[] =>
  keepsEvents(ours, theirs)
    ? theirs
    : [...ours, ...theirs.filter((event) => !ours.some((own) => sameValue(own, event)))]

type LeadTo = (register: string, id: string) => string

/** Values with every link led to the record that stands for it here. */
export const withLinks = (fields: Fields, values: Values, leadTo: LeadTo): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, led(fields[name], value, leadTo)]))

const led = (field: Field | undefined, value: Values[string], leadTo: LeadTo): Values[string] => {
  if (field === undefined || value === undefined) return value
  if (field.kind === 'link' && typeof value === 'string') return leadTo(field.to, value)
  if (field.kind === 'links' && Array.isArray(value))
    return [...new Set((value as readonly string[]).map((id) => leadTo(field.to, id)))]
  if (field.kind === 'rows' && Array.isArray(value))
    return (value as readonly ChildRow[]).map((row) => withLinks(field.fields, row, leadTo) as ChildRow)
  return value
}
