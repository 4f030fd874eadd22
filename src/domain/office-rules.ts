import { emptyCalendar, type WorkCalendar } from './calendar'
import { isDay } from './kinds/date'

/**
 * What an office may set for itself (domain B24). None of it is an official rule (I), but for the yearly fund of a team,
 * which was reported (P, 界面新闻 2020-08-05); every default can be changed in the settings.
 */
export interface OfficeRules {
  readonly calendar: WorkCalendar
  /** Working days from 受理 to 办理时限, by 紧急程度; an urgency that is not there has no limit. */
  readonly dueDays: Readonly<Record<string, number>>
  /** Working days before the limit from which it is pointed out. */
  readonly dueNotice: number
  /** Working days before the limit by which 延期 has to be asked for. */
  readonly extensionNotice: number
  /** When a weekly report is due: the weekday (1 Monday … 7 Sunday) after the week, and the time in China. */
  readonly weeklyDue: { readonly weekday: number; readonly time: string }
  /** Yearly fund of a team, in 分. */
  readonly teamFund: number
  /** Days before an agreement ends from which it is pointed out. */
  readonly agreementNotice: number
  /** Percentage points by which a key task may be behind its time before it counts as 滞后. */
  readonly lagTolerance: number
}

export const usualRules: OfficeRules = {
  calendar: emptyCalendar,
  dueDays: { '特急（10个工作日内）': 10, '紧急（1个月内）': 20, '一般（3个月内）': 60 },
  dueNotice: 3,
  extensionNotice: 1,
  weeklyDue: { weekday: 1, time: '12:00' },
  teamFund: 10_000_000,
  agreementNotice: 60,
  lagTolerance: 15,
}

/** Rules as they were kept; each part that is missing or cannot be one gives way to the usual one. */
export const readRules = (kept: unknown): OfficeRules => {
  const part = (name: keyof OfficeRules): unknown => property(kept, name)
  const count = (name: 'dueNotice' | 'extensionNotice' | 'teamFund' | 'agreementNotice' | 'lagTolerance') =>
    isCount(part(name)) ? (part(name) as number) : usualRules[name]
  return {
    calendar: readCalendar(part('calendar')),
    dueDays: readDueDays(part('dueDays')),
    dueNotice: count('dueNotice'),
    extensionNotice: count('extensionNotice'),
    weeklyDue: readWeeklyDue(part('weeklyDue')),
    teamFund: count('teamFund'),
    agreementNotice: count('agreementNotice'),
    lagTolerance: count('lagTolerance'),
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const daysOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isDay).sort() : [])

const readCalendar = (value: unknown): WorkCalendar => ({
  holidays: daysOf(property(value, 'holidays')),
  workdays: daysOf(property(value, 'workdays')),
})

const mostDueDays = 1000

const readDueDays = (value: unknown): OfficeRules['dueDays'] => {
  if (typeof value !== 'object' || value === null) return usualRules.dueDays
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, number] => isCount(entry[1]) && entry[1] > 0 && entry[1] <= mostDueDays,
    ),
  )
}

const readWeeklyDue = (value: unknown): OfficeRules['weeklyDue'] => {
  const weekday = property(value, 'weekday')
  const time = property(value, 'time')
  const stands =
    isCount(weekday) &&
    weekday >= 1 &&
    weekday <= 7 &&
    typeof time === 'string' &&
    /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(time)
  return stands ? { weekday, time } : usualRules.weeklyDue
}
