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
  /** ISO instant at which all records were looked through. */
  readonly at: string
  /** How many were looked at again since then, because they or what they name were changed. */
  readonly again: number
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
  /** Looks through all records, also those that were not changed since the last time. */
  readonly isAnew?: boolean
}

export interface QualityProgress {
  readonly title: string
  readonly done: number
  readonly total: number
  /** What was found in the registers that are done. */
  readonly soFar: Quality
}

/**
 * Looks through the whole ledger by the rules of report R17, in the worker, and from then on only at what is changed. It only
 * reads.
 */
export interface QualityJob {
  readonly check: (
    question: QualityQuestion,
    onProgress?: (progress: QualityProgress) => void,
  ) => Promise<Quality>
}
