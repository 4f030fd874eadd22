import { usualRules } from '../../../domain/office-rules'
import type { Register } from '../../../domain/register'
import type { Clock } from '../../../storage/repository'
import type { Store } from '../../../storage/store'
import { editedAfterSending } from '../report-data'
import { type ChangedRecord, changedSince, keyOfRecord, lastAction } from './changed-records'
import { type Checked, type CheckedLedger, checkLedger, type Found } from './checked-ledger'
import type {
  Level,
  Quality,
  QualityFault,
  QualityJob,
  QualityProgress,
  QualityQuestion,
} from './quality-types'

/** More than one would mend in a day; those that follow come up as these are mended. */
const mostShown = 500

interface Held {
  readonly basis: string
  readonly ledger: CheckedLedger
  /** ISO instant at which all was looked through. */
  readonly at: string
  /** The records that were changed after a report that counts them was sent. */
  readonly edited: readonly ChangedRecord[]
  /** The action up to which changes were looked at. */
  readonly action: number
  readonly again: number
}

type Reading = Pick<
  Store,
  'all' | 'together' | 'getMany' | 'settings' | 'batches' | 'changesIn' | 'ids' | 'sentFiles'
>

export const createQualityJob = (
  store: Reading,
  registers: readonly Register[],
  clock: Pick<Clock, 'now'>,
): QualityJob => {
  let held: Held | undefined
  let last: Promise<unknown> = Promise.resolve()

  const known = async (
    question: QualityQuestion,
    onProgress?: (progress: QualityProgress) => void,
  ): Promise<Held> => {
    const { district, today, isAnew } = question
    const rules = (await store.settings())?.rules ?? usualRules
    const basis = JSON.stringify([district, today, rules])
    // What is changed while the ledger is looked through is looked at again next time.
    const [action, at] = [await lastAction(store), clock.now()]
    const edited = await editedAfterSending(store, registers)
    const changed =
      held?.basis === basis && isAnew !== true ? await changedSince(store, held.action) : undefined
    if (
      held === undefined ||
      changed === undefined ||
      changed.some(({ register }) => register === 'districts')
    ) {
      held = undefined
      const ledger = await checkLedger(
        store,
        registers,
        { district, today, rules },
        edited,
        ({ title }, done, found) => {
          const soFar = qualityOf({ ledger: found, at, again: 0 }, registers, question)
          onProgress?.({ title, done, total: registers.length, soFar })
        },
      )
      return { basis, ledger, edited, at, action, again: 0 }
    }
    // A report that is sent or returned makes edits of records that nobody touched.
    const touched = [...changed, ...inOneOnly(held.edited, edited)]
    return { ...held, edited, action, again: held.again + (await held.ledger.recheck(touched, edited)) }
  }
  const answer: QualityJob['check'] = async (question, onProgress) => {
    held = await known(question, onProgress)
    return qualityOf(held, registers, question)
  }
  return {
    check: (question, onProgress) => {
      // Whoever asks meanwhile asks of the same memory.
      const next = last.then(() => answer(question, onProgress))
      last = next.catch(() => undefined)
      return next
    },
  }
}

const inOneOnly = (a: readonly ChangedRecord[], b: readonly ChangedRecord[]): readonly ChangedRecord[] => {
  const missing = (from: readonly ChangedRecord[], list: readonly ChangedRecord[]) => {
    const keys = new Set(from.map(({ register, id }) => keyOfRecord(register, id)))
    return list.filter(({ register, id }) => !keys.has(keyOfRecord(register, id)))
  }
  return [...missing(a, b), ...missing(b, a)]
}

const qualityOf = (
  { ledger, at, again }: Pick<Held, 'at' | 'again'> & { readonly ledger: Found },
  registers: readonly Register[],
  { samples }: QualityQuestion,
): Quality => {
  const found = registers.map((register) => foundIn(register, ledger, samples))
  return {
    at,
    again,
    checked: found.reduce((sum, { checked }) => sum + checked, 0),
    counts: found.map(({ count }) => count).filter(({ levels }) => levels.错误 + levels.警告 > 0),
    faults: [...found.flatMap(({ errors }) => errors), ...found.flatMap(({ warnings }) => warnings)],
  }
}

const foundIn = (register: Register, ledger: Found, samples: boolean) => {
  const faulty: Checked[] = []
  let checked = 0
  for (const one of ledger.checked(register.name)) {
    if (one.isSample && !samples) continue
    checked += 1
    if (one.faults.length > 0) faulty.push(one)
  }
  faulty.sort((a, b) => (a.code === b.code ? 0 : a.code < b.code ? -1 : 1))
  const of = (level: Level): readonly QualityFault[] =>
    faulty.flatMap(({ faults }) => faults.filter((fault) => fault.level === level))
  const [errors, warnings] = [of('错误'), of('警告')]
  const levels = { 错误: errors.length, 警告: warnings.length }
  return {
    checked,
    count: { register: register.name, title: register.title, levels },
    errors: errors.slice(0, mostShown),
    warnings: warnings.slice(0, mostShown),
  }
}
