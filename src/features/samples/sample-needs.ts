import { teamIndustries } from '../../domain/reference/lists'
import { at, type Made, sample, subjects } from './sample'
import { districtOfEnterprise } from './sample-organizations'

export interface SampleNeed extends Made {
  /** Id of the enterprise. */
  readonly of: string
  readonly status: string
}

/** How many needs each enterprise has: 永川 18, 重庆高新区 12, 沙坪坝 6, 九龙坡 4. */
const counts = [3, 3, 3, 3, 3, 6, 3, 3, 3, 3, 3, 4]

/** Every state at least once; of three in a row one is taken on. */
const states = [
  '已受理',
  '研判中',
  '已征集',
  '已受理',
  '退回补充',
  '已受理',
  '草稿',
  '不予受理',
  '已受理',
  '已撤回',
] as const

/** Those whose 办理时限 is over by the end of June 2021. */
const overdue = 6
const negotiable = [7, 15]
const secret = [4, 14]

export const makeNeeds = (enterprises: readonly Made[]): readonly SampleNeed[] => {
  const owners = counts.flatMap((count, owner) => Array.from({ length: count }, () => owner))
  return owners.map((owner, index): SampleNeed => {
    const status = at(states, index)
    const of = at(enterprises, owner).id
    const month = String(3 + (index % 4))
    const made = sample('needs', districtOfEnterprise(owner), {
      organization: of,
      title: `示例需求${String(index + 1)}：${at(subjects, index)}`,
      category: at(['技术攻关', '项目研发', '成果落地（引进/转化）'], index),
      industry: at(teamIndustries, index).value,
      description: `示例企业现有工艺不稳定，希望在三个月内把不良率降到百分之一以下（第${String(index + 1)}项，虚构）。`,
      cooperation: ['技术服务'],
      ...(negotiable.includes(index)
        ? { budgetNegotiable: true }
        : { budget: (5 + (index % 6) * 3) * 1_000_000 }),
      urgency: at(['一般（3个月内）', '紧急（1个月内）', '长期'], index),
      source: '企业自主申报',
      raisedDate: `2021-0${month}-${String(2 + (index % 25)).padStart(2, '0')}`,
      status,
      ...(status === '已受理' ? accepted(index, month) : {}),
    })
    const { operation } = made
    return {
      ...made,
      of,
      status,
      operation: secret.includes(index) ? { ...operation, confidentiality: '商业秘密' } : operation,
    }
  })
}

const accepted = (index: number, month: string) => {
  const before = Array.from({ length: index }, (_, at_) => at(states, at_))
  const isOverdue = before.filter((state) => state === '已受理').length < overdue
  return {
    owner: '示例责任人',
    acceptDate: `2021-0${month}-28`,
    dueDate: isOverdue ? '2021-06-29' : '2021-12-31',
  }
}
