import { linksIn } from '../domain/kinds/all'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Database } from './database'
import { referenceTerm } from './finding'
import { recordsWith } from './read-records'
import type { RelatedGroup } from './store'
import { referenceTo } from './stored-record'

/** Live records that link to one record, grouped by the field that links; of each group so many. */
export const relatedTo = async (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  register: string,
  id: string,
  most = Infinity,
): Promise<readonly RelatedGroup[]> => {
  const users = await recordsWith(database, [referenceTerm(referenceTo(register, id))])
  const live = users.filter(({ deleted }) => deleted === 0)
  return [...registers.values()].flatMap((from) => {
    const own = live.filter((row) => row.register === from.name).map(({ record }) => record)
    return own.length === 0
      ? []
      : linkingFields(from, register).flatMap((field) => groupOf(from, field, own, id, most))
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

const groupOf = (
  from: Register,
  { name, child, label }: LinkingField,
  own: readonly LedgerRecord[],
  id: string,
  most: number,
): readonly RelatedGroup[] => {
  const field = from.fields[name]
  if (field === undefined) return []
  const narrowed =
    field.kind === 'rows' && child !== undefined
      ? { ...field, fields: pickField(field.fields, child) }
      : field
  const linking = own.filter(({ values }) => linksIn(narrowed, values[name]).some((link) => link.id === id))
  if (linking.length === 0) return []
  return [
    {
      register: from.name,
      path: child === undefined ? name : `${name}.${child}`,
      label: `${from.title} · ${label}`,
      total: linking.length,
      records: linking.slice(0, most),
    },
  ]
}

const pickField = <F>(fields: Readonly<Record<string, F>>, name: string): Readonly<Record<string, F>> => {
  const field = fields[name]
  return field === undefined ? {} : { [name]: field }
}
