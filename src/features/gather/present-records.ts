import type { Values } from '../../domain/field'
import type { LedgerRecord } from '../../domain/record'
import { keyOf, withDistrict } from '../../domain/record-keys'
import type { Register } from '../../domain/register'
import { type planMerge, type Present, withLinks } from '../../exchange/merge-plan'
import type { PastChange, Store } from '../../storage/store'

type Packed = Parameters<typeof planMerge>[0]['records']

/** Everything that the plan asks of the ledger, read before it is made. */
export const presentFor = async (
  store: Store,
  registers: ReadonlyMap<string, Register>,
  records: Packed,
): Promise<Present> => {
  const stored = new Map<string, LedgerRecord>()
  const twins = new Map<string, LedgerRecord>()
  const changed = new Map<string, ReadonlyMap<string, unknown>>()
  const here = (register: string, id: string): string => twins.get(`${register}|${id}`)?.id ?? id
  for (const register of byLinks([...registers.values()])) {
    const { name } = register
    const own = records.filter((one) => one.register === name).map(({ record }) => record)
    const ids = own.map(({ id }) => id)
    for (const record of await store.getMany(name, ids)) stored.set(`${name}|${record.id}`, record)
    const unknown = own.flatMap(({ id, districtCode, values }) =>
      stored.has(`${name}|${id}`)
        ? []
        : [{ id, keyed: withDistrict(withLinks(register.fields, values, here), districtCode) }],
    )
    for (const [id, twin] of await twinsOf(store, register, unknown)) {
      twins.set(`${name}|${id}`, twin)
      stored.set(`${name}|${twin.id}`, twin)
    }
    const known = ids.filter((id) => stored.has(`${name}|${id}`))
    for (const [id, past] of known.length === 0 ? [] : await store.pasts(name, known)) {
      const since = changedSince(past)
      if (since !== undefined) changed.set(`${name}|${id}`, since)
    }
  }
  return {
    stored: (register, id) => stored.get(`${register}|${id}`),
    twin: (register, id) => twins.get(`${register}|${id}`),
    changedHere: (register, id) => changed.get(`${register}|${id}`),
  }
}

const keyGroups = ({ keys, unique = [] }: Register): readonly (readonly string[])[] => [
  ...keys.slice(0, 1),
  ...unique.map(({ fields }) => fields),
]

/** Those first whose keys name no other record: the others are looked for by the records that these turn out to be. */
const byLinks = (registers: readonly Register[]): readonly Register[] => {
  const hasLinks = (register: Register): boolean =>
    keyGroups(register).some((fields) => fields.some((name) => 'to' in (register.fields[name] ?? {})))
  return [...registers.filter((register) => !hasLinks(register)), ...registers.filter(hasLinks)]
}

interface Sought {
  readonly id: string
  readonly keyed: Values
}

/** The same organisation, expert or district under another id: by what may be there only once. */
const twinsOf = async (
  store: Store,
  register: Register,
  records: readonly Sought[],
): Promise<ReadonlyMap<string, LedgerRecord>> => {
  const found = new Map<string, LedgerRecord>()
  for (const fields of keyGroups(register)) {
    const keyed = records.flatMap(({ id, keyed: values }) => {
      const key = found.has(id) ? undefined : keyOf(fields, values)
      return key === undefined ? [] : [[id, key] as const]
    })
    if (keyed.length === 0) continue
    const known = await store.findByKey(register.name, [...new Set(keyed.map(([, key]) => key))])
    for (const [id, key] of keyed) {
      const [only, ...others] = (known.get(key) ?? []).filter(
        ({ deletedAt, isSample }) => deletedAt === null && !isSample,
      )
      if (only !== undefined && others.length === 0) found.set(id, only)
    }
  }
  return found
}

/** From the newest change back to the last merge; undefined where there was none. What was taken back counts for nothing. */
export const changedSince = (past: readonly PastChange[]): ReadonlyMap<string, unknown> | undefined => {
  const fields = new Map<string, unknown>()
  for (const { fields: changed, kind, undone } of past) {
    if (undone || kind === 'undo' || kind === 'redo') continue
    if (kind === 'merge') return fields
    for (const [name, [before]] of Object.entries(changed)) fields.set(name, before)
  }
  return undefined
}
