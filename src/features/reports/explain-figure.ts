import type { LedgerRecord, RecordHead } from '../../domain/record'
import { dayOf, labelOf, type Register } from '../../domain/register'
import type { Origin, OriginAt } from '../../reports/figure-origin'
import type { ReportData } from '../../reports/report'

/** A cell of a report's workbook; rows and columns count from 0. */
export interface FigurePlace {
  readonly sheet: string
  readonly row: number
  readonly column: number
}

export interface FigureRecord {
  readonly id: string
  readonly code: string
  readonly label: string
  /** ISO day, as far as the register has one. */
  readonly day: string | undefined
  /** What it adds to the figure, where that is a sum. */
  readonly amount: number | undefined
}

/** Records of one register: how many, all by their ids as a filter has them, the first of them told. */
export interface FigureGroup {
  readonly register: string
  readonly title: string
  readonly count: number
  readonly ids: string
  readonly told: readonly FigureRecord[]
}

export interface FigurePart {
  readonly label: string
  readonly groups: readonly FigureGroup[]
  /** What all of its records come to, where the figure is their sum. */
  readonly sum?: number
  /** What it counts without a record, in words. */
  readonly missing: readonly string[]
}

/** Where a figure comes from, as it is shown: of a ratio with both its parts. */
export interface Explained {
  readonly heading: string
  readonly formula: string
  readonly parts: readonly FigurePart[]
}

/** A stretch of the records of a group, by the label of its part. */
export interface ToldRange {
  readonly part: string
  readonly register: string
  readonly offset: number
  readonly limit: number
}

/** What a figure comes from, and the way to its records one stretch after another. */
export interface TracedFigure {
  readonly explained: Explained
  readonly tell: (range: ToldRange) => readonly FigureRecord[]
}

/** Records told at once; the others follow when they come into sight. */
export const mostTold = 200

export const traceFigure = (
  registers: readonly Register[],
  originAt: OriginAt,
  data: ReportData,
  { sheet, row, column }: FigurePlace,
): TracedFigure | undefined => {
  const origin = originAt(sheet, row, column)
  if (origin === undefined) return undefined
  const { heading, formula, counted, outOf, labels = ['分子', '分母'], amounts, missing = [] } = origin
  const [own, other] = labels
  const parts =
    outOf === undefined
      ? [{ label: '计入', groups: groupsOf(registers, data, counted), missing, ...sumOf(amounts) }]
      : [
          { label: own, groups: groupsOf(registers, data, counted), missing: [] },
          { label: other, groups: groupsOf(registers, data, outOf), missing },
        ]
  const told = ({ register, records }: Behind, from: number, limit: number): readonly FigureRecord[] =>
    records.slice(from, from + limit).map((record) => ({
      id: record.id,
      code: record.code,
      label: labelOf(register, record),
      day: dayOf(register, record.values),
      amount: amounts?.get(record.id),
    }))
  return {
    explained: {
      heading,
      formula,
      parts: parts.map(({ groups, ...part }) => ({
        ...part,
        groups: groups.map((group) => ({
          register: group.register.name,
          title: group.register.title,
          count: group.records.length,
          ids: group.records.map(({ id }) => id).join(' '),
          told: told(group, 0, mostTold),
        })),
      })),
    },
    tell: ({ part, register, offset, limit }) => {
      const group = parts
        .find(({ label }) => label === part)
        ?.groups.find((behind) => behind.register.name === register)
      return group === undefined ? [] : told(group, offset, limit)
    },
  }
}

interface Behind {
  readonly register: Register
  readonly records: readonly LedgerRecord[]
}

const sumOf = (amounts: Origin['amounts']): Pick<FigurePart, 'sum'> =>
  amounts === undefined ? {} : { sum: [...amounts.values()].reduce((sum, amount) => sum + amount, 0) }

const groupsOf = (
  registers: readonly Register[],
  data: ReportData,
  records: readonly RecordHead[],
): readonly Behind[] => {
  const wanted = new Set(records.map(({ id }) => id))
  return registers
    .map((register) => ({
      register,
      records: (data.records(register) as readonly LedgerRecord[]).filter(({ id }) => wanted.has(id)),
    }))
    .filter((behind) => behind.records.length > 0)
}
