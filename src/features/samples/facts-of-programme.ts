import type { FuzzyNumber } from '../../domain/field'
import { partialOf } from '../../domain/kinds/partial-date'
import { cityTaskValues } from '../../domain/registers/key-tasks'
import { city, type Fact, fact } from './fact'

/** Organisations that the papers, the forum and the agreement name. */
export interface Bodies {
  readonly nationalAssociation: Fact
  readonly cityAssociation: Fact
  readonly economyCommission: Fact
  readonly financeOffice: Fact
  readonly shapingba: Fact
  readonly wuhou: Fact
}

/** The papers, the key tasks, the figures of 永川, the first forum with its agreement, and the visit that the article reports. */
export const programmeFacts = (bodies: Bodies): readonly Fact[] => {
  const papers = policies(bodies)
  const [, plan] = papers
  const forum = firstForum(bodies)
  return [
    ...papers,
    ...(plan === undefined ? [] : keyTasks(plan)),
    ...figuresOfYongchuan(),
    forum,
    agreementOfShapingba(bodies, forum),
    visitOfZhao(),
  ]
}

const policies = (bodies: Bodies): readonly Fact[] => [
  fact('policies', city, {
    title: '中国科协2020年服务科技经济融合发展行动方案',
    shortTitle: '行动方案',
    issuers: [bodies.nationalAssociation.id],
    issueDate: partialOf('2020-04'),
    level: '国家',
  }),
  fact(
    'policies',
    city,
    {
      title: '关于依靠中国科协“科创中国”平台促进科技经济融合发展实施方案',
      shortTitle: '实施方案',
      issuers: [bodies.cityAssociation.id, bodies.economyCommission.id, bodies.financeOffice.id],
      level: '市级',
    },
    '原文没有写印发日期和发文字号。',
  ),
  fact(
    'policies',
    city,
    { title: '成渝地区双城经济圈规划纲要', shortTitle: '规划纲要', level: '国家' },
    '书名照原文；制发单位和日期原文没有写。',
  ),
]

const yearOfTasks = 2021

/** Ten slots: the names of the first three are of the article, those of the others are for the user to type in. */
const keyTasks = (plan: Fact): readonly Fact[] =>
  cityTaskValues(yearOfTasks).map((values) =>
    fact(
      'keyTasks',
      city,
      { ...values, basis: plan.id },
      '原文只列出10项重点任务中的3项；年度按报道时间推定，起止、牵头单位和责任人没有公布。',
    ),
  )

const exactly = (value: number): FuzzyNumber => ({ value, qualifier: '精确' })

const figures: readonly (readonly [indicator: string, period: string, value: FuzzyNumber | string])[] = [
  ['PLAN_AREA', '2021-05', exactly(30)],
  ['PLAN_POP', '2021-05', exactly(30)],
  ['BUILDING_AREA', '2021-05', exactly(70)],
  ['SETTLED_ENT', '2021-05', exactly(392)],
  ['EMPLOYEES', '2021-05', { value: 1.7, qualifier: '超过' }],
  ['OUTPUT', '2020', exactly(282)],
  ['INDUSTRY_LAYOUT', '2021-05', '服务外包、软件信息、数据处理、数字内容、电子商务'],
  ['VOC_COLLEGES', '2021-05', exactly(17)],
  ['VOC_STUDENTS', '2021-05', exactly(14.4)],
]

const figuresOfYongchuan = (): readonly Fact[] =>
  figures.map(([indicator, period, value]) =>
    fact('districtIndicators', '500118', {
      indicator,
      period: partialOf(period),
      ...(typeof value === 'string' ? { text: value } : { value }),
      origin: '重庆日报2021-05全国科技工作者日特刊',
    }),
  )

const firstForum = ({ cityAssociation }: Bodies): Fact =>
  fact(
    'activities',
    city,
    {
      type: '双月论坛',
      seriesYear: 2021,
      seriesNumber: 1,
      title: '2021年首期科创中国@重庆双月论坛',
      theme: '数字产业化、产业数字化',
      start: partialOf('2021-04'),
      mode: '线上线下结合',
      hosts: [cityAssociation.id],
      guestTotal: exactly(6),
      offlineCount: exactly(200),
      onlineCount: { value: 100_000, qualifier: '超过' },
      guests: [{ name: '谭建荣', unit: '浙江大学', position: '中国工程院院士、教授', academician: true }],
      status: '已举办',
    },
    '原文只写今年4月，6名专家中只列出1名；举办地点没有写。',
  )

const agreementOfShapingba = ({ shapingba, wuhou }: Bodies, forum: Fact): Fact =>
  fact(
    'agreements',
    '500106',
    {
      title: '“科创中国”试点城市合作共建协议',
      type: '试点城市合作共建协议',
      signDate: partialOf('2021-04'),
      activity: forum.id,
      regionScope: '川渝',
      parties: [
        { side: '甲方', organization: shapingba.id, outside: false },
        { side: '乙方', organization: wuhou.id, outside: true },
      ],
      status: '已签订',
    },
    '甲乙方按原文叙述的先后推定；合作内容条目没有公布。',
  )

/** The article says 近日 and appeared in May: the month is inferred. */
const visitOfZhao = (): Fact =>
  fact(
    'visits',
    city,
    {
      visitDate: partialOf('2021-05'),
      level: '中国科协/挂点工作组',
      leadPerson: '赵立新',
      leadTitle: '“科创中国”重庆挂点工作组组长、中国科协创新战略研究院副院长',
      teamText: '“科创中国”重庆挂点工作组',
      topics: ['技术攻关', '项目研发', '成果落地'],
      targets: [
        { targetType: '其他', district: '500118' },
        { targetType: '其他', district: 'CQ-GXQ' },
      ],
      content: '深入企业就技术攻关、项目研发和成果落地等问题进行交流，并由相关专家提出了具体建议。',
      status: '已走访',
    },
    '原文写“近日”，月份按刊出时间推定；所到企业和建议内容没有写。',
  )
