import { labelOf, type Register } from '../../../domain/register'
import { checkedRecords, faultsIn, fieldOfFault, isError, placeOfFault } from '../../../reports/record-faults'
import type { Store } from '../../../storage/store'
import { collect, dataOf, withEdits } from '../report-data'

export type Level = '错误' | '警告'

export interface QualityFault {
  /** Of the row: a record may have several. */
  readonly id: string
  readonly register: string
  readonly record: string
  readonly code: string
  readonly name: string
  /** Path of the field in the form; undefined where it is about the whole record. */
  readonly field: string | undefined
  readonly place: string
  readonly level: Level
  readonly message: string
  readonly updatedBy: string
}

export interface QualityCount {
  readonly register: string
  readonly title: string
  readonly levels: Readonly<Record<Level, number>>
}

export interface Quality {
  /** Records that were looked through. */
  readonly checked: number
  /** Only the registers in which something was found. */
  readonly counts: readonly QualityCount[]
  /** Errors first; of each register and level the first ones, as many as `mostShown`. */
  readonly faults: readonly QualityFault[]
}

export interface QualityQuestion {
  readonly district: string | undefined
  readonly samples: boolean
  /** ISO day. */
  readonly today: string
}

export interface QualityProgress {
  readonly title: string
  readonly done: number
  readonly total: number
}

/** Looks through the whole ledger by the rules of report R17, in the worker; it only reads. */
export interface QualityJob {
  readonly check: (
    question: QualityQuestion,
    onProgress?: (progress: QualityProgress) => void,
  ) => Promise<Quality>
}

/** More than one would mend in a day; those that follow come up as these are mended. */
const mostShown = 500

export const createQualityJob = (store: Store, registers: readonly Register[]): QualityJob => ({
  check: async ({ district, samples, today }, onProgress) => {
    const found: Found[] = []
    // One register after the other: they need not lie in memory together.
    for (const [done, register] of registers.entries()) {
      onProgress?.({ title: register.title, done, total: registers.length })
      found.push(await lookThrough(store, registers, register, { district, samples, today }))
    }
    return {
      checked: found.reduce((sum, { checked }) => sum + checked, 0),
      counts: found.map(({ count }) => count).filter(({ levels }) => levels.错误 + levels.警告 > 0),
      faults: [...found.flatMap(({ errors }) => errors), ...found.flatMap(({ warnings }) => warnings)],
    }
  },
})

interface Found {
  readonly checked: number
  readonly count: QualityCount
  readonly errors: readonly QualityFault[]
  readonly warnings: readonly QualityFault[]
}

const lookThrough = async (
  store: Store,
  registers: readonly Register[],
  register: Register,
  { district, samples, today }: QualityQuestion,
): Promise<Found> => {
  const collected = await collect(store, registers, [register.name, 'districts'], { district })
  const data = await withEdits(store, [register], dataOf(collected, registers))
  const scope = { data, options: { district, filledOn: today }, samples }
  const faults = faultsIn(register, scope).map((fault, index): QualityFault => {
    const { record, issue } = fault
    return {
      id: `${record.id} ${String(index)}`,
      register: register.name,
      record: record.id,
      code: record.code,
      name: labelOf(register, record),
      field: fieldOfFault(fault),
      place: placeOfFault(fault),
      level: isError(fault) ? '错误' : '警告',
      message: issue.message,
      updatedBy: record.updatedBy,
    }
  })
  const errors = faults.filter(({ level }) => level === '错误')
  const warnings = faults.filter(({ level }) => level === '警告')
  return {
    checked: checkedRecords(register, scope).length,
    count: {
      register: register.name,
      title: register.title,
      levels: { 错误: errors.length, 警告: warnings.length },
    },
    errors: errors.slice(0, mostShown),
    warnings: warnings.slice(0, mostShown),
  }
}
