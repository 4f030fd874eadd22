import type { Values } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import { labelOf, type Register } from '../../../domain/register'
import type { Store } from '../../../storage/store'
import { sameValue } from './draft-values'
import type { NearRecord } from './made-records'
import { bySound, soundOf } from '../../../domain/near-names'

export type NearWithRecord = NearRecord & { readonly record: LedgerRecord }

/**
 * Records that a row without one of its own may describe: their names sound alike and nothing else tells them apart. Only
 * registers whose records are known by a name are looked through; events on a day are not.
 */
export const nearIn = async (
  store: Store,
  register: Register,
  rows: readonly { readonly key: number; readonly said: Values }[],
  same: ReadonlyMap<number, LedgerRecord>,
): Promise<ReadonlyMap<number, readonly NearWithRecord[]>> => {
  const open = rows.filter(({ key }) => !same.has(key))
  const group = register.keys.find((fields) => fields.includes(register.labelField))
  const isNamed =
    group !== undefined && !group.some((field) => register.fields[field]?.kind === 'date') && open.length > 0
  if (!isNamed) return new Map()
  const claimed = new Set([...same.values()].map(({ id }) => id))
  const sounds = bySound(register, await store.all(register.name))
  return new Map(
    open.flatMap(({ key, said }) => {
      const name = said[register.labelField]
      const sound = typeof name === 'string' ? soundOf(name) : undefined
      const found = (sounds.get(sound ?? '') ?? []).filter(
        (record) => !claimed.has(record.id) && mayBe(register, group, said, record.values),
      )
      return found.length === 0 ? [] : [[key, found.map((record) => nearOf(register, record))] as const]
    }),
  )
}

const nearOf = (register: Register, record: LedgerRecord): NearWithRecord => ({
  id: record.id,
  label: labelOf(register, record),
  code: record.code,
  record,
})

/** The other fields of the key agree, or one of the two says nothing; and no better key tells them apart. */
const mayBe = (register: Register, group: readonly string[], said: Values, stored: Values): boolean =>
  [...new Set([...group, ...register.keys.flat()])]
    .filter((field) => field !== register.labelField)
    .every(
      (field) =>
        said[field] === undefined || stored[field] === undefined || sameValue(said[field], stored[field]),
    )
