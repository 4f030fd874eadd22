import { type ChildRow, rowsOf, type Values } from './field'

/** What was typed into a report stays beside what the records say (`add`), or gives way to it (`replace`). */
export type DraftMode = 'add' | 'replace'

/** How a draft meets a report: rows that it brings, and rows that are there already. */
export interface DraftMeeting {
  /** Rows of 对接 and 推进 in the report now. */
  readonly typed: number
  /** Rows of the draft about records that the report does not name yet. */
  readonly fresh: number
  /** Rows of the draft at all. */
  readonly drafted: number
}

const tables = ['dockings', 'progress'] as const
type Table = (typeof tables)[number]

/** By what a row is known again: the record that it tells of, and for a need in 对接 the day. */
const keyOf = (table: Table, { need, service, dockedOn }: ChildRow): string | undefined => {
  if (table === 'progress') return typeof need === 'string' ? need : undefined
  if (typeof service === 'string') return service
  return typeof need === 'string' && typeof dockedOn === 'string' ? `${need} ${dockedOn}` : undefined
}

const freshRows = (table: Table, report: Values, draft: Values): readonly ChildRow[] => {
  const known = new Set(rowsOf(report, table).map((row) => keyOf(table, row)))
  return rowsOf(draft, table).filter((row) => !known.has(keyOf(table, row)))
}

const count = (rows: (table: Table) => readonly ChildRow[]): number =>
  tables.reduce((sum, table) => sum + rows(table).length, 0)

export const meetingOf = (report: Values, draft: Values): DraftMeeting => ({
  typed: count((table) => rowsOf(report, table)),
  fresh: count((table) => freshRows(table, report, draft)),
  drafted: count((table) => rowsOf(draft, table)),
})

/**
 * A report with a draft (`draftOfWeek`) in it. The statistics are always those of the draft; problems and plan are never
 * touched; of the two tables nothing is lost unless `replace` asks for it. Rows make an end of 零报告.
 */
export const withDraft = (report: Values, draft: Values, mode: DraftMode): Values => {
  const filled = Object.fromEntries(
    tables.map((table) => [
      table,
      mode === 'replace'
        ? rowsOf(draft, table)
        : [...rowsOf(report, table), ...freshRows(table, report, draft)],
    ]),
  )
  const next: Values = { ...report, ...draft, ...filled }
  const isEmptyHanded = tables.every((table) => rowsOf(next, table).length === 0)
  return isEmptyHanded ? next : { ...next, zeroReport: false, zeroNote: undefined }
}

/** A report of a week without work: its tables are empty, a word says why. */
export const asZeroReport = (report: Values, draft: Values, zeroNote: string): Values => ({
  ...report,
  ...draft,
  dockings: [],
  progress: [],
  zeroReport: true,
  zeroNote,
})
