import { differences, relinked } from '../../domain/duplicates'
import type { Values } from '../../domain/field'
import type { LedgerRecord } from '../../domain/record'
import { namesOf } from '../../domain/other-names'
import { labelOf, type Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { Batch, Store } from '../../storage/store'

/** Of which of the two records a field is taken. */
export type Choices = Readonly<Record<string, 'kept' | 'gone'>>

/** What is proposed: the kept record's own, and the other's where it says nothing. */
export const usualChoices = (register: Register, kept: Values, gone: Values): Choices =>
  Object.fromEntries(
    differences(register, kept, gone).map((name) => [name, kept[name] === undefined ? 'gone' : 'kept']),
  )

/**
 * Two records become one, in one batch: the kept one takes the chosen fields, everything that links to the other links to it
 * instead, and the other goes to the 回收站.
 */
export const mergeBatch = async (
  store: Store,
  registers: readonly Register[],
  register: Register,
  kept: LedgerRecord,
  gone: LedgerRecord,
  choices: Choices,
): Promise<Batch> => {
  const taken = Object.entries(choices).flatMap(([name, from]) =>
    from === 'gone' ? [[name, gone.values[name]] as const] : [],
  )
  const goneName = gone.values[register.labelField]
  // Ledgers that still use the other name are understood.
  const alias =
    typeof goneName === 'string' && choices.formerName !== 'gone' && choices[register.labelField] !== 'gone'
      ? withFormerName(register, kept.values, goneName)
      : {}
  const groups = await store.related(register.name, gone.id)
  const users = new Map(
    groups.flatMap((group) =>
      group.records.map((record) => [`${group.register}|${record.id}`, { ...group, record }] as const),
    ),
  )
  const own = relinked(register, { ...kept.values, ...Object.fromEntries(taken), ...alias }, gone.id, kept.id)
  return {
    id: newId(),
    kind: 'save',
    title: `合并${register.title} ${labelOf(register, kept)} ← ${labelOf(register, gone)} ${gone.code}`,
    operations: [
      { kind: 'update', register: register.name, id: kept.id, version: kept.version, values: own },
      ...[...users.values()].flatMap(({ register: name, record }) => {
        const from = registers.find((one) => one.name === name)
        if (from === undefined || record.id === kept.id || record.id === gone.id) return []
        const values = relinked(from, record.values, gone.id, kept.id)
        return [{ kind: 'update', register: name, id: record.id, version: record.version, values } as const]
      }),
      { kind: 'delete', register: register.name, id: gone.id, version: gone.version },
    ],
  }
}

/** The name of the one that goes, beside the former names that are there; without it where it is one or has no room. */
const withFormerName = (register: Register, kept: Values, name: string): Values => {
  const field = register.fields.formerName
  if (field?.kind !== 'text' || namesOf(register, kept).includes(name)) return {}
  const before = kept.formerName
  const formerName = typeof before === 'string' ? `${before}、${name}` : name
  return formerName.length > (field.maxLength ?? Infinity) ? {} : { formerName }
}
