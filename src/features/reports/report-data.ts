import { editedSince, flagLabels } from '../../domain/edited-since'
import { linksOf } from '../../domain/kinds/all'
import type { NameOf } from '../../domain/kinds/kind'
import { type OfficeRules, usualRules } from '../../domain/office-rules'
import type { LedgerRecord } from '../../domain/record'
import { labelOf, type Register } from '../../domain/register'
import type { ReportData, ReportOptions } from '../../reports/report'
import type { Store } from '../../storage/store'

type ByRegister = Readonly<Record<string, readonly LedgerRecord[]>>

/** All that reports are made of, as plain data: the records, those that they link to, and the rules of the office. */
export interface Collected {
  /** Live records by register. */
  readonly records: ByRegister
  /** What these link to, by register; deleted ones too: what they served stays served. */
  readonly linked: ByRegister
  readonly rules: OfficeRules
}

export const registerOf = (registers: readonly Register[], name: string): Register => {
  const register = registers.find((candidate) => candidate.name === name)
  if (register === undefined) throw new Error(`No register ${name}`)
  return register
}

/** Registers kept for the whole city are read whole: teams and tasks belong to all districts. */
export const collect = async (
  store: Pick<Store, 'together' | 'settings'>,
  reads: readonly string[],
  { district }: Pick<ReportOptions, 'district'>,
): Promise<Collected> => {
  const { records, linked } = await store.together(reads, district)
  return { records, linked, rules: (await store.settings())?.rules ?? usualRules }
}

/** Everything that the records link to, read once and only what is needed. */
export const linkedTo = async (
  store: Pick<Store, 'getMany'>,
  registers: readonly Register[],
  records: ByRegister,
): Promise<ByRegister> =>
  Object.fromEntries(
    await Promise.all(
      [...linkedIds(registers, records)].map(
        async ([name, wanted]) => [name, await store.getMany(name, [...wanted])] as const,
      ),
    ),
  )

const linkedIds = (
  registers: readonly Register[],
  records: ByRegister,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const ids = new Map<string, Set<string>>()
  for (const [name, group] of Object.entries(records)) {
    const { fields } = registerOf(registers, name)
    for (const { values } of group)
      for (const link of linksOf(fields, values))
        ids.set(link.register, (ids.get(link.register) ?? new Set()).add(link.id))
  }
  return ids
}

/** Only what a report reads, with only what that links to. */
export const partFor = (
  { records, linked, rules }: Collected,
  registers: readonly Register[],
  reads: readonly string[],
): Collected => {
  const own = Object.fromEntries([...new Set(reads)].map((name) => [name, records[name] ?? []]))
  const wanted = linkedIds(registers, own)
  return {
    records: own,
    linked: Object.fromEntries(
      [...wanted].map(([name, ids]) => [name, (linked[name] ?? []).filter(({ id }) => ids.has(id))]),
    ),
    rules,
  }
}

const lost = '（找不到的记录）'

/** As reports ask for it. The records come by their number, in whichever order they were read: the same data, the same report. */
export const dataOf = ({ records, linked, rules }: Collected, registers: readonly Register[]): ReportData => {
  const known = new Map(Object.entries(records).map(([name, group]) => [name, inOrder(group)]))
  const found = finderIn(linked)
  const labelled = namesIn(linked, registers)
  return {
    // The store keeps the records of a register by its fields.
    records: (register) => (known.get(register.name) ?? []) as readonly never[],
    linked: found,
    nameOf: (register, id) =>
      register === 'needs' ? (found(register, id)?.code ?? lost) : labelled(register, id),
    rules,
  }
}

interface Place {
  readonly register: string
  readonly id: string
}

/** The records that were changed after a report that counts them was sent. */
export const editedAfterSending = async (
  store: Pick<Store, 'ids' | 'sentFiles'>,
  registers: readonly Register[],
): Promise<readonly Place[]> => {
  if ((await store.sentFiles()).length === 0) return []
  const { label } = editedSince
  const edited = await Promise.all(
    registers
      .filter((register) => flagLabels(register).includes(label))
      .map(async ({ name }) => {
        const ids = await store.ids({
          register: name,
          search: '',
          filters: [{ kind: 'flag', label }],
          sort: { field: 'code', descending: false },
        })
        return ids.map((id) => ({ register: name, id }))
      }),
  )
  return edited.flat()
}

/** The same data, which also says which records these are. */
export const withEdits = (data: ReportData, edited: readonly Place[]): ReportData => {
  const ids = new Set(edited.map(({ id }) => id))
  return { ...data, isEditedSince: ({ id }) => ids.has(id) }
}

/** Labels of linked records. */
export const namesIn = (linked: ByRegister, registers: readonly Register[]): NameOf => {
  const found = finderIn(linked)
  return (register, id) => {
    const record = found(register, id)
    return record === undefined ? lost : labelOf(registerOf(registers, register), record)
  }
}

const finderIn = (linked: ByRegister): ReportData['linked'] => {
  const found = new Map(
    Object.entries(linked).flatMap(([name, group]) =>
      group.map((record): [string, LedgerRecord] => [`${name} ${record.id}`, record]),
    ),
  )
  return (register, id) => found.get(`${register} ${id}`)
}

export const inOrder = (records: readonly LedgerRecord[]): readonly LedgerRecord[] =>
  [...records].sort((a, b) => (a.code === b.code ? (a.id < b.id ? -1 : 1) : a.code < b.code ? -1 : 1))
