import { stepEvents } from '../events'
import { type ChildRow, options, type PartialDate, rowsOf, textIn, type Values } from '../field'
import { errorAt, gapAt, type Issue } from '../issue'
import { chinesePartial, isAfterDay } from '../kinds/partial-date'
import { type Lifecycle, stateField } from '../lifecycle'
import { visitLevels, visitTargets, visitTopics } from '../reference/lists'
import { defineRegister } from '../register'

const closedIssues = ['已办结', '无法解决']
const isOpenIssue = (issue: ChildRow): boolean => !closedIssues.includes(textIn(issue, 'status') ?? '')

const allClosed = (values: Values): readonly Issue[] => {
  const open = rowsOf(values, 'issues').filter(isOpenIssue).length
  return open === 0
    ? []
    : [errorAt('issues', `还有 ${String(open)} 条问题没有办结，请先更新它们的状态和结果。`)]
}

const beenThere = ['已走访', '跟踪中', '已闭环']

const lifecycle: Lifecycle = {
  field: 'status',
  initial: '计划',
  events: 'events',
  states: [
    { name: '计划', tone: 'neutral', aliases: ['拟走访', '未走访'] },
    { name: '已走访', tone: 'active', aliases: ['走访', '完成走访', '已完成'] },
    { name: '跟踪中', tone: 'attention', aliases: ['跟踪', '办理中'] },
    { name: '已闭环', tone: 'good', terminal: true, aliases: ['闭环', '已办结', '销号'] },
    { name: '已取消', tone: 'neutral', terminal: true, aliases: ['取消'] },
  ],
  transitions: [
    { from: '计划', to: '已走访', action: '登记走访', asks: ['visitDate', 'content'], complete: true },
    { from: '计划', to: '已取消', action: '取消' },
    {
      from: '已走访',
      to: '跟踪中',
      action: '有问题/建议待落实',
      asks: ['issues'],
    },
    { from: '已走访', to: '已闭环', action: '无待办', guard: allClosed },
    { from: '跟踪中', to: '已闭环', action: '全部问题办结', offers: ['issues'], guard: allClosed },
  ],
}

/** 2021年5月赵立新带队走访 */
const titleOf = (date: PartialDate | undefined, lead: string | undefined): string =>
  `${date === undefined ? '' : chinesePartial(date)}${lead === undefined ? '' : `${lead}带队`}走访`

const longestNeedTitle = 60

/**
 * The beginning of a need made of a problem that came up at a visit (一键转需求): whose it is, what it is about, where it
 * comes from. What the visit does not say stays empty.
 */
export const needFromIssue = (
  visit: { readonly id: string; readonly values: Values },
  index: number,
): Values => {
  const issue = rowsOf(visit.values, 'issues')[index]
  if (issue === undefined) throw new Error(`The visit has no issue ${String(index)}`)
  const description = textIn(issue, 'description')
  const enterprises = rowsOf(visit.values, 'targets').flatMap(
    (target) => textIn(target, 'organization') ?? [],
  )
  const organization =
    textIn(issue, 'organization') ?? (enterprises.length === 1 ? enterprises[0] : undefined)
  const title = description?.split(/[。；\n]/u)[0]
  const day = visit.values.visitDate as PartialDate | undefined
  return {
    source: '调研走访',
    visit: visit.id,
    ...(organization === undefined ? {} : { organization }),
    ...(title === undefined ? {} : { title: Array.from(title).slice(0, longestNeedTitle).join('') }),
    ...(description === undefined ? {} : { description }),
    ...(day?.precision === '日' ? { raisedDate: day.value } : {}),
  }
}

/** The problem is being dealt with from now on, and leads to its need; it becomes no second one. */
const turnedIntoNeed = (issue: ChildRow, need: string): ChildRow | undefined =>
  issue.need === undefined
    ? { ...issue, need, ...(issue.status === '待办理' ? { status: '办理中' } : {}) }
    : undefined

/** B18: a visit to one or several places, what was suggested there and which problems were brought up. */
export const visits = defineRegister({
  name: 'visits',
  title: '调研走访',
  group: '协作',
  unit: '次',
  codePrefix: 'DY',
  codeYear: 'visitDate',
  labelField: 'title',
  detailFields: ['level', 'teamText'],
  keys: [
    ['visitDate', 'leadPerson', 'teamText'],
    ['visitDate', 'leadPerson'],
  ],
  unique: [{ fields: ['visitDate', 'leadPerson', 'teamText'], level: 'warning' }],
  sort: { field: 'visitDate', descending: true },
  scope: 'district',
  help: '走访了谁、谈了什么、专家提了什么建议、企业有什么问题；问题可以转成企业需求，办结后闭环。',
  lifecycle,
  folded: ['专家建议', '问题与诉求'],
  followUps: [
    { label: '转需求', register: 'needs', rows: 'issues', values: needFromIssue, made: turnedIntoNeed },
  ],
  fields: {
    title: {
      kind: 'text',
      label: '走访',
      maxLength: 120,
      readOnly: true,
      section: '走访',
      width: 30,
      search: true,
      source: 'I',
    },
    visitDate: {
      kind: 'partialDate',
      label: '走访日期',
      required: true,
      section: '走访',
      list: true,
      width: 12,
      source: 'S',
      headings: ['日期', '走访时间', '调研时间', '时间', '调研日期'],
    },
    level: {
      kind: 'choice',
      label: '层级',
      required: true,
      options: visitLevels,
      section: '走访',
      list: true,
      width: 16,
      carry: true,
      source: 'S',
      headings: ['调研层级', '走访层级'],
    },
    leadPerson: {
      kind: 'text',
      label: '带队领导',
      required: true,
      maxLength: 20,
      section: '走访',
      list: true,
      width: 10,
      search: true,
      carry: true,
      source: 'S',
      headings: ['带队人', '领队', '走访人', '走访人员', '走访领导', '调研领导', '带队'],
    },
    leadTitle: {
      kind: 'text',
      label: '带队领导职务',
      required: true,
      maxLength: 80,
      section: '走访',
      width: 28,
      carry: true,
      source: 'S',
      headings: ['职务'],
    },
    teamText: {
      kind: 'text',
      label: '调研组',
      maxLength: 200,
      section: '走访',
      list: true,
      width: 22,
      search: true,
      carry: true,
      source: 'S',
      hint: '调研组名称或成员',
      headings: [
        '调研组成员',
        '参加人员',
        '陪同人员',
        '随行人员',
        '同行人员',
        '参与人员',
        '参加人',
        '陪同人员名单',
      ],
    },
    team: {
      kind: 'link',
      to: 'teams',
      label: '服务队',
      section: '走访',
      width: 20,
      source: 'I',
      hint: '服务队的走访才填，计入它的周报',
      headings: ['专家服务队'],
    },
    experts: {
      kind: 'links',
      to: 'experts',
      label: '随行专家',
      section: '走访',
      width: 18,
      search: true,
      source: 'S',
      headings: ['专家', '同行专家'],
    },
    topics: {
      kind: 'choices',
      label: '交流主题',
      required: true,
      options: visitTopics,
      section: '走访',
      list: true,
      width: 18,
      source: 'S',
      headings: ['主题', '调研主题'],
    },
    status: {
      ...stateField(lifecycle),
      section: '走访',
      source: 'I',
    },
    targets: {
      kind: 'rows',
      label: '走访对象',
      rowName: '个对象',
      section: '走访对象',
      list: true,
      required: true,
      source: 'S',
      hint: '一次走访多家的分行填写；走访的是一个地区时只选地区',
      fields: {
        targetType: {
          kind: 'choice',
          label: '对象类型',
          required: true,
          options: visitTargets,
          initial: '企业',
          width: 10,
        },
        organization: {
          kind: 'link',
          to: 'organizations',
          label: '机构',
          width: 30,
          headings: ['走访企业', '走访单位', '走访对象', '调研企业', '调研单位', '企业名称', '单位名称'],
        },
        district: { kind: 'link', to: 'districts', label: '地区', width: 14 },
        place: { kind: 'text', label: '地点', maxLength: 60, width: 20 },
      },
    },
    content: {
      kind: 'text',
      label: '情况记录',
      requiredWhen: { field: 'status', in: beenThere },
      multiline: true,
      maxLength: 3000,
      section: '情况',
      width: 36,
      search: true,
      source: 'S',
      headings: [
        '主要情况',
        '走访情况',
        '调研情况',
        '走访内容',
        '交流内容',
        '情况',
        '了解情况',
        '了解到的情况',
        '企业情况',
      ],
    },
    evidence: {
      kind: 'text',
      label: '佐证材料',
      multiline: true,
      maxLength: 200,
      section: '情况',
      width: 20,
      source: 'I',
      hint: '照片、签到表等的名称和存放处',
    },
    suggestions: {
      kind: 'rows',
      label: '专家建议',
      rowName: '条建议',
      section: '专家建议',
      source: 'S',
      fields: {
        expert: { kind: 'link', to: 'experts', label: '专家', width: 14 },
        name: { kind: 'text', label: '专家姓名', maxLength: 40, width: 12, hint: '不在专家库的填姓名' },
        organization: { kind: 'link', to: 'organizations', label: '对象企业', width: 28 },
        suggestion: {
          kind: 'text',
          label: '建议',
          required: true,
          multiline: true,
          maxLength: 500,
          width: 36,
        },
        adopted: {
          kind: 'choice',
          label: '采纳情况',
          options: options('待研究', '已采纳', '部分采纳', '未采纳'),
          initial: '待研究',
          width: 10,
        },
      },
    },
    issues: {
      kind: 'rows',
      label: '问题与诉求',
      rowName: '条问题',
      section: '问题与诉求',
      source: 'S',
      fields: {
        description: {
          kind: 'text',
          label: '问题描述',
          required: true,
          multiline: true,
          maxLength: 500,
          width: 36,
        },
        organization: { kind: 'link', to: 'organizations', label: '提出单位', width: 28 },
        category: {
          kind: 'choice',
          label: '问题类别',
          options: options('技术', '人才', '资金', '政策', '平台', '市场', '其他'),
          width: 10,
        },
        responsible: { kind: 'text', label: '责任单位', maxLength: 60, width: 18 },
        due: { kind: 'date', isDeadline: true, label: '办理时限', width: 12 },
        status: {
          kind: 'choice',
          label: '办理状态',
          required: true,
          options: options('待办理', '办理中', '已办结', '无法解决'),
          initial: '待办理',
          width: 10,
        },
        result: {
          kind: 'text',
          label: '办理结果',
          requiredWhen: { field: 'status', in: closedIssues },
          multiline: true,
          maxLength: 500,
          width: 28,
        },
        need: { kind: 'link', to: 'needs', label: '转成的需求', width: 24 },
      },
    },
    events: stepEvents,
  },
  derive: ({ visitDate, leadPerson }) => ({ title: titleOf(visitDate, leadPerson) }),
  flags: [
    {
      label: '问题逾期',
      tone: 'danger',
      why: ({ issues }, { today }) => {
        const late = (issues ?? []).filter(
          (issue) => issue.due !== undefined && issue.due < today && isOpenIssue(issue),
        ).length
        return late === 0 ? undefined : `${String(late)} 条问题已过办理时限，还没有办结。`
      },
    },
  ],
  check: ({ targets, suggestions, visitDate, status }, { today }): readonly Issue[] => [
    ...(targets ?? []).flatMap(({ organization, district, place }, index) =>
      organization === undefined && district === undefined && place === undefined
        ? [gapAt(`targets.${String(index)}.organization`, '请选机构或地区，或填写地点。')]
        : [],
    ),
    ...(suggestions ?? []).flatMap(({ expert, name }, index) =>
      expert === undefined && name === undefined
        ? [gapAt(`suggestions.${String(index)}.expert`, '请选专家或填写专家姓名。')]
        : [],
    ),
    ...(visitDate !== undefined &&
    status !== undefined &&
    beenThere.includes(status) &&
    isAfterDay(visitDate, today)
      ? [errorAt('visitDate', '走访日期还没有到，不能登记为已走访。')]
      : []),
  ],
})
