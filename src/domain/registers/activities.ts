import { stepEvents } from '../events'
import { onlyWith, type FuzzyNumber, type PartialDate } from '../field'
import { errorAt, gapAt, type Issue, warningAt } from '../issue'
import { isAfterDay, isBeforeDate } from '../kinds/partial-date'
import { showFuzzy } from '../kinds/fuzzy-number'
import { fromEach, type Lifecycle, stateField } from '../lifecycle'
import { activityModes, activityTypes } from '../reference/lists'
import { defineRegister } from '../register'

const lifecycle: Lifecycle = {
  field: 'status',
  initial: '计划',
  events: 'events',
  states: [
    { name: '计划', tone: 'neutral', aliases: ['拟办', '计划中'] },
    { name: '筹备中', tone: 'active', aliases: ['筹备'] },
    { name: '已举办', tone: 'good', terminal: true, aliases: ['举办', '已完成', '完成', '已开展'] },
    { name: '延期', tone: 'attention' },
    { name: '已取消', tone: 'neutral', terminal: true, aliases: ['取消'] },
  ],
  transitions: [
    { from: '计划', to: '筹备中', action: '启动筹备' },
    {
      from: '筹备中',
      to: '已举办',
      action: '举办完成',
      asks: ['start', 'guestTotal'],
      offers: ['offlineCount', 'onlineCount'],
    },
    {
      from: '筹备中',
      to: '延期',
      action: '延期',
      asks: ['start'],
      guard: (values, _context, before) =>
        JSON.stringify(values.start) === JSON.stringify(before.start)
          ? [errorAt('start', '请改为新的举办日期。')]
          : [],
    },
    { from: '延期', to: '筹备中', action: '恢复' },
    ...fromEach(['计划', '筹备中', '延期'], { to: '已取消', action: '取消', reason: '取消原因' }),
  ],
}

const forum = '双月论坛'
/** One every two months (S: 双月论坛). */
const forumsInYear = 6

/** B16: forums and other activities, with their guests and their often fuzzy audiences. */
export const activities = defineRegister({
  name: 'activities',
  title: '活动',
  group: '协作',
  unit: '场',
  codePrefix: 'HD',
  codeYear: 'start',
  labelField: 'title',
  detailFields: ['type', 'start'],
  keys: [['type', 'seriesYear', 'seriesNumber'], ['title', 'start'], ['title']],
  unique: [
    { fields: ['type', 'seriesYear', 'seriesNumber'], level: 'error' },
    { fields: ['title', 'start'], level: 'warning' },
  ],
  sort: { field: 'start', descending: true },
  scope: 'district',
  help: '双月论坛按年度和期次编排；现场签约的协议、现场征集的需求从协议和需求里选这场活动。',
  lifecycle,
  folded: ['嘉宾'],
  fields: {
    type: {
      kind: 'choice',
      label: '活动类型',
      required: true,
      options: activityTypes,
      section: '活动',
      list: true,
      width: 14,
      carry: true,
      source: 'S',
      headings: ['类型', '类别', '活动类别'],
    },
    seriesYear: {
      kind: 'number',
      label: '论坛年度',
      unit: '年',
      min: 2020,
      max: 2100,
      decimals: 0,
      ungrouped: true,
      ...onlyWith('type', forum),
      section: '活动',
      width: 10,
      source: 'S',
      headings: ['年度'],
    },
    seriesNumber: {
      kind: 'number',
      label: '期次',
      min: 1,
      max: 24,
      decimals: 0,
      ...onlyWith('type', forum),
      section: '活动',
      width: 8,
      source: 'S',
      hint: '当年第几期，首期填 1',
      headings: ['期数', '第几期'],
    },
    title: {
      kind: 'text',
      label: '活动名称',
      required: true,
      maxLength: 80,
      section: '活动',
      list: true,
      width: 36,
      search: true,
      source: 'S',
      headings: ['名称', '会议名称', '活动主题名称', '论坛主题', '论坛名称', '培训名称', '会议主题名称'],
    },
    theme: {
      kind: 'text',
      label: '主题',
      maxLength: 100,
      section: '活动',
      width: 24,
      search: true,
      source: 'S',
      headings: ['活动主题', '会议主题'],
    },
    start: {
      kind: 'partialDate',
      label: '举办日期',
      required: true,
      section: '活动',
      list: true,
      width: 12,
      source: 'S',
      hint: '只知道月份的写到月份，不必编出日子',
      headings: ['举办时间', '活动时间', '活动日期', '日期', '时间', '开始日期'],
    },
    endDate: {
      kind: 'date',
      label: '结束日期',
      section: '活动',
      width: 12,
      source: 'S',
      hint: '跨日活动才填',
      headings: ['结束时间'],
    },
    mode: {
      kind: 'choice',
      label: '举办形式',
      required: true,
      options: activityModes,
      section: '活动',
      list: true,
      width: 12,
      carry: true,
      source: 'S',
      headings: ['形式', '活动形式'],
    },
    place: {
      kind: 'text',
      label: '地点',
      maxLength: 80,
      section: '活动',
      width: 20,
      source: 'S',
      headings: ['举办地点', '活动地点'],
    },
    hosts: {
      kind: 'links',
      to: 'organizations',
      label: '主办单位',
      section: '活动',
      list: true,
      width: 28,
      search: true,
      carry: true,
      source: 'S',
      headings: ['主办方', '主办', '举办单位'],
    },
    coHosts: {
      kind: 'links',
      to: 'organizations',
      label: '承办协办单位',
      section: '活动',
      width: 28,
      source: 'S',
      headings: ['承办单位', '协办单位', '承办'],
    },
    status: {
      ...stateField(lifecycle),
      section: '活动',
      source: 'I',
      headings: ['活动状态', '举办情况'],
    },
    guestTotal: {
      kind: 'fuzzyNumber',
      label: '嘉宾总数',
      unit: '名',
      min: 0,
      requiredWhen: { field: 'status', in: ['已举办'] },
      section: '规模',
      list: true,
      width: 10,
      sum: true,
      source: 'S',
      hint: '不少于下面登记的嘉宾人数',
      headings: ['嘉宾人数', '嘉宾数', '专家人数'],
    },
    offlineCount: {
      kind: 'fuzzyNumber',
      label: '现场人数',
      unit: '名',
      min: 0,
      visibleWhen: { field: 'mode', in: ['线下', '线上线下结合'] },
      section: '规模',
      list: true,
      width: 10,
      sum: true,
      source: 'S',
      headings: ['参会人数', '参加人数', '线下人数', '现场观众', '到会人数', '参与人数', '活动人数'],
    },
    onlineCount: {
      kind: 'fuzzyNumber',
      label: '线上人次',
      unit: '人次',
      min: 0,
      visibleWhen: { field: 'mode', in: ['线上', '线上线下结合'] },
      section: '规模',
      list: true,
      width: 12,
      sum: true,
      source: 'S',
      headings: [
        '线上人数',
        '在线观看人次',
        '直播观看人次',
        '线上观众',
        '线上观看',
        '观看人数',
        '在线人数',
        '线上参与',
      ],
    },
    platform: {
      kind: 'text',
      label: '直播平台',
      maxLength: 40,
      visibleWhen: { field: 'mode', in: ['线上', '线上线下结合'] },
      section: '规模',
      width: 14,
      source: 'I',
    },
    cost: {
      kind: 'money',
      label: '经费',
      section: '规模',
      width: 12,
      sum: true,
      source: 'I',
      headings: ['活动经费', '支出'],
    },
    guests: {
      kind: 'rows',
      label: '嘉宾',
      rowName: '名嘉宾',
      section: '嘉宾',
      source: 'S',
      hint: '在专家库的直接选取，不在库的填姓名',
      fields: {
        expert: { kind: 'link', to: 'experts', label: '专家', width: 14 },
        name: { kind: 'text', label: '姓名', maxLength: 20, width: 10 },
        unit: { kind: 'text', label: '单位', maxLength: 60, width: 24 },
        position: { kind: 'text', label: '职务职称', maxLength: 40, width: 16 },
        academician: { kind: 'yesNo', label: '院士', initial: false, width: 8 },
        topic: { kind: 'text', label: '报告题目', maxLength: 100, width: 28 },
      },
    },
    evidence: {
      kind: 'text',
      label: '佐证材料',
      multiline: true,
      maxLength: 300,
      section: '佐证',
      width: 20,
      source: 'I',
      hint: '通知、议程、照片、新闻链接等的名称和存放处',
      headings: ['新闻链接', '报道链接'],
    },
    events: stepEvents,
  },
  check: (values, { today }): readonly Issue[] => [
    ...guestIssues(values.guests ?? [], values.guestTotal),
    ...dateIssues(values, today),
    ...(values.status === '已举办' ? audienceGaps(values) : []),
    ...(values.type === forum && (values.seriesNumber ?? 0) > forumsInYear
      ? [warningAt('seriesNumber', `双月论坛一年 ${String(forumsInYear)} 期，请核对期次。`)]
      : []),
  ],
})

interface Guest {
  readonly expert?: string
  readonly name?: string
}

const guestIssues = (guests: readonly Guest[], total: FuzzyNumber | undefined): readonly Issue[] => [
  ...guests.flatMap(({ expert, name }, index) =>
    expert === undefined && name === undefined
      ? [gapAt(`guests.${String(index)}.name`, '请选专家或填写姓名。')]
      : [],
  ),
  ...(total !== undefined && total.value < guests.length
    ? [errorAt('guestTotal', `嘉宾总数（${showFuzzy(total)}）少于已登记的 ${String(guests.length)} 名嘉宾。`)]
    : []),
]

interface Held {
  readonly status?: string
  readonly start?: PartialDate
  readonly endDate?: string
}

const dateIssues = ({ status, start, endDate }: Held, today: string): readonly Issue[] => {
  if (start === undefined) return []
  return [
    ...(endDate !== undefined && isBeforeDate(endDate, start)
      ? [errorAt('endDate', '结束日期不能早于举办日期。')]
      : []),
    ...(status === '已举办' && isAfterDay(start, today)
      ? [errorAt('start', '举办日期还没有到，不能是“已举办”。')]
      : []),
  ]
}

interface Audience {
  readonly mode?: string
  readonly offlineCount?: FuzzyNumber
  readonly onlineCount?: FuzzyNumber
}

/** Held activities have an audience: on the spot, online or both, as their form says. */
const audienceGaps = ({ mode, offlineCount, onlineCount }: Audience): readonly Issue[] => [
  ...(mode !== undefined && mode !== '线上' && offlineCount === undefined
    ? [gapAt('offlineCount', '请填写现场人数。')]
    : []),
  ...(mode !== undefined && mode !== '线下' && onlineCount === undefined
    ? [gapAt('onlineCount', '请填写线上人次。')]
    : []),
]
