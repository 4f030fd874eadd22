import { distinct, type Need, totalOf } from '../domain/indicators/indicator'
import { needCount, needEnterprises, raisedNeeds } from '../domain/indicators/needs'
import { labelOfOption } from '../domain/kinds/choice'
import { industrySections } from '../domain/reference/lists'
import { counted, known, knownAmount, knownDay, phoneCell, serial, textOf } from './cells'
import { districtNames } from './service-rows'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

const hidden = '不公开'
const isSecret = ({ confidentiality }: Need): boolean => confidentiality === '商业秘密'
const unlessSecret = (need: Need, text: string | undefined) => (isSecret(need) ? hidden : known(text))

const columns = ({ data, options }: Context): readonly TableColumn<Need>[] => {
  const districtName = districtNames(data)
  const owner = ({ values }: Need) => data.linked('organizations', values.organization ?? '')
  return [
    serial,
    { heading: '需求编号', width: 13, cell: ({ code }) => code, total: (rows) => counted(rows.length, '项') },
    { heading: '地区', width: 8, align: 'centre', cell: ({ districtCode }) => districtName(districtCode) },
    {
      heading: '企业名称',
      width: 18,
      cell: (need) => known(textOf(owner(need), 'name')),
      total: (rows) => counted(distinct(rows.map(({ values }) => values.organization)), '家（去重）'),
    },
    { heading: '统一社会信用代码', width: 13, cell: (need) => known(textOf(owner(need), 'creditCode')) },
    {
      heading: '所属行业',
      width: 10,
      cell: (need) => {
        const section = textOf(owner(need), 'industrySection')
        return known(section === undefined ? undefined : labelOfOption(industrySections, section))
      },
    },
    { heading: '产业方向', width: 10, cell: ({ values }) => known(values.industry) },
    { heading: '需求名称', width: 18, cell: ({ values }) => known(values.title) },
    { heading: '需求类别', width: 9, align: 'centre', cell: ({ values }) => known(values.category) },
    { heading: '需求描述', width: 30, cell: (need) => unlessSecret(need, need.values.description) },
    { heading: '拟达到指标', width: 18, cell: (need) => unlessSecret(need, need.values.targetIndex) },
    {
      heading: '期望合作方式',
      width: 10,
      cell: ({ values }) => known((values.cooperation ?? []).join('、') || undefined),
    },
    {
      heading: '拟投入资金（万元）',
      width: 10,
      format: 'money',
      cell: ({ values }) =>
        values.budgetNegotiable === true
          ? { value: '面议', format: 'text', align: 'centre' }
          : knownAmount(values.budget),
      total: 'sum',
    },
    { heading: '期望解决时间', width: 15, format: 'date', cell: ({ values }) => knownDay(values.expectDate) },
    { heading: '紧急程度', width: 9, align: 'centre', cell: ({ values }) => known(values.urgency) },
    { heading: '需求来源', width: 9, align: 'centre', cell: ({ values }) => known(values.source) },
    { heading: '提出日期', width: 15, format: 'date', cell: ({ values }) => knownDay(values.raisedDate) },
    {
      heading: '联系人',
      width: 8,
      align: 'centre',
      cell: (need) => unlessSecret(need, textOf(owner(need), 'contactPerson')),
    },
    {
      heading: '联系电话',
      width: 13,
      cell: (need) =>
        isSecret(need) ? hidden : phoneCell(textOf(owner(need), 'contactPhone'), options.profile),
    },
    {
      heading: '是否上传“科创中国”平台',
      width: 8,
      align: 'centre',
      cell: ({ values }) => (values.platformNumber === undefined ? '否' : '是'),
    },
  ]
}

/** R03: one row for each need raised in the period (K01's set). */
export const r03 = tableReport<Need>({
  code: 'R03',
  title: '企业科技需求征集汇总表',
  about: '所属期内征集到的每一项企业科技需求；“商业秘密”的描述、指标和联系人不公开。',
  usual: '月',
  group: '需求与服务',
  reads: ['needs'],
  register: 'needs',
  unit: '项',
  columns,
  rows: ({ scope }) =>
    [...raisedNeeds(scope)].sort((a, b) =>
      `${a.values.raisedDate ?? ''} ${a.code}` < `${b.values.raisedDate ?? ''} ${b.code}` ? -1 : 1,
    ),
  recordsOf: (need) => [need],
  recordOf: (need) => need,
  dayOf: ({ values }) => values.raisedDate,
  hasMoney: true,
  notes: (_context, rows) => {
    const negotiable = rows.filter(({ values }) => values.budgetNegotiable === true).length
    const secret = rows.filter(isSecret).length
    return [
      '列入提出日期在所属期内、状态不是草稿或已撤回的需求；企业数为去重指标。',
      ...(negotiable === 0
        ? []
        : [
            `拟投入资金合计 ${(totalOf(rows.map(({ values }) => values.budget)) / 1_000_000).toFixed(2)} 万元，另有面议 ${String(negotiable)} 项。`,
          ]),
      ...(secret === 0 ? [] : [`有 ${String(secret)} 项为商业秘密，描述、指标、联系人和电话不公开。`]),
    ]
  },
  explains: [needCount, needEnterprises],
  nothing: '本期无征集的企业科技需求',
})
