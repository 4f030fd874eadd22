import { columnNames, columnTitle } from '../domain/head-columns'
import type { Period } from '../domain/period'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { cellOf, formatOfField, headingOfField } from '../workbook/list-sheet'
import { type Cell, plain, type PrintSetup, type StyledCell } from '../workbook/model'
import { isLeftOut } from '../workbook/export-profile'
import { averageCell, countCell, counted, serial } from './cells'
import { type CustomTotal, totalsFor } from './custom-totals'
import type { Body } from './layout'
import { isOfPeriod, isSecretField } from './record-rules'
import type { Explanation, Report, ReportOptions } from './report'
import { districtNames } from './service-rows'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

export interface CustomColumn {
  /** A field, or a part of the head (`columnNames`). */
  readonly name: string
  /** Empty for the usual one. */
  readonly heading: string
  readonly total: CustomTotal
}

/** A report that a user put together: which columns of a register, under which headings, how grouped. */
export interface CustomReport {
  readonly name: string
  readonly register: string
  /** As it is printed; empty for the name. */
  readonly title: string
  readonly columns: readonly CustomColumn[]
  /** The column by which rows stand together with a 小计; empty for none. */
  readonly groupBy: string
  /** Only records of 所属期; otherwise those of all time. */
  readonly ofPeriod: boolean
  readonly orientation: PrintSetup['orientation']
  readonly hasSignature: boolean
}

/** What stands for the number of a report in file names and `_meta`. */
const customCode = '自定义'

const unnamed = '（未填）'
const hidden = '不公开'

/** The heading that a column has when nobody gives it another, with its unit. */
export const usualHeading = (register: Register, name: string): string =>
  headingOfField(columnTitle(register, name), fieldOf(register, name))

const fieldOf = (register: Register, name: string) => (name === 'code' ? undefined : register.fields[name])

/** Pure, as every report: the records come filtered and in their order; period and samples are looked at here. */
export const customReport = (custom: CustomReport, register: Register): Report => {
  const columns = custom.columns.filter(({ name }) => columnNames(register).includes(name))
  const report = tableReport<LedgerRecord>({
    code: customCode,
    title: custom.name,
    longTitle: custom.title.trim() === '' ? custom.name : custom.title.trim(),
    about: '',
    usual: '月',
    group: '统计与核查',
    reads: [register.name],
    register: register.name,
    unit: register.unit,
    rows: ({ data, samples, scope }) =>
      data
        .records(register)
        .filter(
          (record) =>
            (samples || !record.isSample) && (!custom.ofPeriod || isOfPeriod(register, record, scope.period)),
        ),
    columns: (context) => [
      serial,
      ...columns
        .filter(
          ({ name, heading }) => !isLeftOut(context.options.profile, heading, usualHeading(register, name)),
        )
        .map((column, at) => tableColumn(column, at + 1, register, context)),
    ],
    recordsOf: (record) => [record],
    recordOf: (record) => record,
    hasTotals: columns.some(({ total }) => total !== '不合计'),
    hasMoney: columns.some(({ name }) => fieldOf(register, name)?.kind === 'money'),
    ...groupingOf(custom, register),
    frame: { attachment: '', orientation: custom.orientation, hasSignature: custom.hasSignature },
    explains: [],
    figures: columns.flatMap((column) => figureOf(column, register)),
    nothing: `没有符合条件的${register.title}`,
  })
  const over = (options: ReportOptions): ReportOptions =>
    custom.ofPeriod ? options : { ...options, period: always }
  return {
    ...report,
    build: (data, options) => report.build(data, over(options)),
    origins: (data, options) => report.origins(data, over(options)),
  }
}

const always: Period = { type: '自定义', start: '1900-01-01', end: '2199-12-31', label: '全部时间' }

const groupingOf = (
  { groupBy }: CustomReport,
  register: Register,
): Pick<Parameters<typeof tableReport<LedgerRecord>>[0], 'grouping'> => {
  if (!columnNames(register).includes(groupBy)) return {}
  const field = fieldOf(register, groupBy)
  return {
    grouping: {
      of: (record, context) => textIn(cellsOf(register, context)(record, groupBy)) || unnamed,
      order: field?.kind === 'choice' ? field.options.map(({ value, label }) => label ?? value) : [],
    },
  }
}

/** What a record says in a column; the names of districts are looked up once for all of its cells. */
const cellsOf = (register: Register, { data, options }: Context) => {
  let names: ((code: string) => string) | undefined
  const shown = {
    register,
    nameOf: data.nameOf,
    districtName: (code: string): string => (names ??= districtNames(data))(code),
    profile: options.profile,
  }
  return (record: LedgerRecord, name: string): Cell =>
    isSecretField(register, record, name) && record.values[name] !== undefined
      ? hidden
      : cellOf(record, { name, field: fieldOf(register, name) }, shown)
}

const textIn = (cell: Cell): string => {
  const { value, prefix = '', suffix = '' } = plain(cell)
  return value === null ? '' : `${prefix}${String(value)}${suffix}`
}

const tableColumn = (
  { name, heading, total }: CustomColumn,
  at: number,
  register: Register,
  context: Context,
): TableColumn<LedgerRecord> => {
  const shown = cellsOf(register, context)
  const cell = (record: LedgerRecord): Cell => shown(record, name)
  const whole: TableColumn<LedgerRecord> = {
    ...formatOfField(fieldOf(register, name)),
    heading: heading.trim() === '' ? usualHeading(register, name) : heading.trim(),
    cell,
  }
  if (!totalsFor(register, name).includes(total) || total === '不合计') return whole
  if (total === '求和') return { ...whole, total: 'sum' }
  return {
    ...whole,
    total: (records, _part, body) => totalOf(total, records.map(cell), at, body),
  }
}

const totalOf = (
  total: '平均' | '计数' | '去重计数',
  cells: readonly Cell[],
  column: number,
  body: Body,
): StyledCell => {
  const said = cells.map(textIn).filter((text) => text !== '')
  if (total === '计数') return countCell(said.length, column, body)
  if (total === '去重计数') return counted(new Set(said).size, '项（去重）')
  const numbers = cells.flatMap((cell) => {
    const { value } = plain(cell)
    return typeof value === 'number' ? [value] : []
  })
  // An average over nothing is no number, for Excel neither.
  if (numbers.length === 0) return { value: '—', format: 'text', align: 'centre' }
  return averageCell(numbers.reduce((sum, value) => sum + value, 0) / numbers.length, column, body)
}

const words = {
  求和: '本表所列各行之和；其中有“余、约、超过”等口径的，合计前标“不少于”。',
  平均: '本表所列、填有数字的各行的算术平均。',
  计数: '本表所列、填有内容的行数。',
  去重计数: '本表所列各行内容去掉重复的个数；合计重新去重，不等于小计之和。',
} as const

const figureOf = ({ name, heading, total }: CustomColumn, register: Register): readonly Explanation[] => {
  if (total === '不合计' || !totalsFor(register, name).includes(total)) return []
  const shown = heading.trim() === '' ? usualHeading(register, name) : heading.trim()
  return [{ name: `${shown}：${total}`, unit: '', formula: words[total] }]
}
