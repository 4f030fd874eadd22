import { rowsOf, type Values } from '../../../domain/field'
import { linksOf } from '../../../domain/kinds/all'
import type { Origin, Register } from '../../../domain/register'
import type { Operation, Store } from '../../../storage/store'

interface Turning {
  readonly store: Store
  readonly registers: readonly Register[]
  /** Of the record that is made. */
  readonly register: Register
  readonly origin: Origin
}

/**
 * The change of the row from which a record is made, to be saved with it: the row leads to it from then on. Nothing where
 * the row keeps no link, has another one meanwhile, or where what is saved (a restored draft) no longer comes from it.
 */
export const turnedOrigin = async (
  { store, registers, register, origin }: Turning,
  id: string,
  values: Values,
): Promise<readonly Operation[]> => {
  const made = registers
    .find(({ name }) => name === origin.register)
    ?.followUps?.find(
      (followUp) => followUp.rows === origin.rows && followUp.register === register.name,
    )?.made
  const comesFromIt = linksOf(register.fields, values).some((link) => link.id === origin.id)
  const record = (await store.get(origin.register, origin.id))?.record
  if (made === undefined || !comesFromIt || record === undefined) return []
  const rows = rowsOf(record.values, origin.rows)
  const row = rows[origin.row]
  const turned = row === undefined ? undefined : made(row, id)
  if (turned === undefined) return []
  return [
    {
      kind: 'update',
      register: origin.register,
      id: record.id,
      version: record.version,
      values: { ...record.values, [origin.rows]: rows.with(origin.row, turned) },
    },
  ]
}
