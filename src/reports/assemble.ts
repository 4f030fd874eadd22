import { chineseDay } from '../domain/kinds/date'
import { isLeftOut, sheetFor } from '../workbook/export-profile'
import { type MetaRecord, metaSheet, withoutColumns } from '../workbook/meta'
import type { Sheet } from '../workbook/model'
import { explanationSheet } from './appendix'
import type { BuiltReport, Excluded, Explanation, ReportOptions } from './report'

interface Parts {
  readonly code: string
  /** As in the file name, without （示例）. */
  readonly title: string
  readonly sheets: readonly Sheet[]
  readonly explanations: readonly Explanation[]
  /** The records counted, in the order of their rows. */
  readonly records: readonly MetaRecord[]
  /** Headings of the columns, where each row is a record. */
  readonly headings?: readonly string[]
  readonly notes: readonly string[]
  readonly excluded: readonly Excluded[]
  readonly latest: string | undefined
  readonly hasSamples: boolean
  /** Further facts for `_meta`. */
  readonly facts?: Readonly<Record<string, string>>
}

/** What all reports share around their tables: 指标解释, the hidden `_meta`, the file name of domain D0. */
export const assemble = (parts: Parts, options: ReportOptions): BuiltReport => {
  const { code, title, sheets, explanations, records, headings, notes, excluded, latest, hasSamples } = parts
  const { profile } = options
  const facts = { ...factsOf(code, options, hasSamples), ...parts.facts }
  return {
    workbook: {
      title: titled(title, hasSamples),
      creator: options.unitName,
      createdAt: options.createdAt,
      sheets: [
        ...sheets.map((sheet) => sheetFor(sheet, profile)),
        ...(explanations.length === 0
          ? []
          : [sheetFor(explanationSheet(explanations, options), { ...profile, leftOut: [] })]),
        metaSheet(
          facts,
          withoutColumns(records, headings ?? [], (heading) => isLeftOut(profile, heading)),
          headings,
        ),
      ],
    },
    fileName: fileNameOf(code, title, options, hasSamples),
    records: records.length,
    explanations,
    notes,
    excluded,
    latest,
  }
}

export const titled = (title: string, hasSamples: boolean): string =>
  `${title}${hasSamples ? '（示例）' : ''}`

/** The lines of 填报说明 that every report ends with: until when, what is left out, and that samples are no facts. */
export const closingNotes = (
  excluded: readonly Excluded[],
  unit: string,
  hasSamples: boolean,
  { filledOn }: ReportOptions,
): readonly string[] => {
  const left = excluded.map(({ reason, count }) => `${reason} ${String(count)} ${unit}`)
  return [
    `数据截至${chineseDay(filledOn)}${left.length === 0 ? '' : `；另有${left.join('、')}，未计入`}。`,
    ...(hasSamples ? ['本表含示例数据，不得报送。'] : []),
  ]
}

const factsOf = (
  report: string,
  { period, district, unitName, filledOn, profile }: ReportOptions,
  hasSamples: boolean,
): Readonly<Record<string, string>> => ({
  report,
  periodType: period.type,
  periodStart: period.start,
  periodEnd: period.end,
  period: period.label,
  district: district ?? '全市',
  unit: unitName,
  filledOn,
  ...(profile.recipient === '' ? {} : { recipient: profile.recipient }),
  ...(hasSamples ? { samples: '示例' } : {}),
})

/** `R05_科技服务记录明细表_永川区_2021年上半年_20210702.xlsx` */
const fileNameOf = (
  code: string,
  title: string,
  { districtName, period, filledOn }: ReportOptions,
  hasSamples: boolean,
): string =>
  [code, titled(title, hasSamples), districtName, period.label, filledOn.replaceAll('-', '')]
    .join('_')
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '') + '.xlsx'
