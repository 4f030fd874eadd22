import { linksIn } from '../domain/kinds/all'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { atOneMoment, type Database, registerAt, type StoredRecord } from './database'
import { binTerm, placesWith, referenceTerm } from './finding'
import { recordsAt } from './read-records'
import type { RelatedGroup } from './store'
import { referenceTo } from './stored-record'

/**
 * Live records that link to one record, grouped by the field that links; of each group so many. There may be thousands: where
 * only one field of a register can link so, the index alone says how many there are, and only those that are shown are read.
 */
export const relatedTo = (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  register: string,
  id: string,
  most = Infinity,
): Promise<readonly RelatedGroup[]> =>
  atOneMoment(database, async () => {
    const [places = []] = await placesWith(database, [referenceTerm(referenceTo(register, id))])
    const byRegister = new Map<string, string[]>()
    for (const place of places) {
      const name = registerAt(place)
      const own = byRegister.get(name) ?? []
      byRegister.set(name, own)
      own.push(place)
    }
    const asked = { to: register, id, most }
    const groups = await Promise.all(
      [...registers.values()].map((from) => groupsIn(database, from, byRegister.get(from.name) ?? [], asked)),
    )
    return groups.flat()
  })

const groupsIn = async (
  database: Database,
  from: Register,
  users: readonly string[],
  { to, id, most }: { readonly to: string; readonly id: string; readonly most: number },
): Promise<readonly RelatedGroup[]> => {
  if (users.length === 0) return []
  const fields = linkingFields(from, to)
  const [only] = fields
  if (only !== undefined && fields.length === 1 && users.length > most) {
    const [binned = []] = await placesWith(database, [binTerm(from.name)])
    const gone = new Set(binned)
    const live = users.filter((place) => !gone.has(place))
    const shown = await recordsAt(database, live.slice(0, most))
    return live.length === 0 ? [] : [groupOf(from, only, liveIn(shown), live.length)]
  }
  const own = liveIn(await recordsAt(database, users))
  return fields.flatMap((field) => {
    const linking = own.filter((record) => linksBy(from, field, record, id))
    return linking.length === 0 ? [] : [groupOf(from, field, linking.slice(0, most), linking.length)]
  })
}

interface LinkingField {
  readonly name: string
  readonly child?: string
  readonly label: string
}

const linkingFields = (from: Register, to: string): readonly LinkingField[] =>
  Object.entries(from.fields).flatMap(([name, field]): readonly LinkingField[] => {
    if (field.kind !== 'rows') return 'to' in field && field.to === to ? [{ name, label: field.label }] : []
    return Object.entries(field.fields)
      .filter(([, child]) => 'to' in child && child.to === to)
      .map(([child, definition]) => ({ name, child, label: `${field.label}：${definition.label}` }))
  })

const liveIn = (rows: readonly (StoredRecord | undefined)[]): readonly LedgerRecord[] =>
  rows.flatMap((row) => (row?.deleted === 0 ? [row.record] : []))

const linksBy = (
  { fields }: Register,
  { name, child }: LinkingField,
  { values }: LedgerRecord,
  id: string,
): boolean => {
  const field = fields[name]
  if (field === undefined) return false
  const narrowed =
    field.kind === 'rows' && child !== undefined
      ? { ...field, fields: pickField(field.fields, child) }
      : field
  return linksIn(narrowed, values[name]).some((link) => link.id === id)
}

const groupOf = (
  { name: register, title }: Register,
  { name, child, label }: LinkingField,
  records: readonly LedgerRecord[],
  total: number,
): RelatedGroup => ({
  register,
  path: child === undefined ? name : `${name}.${child}`,
  label: `${title} · ${label}`,
  total,
  records,
})

const pickField = <F>(fields: Readonly<Record<string, F>>, name: string): Readonly<Record<string, F>> => {
  const field = fields[name]
  return field === undefined ? {} : { [name]: field }
}
