import { useEffect, useState } from 'react'
import { keyOf } from '../../domain/record-keys'
import type { LedgerRecord } from '../../domain/record'
import { labelOf, type Register } from '../../domain/register'
import type { Store } from '../../storage/store'

/**
 * Labels of these records by id, as far as they have been read. One whose name others have, too, says which it is: by its
 * district, or by its number where they are of the same district.
 */
export const useTellingLabels = (
  store: Store,
  register: Register | undefined,
  ids: readonly string[],
): Readonly<Record<string, string>> => {
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({})
  const key = ids.join(' ')
  useEffect(() => {
    if (register === undefined || key === '') return
    void tellingLabels(store, register, key.split(' ')).then((found) =>
      setLabels((known) => ({ ...known, ...found })),
    )
  }, [store, register, key])
  return labels
}

type Reading = Pick<Store, 'getMany' | 'findByKey'>

export const tellingLabels = async (
  store: Reading,
  register: Register,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const records = await store.getMany(register.name, ids)
  const nameKey = ({ values }: LedgerRecord): string => keyOf([register.labelField], values) ?? ''
  const isKeyed = register.keys.some(
    ([first, ...others]) => first === register.labelField && others.length === 0,
  )
  const known = isKeyed
    ? await store.findByKey(register.name, [...new Set(records.map(nameKey))])
    : new Map<string, readonly LedgerRecord[]>()
  const namesakesOf = (record: LedgerRecord): readonly LedgerRecord[] =>
    (known.get(nameKey(record)) ?? []).filter(({ id, deletedAt }) => id !== record.id && deletedAt === null)
  const shared = records.filter((record) => namesakesOf(record).length > 0)
  const places = await store.getMany('districts', [
    ...new Set(shared.map(({ districtCode }) => districtCode)),
  ])
  const placeOf = ({ districtCode }: LedgerRecord): unknown =>
    places.find(({ id }) => id === districtCode)?.values.name
  return Object.fromEntries(
    records.map((record) => {
      const label = labelOf(register, record)
      const namesakes = namesakesOf(record)
      if (namesakes.length === 0) return [record.id, label]
      const place = placeOf(record)
      const isPlaceTelling =
        typeof place === 'string' &&
        namesakes.every(({ districtCode }) => districtCode !== record.districtCode)
      return [record.id, `${label}（${isPlaceTelling ? place : record.code}）`]
    }),
  )
}
