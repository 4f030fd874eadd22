import type { Achievement, Need } from '../domain/indicators/indicator'
import { transferRate, transferredCount } from '../domain/indicators/work'
import { labelOfOption } from '../domain/kinds/choice'
import { achievementTypes, readinessLevels } from '../domain/reference/lists'
import { counted, known, knownAmount, names, namedNumber, notApplicable, phoneCell, serial } from './cells'
import { eachOnce } from './origin'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

const isTransferred = ({ values }: Achievement): boolean => values.status === '已转化'

const columns = ({ data, scope, options }: Context): readonly TableColumn<Achievement>[] => {
  const matches = new Map<string, Need[]>()
  for (const need of scope.book.needs)
    for (const { achievement, matchDate } of need.values.matches ?? [])
      if (achievement !== undefined && (matchDate ?? '9') <= scope.period.end)
        matches.set(achievement, [...(matches.get(achievement) ?? []), need])
  return [
    serial,
    { heading: '编号', width: 13, cell: ({ code }) => code, total: (rows) => counted(rows.length, '项') },
    { heading: '名称', width: 22, cell: ({ values }) => known(values.name) },
    { heading: '类型', width: 10, align: 'centre', cell: ({ values }) => known(values.type) },
    { heading: '产业方向', width: 11, align: 'centre', cell: ({ values }) => known(values.industry) },
    {
      heading: '持有单位',
      width: 18,
      cell: ({ values }) => names(data.nameOf, 'organizations', [values.owner]),
    },
    {
      heading: '技术就绪水平',
      width: 10,
      align: 'centre',
      cell: ({ values: { readiness } }) =>
        readiness === undefined ? notApplicable : labelOfOption(readinessLevels, readiness),
    },
    { heading: '专利/登记号', width: 15, cell: ({ values }) => values.ipNumber ?? notApplicable },
    { heading: '简介', width: 32, cell: ({ values }) => known(values.description) },
    {
      heading: '转化方式',
      width: 10,
      cell: ({ values }) => known((values.transferModes ?? []).join('、') || undefined),
    },
    {
      heading: '意向价格（万元）',
      width: 10,
      format: 'money',
      cell: ({ values }) =>
        values.priceNegotiable === true
          ? { value: '面议', format: 'text', align: 'centre' }
          : knownAmount(values.price),
    },
    {
      heading: '对接次数',
      width: 6,
      format: 'integer',
      cell: ({ id }) => matches.get(id)?.length ?? 0,
      total: 'sum',
      behind: (rows) => ({ counted: eachOnce(rows.flatMap(({ id }) => matches.get(id) ?? [])) }),
    },
    {
      heading: '状态',
      width: 10,
      align: 'centre',
      cell: ({ values }) => known(values.status),
      total: (rows) => namedNumber('已转化', rows.filter(isTransferred).length, '项'),
      behind: (rows, part) => ({ counted: part === 'row' ? rows : rows.filter(isTransferred) }),
    },
    { heading: '联系人', width: 8, align: 'centre', cell: ({ values }) => known(values.contact) },
    {
      heading: '联系电话',
      width: 13,
      cell: ({ values }) => phoneCell(values.contactPhone, options.profile),
    },
  ]
}

const types = achievementTypes.map(({ value }) => value)
const at = ({ values }: Achievement): number => types.indexOf(values.type ?? '')

/** R15: what can be supplied at the end of the period, by its type. */
export const r15 = tableReport<Achievement>({
  code: 'R15',
  title: '科技成果与资源供给表',
  about: '在库的成果、专利、设备、资质和服务包，按类型小计；意向价格、对接次数和转化情况。',
  usual: '季',
  group: '共同体与供给',
  reads: ['achievements', 'needs'],
  register: 'achievements',
  unit: '项',
  columns,
  rows: ({ scope: { book } }) =>
    book.achievements
      .filter(({ values: { status = '草稿' } }) => status !== '草稿' && status !== '下架')
      .sort((a, b) => at(a) - at(b) || (a.code < b.code ? -1 : 1)),
  recordsOf: (achievement) => [achievement],
  grouping: { of: ({ values }) => values.type ?? '其他', order: types },
  hasMoney: true,
  notes: () => ['列入编制时在库、对接中和已转化的成果与资源，草稿和下架的不列；对接次数截至期末。'],
  explains: [transferredCount, transferRate],
  nothing: '没有在库的科技成果与资源',
})
