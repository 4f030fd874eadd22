import { chineseDay } from '../domain/kinds/date'
import type { RecordHead } from '../domain/record'
import { registers } from '../domain/registers/all'
import { recordIdsIn } from '../workbook/meta'
import { plain, type Row, type Sheet } from '../workbook/model'
import { assemble, titled } from './assemble'
import { indicatorOrigins, indicatorSheet } from './indicator-sheet'
import { highlights } from './highlights'
import { printSetup } from './layout'
import type { OriginAt } from './figure-origin'
import { together } from './origin'
import { r03 } from './r03'
import { r04 } from './r04'
import { r05 } from './r05'
import { r06 } from './r06'
import { r07 } from './r07'
import { r09 } from './r09'
import { r11 } from './r11'
import { r12 } from './r12'
import { r14 } from './r14'
import { r15 } from './r15'
import type { BuiltReport, Report, ReportData, ReportOptions } from './report'

interface PackageDefinition extends Pick<Report, 'code' | 'title' | 'about' | 'usual'> {
  readonly parts: readonly Report[]
}

interface Part {
  readonly report: Report
  readonly built: BuiltReport
}

/** Several reports as one workbook: a cover, 汇报要点 made from the figures, and the reports as 附件1, 附件2 … */
const packageReport = ({ code, title, about, usual, parts }: PackageDefinition): Report => ({
  code,
  title,
  about,
  usual,
  periods: ['月', '双月', '季', '半年', '年', '自定义'],
  group: '报送包',
  reads: [...new Set([...parts.flatMap(({ reads }) => reads), ...highlightReads])],
  choices: ['unmerged'],
  origins: (data, options) =>
    together(
      coverOrigins(parts, data, options),
      indicatorOrigins(data, options),
      ...parts.map((report) => report.origins(data, options)),
    ),
  build: (data, options) => {
    const built = parts.map((report): Part => ({ report, built: report.build(data, options) }))
    const hasSamples = built.some(({ built: { workbook } }) => workbook.title.endsWith(titled('', true)))
    const notes = hasSamples ? ['本包含示例数据，不得报送。'] : []
    return assemble(
      {
        code,
        title,
        sheets: [
          coverSheet(titled(title, hasSamples), built, options),
          highlightSheet(titled('汇报要点', hasSamples), data, options),
          indicatorSheet(titled('主要指标一览', hasSamples), data, options),
          ...built.flatMap(({ built: { workbook } }, index) =>
            workbook.sheets
              .filter(({ name, visibility }) => visibility === 'visible' && name !== '指标解释')
              .map((sheet) => numbered(sheet, index + 1)),
          ),
        ],
        explanations: [
          ...new Map(
            built
              .flatMap(({ built: { explanations } }) => explanations)
              .map((explanation) => [`${explanation.name} ${explanation.formula}`, explanation]),
          ).values(),
        ],
        records: [...new Set(built.flatMap(({ built: own }) => recordIdsIn(own.workbook)))].map((id) => ({
          id,
        })),
        notes,
        excluded: [],
        latest: undefined,
        hasSamples,
        facts: { parts: parts.map((report) => report.code).join(' ') },
      },
      options,
    )
  },
})

const highlightReads = [
  'needs',
  'serviceRecords',
  'agreements',
  'consortia',
  'teams',
  'weeklyReports',
  'achievements',
  'activities',
  'visits',
  'keyTasks',
  'organizations',
  'districts',
]

const numbered = (sheet: Sheet, number: number): Sheet => ({
  ...sheet,
  rows: sheet.rows.map((row): Row => {
    const [first = null, ...rest] = row.cells
    const cell = plain(first)
    return cell.role === 'attachment' && cell.value === '附件'
      ? { ...row, cells: [{ ...cell, value: `附件${String(number)}` }, ...rest] }
      : row
  }),
})

const coverName = '封面'
/** Lines of text above the table of the cover. */
const coverLines = 8

/** 列入记录数: the records of each report of the package. */
const coverOrigins =
  (parts: readonly Report[], data: ReportData, options: ReportOptions): OriginAt =>
  (sheet, row) => {
    const report = sheet === coverName ? parts[row - coverLines - 1] : undefined
    if (report === undefined) return undefined
    const ids = new Set(recordIdsIn(report.build(data, options).workbook))
    return {
      heading: `${report.code} 列入记录数`,
      formula: `列入“${report.title}”的记录条数。`,
      counted: registers
        .filter(({ name }) => report.reads.includes(name))
        .flatMap((register): readonly RecordHead[] => data.records(register))
        .filter(({ id }) => ids.has(id)),
    }
  }

const coverSheet = (title: string, parts: readonly Part[], options: ReportOptions): Sheet => {
  const line = (text: string): Row => ({ cells: [{ value: text, role: 'paragraph' }, null, null, null] })
  const heading = ['附件', '报表', '列入记录数', '说明'].map((value) => ({ value, role: 'heading' as const }))
  const rows: readonly Row[] = [
    { cells: [{ value: title, role: 'title' }] },
    line(''),
    line(`填报单位（盖章）：${options.unitName}`),
    line(`地区：${options.districtName}`),
    line(`所属期：${options.period.label}`),
    line(`单位负责人：${options.unitHead}　　审核人：${options.reviewer}　　填报人：${options.filler}`),
    line(`联系电话：${options.phone}　　填报日期：${chineseDay(options.filledOn)}`),
    line(''),
    { cells: heading },
    ...parts.map(({ report, built }, index) => ({
      cells: [
        { value: `附件${String(index + 1)}`, align: 'centre' as const },
        { value: `${report.code} ${report.title}` },
        { value: built.records, format: 'integer' as const },
        { value: built.records === 0 ? '零报告：本期没有可列入的记录' : '' },
      ],
    })),
  ]
  return {
    name: coverName,
    visibility: 'visible',
    columns: [{ width: 10 }, { width: 46 }, { width: 14 }, { width: 34 }],
    rows,
    merges: Array.from({ length: coverLines }, (_, row) => ({ row, column: 0, rows: 1, columns: 4 })),
    print: printSetup(options, undefined, 'portrait'),
  }
}

const highlightSheet = (title: string, data: ReportData, options: ReportOptions): Sheet => ({
  name: '汇报要点',
  visibility: 'visible',
  columns: [{ width: 84 }],
  rows: [
    { cells: [{ value: title, role: 'title' }] },
    ...highlights(data, options).map((text): Row => ({ cells: [{ value: text, role: 'paragraph' }] })),
  ],
  merges: [],
  print: printSetup(options, undefined, 'portrait'),
})

/** 月度报送包 and 季度报送包 (I): which reports go up together is our own proposal and no rule. */
const definitions: readonly PackageDefinition[] = [
  {
    code: '月报包',
    title: '月度报送包',
    about: 'R03、R04、R05、R06、R09、R12 合成一个工作簿，带封面和由数字写成的汇报要点。',
    usual: '月',
    parts: [r03, r04, r05, r06, r09, r12],
  },
  {
    code: '季报包',
    title: '季度报送包',
    about: 'R06、R07、R11、R14、R15 合成一个工作簿，带封面和由数字写成的汇报要点。',
    usual: '季',
    parts: [r06, r07, r11, r14, r15],
  },
]

export const packages: readonly Report[] = definitions.map(packageReport)

/** Codes of the reports that go up within a package; none for a report. */
export const partsOfPackage = (code: string): readonly string[] =>
  definitions.filter((one) => one.code === code).flatMap(({ parts }) => parts.map((part) => part.code))
