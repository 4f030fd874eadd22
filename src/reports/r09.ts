import { type KeyTask, ratio } from '../domain/indicators/indicator'
import {
  averageProgressOf,
  cityTasks,
  laggingTasks,
  milestoneRate,
  taskProgress,
} from '../domain/indicators/work'
import { notYetKnown } from '../domain/reference/key-tasks'
import { chineseDay } from '../domain/kinds/date'
import { lagOf, progressOf, timeProgress } from '../domain/task-progress'
import { counted, known, namedNumber, notKnown, ratioCell, serial } from './cells'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

const span = ({ startDate, dueDate }: KeyTask['values']): string =>
  `${startDate === undefined ? '/' : chineseDay(startDate)}—${dueDate === undefined ? '/' : chineseDay(dueDate)}`

const columns = ({ scope }: Context): readonly TableColumn<KeyTask>[] => {
  const { end } = scope.period
  const lags = ({ values }: KeyTask): boolean => lagOf(values, end, scope.rules) !== undefined
  const inState = (rows: readonly KeyTask[], state: string): number =>
    rows.filter(({ values }) => (values.status ?? '未启动') === state).length
  return [
    serial,
    {
      heading: '重点任务',
      width: 24,
      cell: ({ values }) => known(values.title),
      total: (rows) => counted(rows.length, '项'),
    },
    { heading: '牵头单位', width: 13, cell: ({ values }) => known(values.leadDepartment) },
    { heading: '责任人', width: 8, align: 'centre', cell: ({ values }) => known(values.leadPerson) },
    { heading: '配合单位', width: 13, cell: ({ values }) => known(values.coopDepartments) },
    { heading: '起止时间', width: 16, align: 'centre', cell: ({ values }) => span(values) },
    {
      heading: '量化目标',
      width: 8,
      format: 'exact',
      cell: ({ values: { targetValue, targetUnit = '' } }) =>
        targetValue === undefined ? notKnown : { value: targetValue, suffix: targetUnit },
    },
    {
      heading: '完成值',
      width: 8,
      format: 'exact',
      cell: ({ values: { actualValue, targetUnit = '' } }) =>
        actualValue === undefined ? notKnown : { value: actualValue, suffix: targetUnit },
    },
    {
      heading: '完成率（%）',
      width: 8,
      format: 'percent',
      cell: ({ values: { actualValue, targetValue } }) =>
        actualValue === undefined || targetValue === undefined
          ? notKnown
          : ratioCell(ratio(actualValue, targetValue)),
    },
    {
      heading: '时间进度（%）',
      width: 8,
      format: 'percent',
      cell: ({ values: { startDate, dueDate } }) =>
        startDate === undefined || dueDate === undefined
          ? notKnown
          : timeProgress(startDate, dueDate, end) / 100,
    },
    {
      heading: '工作进度（%）',
      width: 9,
      format: 'percent',
      cell: ({ values }) => progressOf(values) / 100,
      total: (rows) => ({ ...asAverage(averageProgressOf(rows)) }),
    },
    {
      heading: '里程碑完成（已完成/总数）',
      width: 9,
      align: 'centre',
      cell: ({ values }) => {
        const counting = (values.milestones ?? []).filter(({ status }) => status !== '已取消')
        const done = counting.filter(({ status }) => status === '已完成').length
        return { value: `${String(done)}/${String(counting.length)}`, format: 'text' }
      },
    },
    {
      heading: '状态',
      width: 13,
      align: 'centre',
      cell: (task) => {
        const status = task.values.status ?? '未启动'
        return lags(task) ? { value: `${status}（滞后）`, alert: true } : status
      },
      total: (rows) => ({
        value: [
          ...['已完成', '推进中', '未启动'].map((state) => `${state} ${String(inState(rows, state))}`),
          `滞后 ${String(rows.filter(lags).length)}`,
        ].join('、'),
        format: 'text',
        align: 'centre',
      }),
    },
    { heading: '主要进展', width: 20, cell: ({ values }) => known(values.achieved) },
    { heading: '存在问题', width: 15, cell: ({ values }) => known(values.problem) },
    { heading: '下步打算', width: 15, cell: ({ values }) => known(values.nextStep) },
  ]
}

const asAverage = (progress: number | undefined) =>
  progress === undefined
    ? namedNumber('平均', undefined, '')
    : ({ value: progress, format: 'percent', prefix: '平均 ' } as const)

/** R09: the ten key tasks of the city for the year in which the period ends. */
export const r09 = tableReport<KeyTask>({
  code: 'R09',
  title: '10项重点任务推进情况表',
  about: '市级 10 项重点任务的目标、进度、里程碑和问题，滞后的标红；名称没有录入的印“（待录入）”。',
  usual: '月',
  group: '协作与试点',
  reads: ['keyTasks'],
  register: 'keyTasks',
  unit: '项',
  columns,
  rows: ({ scope }) => cityTasks(scope),
  recordsOf: (task) => [task],
  recordOf: (task) => task,
  notes: ({ scope }, rows) => {
    const nameless = rows.filter(({ values }) => values.title === notYetKnown).length
    const missing = 10 - rows.length
    return [
      `时间进度、滞后以期末（${chineseDay(scope.period.end)}）计；滞后指已过时限未完成，或工作进度比时间进度落后超过 ${String(scope.rules.lagTolerance)} 个百分点（本程序口径，可在设置中改）。`,
      ...(nameless === 0
        ? []
        : [`有 ${String(nameless)} 项任务名称尚未按《实施方案》原文录入，录入前不能盖章报送。`]),
      ...(rows.length > 0 && missing > 0 ? [`全年应有 10 项，另有 ${String(missing)} 项尚未登记。`] : []),
    ]
  },
  explains: [taskProgress, laggingTasks, milestoneRate],
  nothing: '本年度尚未登记市级重点任务',
})
