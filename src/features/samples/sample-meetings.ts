import { teamIndustries } from '../../domain/reference/lists'
import { at, type Made, sample } from './sample'
import { districtOfEnterprise } from './sample-organizations'

/** Two more forums after the one of the article, and three other activities; one is still to come. */
export const makeActivities = (institutions: readonly Made[], experts: readonly Made[]): readonly Made[] => {
  const host = at(institutions, 3).id
  const forum = (number: number, start: string) =>
    sample('activities', '500118', {
      type: '双月论坛',
      seriesYear: 2021,
      seriesNumber: number,
      title: `示例2021年第${String(number)}期双月论坛`,
      theme: '示例主题：数字化转型',
      start: { value: start, precision: start.length === 7 ? '月' : '日' },
      mode: '线上线下结合',
      place: '示例会议中心',
      hosts: [host],
      guestTotal: { value: 4, qualifier: '精确' },
      offlineCount: { value: 120 + number, qualifier: '余' },
      onlineCount: { value: 20_000 * number, qualifier: '超过' },
      platform: '示例直播平台',
      guests: [
        { expert: at(experts, 0).id, academician: true, topic: '示例报告一' },
        { name: '示例嘉宾', unit: '示例大学', position: '教授', academician: false, topic: '示例报告二' },
      ],
      status: '已举办',
    })
  const meeting = (type: string, title: string, day: string, count: number) =>
    sample('activities', 'CQ-GXQ', {
      type,
      title: `示例${title}`,
      start: { value: day, precision: '日' },
      mode: '线下',
      place: '示例会议室',
      hosts: [host],
      guestTotal: { value: 3, qualifier: '精确' },
      offlineCount: { value: count, qualifier: '精确' },
      cost: 500_000,
      status: '已举办',
    })
  return [
    forum(2, '2021-05'),
    forum(3, '2021-06-24'),
    meeting('供需对接会', '新材料供需对接会', '2021-03-18', 46),
    meeting('专题培训/讲座', '知识产权专题培训', '2021-05-20', 80),
    sample('activities', '500118', {
      type: '院士专家行',
      title: '示例院士专家行',
      start: { value: '2021-09', precision: '月' },
      mode: '线下',
      hosts: [host],
      status: '筹备中',
    }),
  ]
}

const visitStates = [
  '已走访',
  '跟踪中',
  '已闭环',
  '已走访',
  '跟踪中',
  '已闭环',
  '计划',
  '已走访',
  '跟踪中',
  '已闭环',
  '已走访',
  '跟踪中',
  '已闭环',
  '已走访',
  '已取消',
] as const

/** Fifteen visits, thirteen of them made, with thirty issues; one is known by its month only. */
export const makeVisits = (
  enterprises: readonly Made[],
  experts: readonly Made[],
  teams: readonly Made[],
): readonly Made[] => {
  let made = 0
  return visitStates.map((status, index) => {
    const wasThere = status !== '计划' && status !== '已取消'
    if (wasThere) made += 1
    // Four visits brought up three issues, the others two.
    const issues = made <= 4 ? 3 : 2
    const day = `2021-0${String(3 + (index % 4))}-${String(3 + ((index * 5) % 24)).padStart(2, '0')}`
    return sample('visits', districtOfEnterprise(index), {
      visitDate: index === 3 ? { value: '2021-06', precision: '月' } : { value: day, precision: '日' },
      level: at(['区县级', '学会/专家服务队', '市级'], index),
      // The name of a visit is made of its lead.
      leadPerson: `示例领导${String(index + 1)}`,
      leadTitle: '示例职务',
      teamText: '示例调研组',
      ...(index % 3 === 1 ? { team: at(teams, index).id, experts: [at(experts, (index % 13) * 3).id] } : {}),
      topics: ['技术攻关', ...(index % 2 === 0 ? ['成果落地'] : [])],
      targets: [
        { targetType: '企业', organization: at(enterprises, index).id },
        ...(index % 4 === 0 ? [{ targetType: '企业', organization: at(enterprises, index + 1).id }] : []),
      ],
      status,
      ...(wasThere
        ? {
            content: '了解示例企业的生产和研发情况，听取意见（虚构）。',
            suggestions: [{ name: '示例专家', suggestion: '示例建议：先做小试再放大。', adopted: '已采纳' }],
            issues: Array.from({ length: issues }, (_, place) => issueOf(status, place, enterprises, index)),
          }
        : {}),
    })
  })
}

const issueOf = (status: string, place: number, enterprises: readonly Made[], index: number) => {
  const isDone = status === '已闭环' || (status === '跟踪中' && place === 0)
  return {
    description: `示例问题${String(place + 1)}：希望帮助解决设备精度下降的问题。`,
    organization: at(enterprises, index).id,
    category: at(['技术', '人才', '资金'], place),
    responsible: '示例责任单位',
    status: isDone ? '已办结' : '办理中',
    ...(isDone ? { result: '示例结果：已安排专家上门。' } : {}),
  }
}

const achievementTypes = [
  '服务包',
  '服务包',
  '服务包',
  '专利',
  '专利',
  '专利',
  '专利',
  '科技成果',
  '科技成果',
  '科技成果',
  '科技成果',
  '科技成果',
  '科技成果',
  '软件著作权',
  '软件著作权',
  '科研仪器设备',
  '检验检测资质',
  '中试基地',
  '应用案例',
  '应用案例',
] as const

/** Twenty things that can be supplied, three of them packages of services; the packages come first. */
export const makeAchievements = (institutions: readonly Made[]): readonly Made[] =>
  achievementTypes.map((type, index) =>
    sample('achievements', '500118', {
      name: `示例${type}${String(index + 1)}`,
      type,
      owner: at(institutions, 4 + (index % 6)).id,
      contact: `示例联系人${String(index + 1)}`,
      contactPhone: `023-000003${String(index + 10)}`,
      industry: at(teamIndustries, index).value,
      ...(type === '专利' ? { ipNumber: `ZL20201000000${String(index)}.0` } : {}),
      ...(type === '软件著作权' ? { ipNumber: `2020SR00000${String(index)}` } : {}),
      ...(type === '科技成果' ? { readiness: String(3 + (index % 6)), maturity: '中试' } : {}),
      description: `示例${type}的简介，内容虚构。`,
      advantage: '示例优势：成本较低。',
      ...(type === '服务包'
        ? {
            packageItems: [
              { content: '示例现场诊断', times: 2, provider: at(institutions, 11).id },
              { content: '示例专题培训', times: 1 },
            ],
          }
        : { transferModes: ['许可'], price: (10 + index) * 1_000_000 }),
      status: index === 19 ? '草稿' : index === 18 ? '下架' : '在库',
    }),
  )
