import { type BatchHead, type Change, deletedPart, type Entry, type Marks } from '../domain/history'
import type { StoredState } from './database'

/**
 * An entry as the second copy keeps it: the batch, its changes, the end with the state of the ledger after it. JSON knows
 * no `undefined`: an empty field is `null` there, which no field ever is.
 */
export interface Mark {
  readonly ledger: string
  readonly schema: number
  readonly marks: Marks
}

export const markOf = ({ ledger, marks }: StoredState, schema: number): Mark => ({ ledger, schema, marks })

/** An entry with its changes as lines: as they are in both copies. */
export interface EntryLines {
  readonly batch: BatchHead
  readonly lines: readonly string[]
}

export const lineOf = (change: Change): string => JSON.stringify(change)
export const changeIn = (line: string): Change => withEmpties(JSON.parse(line) as Change)

/** The end carries no mark while old entries are caught up with: how it stood after each of them is not known any more. */
export const linesOf = ({ batch, lines }: EntryLines, mark: Mark | null): readonly string[] => [
  JSON.stringify({ batch }),
  ...lines,
  JSON.stringify({ end: batch.seq, mark }),
]

/** A mark as it comes back from the disk; undefined for anything else. */
export const parseMark = (value: unknown): Mark | undefined =>
  isObject(value) &&
  typeof value['ledger'] === 'string' &&
  typeof value['schema'] === 'number' &&
  isObject(value['marks'])
    ? (value as unknown as Mark)
    : undefined

/** Collects lines into entries. What has the wrong shape throws: the lines were verified before they came here. */
export const createEntryReader = (
  take: (entry: Entry & EntryLines, mark: Mark | undefined) => void,
): ((line: string) => void) => {
  let open: (Entry & EntryLines & { readonly changes: Change[]; readonly lines: string[] }) | undefined
  return (line) => {
    const parsed: unknown = JSON.parse(line)
    if (!isObject(parsed)) throw new Error('An entry line is no object.')
    if ('batch' in parsed) open = { batch: parsed['batch'] as BatchHead, changes: [], lines: [] }
    else if (open === undefined) throw new Error('A change stands outside of its batch.')
    else if ('end' in parsed) {
      if (open.changes.length !== open.batch.count)
        throw new Error(`Entry ${String(open.batch.seq)} is not whole.`)
      take(open, parseMark(parsed['mark']))
      open = undefined
    } else {
      open.changes.push(withEmpties(parsed as unknown as Change))
      open.lines.push(line)
    }
  }
}

const withEmpties = (change: Change): Change => ({
  ...change,
  fields: Object.fromEntries(
    Object.entries(change.fields).map(([name, [before, after]]) =>
      name === deletedPart
        ? [name, [change.action === 'create' ? undefined : before, after]]
        : [name, [before ?? undefined, after ?? undefined]],
    ),
  ),
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
