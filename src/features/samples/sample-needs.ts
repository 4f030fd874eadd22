import { instantAt } from '../../domain/kinds/moment'
import type { StepContext } from '../../domain/lifecycle'
import { addDays } from '../../domain/period'
import { aloneOn } from '../../domain/record'
import { teamIndustries } from '../../domain/reference/lists'
import { needs } from '../../domain/registers/needs'
import { takeStep } from '../../domain/step'
import { textIn, type Values } from '../../domain/field'
import { asRecord, at, lastDay, type Made, sample, subjects } from './sample'
import { districtOfEnterprise } from './sample-organizations'

export interface SampleNeed extends Made {
  /** Id of the enterprise. */
  readonly of: string
  readonly district: string
  /** Days between which services were given; undefined where nobody took the need on. */
  readonly served: { readonly from: string; readonly until: string } | undefined
}

interface Suppliers {
  readonly experts: readonly Made[]
  readonly teams: readonly Made[]
  readonly visits: readonly Made[]
  readonly activities: readonly Made[]
  readonly achievements: readonly Made[]
}

/** How many needs each enterprise has: 永川 18, 重庆高新区 12, 沙坪坝 6, 九龙坡 4. */
const counts = [3, 3, 3, 3, 3, 6, 3, 3, 3, 3, 3, 4]

const judged = ['提交', '开始研判']
const accepted = [...judged, '受理']
const matched = [...accepted, '推荐/认领']
const serving = [...matched, '确认承接']
const handedIn = [...serving, '提交办理结果']
const closed = [...handedIn, '回访确认']
const reopened = [...closed, '重新打开']

/** How many needs went which way: every state at least once, three were opened again. */
const courses: readonly (readonly [count: number, steps: readonly string[], overdue?: number])[] = [
  [1, []],
  [3, ['提交']],
  [1, [...judged, '退回']],
  [3, judged],
  [4, accepted, 2],
  [5, matched, 2],
  [4, serving, 2],
  [2, reopened],
  [3, handedIn],
  [7, closed],
  [1, [...reopened, '提交办理结果', '回访确认']],
  [2, [...matched, '确认暂无供给']],
  [1, [...judged, '不予受理']],
  [1, [...judged, '转办']],
  [1, [...serving, '暂停']],
  [1, ['提交', '企业撤回']],
]

interface Course {
  readonly steps: readonly string[]
  /** Its 办理时限 is over by the end of June 2021, and it is not closed. */
  readonly isOverdue: boolean
}

const allCourses = courses.flatMap(([count, steps, overdue = 0]) =>
  Array.from({ length: count }, (_, index): Course => ({ steps, isOverdue: index < overdue })),
)

/** Neighbours in the list go different ways. */
const stride = 7
const negotiable = [7, 15]
const secret = [4, 14]

export const makeNeeds = (enterprises: readonly Made[], suppliers: Suppliers): readonly SampleNeed[] =>
  counts
    .flatMap((count, owner) => Array.from({ length: count }, () => owner))
    .map((owner, index) => {
      const course = at(allCourses, index * stride)
      const steps = withDetours(course.steps, index)
      const length = steps.reduce((sum, action) => sum + daysFor(action), 0)
      const raisedDate = addDays('2021-03-02', (index * 11) % (118 - length))
      const begun = beginning(index, at(enterprises, owner).id, raisedDate, course, suppliers)
      const walked = walk(begun, steps, raisedDate, index, suppliers)
      const made = sample('needs', districtOfEnterprise(owner), walked.values)
      return {
        ...made,
        of: at(enterprises, owner).id,
        district: districtOfEnterprise(owner),
        served: walked.served,
        operation: secret.includes(index)
          ? { ...made.operation, confidentiality: '商业秘密' }
          : made.operation,
      }
    })

/** Some were returned once before they were judged, some were given more time. */
const withDetours = (steps: readonly string[], index: number): readonly string[] => {
  const at_ = steps.indexOf('受理')
  if (at_ === -1 || index % 3 !== 1) return steps
  return [...steps.slice(0, at_), '退回', '重新提交', '开始研判', ...steps.slice(at_)]
}

const days: Readonly<Record<string, number>> = {
  提交: 1,
  开始研判: 1,
  受理: 2,
  '推荐/认领': 4,
  确认承接: 4,
  提交办理结果: 14,
  回访确认: 4,
  重新打开: 6,
}
const daysFor = (action: string): number => days[action] ?? 3

const urgencyOf = ({ steps, isOverdue }: Course): string => {
  if (isOverdue) return '特急（10个工作日内）'
  const isEnded = steps.includes('回访确认') && !steps.includes('重新打开')
  // What is open and not overdue has no limit: it would be overdue by the day on which it is looked at.
  return isEnded ? '一般（3个月内）' : '长期'
}

const beginning = (
  index: number,
  organization: string,
  raisedDate: string,
  course: Course,
  { visits, activities }: Suppliers,
): Values => ({
  organization,
  title: `示例需求${String(index + 1)}：${at(subjects, index)}`,
  category: at(['技术攻关', '项目研发', '成果落地（引进/转化）'], index),
  industry: at(teamIndustries, index).value,
  keywords: at(subjects, index),
  description: `示例企业现有工艺不稳定，希望在三个月内把不良率降到百分之一以下（第${String(index + 1)}项，虚构）。`,
  cooperation: ['技术服务'],
  ...(negotiable.includes(index)
    ? { budgetNegotiable: true }
    : { budget: (5 + (index % 6) * 3) * 1_000_000 }),
  urgency: urgencyOf(course),
  ...sourceOf(index, visits, activities),
  raisedDate,
  status: '草稿',
})

const sourceOf = (index: number, visits: readonly Made[], activities: readonly Made[]): Values => {
  if (index % 5 === 2) return { source: '调研走访', visit: at(visits, index).id }
  return index % 10 === 4
    ? { source: '活动现场', activity: at(activities, index).id }
    : { source: '企业自主申报' }
}

interface Walked {
  readonly values: Values
  readonly served: SampleNeed['served']
}

/** Takes the steps one after another, by the same rules as a clerk would, and so leaves the same events behind. */
const walk = (
  begun: Values,
  steps: readonly string[],
  raisedDate: string,
  index: number,
  suppliers: Suppliers,
): Walked => {
  let values = begun
  let day = raisedDate
  let served: Walked['served']
  for (const action of steps) {
    day = addDays(day, daysFor(action))
    const taken = takeStep(
      needs,
      values,
      { action, values: given(action, index, day, values, suppliers), reason: '示例理由' },
      contextOn(day),
    )
    if (!taken.ok) throw new Error(`示例需求${String(index + 1)} ${action}: ${JSON.stringify(taken.issues)}`)
    values = taken.values
    if (action === '确认承接') served = { from: day, until: lastDay }
    if (action === '提交办理结果' && served !== undefined) served = { from: served.from, until: day }
  }
  return { values, served }
}

/** A service that is audited and has solved the need: the services themselves are made afterwards. */
const solved = asRecord(
  sample('serviceRecords', '500118', { serviceDate: '2021-03-02', result: '已解决', auditStatus: '已审核' }),
)

const contextOn = (day: string): StepContext => ({
  ...aloneOn(day),
  by: '示例责任人',
  at: instantAt(day, '10:00'),
  linking: () => [solved],
})

const given = (action: string, index: number, day: string, values: Values, suppliers: Suppliers): Values => {
  const { teams } = suppliers
  if (action === '转办') return { transferredTo: textIn(values, 'organization') }
  if (action === '推荐/认领') return { matches: matchesOf(index, day, '待回复', suppliers) }
  if (action === '确认承接')
    return { matches: matchesOf(index, addDays(day, -4), '确认承接', suppliers), team: at(teams, index).id }
  if (action === '回访确认')
    return { satisfaction: at(['5', '4', '4', '3'], index), confirmedBy: '示例确认人' }
  return {}
}

/** Five of the needs that were brought together with someone have three matches, the others two: 55 in all. */
const matchesOf = (index: number, matchDate: string, first: string, suppliers: Suppliers) => {
  const { experts, teams, achievements } = suppliers
  const match = (provider: Values, method: string, result: string) => ({
    ...provider,
    method,
    matchDate,
    result,
  })
  const expert = at(experts, (index % teamIndustries.length) * 3).id
  return [
    match({ providerType: '专家', expert }, '推荐', first),
    match({ providerType: '服务队', team: at(teams, index).id }, '认领', '有意向'),
    ...(index % 5 === 0
      ? [
          match(
            { providerType: '科技成果', achievement: at(achievements, index).id },
            '企业指定',
            first === '待回复' ? '待回复' : '不承接',
          ),
        ]
      : []),
  ] as unknown as Values[string]
}
