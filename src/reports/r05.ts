import {
  contractAmountOf,
  contractServices,
  contractSum,
  expertTimes,
  peopleSum,
  personHours,
  personHoursOf,
  servedEnterprises,
  serviceCount,
  type ServiceRecord,
  untypedOrganizations,
} from '../domain/indicators/services'
import { labelOfOption } from '../domain/kinds/choice'
import { toWan } from '../domain/kinds/money'
import { periodTypes } from '../domain/period'
import { satisfactions } from '../domain/reference/lists'
import { metaRecord } from '../workbook/meta'
import type { Cell } from '../workbook/model'
import { dayCell, fuzzyCell } from '../workbook/value-cells'
import { assemble, closingNotes, titled } from './assemble'
import { counted, fuzzySumCell, notApplicable, notKnown, sumCell, totalLabel, totalsRow } from './cells'
import { type Body, frameSheet, type ReportColumn } from './layout'
import type { Origin } from './figure-origin'
import { formulaOf, originsIn } from './origin'
import type { Explanation, BuiltReport, Report, ReportData, ReportOptions } from './report'
import { districtNames, organizationTypes, servicesFor, untypedNote } from './service-rows'

const code = 'R05'
const title = '科技服务记录明细表'

const columns: readonly ReportColumn[] = [
  { heading: '序号', width: 5, format: 'integer', align: 'centre' },
  { heading: '服务编号', width: 12 },
  { heading: '服务日期', width: 15, format: 'date' },
  { heading: '地区', width: 8, align: 'centre' },
  { heading: '服务对象', width: 20 },
  { heading: '服务模式（精准化/定制化/套餐式）', width: 9, align: 'centre' },
  { heading: '服务类型', width: 9, align: 'centre' },
  { heading: '服务形式', width: 9, align: 'centre' },
  { heading: '服务主题', width: 18 },
  { heading: '专家服务队', width: 12 },
  { heading: '参与专家', width: 9 },
  { heading: '专家人次', width: 6, format: 'integer' },
  { heading: '时长（小时）', width: 7, format: 'decimal' },
  { heading: '服务专家工时（人时）', width: 9, format: 'decimal' },
  { heading: '关联需求编号', width: 12 },
  { heading: '服务结果', width: 14, align: 'centre' },
  { heading: '合同金额（万元）', width: 11, format: 'money' },
  { heading: '受益人数（人次）', width: 13, format: 'integer' },
  { heading: '满意度', width: 9, align: 'centre' },
  { heading: '是否志愿服务', width: 6, align: 'centre' },
]
const at = { count: 1, served: 4, times: 11, hours: 13, amount: 16, people: 17 }

const explanations: readonly Explanation[] = [
  {
    name: '科技服务次数',
    unit: '次',
    formula: '服务日期在所属期内、审核状态为“已审核”的服务记录条数。',
  },
  {
    name: '服务企业数（去重）',
    unit: '家',
    formula: '上述记录的服务对象中机构类型为企业的家数，同一家只计一次；尚未填机构类型的暂按企业计。',
  },
  { name: '专家人次', unit: '人次', formula: '各条记录参与专家人数之和。' },
  {
    name: '服务专家工时',
    unit: '人时',
    formula: '各条记录（时长 × 专家人次）之和；时长为每位专家的平均时长。',
  },
  {
    name: '合同金额',
    unit: '万元',
    formula:
      '服务结果为“签订合同/协议”的各条记录合同金额之和，按服务日期计；多次服务形成同一份协议的只计一次。R14 按协议的签订日期计登记在合作协议里的合同，两处可以不同。',
  },
  {
    name: '受益人数',
    unit: '人次',
    formula: '各条记录受益人数之和；其中有“余、约、超过”等口径的，合计前标“不少于”。',
  },
]

const rowOf = (
  record: ServiceRecord,
  index: number,
  { nameOf }: ReportData,
  districtName: (code: string) => string,
  repeated: ReadonlySet<string>,
): readonly Cell[] => {
  const { values } = record
  const { served = [], experts = [], needs = [] } = values
  const names = (register: string, ids: readonly string[]): string =>
    ids.map((id) => nameOf(register, id)).join('、')
  return [
    index + 1,
    record.code,
    values.serviceDate === undefined ? notKnown : dayCell(values.serviceDate),
    districtName(record.districtCode),
    served.length === 0 ? notKnown : names('organizations', served),
    values.mode ?? notKnown,
    values.serviceType ?? notKnown,
    values.form ?? notKnown,
    values.topic ?? notKnown,
    values.team === undefined ? notApplicable : nameOf('teams', values.team),
    experts.length === 0 ? notApplicable : names('experts', experts),
    experts.length,
    values.hours ?? notKnown,
    personHoursOf(record) ?? notKnown,
    needs.length === 0 ? notApplicable : names('needs', needs),
    values.result ?? notKnown,
    repeated.has(record.id) ? notApplicable : amountCell(record),
    values.people === undefined ? notKnown : fuzzyCell(values.people),
    values.satisfaction === undefined ? notKnown : ratingOf(values.satisfaction),
    values.isVolunteer === true ? '是' : '否',
  ]
}

/** Services that led to a contract which stands with another one already. */
const repeatedContracts = (audited: readonly ServiceRecord[]): ReadonlySet<string> => {
  const first = new Set(contractServices(audited))
  return new Set(
    audited
      .filter((record) => record.values.result === '签订合同/协议' && !first.has(record))
      .map(({ id }) => id),
  )
}

/** 满意 for 4 满意. */
const ratingOf = (score: string): string => labelOfOption(satisfactions, score).replace(/^\d\s*/u, '')

/** Without a contract there is no amount of one; a 0 that was written down is printed as it was. */
const amountCell = (record: ServiceRecord): Cell => {
  const amount = contractAmountOf(record) ?? (record.values.contractAmount === 0 ? 0 : undefined)
  if (amount !== undefined) return toWan(amount)
  return record.values.result === '签订合同/协议' ? notKnown : notApplicable
}

const totalsOf = (audited: readonly ServiceRecord[], enterprises: number, body: Body): readonly Cell[] =>
  totalsRow(columns.length, {
    0: totalLabel,
    [at.count]: counted(serviceCount(audited), '次'),
    [at.served]: counted(enterprises, '家（去重）'),
    [at.times]: sumCell(expertTimes(audited), at.times, body),
    [at.hours]: sumCell(personHours(audited), at.hours, body),
    [at.amount]: sumCell(toWan(contractSum(audited)), at.amount, body),
    [at.people]: fuzzySumCell(peopleSum(audited), at.people, body),
  })

/** R05: one row for each audited service of the period. */
const build = (data: ReportData, options: ReportOptions): BuiltReport => {
  const { audited, excluded, latest, hasSamples } = servicesFor(data, options)
  const districtName = districtNames(data)
  const typeOf = organizationTypes(data)
  const hopes = audited.filter(
    (record) => (record.values.contractAmount ?? 0) > 0 && contractAmountOf(record) === undefined,
  ).length
  const repeated = repeatedContracts(audited)
  const notes = [
    '人时=专家人次×时长；仅列“已审核”记录。',
    '去重指标合计不等于各行之和。',
    ...untypedNote(untypedOrganizations(audited, typeOf)),
    ...(hopes === 0 ? [] : [`有 ${String(hopes)} 条记录填有金额但未签订合同/协议，其金额未列入。`]),
    ...(repeated.size === 0
      ? []
      : [`有 ${String(repeated.size)} 条记录与前面的服务形成同一份协议，合同金额只列一次。`]),
    ...closingNotes(excluded, '条', hasSamples, options),
  ]
  const rows = audited.map((record, index) => rowOf(record, index, data, districtName, repeated))
  const sheet = frameSheet({
    name: title,
    attachment: '附件',
    title: titled(title, hasSamples),
    columns,
    groups: [{ rows }],
    totals: (body) => totalsOf(audited, servedEnterprises(audited, typeOf), body),
    nothing: '本期无已审核的服务记录',
    hasMoney: true,
    notes,
    options,
  })
  const records = audited.map((record, index) => metaRecord(record, rows[index] ?? [], columns))
  const headings = columns.map(({ heading }) => heading)
  const facts = { register: 'serviceRecords' }
  return assemble(
    {
      code,
      title,
      sheets: [sheet],
      explanations,
      records,
      headings,
      facts,
      notes,
      excluded,
      latest,
      hasSamples,
    },
    options,
  )
}

/** A cell of a row comes from its service, a total from all of them; what adds up says how much each adds. */
const origins: Report['origins'] = (data, options) => {
  const { audited } = servicesFor(data, options)
  const shape = { columns, groups: [audited.length], totalsFirst: options.totalsFirst }
  return originsIn(title, shape, (place, column) => {
    if (place.kind === 'row') return originIn(column, audited.slice(place.index, place.index + 1))
    const add = addends.get(column)
    if (add === undefined) return originIn(column, audited)
    const among = column === at.amount ? contractServices(audited) : audited
    const counting = among.filter((record) => add(record) !== undefined)
    return {
      ...originIn(column, counting),
      amounts: new Map(counting.map((record) => [record.id, add(record) ?? 0])),
    }
  })
}

const addends: ReadonlyMap<number, (record: ServiceRecord) => number | undefined> = new Map([
  [at.times, ({ values }) => values.experts?.length],
  [at.hours, personHoursOf],
  [
    at.amount,
    (record) => {
      const amount = contractAmountOf(record)
      return amount === undefined ? undefined : toWan(amount)
    },
  ],
  [at.people, ({ values }) => values.people?.value],
])

const originIn = (column: number, counted: readonly ServiceRecord[]): Origin => {
  const heading = columns[column]?.heading ?? ''
  const figure = column === at.count ? '科技服务次数' : column === at.served ? '服务企业数' : heading
  return { heading, formula: formulaOf(figure, explanations) ?? '取自这一行的记录。', counted }
}

export const r05: Report = {
  code,
  title,
  about: '所属期内每一次已审核的科技服务，一次一行。',
  periods: periodTypes,
  usual: '月',
  group: '需求与服务',
  reads: ['serviceRecords', 'districts'],
  choices: [],
  build,
  origins,
}
