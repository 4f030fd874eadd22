import { attachmentsIn, linksOf } from '../../domain/kinds/all'
import { joinFiles } from '../../domain/kinds/attachments'
import type { Issue } from '../../domain/issue'
import type { StepContext, Transition } from '../../domain/lifecycle'
import { aloneOn, type LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import { type StepGiven, takeRowStep, takeStep } from '../../domain/step'
import type { Values } from '../../domain/field'
import { newId } from '../../storage/new-id'
import type { Settings, Store } from '../../storage/store'

/** A record with all that its step may ask of the world around it. */
export interface Stepping {
  readonly record: LedgerRecord
  readonly context: StepContext
}

/** A row of a record that has a life cycle of its own. */
export interface RowPlace {
  readonly field: string
  readonly index: number
}

interface Moment {
  readonly settings: Settings
  /** ISO day and ISO instant. */
  readonly today: string
  readonly now: string
}

/** The surroundings of records that are about to take a step; only looked up when the step asks for them. */
export const surroundingsOf = (
  store: Store,
  register: Register,
  records: readonly LedgerRecord[],
  transition: Transition,
  { settings, today, now }: Moment,
): Promise<readonly Stepping[]> =>
  Promise.all(
    records.map(async (record): Promise<Stepping> => {
      const alone = { ...aloneOn(today, settings.rules), by: settings.person, at: now }
      if (transition.guard === undefined && transition.suggest === undefined)
        return { record, context: alone }
      const [linked, groups] = await Promise.all([
        linkedRecords(store, register, record.values),
        store.related(register.name, record.id),
      ])
      return {
        record,
        context: {
          ...alone,
          linked: (to, id) => linked.get(`${to} ${id}`),
          linking: (from, path) =>
            groups.find((group) => group.register === from && group.path === path)?.records ?? [],
        },
      }
    }),
  )

const linkedRecords = async (
  store: Store,
  register: Register,
  values: Values,
): Promise<ReadonlyMap<string, LedgerRecord>> => {
  const links = linksOf(register.fields, values)
  const found = await Promise.all(
    [...new Set(links.map((link) => link.register))].map(async (to) => {
      const ids = links.filter((link) => link.register === to).map(({ id }) => id)
      const records = await store.getMany(to, ids)
      return records.map((record) => [`${to} ${record.id}`, record] as const)
    }),
  )
  return new Map(found.flat())
}

export type StepsTaken =
  | { readonly ok: true; readonly batch: string; readonly isCopied: boolean }
  /** The first record that may not, and why. */
  | {
      readonly ok: false
      readonly message: string
      readonly issues: readonly Issue[]
      readonly record?: LedgerRecord
    }

/** Lets records take one step together; refused as a whole, with the first reason, when one of them may not. */
export const takeSteps = async (
  store: Store,
  register: Register,
  steppings: readonly Stepping[],
  given: StepGiven,
  row?: RowPlace,
): Promise<StepsTaken> => {
  const stepped = steppings.map(({ record, context }) => ({
    record,
    result:
      row === undefined
        ? takeStep(
            register,
            record.values,
            steppings.length === 1
              ? given
              : { ...given, values: besideOwnFiles(register, record, given.values) },
            context,
          )
        : takeRowStep(register, record.values, row, given, context),
  }))
  const refused = stepped.find(({ result }) => !result.ok)
  if (refused !== undefined && !refused.result.ok) {
    const { issues } = refused.result
    const reasons = issues.map(({ message }) => message).join('')
    const who = steppings.length > 1 ? `${refused.record.code}：` : ''
    return { ok: false, message: who + reasons, issues, record: refused.record }
  }
  const done = await store.commit({
    id: newId(),
    kind: 'step',
    title: `${given.action}：${steppings.length === 1 ? (steppings[0]?.record.code ?? '') : `${String(steppings.length)} ${register.unit}${register.title}`}`,
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
  return done.ok ? done : { ok: false, message: done.message, issues: [] }
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
