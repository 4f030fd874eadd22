import { keyOf, withDistrict } from '../../domain/record-keys'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { CommitResult, Operation, Store } from '../../storage/store'
import { factOperations } from './facts'

type Creation = Extract<Operation, { readonly kind: 'create' }>

/**
 * 载入公开资料: the facts that the ledger does not know yet; those it knows are linked to as they are. Undefined when it
 * knows them all.
 */
export const loadFacts = async (
  store: Store,
  registers: readonly Register[],
): Promise<CommitResult | undefined> => {
  const facts = factOperations().filter((operation) => operation.kind === 'create')
  const known = new Map<string, string>()
  for (const register of registers) {
    const own = facts.filter((fact) => fact.register === register.name)
    const keys = own.flatMap((fact) => keysOfFact(register, fact))
    const found = await store.findByKey(register.name, keys)
    for (const fact of own) {
      const record = keysOfFact(register, fact).flatMap((key) => found.get(key) ?? [])[0]
      if (record !== undefined) known.set(fact.id, record.id)
    }
  }
  const operations = facts
    .filter(({ id }) => !known.has(id))
    .map((fact) => ({ ...fact, values: relinked(fact, known) }))
  if (operations.length === 0) return undefined
  return store.commit({ id: newId(), kind: 'sample', title: '载入公开资料', operations })
}

const keysOfFact = (register: Register, { values, districtCode = '' }: Creation): readonly string[] =>
  register.keys.flatMap((fields) => keyOf(fields, withDistrict(values, districtCode)) ?? [])

/** Links to facts that are known already lead to the records that are there. */
const relinked = ({ values }: Creation, known: ReadonlyMap<string, string>): Creation['values'] =>
  JSON.parse(JSON.stringify(values), (_name, value: unknown) =>
    typeof value === 'string' ? (known.get(value) ?? value) : value,
  ) as Creation['values']
