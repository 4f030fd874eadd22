import { registers } from '../../../src/domain/registers/all'
import { collect, dataOf } from '../../../src/features/reports/report-data'
import { reportOf } from '../../../src/reports/all'
import type { BuiltReport, ReportOptions } from '../../../src/reports/report'
import type { Store } from '../../../src/storage/store'

/** A report of the ledger as it is written to a file; a preview goes without its hidden sheets. */
export const wholeReport = async (
  store: Store,
  code: string,
  options: ReportOptions,
): Promise<BuiltReport> => {
  const report = reportOf(code)
  return report.build(dataOf(await collect(store, report.reads, options), registers), options)
}
