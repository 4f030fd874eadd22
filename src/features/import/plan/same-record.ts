import { keyOf, withDistrict } from '../../../domain/record-keys'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import type { Values } from '../../../domain/field'
import { sameValue } from './draft-values'

/** A row of a ledger that looks for its record. */
export interface Seeking {
  readonly key: number
  /** What the ledger says, and what was chosen for all beneath it. */
  readonly said: Values
  /** The same with its district, as keys look at it. */
  readonly keyed: Values
  /** Its key for each group of `register.keys`; undefined where it says too little. */
  readonly keys: readonly (string | undefined)[]
  /** Id noted in a workbook of our own. */
  readonly id: string | undefined
  readonly code: string | undefined
  /** 台账.xlsx 服务台账!5, as records note where they came from. */
  readonly source: string
}

export interface Candidates {
  readonly byId: ReadonlyMap<string, LedgerRecord>
  readonly byCode: ReadonlyMap<string, LedgerRecord>
  /** Live records by key, as the store found them. */
  readonly byKey: ReadonlyMap<string, readonly LedgerRecord[]>
  /** Records that earlier imports of the same file made. */
  readonly ofFile: readonly LedgerRecord[]
}

/**
 * The stored record that each row describes already: by id, by number, by the register's keys, and for rows of a file
 * that came in before, by the place from which the record came. No record answers to two rows.
 */
export const findSame = (
  rows: readonly Seeking[],
  register: Register,
  candidates: Candidates,
): ReadonlyMap<number, LedgerRecord> => {
  const found = new Map<number, LedgerRecord>()
  const claimed = new Set<string>()
  const claim = (row: Seeking, record: LedgerRecord | undefined): boolean => {
    if (record === undefined || claimed.has(record.id)) return false
    claimed.add(record.id)
    found.set(row.key, record)
    return true
  }
  const free = (record: LedgerRecord): boolean => !claimed.has(record.id)
  const open = rows.filter((row) => {
    const byId = row.id === undefined ? undefined : candidates.byId.get(row.id)
    const byCode = row.code === undefined ? undefined : candidates.byCode.get(row.code)
    return !claim(row, byId ?? byCode)
  })
  // Rows that say exactly what a record has go before those that only share its key.
  const unsure = open.filter((row) => {
    const records = byKeys(register, row, candidates.byKey).filter(free)
    return !claim(
      row,
      records.find((record) => likeness(row.said, record.values) === 1),
    )
  })
  const left = unsure.filter((row) => !claim(row, byKeys(register, row, candidates.byKey).find(free)))
  claimByPlace(left, candidates.ofFile, free, claim)
  return found
}

/** Records that share the best key for which there are any; those that a better key tells apart only share the name. */
const byKeys = (
  register: Register,
  { keyed, keys }: Seeking,
  known: ReadonlyMap<string, readonly LedgerRecord[]>,
): readonly LedgerRecord[] => {
  for (const [rank, key] of keys.entries()) {
    const found = key === undefined ? undefined : known.get(key)
    if (found === undefined) continue
    const better = register.keys.slice(0, rank)
    const records = found.filter(
      (record) =>
        !better.some((group) => tellsApart(group, keyed, withDistrict(record.values, record.districtCode))),
    )
    if (records.length > 0) return records
  }
  return []
}

const tellsApart = (fields: readonly string[], values: Values, stored: Values): boolean => {
  const own = keyOf(fields, values)
  const other = keyOf(fields, stored)
  return own !== undefined && other !== undefined && own !== other
}

/** How much of what a row says a record has too, from 0 to 1. */
export const likeness = (said: Values, stored: Values): number => {
  const names = Object.keys(said).filter((name) => said[name] !== undefined)
  if (names.length === 0) return 0
  return names.filter((name) => sameValue(said[name], stored[name])).length / names.length
}

const alikeInPlace = 0.5
const alikeElsewhere = 0.7
/** Pairs that are compared when rows have moved within their file. */
const mostPairs = 1_000_000

/** A corrected file: what was corrected may be the key, and rows may have moved. */
const claimByPlace = (
  rows: readonly Seeking[],
  ofFile: readonly LedgerRecord[],
  free: (record: LedgerRecord) => boolean,
  claim: (row: Seeking, record: LedgerRecord | undefined) => boolean,
): void => {
  const bySource = new Map(ofFile.map((record) => [record.sourceNote ?? '', record]))
  const moved = rows.filter((row) => {
    const record = bySource.get(row.source)
    return !(
      record !== undefined &&
      free(record) &&
      likeness(row.said, record.values) >= alikeInPlace &&
      claim(row, record)
    )
  })
  const open = ofFile.filter(free)
  if (moved.length * open.length > mostPairs) return
  for (const row of moved) {
    const best = open
      .filter(free)
      .reduce<{ readonly record: LedgerRecord; readonly like: number } | undefined>((chosen, record) => {
        const like = likeness(row.said, record.values)
        return like >= alikeElsewhere && like > (chosen?.like ?? 0) ? { record, like } : chosen
      }, undefined)
    claim(row, best?.record)
  }
}
