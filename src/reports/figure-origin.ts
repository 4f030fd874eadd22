import type { RecordHead } from '../domain/record'

/** The records behind a figure: those it counts; of a ratio those above the line, and all those below it. */
export interface Sources {
  readonly counted: readonly RecordHead[]
  readonly outOf?: readonly RecordHead[]
  /** What the two are called, where they are not 分子 and 分母. */
  readonly labels?: readonly [string, string]
  /** What is counted though there is no record of it, in words; of a ratio below the line. */
  readonly missing?: readonly string[]
}

/** Where a figure of a report comes from: in words, and by its records. */
export interface Origin extends Sources {
  readonly heading: string
  readonly formula: string
  /** By record: what it adds to the figure, where that is a sum. */
  readonly amounts?: ReadonlyMap<string, number>
}

/** The origin of the figure at a place of a report's workbook; rows and columns count from 0. */
export type OriginAt = (sheet: string, row: number, column: number) => Origin | undefined
