import type { Activity, Agreement, Need } from '../domain/indicators/indicator'
import { totalOf } from '../domain/indicators/indicator'
import { activityCount, audience, forumRate, heldActivities, onlineAudience } from '../domain/indicators/work'
import { agreements } from '../domain/registers/agreements'
import { needs } from '../domain/registers/needs'
import { counted, known, knownAmount, knownDate, knownFuzzy, names, notApplicable, serial } from './cells'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

const columns = ({ data, scope }: Context): readonly TableColumn<Activity>[] => {
  const { book } = scope
  const signedAt = ({ id }: Activity): readonly Agreement[] =>
    book.agreements.filter(({ values }) => values.activity === id && values.status !== '洽谈中')
  const raisedAt = ({ id }: Activity): readonly Need[] =>
    book.needs.filter(
      ({ values }) => values.activity === id && values.status !== '草稿' && values.status !== '已撤回',
    )
  const isAcademician = (expert: string | undefined): boolean => {
    const type = expert === undefined ? undefined : data.linked('experts', expert)?.values.expertType
    return typeof type === 'string' && type.includes('院士')
  }
  return [
    serial,
    {
      heading: '活动名称',
      width: 22,
      cell: ({ values }) => known(values.title),
      total: (rows) => counted(rows.length, '场'),
    },
    { heading: '类型', width: 10, align: 'centre', cell: ({ values }) => known(values.type) },
    {
      heading: '期次',
      width: 10,
      align: 'centre',
      cell: ({ values: { seriesYear, seriesNumber } }) =>
        seriesNumber === undefined
          ? notApplicable
          : `${seriesYear === undefined ? '' : `${String(seriesYear)}年`}第${String(seriesNumber)}期`,
    },
    { heading: '主题', width: 18, cell: ({ values }) => known(values.theme) },
    { heading: '举办时间', width: 15, align: 'centre', cell: ({ values }) => knownDate(values.start) },
    { heading: '地点', width: 12, cell: ({ values }) => known(values.place) },
    { heading: '形式', width: 8, align: 'centre', cell: ({ values }) => known(values.mode) },
    {
      heading: '主办单位',
      width: 18,
      cell: ({ values }) => names(data.nameOf, 'organizations', values.hosts ?? []),
    },
    {
      heading: '院士（名）',
      width: 6,
      format: 'integer',
      cell: ({ values }) =>
        (values.guests ?? []).filter(
          ({ academician, expert }) => academician === true || isAcademician(expert),
        ).length,
      total: 'sum',
    },
    {
      heading: '嘉宾总数（名）',
      width: 8,
      format: 'integer',
      cell: ({ values }) => knownFuzzy(values.guestTotal),
      total: 'sum',
    },
    {
      heading: '现场人数（名）',
      width: 9,
      format: 'integer',
      cell: ({ values }) => (values.mode === '线上' ? notApplicable : knownFuzzy(values.offlineCount)),
      total: 'sum',
    },
    {
      heading: '线上人次',
      width: 11,
      format: 'integer',
      cell: ({ values }) => (values.mode === '线下' ? notApplicable : knownFuzzy(values.onlineCount)),
      total: 'sum',
    },
    {
      heading: '现场签约（项）',
      width: 7,
      format: 'integer',
      cell: (row) => signedAt(row).length,
      total: 'sum',
      behind: (rows) => ({ counted: rows.flatMap(signedAt) }),
    },
    {
      heading: '签约金额（万元）',
      width: 10,
      format: 'money',
      cell: (row) => knownAmount(totalOf(signedAt(row).map(({ values }) => values.amount))),
      total: 'sum',
      behind: (rows) => ({ counted: rows.flatMap(signedAt) }),
    },
    {
      heading: '征集需求（项）',
      width: 7,
      format: 'integer',
      cell: (row) => raisedAt(row).length,
      total: 'sum',
      behind: (rows) => ({ counted: rows.flatMap(raisedAt) }),
    },
    { heading: '备注', width: 12, cell: ({ remark }) => remark ?? '' },
  ]
}

/** R10: one row for each activity that was held in the period. */
export const r10 = tableReport<Activity>({
  code: 'R10',
  title: '双月论坛及活动情况表',
  longTitle: '科创中国@重庆双月论坛及活动情况表',
  about: '所属期内举办的双月论坛和其他活动：嘉宾、现场和线上人数、现场签约、征集到的需求。',
  usual: '双月',
  group: '协作与试点',
  reads: ['activities', agreements.name, needs.name],
  register: 'activities',
  unit: '场',
  columns,
  rows: ({ scope }) =>
    [...heldActivities(scope)].sort((a, b) =>
      `${a.values.start?.value ?? ''} ${a.code}` < `${b.values.start?.value ?? ''} ${b.code}` ? -1 : 1,
    ),
  recordsOf: (activity) => [activity],
  recordOf: (activity) => activity,
  dayOf: ({ values }) => (values.start?.precision === '日' ? values.start.value : undefined),
  hasMoney: true,
  notes: ({ scope }) => {
    const rate = forumRate.of(scope).value
    return [
      '只写到月份的活动按该月计；人数照来源的口径（超过、余、约）填写，有概数的合计标“不少于”。',
      ...(rate === undefined ? [] : [`本年度截至期末双月论坛举办率 ${(rate * 100).toFixed(1)}%。`]),
    ]
  },
  explains: [activityCount, audience, onlineAudience, forumRate],
  nothing: '本期无已举办的活动',
})
