import type { FuzzyNumber, PartialDate } from '../field'
import { sumFuzzy } from '../kinds/fuzzy-number'
import type { OfficeRules } from '../office-rules'
import { contains, containsPartial, type Period } from '../period'
import type { RecordOf } from '../record'
import type { achievements } from '../registers/achievements'
import type { activities } from '../registers/activities'
import type { agreements } from '../registers/agreements'
import type { consortia } from '../registers/consortia'
import type { experts } from '../registers/experts'
import type { keyTasks } from '../registers/key-tasks'
import type { needs } from '../registers/needs'
import type { organizations } from '../registers/organizations'
import type { serviceRecords } from '../registers/service-records'
import type { teams } from '../registers/teams'
import type { visits } from '../registers/visits'
import type { weeklyReports } from '../registers/weekly-reports'

export type Achievement = RecordOf<typeof achievements>
export type Activity = RecordOf<typeof activities>
export type Agreement = RecordOf<typeof agreements>
export type Expert = RecordOf<typeof experts>
export type KeyTask = RecordOf<typeof keyTasks>
export type Need = RecordOf<typeof needs>
export type Organization = RecordOf<typeof organizations>
export type Team = RecordOf<typeof teams>
export type Visit = RecordOf<typeof visits>
export type WeeklyReport = RecordOf<typeof weeklyReports>

/**
 * The records that figures are counted over: live ones, of one district or of the whole city, samples only where they are
 * asked for. The figure of the city is had by giving the union of the districts' records, never by adding figures up.
 */
export interface Book {
  readonly needs: readonly Need[]
  readonly serviceRecords: readonly RecordOf<typeof serviceRecords>[]
  readonly agreements: readonly Agreement[]
  readonly consortia: readonly RecordOf<typeof consortia>[]
  readonly teams: readonly Team[]
  readonly weeklyReports: readonly WeeklyReport[]
  readonly activities: readonly Activity[]
  readonly visits: readonly Visit[]
  readonly keyTasks: readonly KeyTask[]
  readonly achievements: readonly Achievement[]
  readonly organizations: readonly Organization[]
}

export interface Scope {
  readonly book: Book
  readonly period: Period
  readonly rules: OfficeRules
  /** ISO instant of looking: weekly reports whose time has not come are not due yet. */
  readonly now: string
  /** The type of an organisation, undefined while nobody has filled it in. */
  readonly typeOf: (organization: string) => string | undefined
}

/** A record behind a figure. */
export interface Behind {
  readonly register: keyof Book
  readonly id: string
}

/** What a figure comes to: undefined where its denominator is 0; ratios are 1 = 100 %, money is in 分. */
export interface Measure {
  readonly value: number | undefined
  /** A sum with a fuzzy part. */
  readonly atLeast?: boolean
  readonly behind: readonly Behind[]
  /** Of a ratio of records: those above the line; `behind` are then all those below it. */
  readonly part?: readonly Behind[]
  /** What is counted though there is no record of it, in words. */
  readonly missing?: readonly string[]
}

/** What a figure means. The names of many are of the source text (S) or public (P); their way of counting is ours (I). */
export interface Definition {
  /** K01 … K35 of domain E; parts of one share its code. */
  readonly code: string
  readonly label: string
  readonly unit: string
  /** The formula in words, as it is printed on 指标解释. */
  readonly words: string
  readonly source: 'S' | 'P' | 'I'
}

export interface Indicator extends Definition {
  readonly of: (scope: Scope) => Measure
}

interface Identified {
  readonly id: string
}

export const behind = (register: keyof Book, records: readonly Identified[]): readonly Behind[] => [
  ...new Map(records.map(({ id }) => [id, { register, id }])).values(),
]

/** How many records there are. */
export const countOf = (register: keyof Book, records: readonly Identified[]): Measure => ({
  value: records.length,
  behind: behind(register, records),
})

/** A count of something within the records. */
export const valueOf = (
  register: keyof Book,
  records: readonly Identified[],
  value: number | undefined,
): Measure => ({ value, behind: behind(register, records) })

export const fuzzySumOf = <R extends Identified>(
  register: keyof Book,
  records: readonly R[],
  of: (record: R) => FuzzyNumber | undefined,
): Measure => {
  const sum = sumFuzzy(records.flatMap((record) => of(record) ?? []))
  return {
    value: sum.value,
    behind: behind(register, records),
    ...(sum.qualifier === '精确' ? {} : { atLeast: true }),
  }
}

export const ratio = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : part / whole

/** How many of the records are of a kind. */
export const shareOf = (
  register: keyof Book,
  part: readonly Identified[],
  whole: readonly Identified[],
): Measure => ({
  value: ratio(part.length, whole.length),
  behind: behind(register, whole),
  part: behind(register, part),
})

export const distinct = (ids: readonly (string | undefined)[]): number =>
  new Set(ids.filter((id) => id !== undefined)).size

export const totalOf = (numbers: readonly (number | undefined)[]): number =>
  numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0)

export const falls = (period: Period, day: string | undefined): boolean =>
  day !== undefined && contains(period, day)

/** A month counts in its month, a year only in periods that hold the whole of it. */
export const fallsPartly = (period: Period, date: PartialDate | undefined): boolean =>
  date !== undefined && containsPartial(period, date)

/** Whether a day, month or year has come by a day. */
export const hasComeBy = (date: PartialDate | undefined, day: string): boolean =>
  date === undefined || date.value <= day.slice(0, date.value.length)
