import { stepEvents } from '../events'
import { isEmpty, type Values, onlyWith } from '../field'
import { errorAt, gapAt, type Issue } from '../issue'
import { beijingDay, beijingMoment } from '../kinds/date'
import { instantAt } from '../kinds/moment'
import { periodOfWeek } from '../kinds/week'
import { type Lifecycle, stateField } from '../lifecycle'
import { addDays } from '../period'
import type { OfficeRules } from '../office-rules'
import { teamIndustries } from '../reference/lists'
import { defineRegister } from '../register'

/** When the report of a week is due, as an ISO instant (I: by default noon of the Monday after it). */
export const dueAtOf = (week: string, { weeklyDue }: OfficeRules): string | undefined => {
  const end = periodOfWeek(week)?.end
  return end === undefined ? undefined : instantAt(addDays(end, weeklyDue.weekday), weeklyDue.time)
}

const submitting = {
  asks: ['filler'],
  suggest: (values: Values, { by }: { readonly by: string }): Values => ({ filler: values.filler ?? by }),
}

/** The first submission decides whether a report was in time; later ones correct it. */
const handIn = (
  values: Values,
  { at, rules }: { readonly at: string; readonly rules: OfficeRules },
): Values => ({
  submittedAt: values.submittedAt ?? at,
  dueAt: values.dueAt ?? (typeof values.week === 'string' ? dueAtOf(values.week, rules) : undefined),
})

/** Of the report itself; who looks at one by its state needs it without asking whether there is one. */
export const weeklyLifecycle: Lifecycle = {
  field: 'status',
  initial: '未报',
  events: 'events',
  states: [
    { name: '未报', tone: 'attention' },
    { name: '草稿', tone: 'neutral', aliases: ['填报中'] },
    { name: '已提交', tone: 'active', aliases: ['提交', '已报', '已报送'] },
    { name: '已退回', tone: 'attention', aliases: ['退回'] },
    { name: '已审核', tone: 'good', aliases: ['审核通过'] },
    { name: '已汇总上报', tone: 'good', terminal: true, aliases: ['已汇总', '已上报'] },
  ],
  transitions: [
    { from: '未报', to: '草稿', action: '开始填报' },
    { from: '草稿', to: '已提交', action: '提交', ...submitting, sets: handIn },
    { from: '已退回', to: '已提交', action: '修改后重报', ...submitting, sets: handIn },
    { from: '已提交', to: '已审核', action: '审核通过', asks: ['reviewer'] },
    { from: '已提交', to: '已退回', action: '退回', reason: '退回意见' },
    { from: '已审核', to: '已退回', action: '撤销审核', reason: '撤销原因' },
    { from: '已审核', to: '已汇总上报', action: '纳入汇总批次' },
    { from: '已汇总上报', to: '已退回', action: '退回更正', reason: '更正原因（原批次须作废）' },
  ],
}

const handedIn = ['已提交', '已审核', '已汇总上报']
const reviewed = ['已审核', '已汇总上报']

/** The number of a team in business numbers: the place of its industry in the published order, 03 for 装备制造产业. */
const teamNumber = (industry: string | undefined): string | undefined => {
  const place = teamIndustries.findIndex(({ value }) => value === industry)
  return place === -1 ? undefined : String(place + 1).padStart(2, '0')
}

const statistic = (label: string, unit: string) =>
  ({
    kind: 'number',
    label,
    unit,
    min: 0,
    decimals: 0,
    readOnly: true,
    section: '自动统计',
    width: 10,
    sum: true,
    source: 'I',
  }) as const

/** B15: what a team brought together and carried forward in one week. */
export const weeklyReports = defineRegister({
  name: 'weeklyReports',
  title: '工作周报',
  group: '服务',
  unit: '份',
  codePrefix: 'ZB',
  codeOf: ({ team, week }, linked) => {
    const industry = team === undefined ? undefined : linked('teams', team)?.values.industry
    const number = teamNumber(typeof industry === 'string' ? industry : undefined)
    return number === undefined || week === undefined ? undefined : `ZB-${number}-${week.replace('-', '')}`
  },
  labelField: 'week',
  detailFields: ['team', 'status'],
  keys: [['team', 'week']],
  unique: [{ fields: ['team', 'week'], level: 'error' }],
  sort: { field: 'week', descending: true },
  scope: 'city',
  help: '每支在岗服务队每周一份：本周工作对接和推进情况。没有工作的周填零报告并说明。',
  lifecycle: weeklyLifecycle,
  fields: {
    team: {
      kind: 'link',
      to: 'teams',
      label: '专家服务队',
      required: true,
      section: '周报',
      list: true,
      width: 26,
      search: true,
      carry: true,
      source: 'S',
      headings: ['服务队', '队名', '服务队名称'],
    },
    week: {
      kind: 'week',
      label: '报告周',
      required: true,
      section: '周报',
      list: true,
      width: 32,
      source: 'S',
      hint: '周一至周日',
      headings: ['周次', '周', '所属周', '报告期', '汇报周期', '报送周期'],
    },
    status: {
      ...stateField(weeklyLifecycle),
      section: '周报',
      source: 'S',
    },
    dueAt: {
      kind: 'moment',
      label: '应报时间',
      readOnly: true,
      section: '周报',
      list: true,
      width: 20,
      source: 'I',
    },
    submittedAt: {
      kind: 'moment',
      label: '提交时间',
      readOnly: true,
      section: '周报',
      list: true,
      width: 20,
      source: 'I',
      headings: ['报送时间'],
    },
    zeroReport: {
      kind: 'yesNo',
      label: '零报告',
      initial: false,
      section: '周报',
      list: true,
      width: 8,
      source: 'I',
      hint: '本周没有对接和推进时选“是”，并写明原因',
      headings: ['是否零报告'],
    },
    zeroNote: {
      kind: 'text',
      label: '零报告说明',
      multiline: true,
      maxLength: 300,
      ...onlyWith('zeroReport', true),
      section: '周报',
      width: 24,
      source: 'I',
    },
    dockings: {
      kind: 'rows',
      label: '本周工作对接情况',
      rowName: '条对接',
      section: '本周工作对接情况',
      list: true,
      source: 'S',
      fields: {
        dockedOn: { kind: 'date', label: '对接日期', required: true, width: 12 },
        organization: { kind: 'link', to: 'organizations', label: '对接对象', required: true, width: 28 },
        way: { kind: 'text', label: '对接方式', maxLength: 20, width: 12 },
        content: {
          kind: 'text',
          label: '对接内容',
          required: true,
          multiline: true,
          maxLength: 600,
          width: 36,
        },
        need: { kind: 'link', to: 'needs', label: '关联需求', width: 24 },
        service: { kind: 'link', to: 'serviceRecords', label: '服务记录', width: 24 },
        result: { kind: 'text', label: '对接结果', maxLength: 100, width: 16 },
      },
    },
    progress: {
      kind: 'rows',
      label: '推进情况',
      rowName: '条推进',
      section: '推进情况',
      list: true,
      source: 'S',
      fields: {
        subject: {
          kind: 'choice',
          label: '事项类型',
          required: true,
          options: [{ value: '需求' }, { value: '任务' }, { value: '联合体' }, { value: '其他' }],
          initial: '需求',
          width: 8,
        },
        need: {
          kind: 'link',
          to: 'needs',
          label: '需求',
          ...onlyWith('subject', '需求'),
          width: 28,
        },
        task: {
          kind: 'link',
          to: 'keyTasks',
          label: '任务',
          ...onlyWith('subject', '任务'),
          width: 28,
        },
        consortium: {
          kind: 'link',
          to: 'consortia',
          label: '联合体',
          ...onlyWith('subject', '联合体'),
          width: 28,
        },
        matter: {
          kind: 'text',
          label: '事项',
          maxLength: 100,
          ...onlyWith('subject', '其他'),
          width: 28,
        },
        progress: {
          kind: 'text',
          label: '本周进展',
          required: true,
          multiline: true,
          maxLength: 1000,
          width: 40,
        },
        percent: { kind: 'number', label: '完成度', unit: '%', min: 0, max: 100, decimals: 0, width: 8 },
        expected: { kind: 'date', label: '预计完成时间', width: 12 },
      },
    },
    newDockings: statistic('新增对接', '次'),
    services: statistic('开展服务', '次'),
    visitedEnterprises: statistic('走访企业', '家'),
    expertTimes: statistic('参与专家', '人次'),
    closedNeeds: statistic('办结需求', '项'),
    problems: {
      kind: 'text',
      label: '存在问题及需协调事项',
      multiline: true,
      maxLength: 1000,
      section: '问题与计划',
      width: 28,
      search: true,
      source: 'I',
      headings: ['存在问题', '问题', '困难问题', '存在困难', '存在的问题', '需协调事项'],
    },
    nextPlan: {
      kind: 'text',
      label: '下周计划',
      multiline: true,
      maxLength: 1000,
      section: '问题与计划',
      width: 28,
      search: true,
      source: 'I',
      headings: [
        '下周重点',
        '下周工作计划',
        '下步计划',
        '下周打算',
        '下周安排',
        '下周工作安排',
        '下周工作',
        '下周重点工作',
        '下周工作重点',
      ],
    },
    filler: {
      kind: 'text',
      label: '填报人',
      maxLength: 20,
      requiredWhen: { field: 'status', in: handedIn },
      section: '问题与计划',
      width: 10,
      source: 'I',
    },
    reviewer: {
      kind: 'text',
      label: '审核人',
      maxLength: 20,
      requiredWhen: { field: 'status', in: reviewed },
      section: '问题与计划',
      width: 10,
      source: 'I',
      hint: '与填报人不得为同一人',
    },
    events: stepEvents,
  },
  flags: [
    {
      label: '迟报',
      tone: 'attention',
      why: ({ submittedAt, dueAt }) =>
        submittedAt !== undefined && dueAt !== undefined && submittedAt > dueAt
          ? `应报 ${beijingMoment(dueAt)}，${beijingMoment(submittedAt)} 才提交。`
          : undefined,
    },
    {
      label: '逾期未报',
      tone: 'danger',
      why: ({ submittedAt, dueAt, week }, { today, rules }) => {
        const due = dueAt ?? (week === undefined ? undefined : dueAtOf(week, rules))
        return submittedAt === undefined && due !== undefined && beijingDay(due) < today
          ? `应报 ${beijingMoment(due)}，还没有提交。`
          : undefined
      },
    },
  ],
  check: (values, { today }): readonly Issue[] => {
    const { week, filler, reviewer, status, zeroReport, dockings, progress, nextPlan } = values
    const begins = week === undefined ? undefined : periodOfWeek(week)?.start
    const empty = isEmpty(dockings) && isEmpty(progress)
    const due = handedIn.includes(status ?? '') && zeroReport !== true
    const issues: Issue[] = []
    if (begins !== undefined && begins > today) issues.push(errorAt('week', '这一周还没有开始。'))
    if (filler !== undefined && filler === reviewer)
      issues.push(errorAt('reviewer', '审核人不能与填报人是同一人，请填另一位。'))
    if (zeroReport === true && !empty)
      issues.push(errorAt('zeroReport', '已填了对接或推进明细，不是零报告；请去掉明细或改选“否”。'))
    if (due && empty) issues.push(gapAt('dockings', '请填对接或推进情况；本周没有工作的，选“零报告”并说明。'))
    if (due && nextPlan === undefined) issues.push(gapAt('nextPlan', '请填写下周计划。'))
    return issues
  },
})
