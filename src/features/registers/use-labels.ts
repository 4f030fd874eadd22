import { useEffect, useState } from 'react'
import type { LinkedId } from '../../domain/kinds/all'
import { labelOf, type Register } from '../../domain/register'
import type { Store } from '../../storage/store'

/** Labels of these records by id, as far as they have been read. */
export const useLabels = (
  store: Store,
  registers: readonly Register[],
  links: readonly LinkedId[],
): Readonly<Record<string, string>> => {
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({})
  const key = JSON.stringify(links.map(({ register, id }) => [register, id]))
  useEffect(() => {
    const wanted = new Map<string, string[]>()
    for (const [register, id] of JSON.parse(key) as readonly (readonly [string, string])[])
      wanted.set(register, [...(wanted.get(register) ?? []), id])
    for (const [name, ids] of wanted) {
      const register = registers.find((known) => known.name === name)
      if (register === undefined) continue
      void store.getMany(name, ids).then((records) => {
        const found = Object.fromEntries(records.map((record) => [record.id, labelOf(register, record)]))
        setLabels((known) => ({ ...known, ...found }))
      })
    }
  }, [store, registers, key])
  return labels
}
