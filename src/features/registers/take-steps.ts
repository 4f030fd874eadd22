import { attachmentsIn, linksOf } from '../../domain/kinds/all'
import { joinFiles } from '../../domain/kinds/attachments'
import { takeStep, type Transition } from '../../domain/lifecycle'
import type { CheckContext, LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import type { Values } from '../../domain/field'
import { newId } from '../../storage/new-id'
import type { Store } from '../../storage/store'

/** Lets records take one step together; refused as a whole, with the first reason, when one of them may not. */
export const takeSteps = async (
  store: Store,
  register: Register,
  records: readonly LedgerRecord[],
  transition: Transition,
  given: { readonly values: Values; readonly reason?: string },
  today: string,
): Promise<
  { readonly ok: true; readonly batch: string } | { readonly ok: false; readonly message: string }
> => {
  const { lifecycle } = register
  if (lifecycle === undefined) throw new Error(`${register.name} has no life cycle`)
  const linked = await linkedRecords(store, register, records)
  const stepped = records.map((record) => ({
    record,
    result: takeStep(
      lifecycle,
      record.values,
      transition.action,
      records.length === 1 ? given : { ...given, values: besideOwnFiles(register, record, given.values) },
      { today, linked },
    ),
  }))
  const refused = stepped.find(({ result }) => !result.ok)
  if (refused !== undefined && !refused.result.ok) {
    return {
      ok: false,
      message: `${refused.record.code}：${refused.result.issues.map(({ message }) => message).join('')}`,
    }
  }
  const done = await store.commit({
    id: newId(),
    kind: 'step',
    title: `${transition.action}：${records.length === 1 ? (records[0]?.code ?? '') : `${String(records.length)} ${register.unit}${register.title}`}`,
    ...(given.reason === undefined ? {} : { reason: given.reason }),
    operations: stepped.flatMap(({ record, result }) =>
      result.ok
        ? [
            {
              kind: 'update' as const,
              register: register.name,
              id: record.id,
              version: record.version,
              values: result.values,
            },
          ]
        : [],
    ),
  })
  return done.ok ? { ok: true, batch: done.batch } : { ok: false, message: done.message }
}

/** What the guard of a step may ask of the records that these link to. */
const linkedRecords = async (
  store: Store,
  register: Register,
  records: readonly LedgerRecord[],
): Promise<CheckContext['linked']> => {
  const links = records.flatMap(({ values }) => linksOf(register.fields, values))
  const known = new Map<string, LedgerRecord>()
  for (const name of new Set(links.map((link) => link.register))) {
    const ids = new Set(links.filter((link) => link.register === name).map(({ id }) => id))
    for (const record of await store.getMany(name, [...ids])) known.set(`${name} ${record.id}`, record)
  }
  return (name, id) => known.get(`${name} ${id}`)
}

/** Files given to several records at once join those that each has; everything else is the same for all. */
const besideOwnFiles = ({ fields }: Register, { values: own }: LedgerRecord, given: Values): Values =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const field = fields[name]
      if (field === undefined || value === undefined) return [name, value]
      const files = attachmentsIn(field, value)
      return [name, files.length === 0 ? value : joinFiles(attachmentsIn(field, own[name]), files)]
    }),
  )
