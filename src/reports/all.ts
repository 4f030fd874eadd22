import { packages } from './packages'
import { r01 } from './r01'
import { r02 } from './r02'
import { r03 } from './r03'
import { r04 } from './r04'
import { r05 } from './r05'
import { r06 } from './r06'
import { r07 } from './r07'
import { r08 } from './r08'
import { r09 } from './r09'
import { r10 } from './r10'
import { r11 } from './r11'
import { r12 } from './r12'
import { r13 } from './r13'
import { r14 } from './r14'
import { r15 } from './r15'
import { r16 } from './r16'
import { r17 } from './r17'
import type { Report } from './report'

/** Every report of the app, by its number; the packages of several come last. */
export const reports: readonly Report[] = [
  r01,
  r02,
  r03,
  r04,
  r05,
  r06,
  r07,
  r08,
  r09,
  r10,
  r11,
  r12,
  r13,
  r14,
  r15,
  r16,
  r17,
  ...packages,
]

/** The report of a code such as R05; an unknown one is a fault of the caller. */
export const reportOf = (code: string): Report => {
  const report = reports.find((candidate) => candidate.code === code)
  if (report === undefined) throw new Error(`No report ${code}`)
  return report
}
