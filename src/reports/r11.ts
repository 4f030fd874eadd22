import { type Agreement, ratio } from '../domain/indicators/indicator'
import {
  agreementCount,
  fulfilmentOf,
  fulfilmentRate,
  itemsDone,
  sichuanCount,
  signedAgreements,
  technologyAmount,
} from '../domain/indicators/work'
import { chineseDay } from '../domain/kinds/date'
import { technologyContracts } from '../domain/reference/lists'
import {
  counted,
  known,
  knownAmount,
  knownDate,
  names,
  namedRatio,
  notApplicable,
  ratioCell,
  serial,
  yesNo,
} from './cells'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

const others = '其他协议'
const isTechnology = ({ values }: Agreement): boolean => values.type === '技术合同'
const isSichuan = ({ values }: Agreement): boolean => values.regionScope === '川渝'
const kindOf = (agreement: Agreement): string =>
  isTechnology(agreement) ? (agreement.values.contractType ?? '技术合同') : others

const columns = ({ data, scope }: Context): readonly TableColumn<Agreement>[] => {
  const { end } = scope.period
  const party = ({ values }: Agreement, fits: (side: string) => boolean) =>
    names(
      data.nameOf,
      'organizations',
      (values.parties ?? []).filter(({ side }) => fits(side ?? '')).map(({ organization }) => organization),
    )
  return [
    serial,
    { heading: '协议编号', width: 13, cell: ({ code }) => code, total: (rows) => counted(rows.length, '份') },
    { heading: '协议名称', width: 20, cell: ({ values }) => known(values.title) },
    {
      heading: '类型',
      width: 11,
      align: 'centre',
      cell: (row) =>
        row.values.contractType === undefined
          ? known(row.values.type)
          : `${row.values.type ?? ''}（${row.values.contractType}）`,
    },
    { heading: '甲方', width: 14, cell: (row) => party(row, (side) => side === '甲方') },
    { heading: '乙方', width: 14, cell: (row) => party(row, (side) => side === '乙方') },
    { heading: '其他方', width: 12, cell: (row) => party(row, (side) => side !== '甲方' && side !== '乙方') },
    { heading: '签订日期', width: 15, align: 'centre', cell: ({ values }) => knownDate(values.signDate) },
    {
      heading: '签订活动',
      width: 12,
      cell: ({ values }) => names(data.nameOf, 'activities', [values.activity]),
    },
    {
      heading: '有效期',
      width: 15,
      align: 'centre',
      cell: ({ values: { validFrom, validTo } }) =>
        validFrom === undefined && validTo === undefined
          ? notApplicable
          : [validFrom, validTo].map((day) => (day === undefined ? '/' : chineseDay(day))).join('—'),
    },
    {
      heading: '区域范围',
      width: 8,
      align: 'centre',
      cell: ({ values }) => known(values.regionScope),
      total: (rows) => ({
        ...counted(rows.filter(isSichuan).length, ' 份'),
        prefix: '川渝 ',
      }),
      behind: (rows, part) => ({ counted: part === 'row' ? rows : rows.filter(isSichuan) }),
    },
    {
      heading: '合作内容条目数',
      width: 6,
      format: 'integer',
      cell: ({ values }) => (values.items ?? []).length,
      total: 'sum',
    },
    { heading: '已完成条目', width: 6, format: 'integer', cell: itemsDone, total: 'sum' },
    {
      heading: '履行率（%）',
      width: 9,
      format: 'percent',
      cell: (row) => ratioCell(fulfilmentOf([row], end)),
      total: (rows) => namedRatio('', fulfilmentOf(rows, end)),
    },
    {
      heading: '合同金额（万元）',
      width: 10,
      format: 'money',
      cell: ({ values }) => (values.amount === undefined ? notApplicable : knownAmount(values.amount)),
      total: 'sum',
    },
    {
      heading: '其中技术交易额（万元）',
      width: 10,
      format: 'money',
      cell: ({ values }) =>
        values.technologyAmount === undefined ? notApplicable : knownAmount(values.technologyAmount),
      total: 'sum',
    },
    {
      heading: '是否认定登记',
      width: 6,
      align: 'centre',
      cell: (row) => (isTechnology(row) ? yesNo(row.values.registered) : notApplicable),
    },
    { heading: '登记号', width: 11, cell: ({ values }) => values.registrationNumber ?? notApplicable },
    { heading: '状态', width: 8, align: 'centre', cell: ({ values }) => known(values.status) },
    {
      heading: '履行情况',
      width: 18,
      cell: ({ values }) =>
        (values.items ?? []).flatMap(({ progress }) => progress ?? []).join('；') || notApplicable,
    },
    { heading: '下步安排', width: 14, cell: ({ values }) => known(values.nextStep) },
  ]
}

const order = [others, ...technologyContracts.map(({ value }) => value)]

/** R11: one row for each agreement signed in the period; technology contracts by their five kinds. */
export const r11 = tableReport<Agreement>({
  code: 'R11',
  title: '合作协议签订与履行情况台账',
  about: '所属期内签订的合作协议和技术合同、金额、合作内容完成了多少；技术合同按五类小计。',
  usual: '季',
  group: '协作与试点',
  reads: ['agreements'],
  register: 'agreements',
  unit: '份',
  columns,
  rows: ({ scope }) =>
    [...signedAgreements(scope)].sort(
      (a, b) =>
        order.indexOf(kindOf(a)) - order.indexOf(kindOf(b)) ||
        ((a.values.signDate?.value ?? '') < (b.values.signDate?.value ?? '') ? -1 : 1),
    ),
  recordsOf: (agreement) => [agreement],
  recordOf: (agreement) => agreement,
  dayOf: ({ values }) => (values.signDate?.precision === '日' ? values.signDate.value : undefined),
  grouping: { of: kindOf, order },
  hasMoney: true,
  notes: (_context, rows) => {
    const share = ratio(rows.filter(isTechnology).length, rows.length)
    return [
      '列入签订日期在所属期内的协议，只写到月份的按该月计；履行率=到期条目中已完成的 ÷ 到期条目。',
      ...(share === undefined ? [] : [`其中技术合同 ${String(rows.filter(isTechnology).length)} 份。`]),
    ]
  },
  explains: [agreementCount, sichuanCount, fulfilmentRate, technologyAmount],
  nothing: '本期无签订的合作协议',
})
