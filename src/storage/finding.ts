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
  `list ${register} ${district ?? everywhere}${end}`
export const binTerm = (register: string): string => `bin ${register}${end}`
export const historyTerm = (register: string, id: string): string => `past ${placeOf(register, id)}${end}`

type Term = readonly [term: string, tail: string]

/** Each of the terms with what stands behind it: the place of the record, in lists after that by which they are ordered. */
const termsOf = ({ register, id, district, deleted, order, keys, refs }: StoredRecord): readonly Term[] => {
  const orders =
    deleted === 1 ? [binTerm(register)] : [listTerm(register, undefined), listTerm(register, district)]
  const place = placeOf(register, id)
  const inOrder = `${order}${end}${place}`
  return [
    ...keys.map((key): Term => [keyTerm(key), place]),
    ...refs.map((reference): Term => [referenceTerm(reference), place]),
    ...orders.map((term): Term => [term, inOrder]),
  ]
}

export const entriesOf = (row: StoredRecord): readonly string[] => [
  ...new Set(termsOf(row).map(([term, tail]) => term + tail)),
]

/** The entries of many, in order: to sort terms, and then what stands behind each, takes half as long as to sort entries. */
export const entriesOfAll = (rows: readonly StoredRecord[]): readonly string[] => {
  const tails = new Map<string, string[]>()
  for (const row of rows)
    for (const [term, tail] of termsOf(row)) {
      const known = tails.get(term)
      if (known === undefined) tails.set(term, [tail])
      else known.push(tail)
    }
  const entries: string[] = []
  for (const term of [...tails.keys()].sort()) {
    let last: string | undefined
    for (const tail of tails.get(term)?.sort() ?? []) {
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
