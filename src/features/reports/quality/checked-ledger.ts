import type { OfficeRules } from '../../../domain/office-rules'
import { labelOf, type Register } from '../../../domain/register'
import {
  checkedRecords,
  faultsOf,
  fieldOfFault,
  isError,
  placeOfFault,
  type RecordFault,
} from '../../../reports/record-faults'
import type { Store } from '../../../storage/store'
import { collect, type Collected, dataOf, linkedTo, registerOf, withEdits } from '../report-data'
import { keyOfRecord, type ChangedRecord } from './changed-records'
import type { QualityFault } from './quality-types'

/** On what all that was found depends, besides the records. */
export interface Basis {
  /** Undefined: all districts. */
  readonly district: string | undefined
  /** ISO day. */
  readonly today: string
  readonly rules: OfficeRules
}

/** What the rules said of a record when it was last looked at. */
export interface Checked {
  readonly code: string
  readonly isSample: boolean
  readonly faults: readonly QualityFault[]
}

/** By register, those that were looked at. */
export interface Found {
  readonly checked: (register: string) => Iterable<Checked>
}

/** Before the next register is looked at: that one, its place among all, and what the others had. */
export type OnRegister = (register: Register, done: number, found: Found) => void

/** What a look through all records found; looked at again are only those that were changed, and those that ask about them. */
export interface CheckedLedger extends Found {
  /**
   * How many records were looked at again. Not for districts: all records ask about them. `edited` are those that were
   * changed after a report that counts them was sent.
   */
  readonly recheck: (changed: readonly ChangedRecord[], edited: readonly ChangedRecord[]) => Promise<number>
}

type Reading = Pick<Store, 'all' | 'together' | 'getMany' | 'settings'>

export const checkLedger = async (
  store: Reading,
  registers: readonly Register[],
  basis: Basis,
  edited: readonly ChangedRecord[],
  onRegister?: OnRegister,
): Promise<CheckedLedger> => {
  const known = new Map<string, Map<string, Checked>>()
  const checked: Found['checked'] = (register) => known.get(register)?.values() ?? []
  /** By the key of a record: those that the rules compared with it. */
  const askedBy = new Map<string, Set<string>>()

  const look = (register: Register, collected: Collected, since: readonly ChangedRecord[]): void => {
    const data = withEdits(dataOf(collected, registers), since)
    const found = known.get(register.name) ?? new Map<string, Checked>()
    known.set(register.name, found)
    let asking = ''
    const linked: typeof data.linked = (to, id) => {
      const key = keyOfRecord(to, id)
      const asked = askedBy.get(key)
      if (asked === undefined) askedBy.set(key, new Set([asking]))
      else asked.add(asking)
      return data.linked(to, id)
    }
    const options = { district: basis.district, filledOn: basis.today }
    const scope = { data: { ...data, linked }, options, samples: true }
    const faults = faultsOf(register, scope)
    for (const record of checkedRecords(register, scope)) {
      asking = keyOfRecord(register.name, record.id)
      const { id, code, isSample } = record
      found.set(id, { code, isSample, faults: faults(record).map(shown) })
    }
  }

  // One register after the other: they need not lie in memory together.
  for (const [done, register] of registers.entries()) {
    onRegister?.(register, done, { checked })
    look(register, await collect(store, [register.name, 'districts'], basis), edited)
  }

  return {
    checked,
    recheck: async (changed, since) => {
      const wanted = withAsking(changed, askedBy)
      const places = await store.all('districts')
      for (const [name, ids] of wanted) {
        const own = known.get(name)
        // Whoever was deleted, or went to another district, is not looked at.
        for (const id of ids) own?.delete(id)
        const records = { [name]: await store.getMany(name, [...ids]) }
        const linked = await linkedTo(store, registers, records)
        const collected = { records: { ...records, districts: places }, linked, rules: basis.rules }
        look(registerOf(registers, name), collected, since)
      }
      return [...wanted.values()].reduce((sum, ids) => sum + ids.size, 0)
    },
  }
}

const shown = (fault: RecordFault, index: number): QualityFault => {
  const { register, record, issue } = fault
  return {
    id: `${record.id} ${String(index)}`,
    register: register.name,
    record: record.id,
    code: record.code,
    name: labelOf(register, record),
    field: fieldOfFault(fault),
    place: placeOfFault(fault),
    level: isError(fault) ? '错误' : '警告',
    message: issue.message,
    updatedBy: record.updatedBy,
  }
}

/** The ids to be looked at, by register. */
const withAsking = (
  changed: readonly ChangedRecord[],
  askedBy: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const wanted = new Map<string, Set<string>>()
  const want = (register: string, id: string): void => {
    wanted.set(register, (wanted.get(register) ?? new Set()).add(id))
  }
  for (const { register, id } of changed) {
    want(register, id)
    for (const key of askedBy.get(keyOfRecord(register, id)) ?? []) {
      const [from = '', asking = ''] = key.split(' ')
      want(from, asking)
    }
  }
  return wanted
}
