import type { LedgerRecord } from '../domain/record'
import { partsOf } from '../domain/kinds/date'
import { periodOfWeek } from '../domain/kinds/week'
import { contains, containsPartial, type Period } from '../domain/period'
import type { Register } from '../domain/register'

/** Whether records of the register belong to a period: by the day that numbers them, weekly reports by their week. */
export const hasPeriod = ({ name, codeYear }: Register): boolean =>
  name === 'weeklyReports' || codeYear !== undefined

/** By the date of the register, as the reports count; a register without one has no period. */
export const isOfPeriod = (register: Register, { values }: LedgerRecord, period: Period): boolean => {
  if (register.name === 'weeklyReports') {
    const week = typeof values.week === 'string' ? periodOfWeek(values.week) : undefined
    return week !== undefined && contains(period, week.start)
  }
  if (register.codeYear === undefined) return true
  const value = values[register.codeYear]
  if (typeof value === 'string') return contains(period, value.slice(0, 10))
  if (typeof value === 'number')
    return value >= partsOf(period.start).year && value <= partsOf(period.end).year
  return typeof value === 'object' && 'precision' in value && containsPartial(period, value)
}

/** A secret need says no more than R03 does. */
export const isSecretField = (register: Register, record: LedgerRecord, name: string): boolean =>
  register.name === 'needs' &&
  record.confidentiality === '商业秘密' &&
  register.fields[name] !== undefined &&
  !['title', 'organization', 'raisedDate', 'status', 'industry'].includes(name)
