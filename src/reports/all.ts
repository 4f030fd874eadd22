import { r05 } from './r05'
import { r06 } from './r06'
import { r07 } from './r07'
import type { Report } from './report'

/** Every report of the app, by its number. */
export const reports: readonly Report[] = [r05, r06, r07]

/** The report of a code such as R05; an unknown one is a fault of the caller. */
export const reportOf = (code: string): Report => {
  const report = reports.find((candidate) => candidate.code === code)
  if (report === undefined) throw new Error(`No report ${code}`)
  return report
}
