import { eventsOf } from '../domain/events'
import { type Need, ratio, type Scope, totalOf } from '../domain/indicators/indicator'
import {
  averageDays,
  closedCount,
  closedNeeds,
  closingRate,
  handlingDays,
  isOverdue,
  medianDays,
  overdueCount,
  unsolvedRate,
} from '../domain/indicators/needs'
import type { ServiceRecord } from '../domain/indicators/services'
import { labelOfOption } from '../domain/kinds/choice'
import { beijingDay, chineseDay } from '../domain/kinds/date'
import { satisfactions } from '../domain/reference/lists'
import { needs } from '../domain/registers/needs'
import { serviceRecords } from '../domain/registers/service-records'
import { agreements } from '../domain/registers/agreements'
import {
  counted,
  known,
  knownAmount,
  knownDay,
  names,
  namedNumber,
  namedRatio,
  notApplicable,
  serial,
} from './cells'
import { eachOnce, sourcesOf } from './origin'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

/** Needs that were open at any time of the period: those carried over, those raised in it, those closed in it. */
const openIn = ({ book, period }: Scope): readonly Need[] =>
  book.needs.filter(
    ({ values: { status = '草稿', raisedDate, closeDate } }) =>
      status !== '草稿' &&
      status !== '已撤回' &&
      (raisedDate === undefined || raisedDate <= period.end) &&
      (closeDate === undefined || closeDate >= period.start),
  )

const isClosedBy = ({ values }: Need, end: string): boolean =>
  values.status === '已办结' && values.closeDate !== undefined && values.closeDate <= end

/** What was done last, and when. */
const latestStep = ({ values }: Need): string | undefined => {
  const event = eventsOf(values).at(-1)
  if (event === undefined) return undefined
  const comment = event.comment === undefined ? '' : `：${event.comment}`
  return `${chineseDay(beijingDay(event.at))}${event.action}${comment}`
}

const columns = ({ data, scope, options }: Context): readonly TableColumn<Need>[] => {
  const { end } = options.period
  const services = new Map<string, ServiceRecord[]>()
  for (const service of scope.book.serviceRecords) {
    const { serviceDate, auditStatus, needs: ids = [] } = service.values
    if (serviceDate !== undefined && serviceDate <= end && auditStatus === '已审核')
      for (const id of ids) services.set(id, [...(services.get(id) ?? []), service])
  }
  const contracts = contractsOf(data, end)
  const closed = new Set(closedNeeds(scope).map(({ id }) => id))
  const closedOf = (rows: readonly Need[]): readonly Need[] => rows.filter(({ id }) => closed.has(id))
  const provider = ({ values }: Need) => {
    const confirmed = (values.matches ?? []).filter(({ result }) => result === '确认承接')
    const found = [
      ...(values.team === undefined ? [] : [data.nameOf('teams', values.team)]),
      ...confirmed.flatMap(({ expert }) => (expert === undefined ? [] : [data.nameOf('experts', expert)])),
      ...confirmed.flatMap(({ organization }) =>
        organization === undefined ? [] : [data.nameOf('organizations', organization)],
      ),
    ]
    return found.length === 0 ? notApplicable : [...new Set(found)].join('、')
  }
  return [
    serial,
    { heading: '需求编号', width: 13, cell: ({ code }) => code, total: (rows) => counted(rows.length, '项') },
    {
      heading: '企业名称',
      width: 18,
      cell: ({ values }) => names(data.nameOf, 'organizations', [values.organization]),
    },
    { heading: '需求名称', width: 18, cell: ({ values }) => known(values.title) },
    { heading: '需求类别', width: 9, align: 'centre', cell: ({ values }) => known(values.category) },
    { heading: '提出日期', width: 15, format: 'date', cell: ({ values }) => knownDay(values.raisedDate) },
    { heading: '受理日期', width: 15, format: 'date', cell: ({ values }) => knownDay(values.acceptDate) },
    {
      heading: '办理时限',
      width: 15,
      format: 'date',
      cell: ({ values }) => (values.dueDate === undefined ? notApplicable : knownDay(values.dueDate)),
    },
    { heading: '责任人', width: 8, align: 'centre', cell: ({ values }) => known(values.owner) },
    { heading: '承接服务队/专家', width: 14, cell: provider },
    {
      heading: '对接次数',
      width: 6,
      format: 'integer',
      cell: ({ values }) => (values.matches ?? []).filter(({ matchDate = '' }) => matchDate <= end).length,
      total: 'sum',
    },
    {
      heading: '服务次数',
      width: 6,
      format: 'integer',
      cell: ({ id }) => services.get(id)?.length ?? 0,
      total: 'sum',
      behind: (rows) => ({ counted: eachOnce(rows.flatMap(({ id }) => services.get(id) ?? [])) }),
    },
    {
      heading: '当前状态',
      width: 11,
      align: 'centre',
      cell: ({ values }) => known(values.status),
      total: (_rows, part) =>
        part === 'subtotal' ? null : namedRatio('办结率', closingRate.of(scope).value),
      behind: (rows, part) => (part === 'row' ? { counted: rows } : sourcesOf(closingRate, scope)),
    },
    { heading: '最新进展', width: 20, cell: (need) => known(latestStep(need)) },
    {
      heading: '办结日期',
      width: 15,
      format: 'date',
      cell: ({ values }) => (values.closeDate === undefined ? notApplicable : knownDay(values.closeDate)),
      total: (rows, part) => {
        if (part === 'subtotal') return null
        const days = closedOf(rows).flatMap((need) => handlingDays(need) ?? [])
        return namedNumber(
          '平均',
          ratio(
            days.reduce((sum, day) => sum + day, 0),
            days.length,
          ),
          '天',
          'decimal',
        )
      },
      behind: (rows, part) => ({ counted: part === 'row' ? rows : closedOf(rows) }),
    },
    {
      heading: '办理结果',
      width: 12,
      align: 'centre',
      cell: ({ values }) => values.closeResult ?? notApplicable,
      total: (rows, part) =>
        part === 'subtotal' ? null : namedNumber('未解决', rows.filter(isUnsolved).length, '项'),
      behind: (rows, part) => ({ counted: part === 'row' ? rows : rows.filter(isUnsolved) }),
    },
    {
      heading: '合同金额（万元）',
      width: 10,
      format: 'money',
      cell: ({ id }) => knownContract(contracts.get(id)),
      total: 'sum',
      behind: (rows) => ({
        counted: eachOnce(rows.flatMap(({ id }) => (contracts.get(id) ?? []).map(({ record }) => record))),
      }),
    },
    {
      heading: '满意度',
      width: 8,
      align: 'centre',
      cell: ({ values }) =>
        values.satisfaction === undefined
          ? notApplicable
          : labelOfOption(satisfactions, values.satisfaction).replace(/^\d\s*/u, ''),
    },
    {
      heading: '是否超期',
      width: 7,
      align: 'centre',
      cell: (need) => (isOverdue(need, end) ? { value: '超期', alert: true } : '否'),
      total: (rows) => counted(rows.filter((need) => isOverdue(need, end)).length, '项'),
      behind: (rows, part) => ({
        counted: part === 'row' ? rows : rows.filter((need) => isOverdue(need, end)),
      }),
    },
    {
      heading: '销号（√）',
      width: 6,
      align: 'centre',
      cell: (need) => (isClosedBy(need, end) ? '√' : ''),
      total: (rows) => counted(rows.filter((need) => isClosedBy(need, end)).length, '项'),
      behind: (rows, part) => ({
        counted: part === 'row' ? rows : rows.filter((need) => isClosedBy(need, end)),
      }),
    },
  ]
}

const isUnsolved = ({ values }: Need): boolean => values.status === '未解决办结'

interface Contract {
  /** The service that led to it. */
  readonly record: ServiceRecord
  /** 分 */
  readonly amount: number
}

const knownContract = (contracts: readonly Contract[] | undefined) =>
  contracts === undefined ? notApplicable : knownAmount(totalOf(contracts.map(({ amount }) => amount)))

/** Contracts by need: each agreement counts once for the first need of the service that led to it. */
const contractsOf = (data: Context['data'], end: string): ReadonlyMap<string, readonly Contract[]> => {
  const found = new Map<string, Contract[]>()
  const seen = new Set<string>()
  for (const record of data.records(serviceRecords)) {
    const { values } = record
    const [need] = values.needs ?? []
    if (need === undefined || values.auditStatus !== '已审核' || (values.serviceDate ?? '9') > end) continue
    if (values.contract !== undefined && seen.has(values.contract)) continue
    if (values.contract !== undefined) seen.add(values.contract)
    const agreement = data.records(agreements).find(({ id }) => id === values.contract)
    const agreed = agreement?.values.amount
    const amount = agreed ?? (values.result === '签订合同/协议' ? values.contractAmount : undefined)
    if (amount !== undefined) found.set(need, [...(found.get(need) ?? []), { record, amount }])
  }
  return found
}

/** R04: every need that was open in the period, by its state, until it is struck off. */
export const r04 = tableReport<Need>({
  code: 'R04',
  title: '企业科技需求办理台账',
  longTitle: '企业科技需求办理台账（闭环销号）',
  about: '本期在办和办结的需求走到了哪一步、谁在办、有没有超期；按状态小计，办结的销号。',
  usual: '月',
  group: '需求与服务',
  reads: ['needs', 'serviceRecords', 'agreements'],
  register: 'needs',
  unit: '项',
  columns,
  rows: ({ scope }) => {
    const order = needs.fields.status.options.map(({ value }) => value)
    const at = ({ values }: Need): number => order.indexOf(values.status ?? '草稿')
    return [...openIn(scope)].sort((a, b) => at(a) - at(b) || (a.code < b.code ? -1 : 1))
  },
  recordsOf: (need) => [need],
  recordOf: (need) => need,
  dayOf: ({ values }) => values.raisedDate,
  grouping: {
    of: ({ values }) => values.status ?? '草稿',
    order: needs.fields.status.options.map(({ value }) => value),
  },
  hasMoney: true,
  notes: ({ scope }) => {
    const rate = closingRate.of(scope).value
    const count = closedCount.of(scope).value ?? 0
    const late = overdueCount.of(scope).value ?? 0
    return [
      '列入本期征集、上期结转在办和本期办结的需求；状态为编制时的状态，日期、次数截至期末。',
      `本期办结 ${String(count)} 项，超期 ${String(late)} 项；办结率（截至期末累计办结 ÷ 累计受理）${rate === undefined ? '—' : `${(rate * 100).toFixed(1)}%`}。`,
    ]
  },
  explains: [closedCount, closingRate, unsolvedRate, averageDays, medianDays, overdueCount],
  nothing: '本期无在办或办结的企业科技需求',
})
