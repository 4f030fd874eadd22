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

/** Each of the terms with the place of the record. */
export const entriesOf = ({
  register,
  id,
  district,
  deleted,
  order,
  keys,
  refs,
}: StoredRecord): readonly string[] => {
  const orders =
    deleted === 1 ? [binTerm(register)] : [listTerm(register, undefined), listTerm(register, district)]
  const place = placeOf(register, id)
  return [
    ...new Set([
      ...keys.map((key) => keyTerm(key) + place),
      ...refs.map((reference) => referenceTerm(reference) + place),
      ...orders.map((term) => `${term}${order}${end}${place}`),
    ]),
  ]
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
