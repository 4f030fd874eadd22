import { changedField } from '../domain/history'
import { type LinkedId, linksIn, linksOf } from '../domain/kinds/all'
import type { FieldValue } from '../domain/field'
import { labelOf, type Register } from '../domain/register'
import type { LedgerRecord } from '../domain/record'
import type { Database, StoredRecord } from './database'
import type { ListIndex } from './list-index'
import { readRecords } from './read-records'
import { readRows } from './read-rows'
import { referenceTo } from './stored-record'

/** The list indexes of all registers, filled when they are first needed and kept up to date by every commit. */
export interface Catalogue {
  /** The index of a register once it holds all its records, and the names of all that they link to are known. */
  readonly index: (register: string) => Promise<ListIndex>
  /** The same index once it holds all its records, for questions that name nothing they link to: no search, no order by names. */
  readonly records: (register: string) => Promise<ListIndex>
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

/** An index with all its records, and what they linked to when they were read. */
interface Filled {
  readonly index: ListIndex
  readonly linked: ReadonlySet<string>
}

/** As many as take a few milliseconds: each reading of a question that is answered meanwhile waits as long. */
const textsAtOnce = 100
/** Records of a register that are asked for one by one; of more, the register is read. */
const mostNamed = 2000
const lost = '（找不到的记录）'

/** `pause` is waited for between two parts of what is made beforehand. */
export const createCatalogue = (
  database: Database,
  registers: ReadonlyMap<string, Register>,
  pause: () => Promise<void>,
): Catalogue => {
  const indexes = new Map<string, ListIndex>()
  const filling = new Map<string, Promise<Filled>>()
  const loading = new Map<string, Promise<ListIndex>>()
  const ready = new Set<string>()
  const named = new Set([...registers.values()].flatMap(linkedRegisters))
  /** When the labels of a register are known. */
  const labelled = new Map<string, Promise<void>>()
  /** Labels of deleted records too: links to them stay readable. */
  const labels = new Map<string, string>()
  /** Records that were named before they were known. */
  const missed = new Set<string>()
  /** Ends when all that was committed can be named. */
  let naming: Promise<unknown> = Promise.resolve()

  const nameOf = (register: string, id: string): string => {
    const reference = referenceTo(register, id)
    const label = labels.get(reference)
    if (label === undefined) missed.add(reference)
    return label ?? lost
  }

  /** Takes the labels of rows to which others may link, and gives those that stand for another text from now on. */
  const remember = (rows: readonly StoredRecord[]): ReadonlySet<string> => {
    const renamed = new Set<string>()
    for (const { register: name, id, record } of rows) {
      const register = registers.get(name)
      if (register === undefined || !named.has(name)) continue
      const reference = referenceTo(name, id)
      const before = labels.get(reference)
      const label = labelText(register, record)
      labels.set(reference, label)
      if (before === undefined ? missed.delete(reference) : before !== label) renamed.add(reference)
    }
    return renamed
  }

  const labelsOf = (name: string): Promise<void> => {
    const known = labelled.get(name) ?? readRows(database, name, remember)
    labelled.set(name, known)
    return known
  }

  const fill = async (register: Register): Promise<Filled> => {
    // Search and its readings are not needed to open the ledger.
    const { createListIndex } = await import('./list-index')
    const index = createListIndex(register, nameOf)
    // Commits reach the index from now on, so that nothing slips between reading and keeping up.
    indexes.set(register.name, index)
    const linked = new Set<string>()
    const reading = readRows(database, register.name, (rows) => {
      remember(rows)
      index.put(rows)
      for (const { refs } of rows) for (const reference of refs) linked.add(reference)
    })
    if (!labelled.has(register.name)) labelled.set(register.name, reading)
    await reading
    return { index, linked }
  }

  const filled = (name: string): Promise<Filled> => {
    const register = registers.get(name)
    if (register === undefined) throw new Error(`No register ${name}`)
    const known = filling.get(name) ?? fill(register)
    filling.set(name, known)
    return known
  }

  const load = async (name: string): Promise<ListIndex> => {
    const { index, linked } = await filled(name)
    await nameAll(linked)
    ready.add(name)
    void makeTexts(index)
    return index
  }

  /** Takes care that these (`register|id`) can be named: a few weeks that link to some services do not need all of them. */
  const nameAll = async (references: ReadonlySet<string>): Promise<void> => {
    const unknown = new Map<string, [string, string][]>()
    for (const reference of references) {
      const [to = '', id = ''] = reference.split('|')
      if (!named.has(to) || labels.has(reference)) continue
      const keys = unknown.get(to) ?? []
      keys.push([to, id])
      unknown.set(to, keys)
    }
    await Promise.all(
      [...unknown].map(async ([to, keys]) => {
        if (keys.length > mostNamed) return labelsOf(to)
        const rows = await readRecords(database, keys)
        // Commits bring their own labels, which may be newer.
        renameAll(remember(rows.filter((row) => row !== undefined).filter(isUnlabelled)))
      }),
    )
  }
  const isUnlabelled = ({ register, id }: StoredRecord): boolean => !labels.has(referenceTo(register, id))
  const renameAll = (renamed: ReadonlySet<string>): void => {
    if (renamed.size > 0) for (const index of indexes.values()) index.rename(renamed)
  }

  const labelsFor: Catalogue['labels'] = async (linked) => {
    const unknown = linked.filter(({ register: to, id }) => !labels.has(referenceTo(to, id)))
    if (unknown.length > 0) {
      const rows = await readRecords(
        database,
        unknown.map(({ register: to, id }) => [to, id]),
      )
      renameAll(remember(rows.filter((row) => row !== undefined)))
    }
    return Object.fromEntries(linked.map(({ register: to, id }) => [id, nameOf(to, id)]))
  }
  const names: Catalogue['names'] = (register, records) =>
    labelsFor(records.flatMap(({ values }) => linksOf(register.fields, values)))

  /** Makes the texts of an index before they are searched, a few at a time: questions are answered in between. */
  const makeTexts = async (index: ListIndex): Promise<void> => {
    while (!index.makeTexts(textsAtOnce)) await pause()
  }

  return {
    index: async (name) => {
      const known = loading.get(name) ?? load(name)
      loading.set(name, known)
      const index = await known
      await naming
      return index
    },
    records: async (name) => (await filled(name)).index,
    isReady: (name) => ready.has(name),
    put: (rows) => {
      const renamed = remember(rows)
      for (const [name, index] of indexes) {
        const own = rows.filter(({ register }) => register === name)
        if (own.length > 0) index.put(own)
        if (renamed.size > 0) index.rename(renamed)
        if (ready.has(name) && (own.length > 0 || renamed.size > 0)) void makeTexts(index)
      }
      const linked = rows.filter(({ register }) => indexes.has(register)).flatMap(({ refs }) => refs)
      naming = Promise.allSettled([naming, nameAll(new Set(linked))])
    },
    names,
    labels: labelsFor,
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
