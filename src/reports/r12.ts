import { distinct, ratio, type Visit } from '../domain/indicators/indicator'
import {
  closedIssueRate,
  issuesOf,
  madeVisits,
  visitCoverage,
  visitedEnterprises,
  visitedIn,
} from '../domain/indicators/work'
import {
  counted,
  known,
  knownDate,
  knownDay,
  names,
  namedNumber,
  namedRatio,
  notApplicable,
  textOf,
} from './cells'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

type Issue = NonNullable<Visit['values']['issues']>[number]

interface Row {
  readonly visit: Visit
  /** From 1. */
  readonly number: number
  readonly issue: Issue | undefined
}

const visitsOf = (rows: readonly Row[]): readonly Visit[] => [...new Set(rows.map(({ visit }) => visit))]
const closedOf = (rows: readonly Row[]): number =>
  rows.filter(({ issue }) => issue?.status === '已办结').length
const ofIssue = ({ issue }: Row, value: string | undefined) =>
  issue === undefined ? notApplicable : known(value)

const columns = ({ data, scope }: Context): readonly TableColumn<Row>[] => {
  const whom = ({ visit }: Row) =>
    (visit.values.targets ?? [])
      .map(({ organization, district, place }) =>
        organization !== undefined
          ? data.nameOf('organizations', organization)
          : district !== undefined
            ? data.nameOf('districts', district)
            : (place ?? ''),
      )
      .filter((name) => name !== '')
      .join('、')
  const parks = ({ visit }: Row) => [
    ...new Set(
      (visit.values.targets ?? []).flatMap(
        ({ organization }) => textOf(data.linked('organizations', organization ?? ''), 'park') ?? [],
      ),
    ),
  ]
  return [
    {
      heading: '序号',
      width: 5,
      format: 'integer',
      align: 'centre',
      cell: ({ number }) => number,
      merged: true,
    },
    {
      heading: '走访日期',
      width: 15,
      align: 'centre',
      cell: ({ visit }) => knownDate(visit.values.visitDate),
      merged: true,
      total: (rows) => counted(visitsOf(rows).length, '次'),
    },
    {
      heading: '层级',
      width: 9,
      align: 'centre',
      cell: ({ visit }) => known(visit.values.level),
      merged: true,
    },
    {
      heading: '带队领导',
      width: 9,
      align: 'centre',
      cell: ({ visit }) => known(visit.values.leadPerson),
      merged: true,
    },
    { heading: '调研组', width: 12, cell: ({ visit }) => known(visit.values.teamText), merged: true },
    {
      heading: '走访对象',
      width: 20,
      cell: (row) => known(whom(row) || undefined),
      merged: true,
      total: (rows) => counted(distinct(visitsOf(rows).flatMap(visitedIn)), '家企业（去重）'),
    },
    {
      heading: '所在园区',
      width: 11,
      cell: (row) => parks(row).join('、') || notApplicable,
      merged: true,
    },
    {
      heading: '交流主题',
      width: 10,
      cell: ({ visit }) => known((visit.values.topics ?? []).join('、') || undefined),
      merged: true,
    },
    { heading: '主要情况', width: 32, cell: ({ visit }) => known(visit.values.content), merged: true },
    {
      heading: '专家建议（条）',
      width: 7,
      format: 'integer',
      cell: ({ visit }) => (visit.values.suggestions ?? []).length,
      merged: true,
      total: (rows) => visitsOf(rows).reduce((sum, { values }) => sum + (values.suggestions ?? []).length, 0),
    },
    {
      heading: '问题诉求',
      width: 20,
      cell: (row) => ofIssue(row, row.issue?.description),
      total: (rows) => counted(issuesOf(visitsOf(rows)).length, '条'),
    },
    {
      heading: '问题类别',
      width: 7,
      align: 'centre',
      cell: (row) => ofIssue(row, row.issue?.category),
    },
    { heading: '责任单位', width: 12, cell: (row) => ofIssue(row, row.issue?.responsible) },
    {
      heading: '办理时限',
      width: 15,
      format: 'date',
      cell: ({ issue }) => (issue === undefined ? notApplicable : knownDay(issue.due)),
    },
    {
      heading: '状态',
      width: 9,
      align: 'centre',
      cell: (row) => {
        const isLate =
          row.issue?.due !== undefined &&
          row.issue.due < scope.period.end &&
          ['待办理', '办理中'].includes(row.issue.status ?? '')
        return isLate
          ? { value: `${row.issue.status ?? ''}（超期）`, alert: true }
          : ofIssue(row, row.issue?.status)
      },
      total: (rows) => namedNumber('办结', closedOf(rows), '条'),
    },
    {
      heading: '办理结果',
      width: 16,
      cell: ({ issue }) => issue?.result ?? notApplicable,
      total: (rows) => namedRatio('办结率', ratio(closedOf(rows), issuesOf(visitsOf(rows)).length)),
    },
    {
      heading: '转需求编号',
      width: 13,
      cell: ({ issue }) => names(data.nameOf, 'needs', [issue?.need]),
    },
  ]
}

/** R12: one row for each problem brought up at a visit; what is told of the visit stands once beside them. */
export const r12 = tableReport<Row>({
  code: 'R12',
  title: '调研走访台账及问题清单',
  about: '所属期内每次走访见了谁、谈了什么，提出的问题由谁办、办结没有；可出不合并版便于筛选。',
  usual: '月',
  group: '协作与试点',
  reads: ['visits', 'organizations'],
  choices: ['unmerged'],
  register: 'visits',
  unit: '次',
  columns,
  rows: ({ scope }) =>
    [...madeVisits(scope)]
      .sort((a, b) =>
        `${a.values.visitDate?.value ?? ''} ${a.code}` < `${b.values.visitDate?.value ?? ''} ${b.code}`
          ? -1
          : 1,
      )
      .flatMap((visit, index): readonly Row[] => {
        const issues = visit.values.issues ?? []
        return (issues.length === 0 ? [undefined] : issues).map((issue) => ({
          visit,
          number: index + 1,
          issue,
        }))
      }),
  recordsOf: ({ visit }) => [visit],
  dayOf: ({ visit }) =>
    visit.values.visitDate?.precision === '日' ? visit.values.visitDate.value : undefined,
  notes: ({ scope }) => {
    const rate = closedIssueRate.of(scope).value
    return [
      '走访企业为去重指标，合计不等于各行之和；只写到月份的走访按该月计。合计行的办结数、办结率按本表所列问题计。',
      ...(rate === undefined ? [] : [`截至期末累计问题办结率 ${(rate * 100).toFixed(1)}%。`]),
    ]
  },
  explains: [visitedEnterprises, visitCoverage, closedIssueRate],
  nothing: '本期无调研走访',
})
