import { isDeepStrictEqual } from 'node:util'
import type { Values } from '../../../src/domain/field'
import type { LedgerRecord } from '../../../src/domain/record'
import { type Dump, keyOf } from './ledger'

/** What a record comes to when its batch is in: the rest (code, times) nobody knows before it is acknowledged. */
export interface Foreseen {
  readonly values: Values
  readonly isDeleted: boolean
}

/**
 * Keeps account of what the app said was saved, and of what it had not answered yet when it ended: of that, each batch
 * may be there as a whole or not at all.
 */
export interface Account {
  /** All records as they were acknowledged, by `register|id`. */
  readonly records: () => ReadonlyMap<string, LedgerRecord>
  /** A batch is on its way (its id may not be known). What comes back is to be called when it is said to be saved. */
  readonly sent: (foreseen: ReadonlyMap<string, Foreseen>, batch?: string) => Acknowledge
  /** A 机构 of this name is being saved by hand: its id only the window knows. The same. */
  readonly sentByHand: (name: string) => () => void
  /** What the ledger holds now against what was said; from here on, that is what was acknowledged. */
  readonly settle: (dump: Dump) => Verdict
  /** The same where only the first `seq` batches could be had, and the user was told so. */
  readonly settleAt: (dump: Dump, seq: number) => Verdict
  /** The number of the last batch that was acknowledged or found. */
  readonly head: () => number
}

/** With the records as they are now. */
export type Acknowledge = (batch: string, records: ReadonlyMap<string, LedgerRecord>) => void

export interface Verdict {
  /** Record changes that were acknowledged since the last time. */
  readonly acknowledged: number
  /** Acknowledged records that are gone or other than they were, records that nobody made, batches that are gone. */
  readonly lost: readonly string[]
  /** Batches of which a part is in. */
  readonly half: readonly string[]
}

interface Pending {
  readonly batch: string | undefined
  readonly foreseen: ReadonlyMap<string, Foreseen>
}

interface Act {
  readonly batch: string
  readonly records: ReadonlyMap<string, LedgerRecord>
}

export const openAccount = (base: Dump): Account => {
  let settled = base
  let acts: Act[] = []
  let pending = new Set<Pending>()
  let byHand = new Map<string, 'sent' | 'saved'>()

  const after = (some: readonly Act[]): ReadonlyMap<string, LedgerRecord> =>
    new Map([...settled.records, ...some.flatMap(({ records }) => [...records])])
  const seqAfter = (act: number): number => settled.batches.size + act + 1

  const judge = (dump: Dump, known: readonly Act[], isWhole: boolean): Verdict => {
    const expected = after(known)
    const left = new Map(dump.records)
    const unsaid = new Map(byHand)
    const isNamed = (record: LedgerRecord): boolean => unsaid.delete(JSON.stringify(record.values['name']))
    const batches = [...settled.batches.keys(), ...known.map(({ batch }) => batch)]
    const lost = isWhole ? batches.filter((batch) => !dump.batches.has(batch)) : []
    const half: string[] = []
    for (const { batch, foreseen } of pending) {
      const isIn = [...foreseen].filter(([key, next]) => isAs(dump.records.get(key), next)).length
      const isNoted = batch === undefined ? isIn === foreseen.size : dump.batches.has(batch)
      if (isNoted !== (isIn === foreseen.size) || (isIn > 0 && isIn < foreseen.size))
        half.push(batch ?? 'undo')
      if (isIn === foreseen.size) for (const key of foreseen.keys()) left.delete(key)
    }
    for (const [key, record] of left) {
      const said = expected.get(key)
      if (said === undefined ? !isNamed(record) : !isSame(said, record)) lost.push(key)
    }
    for (const key of expected.keys()) if (!dump.records.has(key)) lost.push(key)
    if (isWhole) lost.push(...[...unsaid].flatMap(([name, state]) => (state === 'saved' ? [name] : [])))
    const saidByHand = [...byHand.values()].filter((state) => state === 'saved').length
    const changes = known.reduce((sum, { records }) => sum + records.size, 0)
    settled = dump
    acts = []
    pending = new Set()
    byHand = new Map()
    return { acknowledged: changes + saidByHand, lost: [...new Set(lost)], half: [...new Set(half)] }
  }

  return {
    records: () => after(acts),
    sent: (foreseen, batch) => {
      const sent = { batch, foreseen }
      pending.add(sent)
      return (acknowledged, records) => {
        pending.delete(sent)
        acts.push({ batch: acknowledged, records })
      }
    },
    sentByHand: (name) => {
      byHand.set(JSON.stringify(name), 'sent')
      return () => {
        byHand.set(JSON.stringify(name), 'saved')
      }
    },
    settle: (dump) => judge(dump, acts, true),
    settleAt: (dump, seq) =>
      judge(
        dump,
        acts.filter((_, at) => seqAfter(at) <= seq),
        false,
      ),
    head: () => settled.batches.size + acts.length,
  }
}

const isAs = (record: LedgerRecord | undefined, { values, isDeleted }: Foreseen): boolean =>
  record !== undefined &&
  (record.deletedAt !== null) === isDeleted &&
  isDeepStrictEqual(plain(record.values), plain(values))

const isSame = (one: LedgerRecord, other: LedgerRecord): boolean =>
  isDeepStrictEqual(plain(one), plain(other))

/** Without what is undefined, as JSON has it. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

export const byKey = (register: string, records: readonly LedgerRecord[]): Map<string, LedgerRecord> =>
  new Map(records.map((record) => [keyOf(register, record.id), record]))
