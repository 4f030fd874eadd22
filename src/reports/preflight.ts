import { unregisteredContracts } from '../domain/indicators/services'
import { dueReports } from '../domain/indicators/work'
import { editedSince } from '../domain/edited-since'
import { notYetKnown } from '../domain/reference/key-tasks'
import { registers } from '../domain/registers/all'
import { keyTasks } from '../domain/registers/key-tasks'
import { recordIdsIn } from '../workbook/meta'
import { plain, type Sheet, type Workbook } from '../workbook/model'
import { titled } from './assemble'
import { scopeOf } from './book'
import { brokenChecks } from './cross-checks'
import { fieldOfFault, isError, placeOfFault, recordFaults } from './record-faults'
import type { BuiltReport, Report, ReportData, ReportOptions, Where } from './report'
import { servicesFor } from './service-rows'

/** One thing that 上报体检 found. Errors stop the submission; a warning may be accepted with a reason. */
export interface Finding {
  readonly level: 'error' | 'warning'
  readonly message: string
  /** Where to mend it. */
  readonly at?:
    | { readonly kind: 'record'; readonly register: string; readonly id: string }
    | { readonly kind: 'list'; readonly register: string; readonly where: readonly Where[] }
    | { readonly kind: 'settings' }
  /** Of a figure against the last submission: by which part it has changed, 0.5 is half. */
  readonly change?: number
}

/** A total as it is printed: sheet and heading, and the number (万元 for money, 0.5 for 50 %). */
export interface Figure {
  readonly name: string
  readonly value: number
}

/** What was handed in before, to compare with. */
export interface LastSubmission {
  readonly periodLabel: string
  readonly figures: readonly Figure[]
}

/**
 * 上报体检 (domain D, issue E; the rules are our proposal, I): what is amiss with a report before it goes up, errors first.
 * `data` holds what R17 reads.
 */
export const preflight = (
  report: Pick<Report, 'reads'>,
  built: BuiltReport,
  data: ReportData,
  options: ReportOptions,
  last?: LastSubmission,
): readonly Finding[] => {
  const found = [
    ...missingNames(options),
    ...sampleFindings(built),
    ...taskFindings(report, data),
    ...faultFindings(built.workbook, data, options),
    ...brokenChecks({ data, options, scope: scopeOf(data, options), samples: options.samples }).map(
      (message): Finding => ({ level: 'error', message: `报表之间的数对不上：${message}。` }),
    ),
    ...weekFindings(report, data, options),
    ...unregisteredFindings(report, data, options),
    ...editedFindings(report, built.workbook, data),
    ...leftOut(built),
    ...(last === undefined ? [] : changesSince(last, figuresOf(built.workbook))),
  ]
  return [
    ...found.filter(({ level }) => level === 'error'),
    ...found.filter(({ level }) => level !== 'error'),
  ]
}

const missingNames = ({ unitHead, reviewer, filler, phone }: ReportOptions): readonly Finding[] => {
  const empty = Object.entries({ 单位负责人: unitHead, 审核人: reviewer, 填报人: filler, 联系电话: phone })
    .filter(([, text]) => text.trim() === '')
    .map(([name]) => name)
  const at = { kind: 'settings' } as const
  return [
    ...(empty.length === 0
      ? []
      : [{ level: 'error', message: `签字行缺${empty.join('、')}，请在设置里填写。`, at } as const]),
    ...(reviewer.trim() !== '' && reviewer.trim() === filler.trim()
      ? [{ level: 'error', message: `审核人和填报人都是${filler.trim()}，要有两个人的名字。`, at } as const]
      : []),
  ]
}

const sampleFindings = ({ workbook, records }: BuiltReport): readonly Finding[] => [
  ...(workbook.title.endsWith(titled('', true))
    ? [{ level: 'error', message: '报表里有示例数据，示例不得报送；请取消“含示例数据”。' } as const]
    : []),
  ...(records === 0 ? [{ level: 'warning', message: '本期没有列入的记录，报出去是零报告。' } as const] : []),
]

/** Tasks whose names the paper does not give block the stamp until they are typed in (domain B19). */
const taskFindings = ({ reads }: Pick<Report, 'reads'>, data: ReportData): readonly Finding[] =>
  !reads.includes(keyTasks.name)
    ? []
    : data
        .records(keyTasks)
        .filter(({ values, deletedAt }) => deletedAt === null && values.title?.includes(notYetKnown) === true)
        .map(({ id, code }) => ({
          level: 'error',
          message: `重点任务 ${code} 的名称还没有录入。`,
          at: { kind: 'record', register: keyTasks.name, id },
        }))

const faultFindings = (workbook: Workbook, data: ReportData, options: ReportOptions): readonly Finding[] => {
  const counted = new Set(recordIdsIn(workbook))
  return recordFaults({ data, options, samples: options.samples })
    .filter(({ record }) => counted.has(record.id))
    .map((fault) => {
      const { register, record, issue } = fault
      const field = fieldOfFault(fault) === undefined ? '' : ` ${placeOfFault(fault)}`
      return {
        level: isError(fault) ? 'error' : 'warning',
        message: `${register.title} ${record.code}${field}：${issue.message}`,
        at: { kind: 'record', register: register.name, id: record.id },
      }
    })
}

/** A record that a report counts which was sent, and that was changed since: this report will not agree with that one. */
const editedFindings = (
  { reads }: Pick<Report, 'reads'>,
  workbook: Workbook,
  data: ReportData,
): readonly Finding[] => {
  const { isEditedSince } = data
  if (isEditedSince === undefined) return []
  const counted = new Set(recordIdsIn(workbook))
  const { label } = editedSince
  return registers
    .filter(({ name }) => reads.includes(name))
    .flatMap((register): readonly Finding[] => {
      const edited = data
        .records(register)
        .filter((record) => counted.has(record.id) && isEditedSince(record))
      if (edited.length === 0) return []
      const named = edited.slice(0, mostNamed).map(({ code }) => code)
      const more = edited.length > mostNamed ? '等' : ''
      return [
        {
          level: 'warning',
          message: `${register.title}有 ${String(edited.length)} 条${label}（${named.join('、')}${more}），这次的数会和以前报出去的不一致。`,
          at: { kind: 'list', register: register.name, where: [{ kind: 'flag', label }] },
        },
      ]
    })
}
/** Numbers of records in one sentence. */
const mostNamed = 3

const weekFindings = (
  { reads }: Pick<Report, 'reads'>,
  data: ReportData,
  options: ReportOptions,
): readonly Finding[] => {
  if (!reads.includes('weeklyReports')) return []
  const missing = dueReports(scopeOf(data, options)).filter(({ standing }) => standing === '未报')
  return missing.map(({ team, week, report }) => ({
    level: 'warning',
    message: `${team.values.name ?? team.code} ${week} 的周报没有报。`,
    at:
      report === undefined
        ? { kind: 'record', register: 'teams', id: team.id }
        : { kind: 'record', register: 'weeklyReports', id: report.id },
  }))
}

/** What services brought counts by agreements in some reports: there a contract that is not registered is missing. */
const unregisteredFindings = (
  { reads }: Pick<Report, 'reads'>,
  data: ReportData,
  options: ReportOptions,
): readonly Finding[] => {
  if (!reads.includes('agreements') || !reads.includes('serviceRecords')) return []
  const found = unregisteredContracts(servicesFor(data, options).audited)
  const { start: from, end: to } = options.period
  return found.length === 0
    ? []
    : [
        {
          level: 'warning',
          message: `有 ${String(found.length)} 条服务记录签了合同但没有关联“合作协议”，按协议统计的合同数和金额不含它们。`,
          at: {
            kind: 'list',
            register: 'serviceRecords',
            where: [
              { kind: 'oneOf', field: 'result', values: ['签订合同/协议'] },
              { kind: 'empty', field: 'contract', empty: true },
              { kind: 'range', field: 'serviceDate', from, to },
            ],
          },
        },
      ]
}

const leftOut = ({ excluded }: BuiltReport): readonly Finding[] =>
  excluded
    .filter(({ reason }) => reason !== '示例')
    .map(({ reason, count, register, where }) => ({
      level: 'warning',
      message: `本期另有${reason}的 ${String(count)} 条没有计入。`,
      at: { kind: 'list', register, where },
    }))

/** The totals of all visible sheets, by sheet and heading. */
export const figuresOf = ({ sheets }: Workbook): readonly Figure[] =>
  sheets.filter(({ visibility }) => visibility === 'visible').flatMap(totalsIn)

const totalsIn = ({ name, rows }: Sheet): readonly Figure[] => {
  const cells = rows.map((row) => row.cells.map(plain))
  const totals = cells.filter((row) => row.some(({ role }) => role === 'total')).at(-1) ?? []
  const headings = cells.filter((row) => row.some(({ role }) => role === 'heading'))
  const headingAt = (column: number): string =>
    headings
      .map((row) => row[column]?.value)
      .findLast((value) => typeof value === 'string' && value !== '')
      ?.toString()
      .replaceAll('\n', '') ?? ''
  return totals.flatMap(({ value }, column) =>
    typeof value === 'number' && headingAt(column) !== ''
      ? [{ name: `${name}：${headingAt(column)}`, value: Number(value.toFixed(6)) }]
      : [],
  )
}

/** Every total that is another than last time; which of them are worth a word is for the reader to set. */
const changesSince = (
  { periodLabel, figures }: LastSubmission,
  now: readonly Figure[],
): readonly Finding[] => {
  const before = new Map(figures.map(({ name, value }) => [name, value]))
  return now.flatMap(({ name, value }): readonly Finding[] => {
    const old = before.get(name)
    if (old === undefined || old === value) return []
    const change = old === 0 ? 1 : Math.abs(value - old) / Math.abs(old)
    const message = `${name}：上次（${periodLabel}）${String(old)}，这次 ${String(value)}。`
    return [{ level: 'warning', message, change }]
  })
}
