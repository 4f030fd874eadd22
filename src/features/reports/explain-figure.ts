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

/** Records of one register: all by their ids, the first of them told. */
export interface FigureGroup {
  readonly register: string
  readonly title: string
  readonly ids: readonly string[]
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

/** More than anyone reads in a panel; the list shows all. */
export const mostTold = 200

export const explainFigure = (
  registers: readonly Register[],
  originAt: OriginAt,
  data: ReportData,
  { sheet, row, column }: FigurePlace,
): Explained | undefined => {
  const origin = originAt(sheet, row, column)
  if (origin === undefined) return undefined
  const { heading, formula, counted, outOf, labels = ['分子', '分母'], amounts, missing = [] } = origin
  const [own, other] = labels
  const groups = (records: readonly RecordHead[]) => groupsOf(registers, data, records, amounts)
  return {
    heading,
    formula,
    parts:
      outOf === undefined
        ? [{ label: '计入', groups: groups(counted), missing, ...sumOf(amounts) }]
        : [
            { label: own, groups: groups(counted), missing: [] },
            { label: other, groups: groups(outOf), missing },
          ],
  }
}

const sumOf = (amounts: Origin['amounts']): Pick<FigurePart, 'sum'> =>
  amounts === undefined ? {} : { sum: [...amounts.values()].reduce((sum, amount) => sum + amount, 0) }

const groupsOf = (
  registers: readonly Register[],
  data: ReportData,
  records: readonly RecordHead[],
  amounts: Origin['amounts'],
): readonly FigureGroup[] => {
  const wanted = new Set(records.map(({ id }) => id))
  return registers.flatMap((register): readonly FigureGroup[] => {
    const found = (data.records(register) as readonly LedgerRecord[]).filter(({ id }) => wanted.has(id))
    if (found.length === 0) return []
    return [
      {
        register: register.name,
        title: register.title,
        ids: found.map(({ id }) => id),
        told: found.slice(0, mostTold).map((record) => ({
          id: record.id,
          code: record.code,
          label: labelOf(register, record),
          day: dayOf(register, record.values),
          amount: amounts?.get(record.id),
        })),
      },
    ]
  })
}
