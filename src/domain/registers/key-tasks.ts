import { stepEvents } from '../events'
import { rowsOf, textIn, type Values } from '../field'
import { errorAt, gapAt, type Issue } from '../issue'
import { fromEach, type Lifecycle, stateField } from '../lifecycle'
import { keyTaskSlots, notYetKnown } from '../reference/key-tasks'
import { taskLevels } from '../reference/lists'
import { defineRegister } from '../register'
import { isSettled, lagOf, type Milestone, progressOf } from '../task-progress'

const lifecycle: Lifecycle = {
  field: 'status',
  initial: '未启动',
  events: 'events',
  states: [
    { name: '未启动', tone: 'neutral', aliases: ['未开始'] },
    { name: '推进中', tone: 'active', aliases: ['进行中', '推进', '正在推进'] },
    { name: '已完成', tone: 'good', aliases: ['完成'] },
    { name: '暂缓', tone: 'attention' },
    { name: '已取消', tone: 'neutral', terminal: true, aliases: ['取消'] },
  ],
  transitions: [
    { from: '未启动', to: '推进中', action: '启动' },
    {
      from: '推进中',
      to: '已完成',
      action: '完成',
      offers: ['completionNote'],
      guard: (values) => {
        const open = rowsOf(values, 'milestones').filter((milestone) => !isSettled(milestone)).length
        return open > 0 && textIn(values, 'completionNote') === undefined
          ? [errorAt('completionNote', `还有 ${String(open)} 个里程碑没有完成，请说明为什么算完成。`)]
          : []
      },
    },
    { from: '推进中', to: '暂缓', action: '暂缓', reason: '暂缓依据' },
    { from: '暂缓', to: '推进中', action: '恢复' },
    ...fromEach(['未启动', '推进中'], { to: '已取消', action: '取消', reason: '取消依据' }),
    { from: '已完成', to: '推进中', action: '撤销完成', reason: '撤销理由' },
  ],
}

/** B20: a milestone takes its own steps, each of which stays among the events of its task. */
const milestoneLifecycle: Lifecycle = {
  field: 'status',
  initial: '未开始',
  states: [
    { name: '未开始', tone: 'neutral' },
    { name: '进行中', tone: 'active' },
    { name: '已完成', tone: 'good', terminal: true },
    { name: '已延期', tone: 'attention' },
    { name: '已取消', tone: 'neutral', terminal: true },
  ],
  transitions: [
    { from: '未开始', to: '进行中', action: '开始' },
    {
      from: '进行中',
      to: '已完成',
      action: '完成',
      asks: ['actualDate', 'evidence'],
      suggest: (_values, { today }) => ({ actualDate: today }),
    },
    {
      from: '进行中',
      to: '已延期',
      action: '延期',
      asks: ['planDate', 'delayReason'],
      guard: (values, _context, before) => {
        const was = textIn(before, 'planDate')
        const now = textIn(values, 'planDate')
        return was !== undefined && now !== undefined && now <= was
          ? [errorAt('planDate', `新的截止日须晚于原计划 ${was}。`)]
          : []
      },
    },
    { from: '已延期', to: '进行中', action: '继续' },
    ...fromEach(['未开始', '进行中'], { to: '已取消', action: '取消', reason: '取消理由' }),
  ],
}

/** B19 with B20: the ten key tasks of the city, tasks that districts hang under them, and their milestones. */
export const keyTasks = defineRegister({
  name: 'keyTasks',
  title: '重点任务',
  group: '试点',
  unit: '项',
  codePrefix: 'RW',
  codeYear: 'year',
  labelField: 'title',
  detailFields: ['level', 'year', 'taskNumber'],
  keys: [
    ['@districtCode', 'year', 'level', 'taskNumber'],
    ['title', 'year'],
  ],
  unique: [{ fields: ['@districtCode', 'year', 'level', 'taskNumber'], level: 'error' }],
  sort: { field: 'code', descending: false },
  scope: 'city',
  help: '市级 10 项重点任务中，第 4—10 项的名称须按《实施方案》原文录入；区县可以在它们下面加细化任务。',
  lifecycle,
  rowLifecycles: { milestones: { lifecycle: milestoneLifecycle, label: 'name' } },
  folded: ['进展'],
  fields: {
    taskNumber: {
      kind: 'number',
      label: '序号',
      min: 1,
      max: 99,
      decimals: 0,
      required: true,
      section: '任务',
      list: true,
      width: 6,
      source: 'S',
      headings: ['任务序号', '任务编号'],
    },
    title: {
      kind: 'text',
      label: '任务名称',
      required: true,
      maxLength: 120,
      section: '任务',
      list: true,
      width: 40,
      search: true,
      source: 'S',
      headings: ['重点任务', '名称', '工作任务', '主要任务', '任务', '重点工作'],
    },
    year: {
      kind: 'number',
      label: '年度',
      unit: '年',
      min: 2020,
      max: 2100,
      decimals: 0,
      ungrouped: true,
      required: true,
      section: '任务',
      list: true,
      width: 8,
      carry: true,
      source: 'I',
      headings: ['年份'],
    },
    level: {
      kind: 'choice',
      label: '层级',
      required: true,
      options: taskLevels,
      section: '任务',
      list: true,
      width: 8,
      carry: true,
      source: 'S',
      headings: ['任务层级'],
    },
    parent: {
      kind: 'link',
      to: 'keyTasks',
      label: '上级任务',
      visibleWhen: { field: 'level', in: ['区县'] },
      section: '任务',
      width: 30,
      carry: true,
      source: 'S',
      hint: '区县的细化任务挂在市级任务下面',
    },
    basis: {
      kind: 'link',
      to: 'policies',
      label: '依据文件',
      required: true,
      section: '任务',
      width: 30,
      search: true,
      carry: true,
      source: 'S',
    },
    content: {
      kind: 'text',
      label: '任务内容（路线图）',
      multiline: true,
      maxLength: 2000,
      section: '任务',
      width: 36,
      source: 'S',
      headings: ['任务内容', '工作内容', '主要内容'],
    },
    measure: {
      kind: 'text',
      label: '工作举措（施工图）',
      multiline: true,
      maxLength: 2000,
      section: '任务',
      width: 36,
      source: 'S',
      headings: ['工作举措', '举措', '工作措施', '主要举措', '具体措施', '推进措施', '主要措施'],
    },
    startDate: {
      kind: 'date',
      label: '开始日期',
      required: true,
      section: '时间与责任',
      list: true,
      width: 12,
      source: 'S',
      headings: ['启动时间', '开始时间'],
    },
    dueDate: {
      kind: 'date',
      isDeadline: true,
      label: '完成时限',
      required: true,
      section: '时间与责任',
      list: true,
      width: 12,
      source: 'S',
      headings: ['截止日期', '完成时间', '时限', '时间节点', '完成节点', '办结时限', '时间要求', '完成期限'],
    },
    leadDepartment: {
      kind: 'text',
      label: '牵头单位',
      required: true,
      maxLength: 60,
      section: '时间与责任',
      list: true,
      width: 20,
      search: true,
      carry: true,
      source: 'I',
      headings: ['牵头部门', '责任单位', '责任部门', '主责部门', '承办部门', '主责单位'],
    },
    leadPerson: {
      kind: 'text',
      label: '责任人',
      required: true,
      maxLength: 20,
      section: '时间与责任',
      list: true,
      width: 10,
      search: true,
      carry: true,
      source: 'I',
      headings: ['负责人', '责任领导', '牵头领导', '分管领导'],
    },
    coopDepartments: {
      kind: 'text',
      label: '配合单位',
      maxLength: 200,
      section: '时间与责任',
      width: 24,
      carry: true,
      source: 'S',
      hint: '如市经信委、市金融监管局',
      headings: ['配合部门', '协办单位'],
    },
    targetValue: {
      kind: 'number',
      label: '量化目标',
      min: 0,
      decimals: 2,
      section: '时间与责任',
      width: 10,
      source: 'I',
      headings: ['目标值'],
    },
    targetUnit: {
      kind: 'text',
      label: '目标单位',
      maxLength: 10,
      section: '时间与责任',
      width: 8,
      source: 'I',
      hint: '如 项、家、场',
    },
    actualValue: {
      kind: 'number',
      label: '完成值',
      min: 0,
      decimals: 2,
      section: '时间与责任',
      width: 10,
      source: 'I',
    },
    milestones: {
      kind: 'rows',
      label: '里程碑',
      rowName: '个里程碑',
      section: '里程碑',
      list: true,
      source: 'I',
      hint: '进度按里程碑的权重累计；权重都不填时各占一样，填了就要合计 100。状态在任务的详情里逐个推进。',
      uniqueBy: ['name'],
      fields: {
        name: { kind: 'text', label: '节点名称', required: true, maxLength: 60, width: 28 },
        weight: { kind: 'number', label: '权重', unit: '%', min: 1, max: 100, decimals: 0, width: 8 },
        planDate: { kind: 'date', label: '计划完成', required: true, width: 12 },
        owner: { kind: 'text', label: '责任人', maxLength: 20, width: 10 },
        status: { ...stateField(milestoneLifecycle), required: true },
        actualDate: {
          kind: 'date',
          label: '实际完成',
          latest: 'today',
          requiredWhen: { field: 'status', in: ['已完成'] },
          width: 12,
        },
        delayReason: {
          kind: 'text',
          label: '延期理由',
          maxLength: 200,
          requiredWhen: { field: 'status', in: ['已延期'] },
          width: 20,
        },
        evidence: { kind: 'text', label: '佐证', maxLength: 200, width: 20 },
      },
    },
    status: {
      ...stateField(lifecycle),
      section: '进展',
      source: 'I',
    },
    progress: {
      kind: 'number',
      label: '进度',
      unit: '%',
      min: 0,
      max: 100,
      decimals: 0,
      readOnly: true,
      section: '进展',
      list: true,
      width: 8,
      source: 'I',
    },
    progressOverride: {
      kind: 'number',
      label: '手工进度',
      unit: '%',
      min: 0,
      max: 100,
      decimals: 0,
      section: '进展',
      width: 10,
      source: 'I',
      hint: '不填时按里程碑计算；填了就以此为准，并说明理由',
      headings: ['工作进度', '完成进度', '进度', '推进进度', '任务进度'],
    },
    overrideReason: {
      kind: 'text',
      label: '手工进度的理由',
      maxLength: 200,
      section: '进展',
      width: 24,
      source: 'I',
    },
    completionNote: {
      kind: 'text',
      label: '完成说明',
      multiline: true,
      maxLength: 500,
      section: '进展',
      width: 24,
      source: 'I',
    },
    achieved: {
      kind: 'text',
      label: '主要进展',
      multiline: true,
      maxLength: 2000,
      section: '进展',
      width: 36,
      source: 'I',
      headings: ['进展情况', '工作进展', '推进情况', '目前进展', '进展'],
    },
    problem: {
      kind: 'text',
      label: '存在问题',
      multiline: true,
      maxLength: 1000,
      section: '进展',
      width: 28,
      source: 'I',
      headings: ['问题', '存在困难', '困难'],
    },
    nextStep: {
      kind: 'text',
      label: '下步打算',
      multiline: true,
      maxLength: 1000,
      section: '进展',
      width: 28,
      source: 'I',
      headings: ['下一步打算', '下步安排', '下一步工作'],
    },
    events: stepEvents,
  },
  derive: (values) => ({ progress: progressOf(values) }),
  flags: [
    { label: '滞后', tone: 'danger', why: (values, { today, rules }) => lagOf(values, today, rules) },
    {
      label: '里程碑逾期',
      tone: 'attention',
      why: ({ milestones, status }, { today }) => {
        const late = (milestones ?? []).filter(
          (milestone) =>
            milestone.planDate !== undefined && milestone.planDate < today && !isSettled(milestone),
        )
        return late.length > 0 && status !== '已取消' && status !== '暂缓'
          ? `过了计划还没有完成：${late.map(({ name }) => name ?? '').join('、')}。`
          : undefined
      },
    },
    {
      label: '名称待录入',
      tone: 'attention',
      why: ({ title }) =>
        title === notYetKnown ? '任务名称须按《实施方案》原文录入，录入前不能盖章报送。' : undefined,
    },
  ],
  check: ({ startDate, dueDate, milestones, progressOverride, overrideReason }): readonly Issue[] => [
    ...(startDate !== undefined && dueDate !== undefined && dueDate <= startDate
      ? [errorAt('dueDate', '完成时限须晚于开始日期。')]
      : []),
    ...(progressOverride !== undefined && overrideReason === undefined
      ? [gapAt('overrideReason', '手工填写进度时请写明理由。')]
      : []),
    ...weightIssues(milestones ?? []),
  ],
})

/** Weights are given for all that count, and add up to 100, or for none. */
const weightIssues = (milestones: readonly Milestone[]): readonly Issue[] => {
  const counting = milestones.filter(({ status }) => status !== '已取消')
  const weighed = counting.flatMap(({ weight }) => (weight === undefined ? [] : [weight]))
  if (weighed.length === 0) return []
  if (weighed.length < counting.length)
    return [errorAt('milestones', '权重要么都填，要么都不填（已取消的除外）。')]
  const sum = weighed.reduce((total, weight) => total + weight, 0)
  return sum === 100 ? [] : [errorAt('milestones', `里程碑权重合计应为 100，现在是 ${String(sum)}。`)]
}

/** The values of the ten tasks of the city for a year, in their order (domain F8). */
export const cityTaskValues = (year: number): readonly Values[] =>
  keyTaskSlots.map(({ number, title }) => ({ taskNumber: number, title, year, level: '市级' }))
