import { addWorkdays, workdaysBetween } from '../calendar'
import { lastEvent } from '../events'
import { type ChildRow, rowsOf, textIn, type Values } from '../field'
import { errorAt, type Issue } from '../issue'
import { beijingDay } from '../kinds/date'
import { fromEach, type Lifecycle, type StepContext, type Transition } from '../lifecycle'
import type { CheckContext } from '../record'

/** Results with which a need counts as closed; 未解决 has a step of its own. */
const closingResults = ['已解决', '部分解决', '形成方案待实施', '达成合作意向', '签订合同/协议']

const closing = ['closeDate', 'closeResult', 'satisfaction', 'confirmedBy', 'confirmedOn']

/** 办理时限: working days after 受理, by urgency (I); undefined where the office sets no limit. */
const limitOf = (values: Values, acceptDate: string, { rules }: CheckContext): string | undefined => {
  const days = rules.dueDays[textIn(values, 'urgency') ?? '']
  return days === undefined ? undefined : addWorkdays(rules.calendar, acceptDate, days)
}

const accepting: Pick<Transition, 'asks' | 'offers' | 'suggest'> = {
  asks: ['category', 'urgency', 'owner', 'acceptDate'],
  offers: ['dueDate', 'team'],
  suggest: (values, context) => {
    const acceptDate = textIn(values, 'acceptDate') ?? context.today
    return {
      acceptDate,
      owner: values.owner ?? context.by,
      dueDate: values.dueDate ?? limitOf(values, acceptDate, context),
    }
  },
}

const matchesOf = (values: Values): readonly ChildRow[] => rowsOf(values, 'matches')
const isConfirmed = ({ result }: ChildRow): boolean => result === '确认承接'
const isOpen = ({ result }: ChildRow): boolean => result === '待回复' || result === '有意向'

const atLeastMatches =
  (least: number): NonNullable<Transition['guard']> =>
  (values) => {
    const count = matchesOf(values).length
    return count >= least
      ? []
      : [errorAt('matches', `需要至少 ${String(least)} 条对接记录，现有 ${String(count)} 条。`)]
  }

/** The only provider that is still in question takes it on; its team serves. */
const suggestProvider = (values: Values): Values => {
  const matches = matchesOf(values)
  const sure =
    !matches.some(isConfirmed) && matches.filter(isOpen).length === 1
      ? matches.map((match) => (isOpen(match) ? { ...match, result: '确认承接' } : match))
      : matches
  return { matches: sure, team: values.team ?? sure.find(isConfirmed)?.team }
}

/** The clock stood still while the need was paused: its limit moves by as many working days. */
const movedLimit = (values: Values, { today, rules: { calendar } }: StepContext): Values => {
  const dueDate = textIn(values, 'dueDate')
  const paused = lastEvent(values, '暂停')
  if (dueDate === undefined || paused === undefined) return { dueDate }
  const days = workdaysBetween(calendar, beijingDay(paused.at), today)
  return { dueDate: addWorkdays(calendar, dueDate, days) }
}

/** 延期 moves the limit later, and is asked for in time (I, after other places' rules). */
const inTime: Transition['guard'] = (values, { today, rules }, before) => {
  const due = textIn(before, 'dueDate')
  const next = textIn(values, 'dueDate')
  if (due === undefined) return [errorAt('dueDate', '还没有办理时限，无须延期；可在编辑中填写办理时限。')]
  const last = addWorkdays(rules.calendar, due, -rules.extensionNotice)
  return [
    ...(next !== undefined && next <= due ? [errorAt('dueDate', `新的时限须晚于原时限 ${due}。`)] : []),
    ...(today > last
      ? [
          errorAt(
            'dueDate',
            `延期须在到期前 ${String(rules.extensionNotice)} 个工作日（${last}）以前提出（此规则可在设置中调整）。`,
          ),
        ]
      : []),
  ]
}

const servicesOf = ({ linking }: CheckContext) => linking('serviceRecords', 'needs')

const served: Transition['guard'] = (_values, context) =>
  servicesOf(context).some(({ values }) => textIn(values, 'result') !== undefined)
    ? []
    : [errorAt('@serviceRecords.needs', '还没有填了结果的服务记录，请先为这项需求登记服务。')]

/** Rule (3) of domain C: 已办结 rests on an audited service, or on what the unit reported that the need was passed to. */
const proven = (values: Values, context: CheckContext): readonly Issue[] =>
  textIn(values, 'transferFeedback') !== undefined ||
  servicesOf(context).some((service) => service.values.auditStatus === '已审核')
    ? []
    : [
        errorAt(
          '@serviceRecords.needs',
          '办结须有一条已审核的服务记录，或转办单位的反馈。请先审核或登记服务记录。',
        ),
      ]

const closedWell: Transition['guard'] = (values, context) => {
  const result = textIn(values, 'closeResult')
  return [
    ...(result === undefined || closingResults.includes(result)
      ? []
      : [errorAt('closeResult', `结果为“${result}”的不能办结，请改用“回访确认未解决”。`)]),
    ...proven(values, context),
  ]
}

/** The enterprise can be reached (domain B4: contact and phone before a need is handed in). */
const reachable: Transition['guard'] = (values, { linked }) => {
  const organization = textIn(values, 'organization')
  const record = organization === undefined ? undefined : linked('organizations', organization)
  if (record === undefined) return []
  const missing = [
    ...(textIn(record.values, 'contactPerson') === undefined ? ['联系人'] : []),
    ...(textIn(record.values, 'contactPhone') === undefined ? ['联系电话'] : []),
  ]
  const name = textIn(record.values, 'name') ?? record.code
  return missing.length === 0
    ? []
    : [errorAt('organization', `请先在机构“${name}”中补上${missing.join('和')}。`)]
}

const counted =
  (field: string) =>
  (values: Values): Values => {
    const count = values[field]
    return { [field]: (typeof count === 'number' ? count : 0) + 1 }
  }

const unsolved: Pick<Transition, 'asks' | 'suggest'> = {
  asks: ['closeDate', 'closeResult'],
  suggest: (_values, { today }) => ({ closeDate: today, closeResult: '未解决' }),
}

/** Domain C. 延期 (B12) leaves the state as it is; the table of domain C has no line for it. */
export const needLifecycle: Lifecycle = {
  field: 'status',
  initial: '草稿',
  events: 'events',
  states: [
    { name: '草稿', tone: 'neutral' },
    { name: '已征集', tone: 'active', aliases: ['征集', '已登记', '新提出'] },
    { name: '退回补充', tone: 'attention', aliases: ['退回'] },
    { name: '研判中', tone: 'active', aliases: ['研判', '审核中'] },
    { name: '已受理', tone: 'active', aliases: ['受理'] },
    { name: '对接中', tone: 'active', aliases: ['对接', '正在对接'] },
    { name: '服务中', tone: 'active', aliases: ['办理中', '处理中', '在办', '进行中', '推进中'] },
    { name: '待回访', tone: 'attention', aliases: ['回访'] },
    { name: '已办结', tone: 'good', terminal: true, aliases: ['办结', '已解决', '已完成', '完成', '销号'] },
    { name: '未解决办结', tone: 'neutral', terminal: true, aliases: ['未解决', '无法解决'] },
    { name: '不予受理', tone: 'neutral', terminal: true },
    { name: '转办', tone: 'attention', aliases: ['已转办'] },
    { name: '暂停', tone: 'attention', aliases: ['中止', '搁置'] },
    { name: '已撤回', tone: 'neutral', terminal: true, aliases: ['撤回', '撤销', '作废'] },
  ],
  transitions: [
    { from: '草稿', to: '已征集', action: '提交', complete: true, guard: reachable },
    { from: '草稿', to: '已撤回', action: '作废' },
    { from: '已征集', to: '研判中', action: '开始研判' },
    { from: '已征集', to: '退回补充', action: '退回', reason: '退回理由' },
    { from: '退回补充', to: '已征集', action: '重新提交', complete: true, guard: reachable },
    { from: '研判中', to: '已受理', action: '受理', ...accepting },
    { from: '研判中', to: '退回补充', action: '退回', reason: '退回理由' },
    { from: '研判中', to: '不予受理', action: '不予受理', reason: '不予受理的理由' },
    { from: '研判中', to: '转办', action: '转办', asks: ['transferredTo'] },
    { from: '转办', to: '已受理', action: '收回自办', ...accepting },
    { from: '转办', to: '待回访', action: '接收单位反馈办结', asks: ['transferFeedback'] },
    { from: '已受理', to: '对接中', action: '推荐/认领', asks: ['matches'], guard: atLeastMatches(1) },
    {
      from: '对接中',
      to: '服务中',
      action: '确认承接',
      asks: ['matches'],
      offers: ['team'],
      suggest: suggestProvider,
      guard: (values) =>
        matchesOf(values).some(isConfirmed)
          ? []
          : [errorAt('matches', '请把承接方那条对接记录的结果改为“确认承接”。')],
    },
    { from: '对接中', to: '研判中', action: '对接未成重新研判', reason: '未成原因' },
    {
      from: '对接中',
      to: '未解决办结',
      action: '确认暂无供给',
      reason: '原因',
      ...unsolved,
      guard: atLeastMatches(2),
    },
    { from: '服务中', to: '待回访', action: '提交办理结果', guard: served },
    {
      from: '服务中',
      to: '对接中',
      action: '更换承接方',
      reason: '更换原因',
      offers: ['matches'],
      suggest: (values) => ({
        matches: matchesOf(values).map((match) =>
          isConfirmed(match) ? { ...match, result: '未达成' } : match,
        ),
      }),
    },
    { from: '服务中', to: '暂停', action: '暂停', reason: '暂停原因' },
    { from: '暂停', to: '服务中', action: '恢复', offers: ['dueDate'], suggest: movedLimit },
    {
      from: '待回访',
      to: '已办结',
      action: '回访确认',
      asks: ['satisfaction', 'closeResult', 'closeDate', 'confirmedBy', 'confirmedOn'],
      suggest: (values, { today, linking }) => ({
        closeDate: today,
        confirmedOn: today,
        closeResult: values.closeResult ?? latestResult(linking('serviceRecords', 'needs')),
      }),
      guard: closedWell,
    },
    { from: '待回访', to: '服务中', action: '企业不认可退回', reason: '企业意见' },
    { from: '待回访', to: '未解决办结', action: '回访确认未解决', reason: '原因', ...unsolved },
    {
      from: '已办结',
      to: '服务中',
      action: '重新打开',
      reason: '重开理由',
      sets: (values) => ({
        ...counted('reopenCount')(values),
        ...Object.fromEntries(closing.map((field) => [field, undefined])),
      }),
    },
    ...fromEach(['已征集', '研判中', '已受理', '对接中'], {
      to: '已撤回',
      action: '企业撤回',
      reason: '撤回理由',
    }),
    ...['已受理', '对接中', '服务中'].map((state): Transition => ({
      from: state,
      to: state,
      action: '延期',
      asks: ['dueDate'],
      reason: '延期理由',
      sets: counted('extensionCount'),
      guard: inTime,
    })),
  ],
}

/** The result of the latest service, if it is one with which a need can be closed. */
const latestResult = (services: ReturnType<CheckContext['linking']>): string | undefined => {
  const dated = services.flatMap(({ values }) => {
    const day = textIn(values, 'serviceDate')
    const result = textIn(values, 'result')
    return day !== undefined && result !== undefined && closingResults.includes(result)
      ? [{ day, result }]
      : []
  })
  return dated.sort((a, b) => (a.day < b.day ? 1 : -1))[0]?.result
}
