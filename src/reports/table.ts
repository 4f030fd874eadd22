import { type Period, periodTypes } from '../domain/period'
import type { RecordHead } from '../domain/record'
import { registers } from '../domain/registers/all'
import { type MetaRecord, metaRecord } from '../workbook/meta'
import { assemble, closingNotes, titled } from './assemble'
import { explanationsOf, scopeOf } from './book'
import { eachOnce } from './origin'
import type { BuiltReport, Excluded, Report, ReportData, ReportOptions } from './report'
import type { Context, TableColumn, TableDefinition } from './table-definition'
import { tableOrigins } from './table-origins'
import { contextOf, groupsOf, type Line, lineOf } from './table-rows'
import { tableSheet } from './table-sheet'

export const tableReport = <Row>(definition: TableDefinition<Row>): Report => {
  const { code, title, about, usual, group, reads, choices = [], periods = periodTypes } = definition
  return {
    code,
    title,
    about,
    usual,
    group,
    reads: [...new Set([...reads, 'districts'])],
    choices,
    periods,
    build: (data, options) => buildTable(definition, data, options),
    origins: (data, options) => tableOrigins(definition, data, options),
  }
}

const allTime: Period = { type: '自定义', start: '1900-01-01', end: '2199-12-31', label: '' }

const buildTable = <Row>(
  definition: TableDefinition<Row>,
  data: ReportData,
  options: ReportOptions,
): BuiltReport => {
  const { code, title, longTitle = title, register, unit, recordsOf, dayOf } = definition
  const context = contextOf(data, options)
  const rows = definition.rows(context)
  const records = eachOnce(rows.flatMap(recordsOf))
  const hasSamples = records.some(({ isSample }) => isSample)
  const excluded = samplesLeftOut(definition, context)
  const notes = [
    ...(definition.notes?.(context, rows) ?? []),
    ...closingNotes(excluded, unit, hasSamples, options),
  ]
  const columns = definition.columns(context, rows)
  const groups = groupsOf(definition, rows, context)
  const lines = groups.flatMap((group) => group.rows).map((row, index) => lineOf(row, index, columns))
  const sheet = tableSheet(definition, context, { columns, groups, lines }, rows, {
    title: titled(longTitle, hasSamples),
    notes,
  })
  const everyDay =
    dayOf === undefined || rows.length > 0
      ? []
      : definition
          .rows({ ...context, scope: { ...context.scope, period: allTime } })
          .flatMap((row) => dayOf(row) ?? [])
  return assemble(
    {
      code,
      title,
      sheets: [sheet, ...(definition.sheets?.(context, rows, hasSamples) ?? [])],
      explanations: [...explanationsOf(definition.explains), ...(definition.figures ?? [])],
      records: noted(definition, columns, lines, records),
      headings: columns.map(({ heading }) => heading),
      notes,
      excluded,
      latest: everyDay.sort().at(-1),
      hasSamples,
      facts: { register },
    },
    options,
  )
}

/** The records for `_meta`: with their marks where a row is all of one, as far as rows are to come back. */
const noted = <Row>(
  { recordOf }: TableDefinition<Row>,
  columns: readonly TableColumn<Row>[],
  lines: readonly Line<Row>[],
  records: readonly RecordHead[],
): readonly MetaRecord[] => {
  const marked = new Map<string, MetaRecord | undefined>()
  for (const { row, cells } of recordOf === undefined ? [] : lines) {
    const record = recordOf?.(row)
    if (record === undefined) continue
    marked.set(record.id, marked.has(record.id) ? undefined : metaRecord(record, cells, columns))
  }
  return records.map(({ id }) => marked.get(id) ?? { id })
}

/** Samples that would stand in the table if they were asked for. */
const samplesLeftOut = <Row>(
  { rows, recordsOf, register, reads }: TableDefinition<Row>,
  { data, options }: Context,
): readonly Excluded[] => {
  // Making the rows again is half of the work: most ledgers have no samples.
  const isPossible = registers.some(
    (read) => reads.includes(read.name) && data.records(read).some(({ isSample }) => isSample),
  )
  if (options.samples || !isPossible) return []
  const all = rows({ data, options, scope: scopeOf(data, options, true), samples: true })
  const samples = new Set(all.flatMap(recordsOf).filter(({ isSample }) => isSample)).size
  return samples === 0
    ? []
    : [{ reason: '示例', count: samples, register, where: [{ kind: 'samples', samples: true }] }]
}
