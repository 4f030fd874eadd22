import { byCodeUnit } from '../domain/kinds/kind'
import { type Database, placeOf, type StoredRecord } from './database'
import { itemsIn, startingWith } from './sorted-pages'

/*
 * What records and changes are found by: texts in order, each a term and the place of what it stands for. By key, by what
 * they link to, by the usual order of lists (of a district, and of all), by the order of the 回收站; changes by their record.
 */

const end = '\u0001'
/** Stands for all districts. */
const everywhere = '*'

export const keyTerm = (key: string): string => `key ${key}${end}`
export const referenceTerm = (reference: string): string => `ref ${reference}${end}`
/** Of all references that begin so. */
export const anyReferenceTerm = (beginning: string): string => `ref ${beginning}`
export const listTerm = (register: string, district: string | undefined): string =>
  listOf(inList(register, district))
const inList = (register: string, district: string | undefined): string =>
  `${register} ${district ?? everywhere}`
const listOf = (list: string): string => `list ${list}${end}`
export const binTerm = (register: string): string => `bin ${register}${end}`
export const historyTerm = (register: string, id: string): string => `past ${placeOf(register, id)}${end}`

/** A kind of term, what terms of this kind say, and what stands behind them. */
type FoundBy = readonly [termOf: (said: string) => string, said: readonly string[], tail: string]

/** All that a record is found by: behind its terms stands its place, in lists after that by which they are ordered. */
const foundBy = ({
  register,
  id,
  district,
  deleted,
  order,
  keys,
  refs,
}: StoredRecord): readonly FoundBy[] => {
  const place = placeOf(register, id)
  const inOrder = `${order}${end}${place}`
  return [
    [keyTerm, keys, place],
    [referenceTerm, refs, place],
    deleted === 1
      ? [binTerm, [register], inOrder]
      : [listOf, [inList(register, undefined), inList(register, district)], inOrder],
  ]
}

export const entriesOf = (row: StoredRecord): readonly string[] => [
  ...new Set(foundBy(row).flatMap(([termOf, said, tail]) => said.map((text) => termOf(text) + tail))),
]

/**
 * The entries of many, in order: to sort terms, and then what stands behind each, takes half as long as to sort entries.
 * Terms that many records have are made once.
 */
export const entriesOfAll = (rows: readonly StoredRecord[]): readonly string[] => {
  const kinds = new Map<FoundBy[0], Map<string, string[]>>()
  for (const row of rows)
    for (const [termOf, said, tail] of foundBy(row)) {
      const tails = kinds.get(termOf) ?? new Map<string, string[]>()
      kinds.set(termOf, tails)
      for (const text of said) {
        const known = tails.get(text)
        if (known === undefined) tails.set(text, [tail])
        else known.push(tail)
      }
    }
  const terms = [...kinds].flatMap(([termOf, tails]) =>
    Array.from(tails, ([said, behind]) => ({ term: termOf(said), behind: behind.sort() })),
  )
  const entries: string[] = []
  for (const { term, behind } of terms.sort((a, b) => byCodeUnit(a.term, b.term))) {
    let last: string | undefined
    for (const tail of behind) {
      if (tail !== last) entries.push(term + tail)
      last = tail
    }
  }
  return entries
}

const digits = (value: number): string => String(value).padStart(12, '0')

/** That the pack `part` of a batch has a change of this record; they run in the order of what happened. */
export const historyEntry = (register: string, id: string, batch: number, part: number): string =>
  `${historyTerm(register, id)}${digits(batch)} ${digits(part)}`

export const packIn = (entry: string): [batch: number, part: number] => {
  const [batch = '', part = ''] = entry.slice(entry.lastIndexOf(end) + 1).split(' ')
  return [Number(batch), Number(part)]
}

/** The place of the record that an entry stands for. */
export const placeIn = (entry: string): string => entry.slice(entry.lastIndexOf(end) + 1)

/** Places of the records with each of these terms. */
export const placesWith = async (
  { index }: Database,
  terms: readonly string[],
): Promise<readonly (readonly string[])[]> =>
  (await itemsIn(index, terms.map(startingWith))).map((entries) => entries.map(placeIn))
