import { changedField } from '../domain/history'
import { type LinkedId, linksIn, linksOf } from '../domain/kinds/all'
import type { FieldValue } from '../domain/field'
import { labelOf, type Register } from '../domain/register'
import type { LedgerRecord } from '../domain/record'
import type { Database, StoredRecord } from './database'
import { createListIndex, type ListIndex } from './list-index'

/** The list indexes of all registers, filled when they are first needed and kept up to date by every commit. */
export interface Catalogue {
  /** The index of a register once it holds all its records, and the registers it names. */
  readonly index: (register: string) => Promise<ListIndex>
  readonly isReady: (register: string) => boolean
  readonly put: (rows: readonly StoredRecord[]) => void
  /** Labels of every record that these records link to. */
  readonly names: (
    register: Register,
    records: readonly LedgerRecord[],
  ) => Promise<Readonly<Record<string, string>>>
  /** Labels of these records, deleted ones too. */
  readonly labels: (linked: readonly LinkedId[]) => Promise<Readonly<Record<string, string>>>
  readonly nameOf: (register: string, id: string) => string
}

const rowsAtOnce = 4000
const lost = '（找不到的记录）'

export const createCatalogue = (database: Database, registers: ReadonlyMap<string, Register>): Catalogue => {
  const indexes = new Map<string, ListIndex>()
  const loading = new Map<string, Promise<ListIndex>>()
  const ready = new Set<string>()
  const labelled = new Set<string>()
  /** Labels of deleted records too: links to them stay readable. */
  const labels = new Map<string, string>()

  const labelKey = (register: string, id: string): string => `${register}|${id}`
  const nameOf = (register: string, id: string): string => labels.get(labelKey(register, id)) ?? lost

  const remember = (register: Register, rows: readonly StoredRecord[]): void => {
    for (const { id, record } of rows) labels.set(labelKey(register.name, id), labelText(register, record))
  }

  const read = async (register: Register, index: ListIndex): Promise<void> => {
    let from: [string, string] = [register.name, '']
    for (;;) {
      const rows = await database.records
        .where('[register+id]')
        .between(from, [register.name, '\uffff'], false, true)
        .limit(rowsAtOnce)
        .toArray()
      remember(register, rows)
      index.put(rows)
      const last = rows.at(-1)
      if (last === undefined || rows.length < rowsAtOnce) return
      from = [register.name, last.id]
    }
  }

  const load = async (register: Register): Promise<ListIndex> => {
    const index = createListIndex(register, nameOf)
    // Commits reach the index from now on, so that nothing slips between reading and keeping up.
    indexes.set(register.name, index)
    const linked = linkedRegisters(register).filter((name) => name !== register.name)
    await Promise.all([read(register, index), ...linked.map((name) => loadLabels(name))])
    index.forgetTexts()
    ready.add(register.name)
    return index
  }

  const loadLabels = async (name: string): Promise<void> => {
    const register = registers.get(name)
    if (register === undefined || labelled.has(name) || indexes.has(name)) return
    labelled.add(name)
    await read(register, createListIndex(register, nameOf))
  }

  const labelsOf: Catalogue['labels'] = async (linked) => {
    const unknown = linked.filter(({ register: to, id }) => !labels.has(labelKey(to, id)))
    const rows = await database.records.bulkGet(
      unknown.map(({ register: to, id }): [string, string] => [to, id]),
    )
    for (const row of rows) {
      const owner = row === undefined ? undefined : registers.get(row.register)
      if (row !== undefined && owner !== undefined) remember(owner, [row])
    }
    return Object.fromEntries(linked.map(({ register: to, id }) => [id, nameOf(to, id)]))
  }
  const names: Catalogue['names'] = (register, records) =>
    labelsOf(records.flatMap(({ values }) => linksOf(register.fields, values)))

  return {
    index: (name) => {
      const register = registers.get(name)
      if (register === undefined) throw new Error(`No register ${name}`)
      const known = loading.get(name) ?? load(register)
      loading.set(name, known)
      return known
    },
    isReady: (name) => ready.has(name),
    put: (rows) => {
      const renamed = new Set<string>()
      for (const row of rows) {
        const register = registers.get(row.register)
        if (register === undefined) continue
        if (labels.get(labelKey(row.register, row.id)) !== labelText(register, row.record))
          renamed.add(row.register)
        remember(register, [row])
      }
      for (const [name, index] of indexes) {
        const own = rows.filter(({ register }) => register === name)
        if (own.length > 0) index.put(own)
        const register = registers.get(name)
        if (register !== undefined && linkedRegisters(register).some((to) => renamed.has(to)))
          index.forgetTexts()
      }
    },
    names,
    labels: labelsOf,
    nameOf,
  }
}

const labelText = (register: Register, record: LedgerRecord): string =>
  record.deletedAt === null ? labelOf(register, record) : `${labelOf(register, record)}（已删除）`

/** The registers that a register's fields link to, child rows included. */
const linkedRegisters = (register: Register): readonly string[] => [
  ...new Set(
    Object.values(register.fields).flatMap((field) => {
      if (field.kind === 'rows')
        return Object.values(field.fields).flatMap((child) => ('to' in child ? [child.to] : []))
      return 'to' in field ? [field.to] : []
    }),
  ),
]

/** Everything that the values of changed fields link to, as they were and as they became. */
export const linksOfChange = (
  register: Register,
  fields: Readonly<Record<string, readonly unknown[]>>,
): readonly LinkedId[] =>
  Object.entries(fields).flatMap(([name, values]) => {
    const field = changedField(register, name)
    // The values of a field's history were all values of that field.
    return field === undefined
      ? []
      : values.flatMap((value) => linksIn(field, value as FieldValue | undefined))
  })
