import type { Register } from '../../domain/register'
import { usualRules } from '../../domain/office-rules'
import type { ReportData, ReportOptions } from '../../reports/report'
import type { Store } from '../../storage/store'
import { collect, dataOf } from './report-data'

interface Kept {
  readonly of: string
  readonly data: ReportData
}

type ReadData = (reads: readonly string[], options: Pick<ReportOptions, 'district'>) => Promise<ReportData>

/**
 * Gives reports their data, read once as long as nothing was done in the ledger: the file of what is on the preview, or
 * the same in another shape, need not read the records of a city again. Only the last are kept.
 */
export const createKeptData = (
  store: Pick<Store, 'together' | 'settings' | 'batches'>,
  registers: readonly Register[],
): ReadData => {
  let kept: Kept | undefined
  return async (reads, options) => {
    // Asked before anything is read: what is done meanwhile is seen by whoever asks next.
    const { batches } = await store.batches({ limit: 1 })
    const of = JSON.stringify([reads, options.district, batches[0]?.id])
    if (kept?.of === of) {
      // Rules are no records: they change without an action.
      const rules = (await store.settings())?.rules ?? usualRules
      return { ...kept.data, rules }
    }
    // There is no room for the records of a city twice.
    kept = undefined
    const data = dataOf(await collect(store, reads, options), registers)
    kept = { of, data }
    return data
  }
}
