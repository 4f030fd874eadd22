import {
  type Consortium,
  countInRole,
  coverage,
  elementRate,
  elementsDone,
  type Member,
  memberCount,
  membersAt,
  preparingConsortia,
  standingConsortia,
} from '../domain/indicators/consortia'
import { auditedServices, linkedNeeds, type ServiceRecord } from '../domain/indicators/services'
import { periodTypes } from '../domain/period'
import { consortia } from '../domain/registers/consortia'
import { consortiumRoles } from '../domain/reference/lists'
import { metaRecord } from '../workbook/meta'
import type { Cell, StyledCell } from '../workbook/model'
import { partialCell } from '../workbook/value-cells'
import { assemble, closingNotes, titled } from './assemble'
import {
  asTotal,
  averageCell,
  counted,
  notApplicable,
  notKnown,
  sumCell,
  totalLabel,
  totalsRow,
} from './cells'
import { type Body, frameSheet, type ReportColumn } from './layout'
import { eachOnce, formulaOf, originsIn, together } from './origin'
import { memberOrigins, memberSheet } from './r07-members'
import type { Explanation, BuiltReport, Excluded, Report, ReportData, ReportOptions } from './report'
import { inDistrict, ownServices } from './service-rows'

const code = 'R07'
const title = '联合体建设情况表'
const sheetName = `${code} ${title}`
const longTitle = '“政产学研金服用”联合体建设情况表'
const roles = consortiumRoles.map(({ value }) => value)

const columns: readonly ReportColumn[] = [
  { heading: '序号', width: 5, format: 'integer', align: 'centre' },
  { heading: '联合体名称', width: 20 },
  { heading: '组织形式', width: 16, align: 'centre' },
  { heading: '聚焦产业方向', width: 13, align: 'centre' },
  { heading: '牵头单位', width: 17 },
  { heading: '成立时间', width: 15, align: 'centre' },
  { heading: '状态', width: 7, align: 'centre' },
  { heading: '成员总数（家）', width: 7, format: 'integer' },
  ...roles.map((role): ReportColumn => ({ heading: role, group: '其中（家）', width: 4, format: 'integer' })),
  { heading: '角色覆盖（类/7）', width: 9, format: 'integer' },
  { heading: '引进全国学会', width: 13 },
  { heading: '联合科研院所', width: 13 },
  { heading: '创新生态打造情况', width: 13 },
  { heading: '培育产业集群', width: 13 },
  { heading: '“五个一”落实数（/5）', width: 9, format: 'integer' },
  { heading: '开展活动（次）', width: 7, format: 'integer' },
  { heading: '对接需求（项）', width: 7, format: 'integer' },
  { heading: '年度成效', width: 28 },
]
const at = { count: 1, members: 7, firstRole: 8, coverage: 15, elements: 20, activities: 21, needs: 22 }

const explanations: readonly Explanation[] = [
  {
    name: '联合体数',
    unit: '个',
    formula: '期末状态为已成立、运行或暂停，且成立时间不晚于期末的联合体；筹建和注销的不计。',
  },
  {
    name: '成员总数、各角色成员',
    unit: '家',
    formula: '期末在册成员，一家机构有多个角色时总数只计一次、各角色分别计；成员总数的合计按全表重新去重。',
  },
  {
    name: '角色覆盖',
    unit: '类',
    formula: '期末在册成员所覆盖的角色（政、产、学、研、金、服、用）类数；合计为各联合体的平均值。',
  },
  {
    name: '“五个一”落实数',
    unit: '项',
    formula: '五项要素中落实情况为“已落实”的项数；合计为各联合体的平均值。',
  },
  {
    name: '“五个一”落实率',
    unit: '%',
    formula: '各联合体已落实要素项数之和 ÷（5 × 联合体数）。',
  },
  {
    name: '对接需求',
    unit: '项',
    formula:
      '所属期内已审核的服务记录中，提供单位或服务对象为联合体成员的，其关联的需求，同一项只计一次；合计按全表重新去重。',
  },
]

interface Listed {
  readonly record: Consortium
  readonly members: readonly Member[]
  readonly services: readonly ServiceRecord[]
}

const rowOf = ({ record, members, services }: Listed, index: number, data: ReportData): readonly Cell[] => {
  const { values } = record
  const element = (name: string): string => elementText(record, name, data)
  return [
    index + 1,
    values.name ?? record.code,
    values.form ?? notKnown,
    values.industry ?? notKnown,
    values.leadOrganization === undefined ? notKnown : data.nameOf('organizations', values.leadOrganization),
    values.founded === undefined ? notKnown : partialCell(values.founded),
    values.status ?? notKnown,
    memberCount(members),
    ...roles.map((role) => countInRole(members, role)),
    coverage(members),
    element('引进一个全国学会'),
    element('联合一个科研院所'),
    element('打造一个创新生态'),
    element('培育一个产业集群'),
    elementsDone(record),
    notApplicable,
    linkedNeeds(services),
    values.annualResult ?? notKnown,
  ]
}

/** What fulfils the element; until it is done, how far it is. */
const elementText = ({ values }: Consortium, element: string, { nameOf }: ReportData): string => {
  const { status, organization, content } =
    (values.elements ?? []).find((row) => row.element === element) ?? {}
  if (status === undefined || status === '未启动') return '未启动'
  const what = organization === undefined ? (content ?? '') : nameOf('organizations', organization)
  if (status === '已落实') return what === '' ? '已落实' : what
  return what === '' ? '推进中' : `${what}（推进中）`
}

/** Services in which a member took part, on either side. */
const servicesOf = (
  members: readonly Member[],
  services: readonly ServiceRecord[],
): readonly ServiceRecord[] => {
  const own = new Set(members.map(({ organization }) => organization))
  return services.filter(({ values }) =>
    [...(values.providers ?? []), ...(values.served ?? [])].some((id) => own.has(id)),
  )
}

const totalsOf = (listed: readonly Listed[], body: Body): readonly Cell[] => {
  const sum = (of: (entry: Listed) => number): number => listed.reduce((total, entry) => total + of(entry), 0)
  const average = (column: number, of: (entry: Listed) => number): StyledCell =>
    averageCell(sum(of) / listed.length, column, body)
  const cells: Record<number, StyledCell> = {
    0: totalLabel,
    [at.count]: counted(listed.length, '个'),
    [at.members]: asTotal(memberCount(listed.flatMap(({ members }) => members))),
    [at.coverage]: average(at.coverage, ({ members }) => coverage(members)),
    [at.elements]: average(at.elements, ({ record }) => elementsDone(record)),
    [at.activities]: asTotal(notApplicable),
    [at.needs]: asTotal(linkedNeeds(listed.flatMap(({ services }) => services))),
  }
  roles.forEach((role, index) => {
    const column = at.firstRole + index
    cells[column] = sumCell(
      sum(({ members }) => countInRole(members, role)),
      column,
      body,
    )
  })
  return totalsRow(columns.length, cells)
}

const byCode = (a: Consortium, b: Consortium): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)

const excludedOf = (own: readonly Consortium[], options: ReportOptions): readonly Excluded[] => {
  const sampleCount = options.samples
    ? 0
    : standingConsortia(own, options.period, true).filter(({ isSample }) => isSample).length
  const rows: readonly Excluded[] = [
    {
      reason: '筹建',
      count: preparingConsortia(own, options.samples),
      register: 'consortia',
      where: [{ kind: 'oneOf', field: 'status', values: ['筹建'] }],
    },
    {
      reason: '示例',
      count: sampleCount,
      register: 'consortia',
      where: [{ kind: 'samples', samples: true }],
    },
  ]
  return rows.filter(({ count }) => count > 0)
}

const listedIn = (data: ReportData, options: ReportOptions): readonly Listed[] => {
  const { period, district, samples } = options
  const own = inDistrict(data.records(consortia), district)
  const services = auditedServices(ownServices(data, options), { period, samples })
  return [...standingConsortia(own, period, samples)].sort(byCode).map((record): Listed => {
    const members = membersAt(record, period)
    return { record, members, services: servicesOf(members, services) }
  })
}

/** A figure comes from the consortium of its row, 对接需求 from the services of its members. */
const origins: Report['origins'] = (data, options) => {
  const listed = listedIn(data, options)
  const shape = { columns, groups: [listed.length], totalsFirst: options.totalsFirst }
  const main = originsIn(sheetName, shape, (place, column) => {
    const { heading = '', group } = columns[column] ?? {}
    const own = place.kind === 'row' ? listed.slice(place.index, place.index + 1) : listed
    if (column === at.activities) return { heading, formula: unlinked, counted: [] }
    const figure = column === at.count ? '联合体数' : group === undefined ? heading : '各角色成员'
    const isSum = place.kind !== 'row' && group !== undefined
    return {
      heading,
      formula: formulaOf(figure, explanations) ?? '取自这一行的记录。',
      counted: column === at.needs ? servicesWithNeeds(own) : own.map(({ record }) => record),
      ...(isSum
        ? {
            amounts: new Map(own.map(({ record, members }) => [record.id, countInRole(members, heading)])),
          }
        : {}),
    }
  })
  return together(main, memberOrigins(listed, options))
}

/** Why 开展活动 prints —: the register of activities has no field for a consortium. */
const unlinked = '活动登记时没有关联联合体的字段，这一栏无法从台账统计，记“—”。'

const servicesWithNeeds = (listed: readonly Listed[]) =>
  eachOnce(listed.flatMap(({ services }) => services.filter(({ values }) => (values.needs ?? []).length > 0)))

/** R07: one row for each consortium that stands at the end of the period; R07-1 lists their members. */
const build = (data: ReportData, options: ReportOptions): BuiltReport => {
  const { district } = options
  const own = inDistrict(data.records(consortia), district)
  const listed = listedIn(data, options)
  const records = listed.map(({ record }) => record)
  const hasSamples = records.some(({ isSample }) => isSample)
  const excluded = excludedOf(own, options)
  const rate = elementRate(records)
  const notes = [
    '成员总数、对接需求为去重指标，合计不等于各行之和；角色覆盖、“五个一”落实数的合计为平均值。',
    '“—”为尚未登记、不作统计的项目，“/”为尚不掌握。',
    ...(rate === undefined ? [] : [`“五个一”落实率 ${(rate * 100).toFixed(1)}%。`]),
    ...closingNotes(excluded, '个', hasSamples, options),
  ]
  const rows = listed.map((entry, index) => rowOf(entry, index, data))
  const main = frameSheet({
    name: sheetName,
    attachment: '附件',
    title: titled(longTitle, hasSamples),
    columns,
    groups: [{ rows }],
    totals: (body) => totalsOf(listed, body),
    nothing: '期末无已成立的联合体',
    hasMoney: false,
    notes,
    options,
  })
  const sheets = [main, memberSheet(listed, data, options, hasSamples)]
  const noted = records.map((record, index) => metaRecord(record, rows[index] ?? [], columns))
  return assemble(
    {
      code,
      title,
      sheets,
      explanations,
      records: noted,
      headings: columns.map(({ heading }) => heading),
      facts: { register: 'consortia' },
      notes,
      excluded,
      latest: undefined,
      hasSamples,
    },
    options,
  )
}

export const r07: Report = {
  code,
  title,
  about: '“政产学研金服用”联合体的成员、角色覆盖和“五个一”落实情况，附成员名单。',
  periods: periodTypes,
  usual: '季',
  group: '共同体与供给',
  reads: ['consortia', 'serviceRecords', 'activities'],
  choices: [],
  build,
  origins,
}
