import { teamIndustries } from '../../domain/reference/lists'
import type { Values } from '../../domain/field'
import { newId } from '../../storage/new-id'
import type { Operation } from '../../storage/store'

/**
 * Invented records to try the program with: every name begins with 示例, every record is marked as a sample, nothing in
 * them is true. Counts are fixed, so that what the reports show of them can be computed by hand.
 */

/** Valid by their check digit, impossible as real codes. */
const creditCodes = [
  'Y1500118XXXX000198',
  'Y1500118XXXX000273',
  'Y1500118XXXX00035X',
  'Y1500118XXXX00043Q',
  'Y1500118XXXX00051K',
  'Y1500118XXXX0006XB',
  'Y1500118XXXX00078B',
  'Y1500118XXXX000866',
  'Y1500118XXXX000941',
  'Y1500118XXXX00107N',
  'Y1500118XXXX00115H',
  'Y1500118XXXX00123C',
]

interface Made {
  readonly id: string
  readonly operation: Operation
}

const sample = (register: string, districtCode: string, values: Values): Made => {
  const id = newId()
  return {
    id,
    operation: {
      kind: 'create',
      register,
      id,
      districtCode,
      isSample: true,
      sourceNote: '示例数据，内容均为虚构',
      values,
    },
  }
}

const at = <T>(list: readonly T[], index: number): T => {
  const entry = list[index % list.length]
  if (entry === undefined) throw new Error('A sample list is empty.')
  return entry
}

const districtsOfSamples = ['500118', '500118', '500118', 'CQ-GXQ', 'CQ-GXQ', '500106']
const trades = [
  '电子科技',
  '精密机械',
  '新材料',
  '生物医药',
  '汽车零部件',
  '数字技术',
  '环保设备',
  '农业科技',
  '检测技术',
  '新能源',
  '食品加工',
  '软件信息',
]
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

const makeEnterprises = (): readonly Made[] =>
  trades.map((trade, index) =>
    sample('organizations', at(districtsOfSamples, index), {
      name: `示例${trade}${at(numerals, index)}厂`,
      orgType: '企业',
      creditCode: at(creditCodes, index),
      industrySection: 'C',
      industryDivision: String(35 + (index % 6)),
      teamIndustry: at(teamIndustries, index).value,
      contactPerson: `示例联系人${String(index + 1)}`,
      contactPhone: `023-000000${String(index + 10)}`,
      park: index % 2 === 0 ? '示例产业园' : '示例高新园',
    }),
  )

const makeInstitutions = (): readonly Made[] =>
  (
    [
      ['示例全国学会', '全国学会'],
      ['示例市级学会甲', '市级学会'],
      ['示例市级学会乙', '市级学会'],
      ['示例区科学技术协会', '群团组织（科协）'],
      ['示例研究院一', '科研院所'],
      ['示例研究院二', '新型研发机构'],
      ['示例大学', '高等院校'],
      ['示例职业技术学院', '职业院校'],
      ['示例工学院', '高等院校'],
      ['示例银行永川支行', '金融机构'],
      ['示例检测中心', '科技服务机构'],
      ['示例产业园管委会', '园区管委会'],
    ] as const
  ).map(([name, orgType]) => sample('organizations', '500118', { name, orgType }))

const expertTypes = ['高校专家', '科研院所专家', '企业专家', '学会专家', '中国工程院院士'] as const
const ordinal = '甲乙丙丁戊己庚辛壬癸子丑寅'

const makeExperts = (institutions: readonly Made[]): readonly Made[] =>
  Array.from({ length: 39 }, (_, index) =>
    sample('experts', '500118', {
      name: `示例专家${at(Array.from(ordinal), Math.floor(index / 3))}${String((index % 3) + 1).padStart(2, '0')}`,
      workOrganization: at(institutions.slice(4, 9), index).id,
      expertType: index < 2 ? expertTypes[4] : at(expertTypes.slice(0, 4), index),
      titleLevel: index % 3 === 0 ? '正高级' : '副高级',
      titleName: index % 3 === 0 ? '教授' : '副教授',
      researchField: `${at(trades, index)}方向的工艺与装备研究（示例）`,
      industries: [at(teamIndustries, Math.floor(index / 3)).value],
      phone: `023-000001${String(index + 10)}`,
      consent: true,
    }),
  )

const subjects = [
  '产线视觉检测方案',
  '污水处理菌种筛选',
  '主轴温升治理',
  '电池包热管理仿真',
  '压铸件气孔缺陷诊断',
  '焊接工艺优化',
  '知识产权布局',
  '数据标注质量体系',
]

const makeNeeds = (enterprises: readonly Made[]): readonly Made[] =>
  Array.from({ length: 24 }, (_, index) =>
    sample('needs', at(districtsOfSamples, index), {
      organization: at(enterprises, index).id,
      title: `示例需求${String(index + 1)}：${at(subjects, index)}`,
      category: at(['技术攻关', '项目研发', '成果落地（引进/转化）'], index),
      industry: at(teamIndustries, index).value,
      description: `示例企业现有工艺不稳定，希望在三个月内把不良率降到百分之一以下（第${String(index + 1)}项，虚构）。`,
      cooperation: ['技术服务'],
      ...(index % 8 === 7 ? { budgetNegotiable: true } : { budget: (5 + (index % 6) * 3) * 1_000_000 }),
      urgency: at(['一般（3个月内）', '紧急（1个月内）', '长期'], index),
      source: '企业自主申报',
      raisedDate: `2021-0${String(3 + (index % 4))}-${String(2 + (index % 25)).padStart(2, '0')}`,
      status: at(['已受理', '已受理', '研判中', '已征集'], index),
      owner: '示例责任人',
      acceptDate: `2021-0${String(3 + (index % 4))}-28`,
      dueDate: '2021-12-31',
    }),
  )

const servedDays = ['02', '05', '09', '12', '16', '19', '23', '26']

/** 30 精准化, 18 定制化, 12 套餐式; the last five still wait for their audit. */
const makeServices = (
  enterprises: readonly Made[],
  needs: readonly Made[],
  experts: readonly Made[],
): readonly Made[] =>
  Array.from({ length: 60 }, (_, index) => {
    const mode = index < 30 ? '精准化' : index < 48 ? '定制化' : '套餐式'
    const enterprise = at(enterprises, index)
    const need = at(needs, index)
    const signed = index % 5 === 0 && index % 8 !== 0
    const audited = index < 55
    return sample('serviceRecords', at(districtsOfSamples, index), {
      serviceDate: `2021-0${String(3 + (index % 4))}-${at(servedDays, index)}`,
      mode,
      serviceType: at(['研究开发', '技术转移', '检验检测认证', '科技咨询', '知识产权'], index),
      form: at(['现场诊断', '座谈对接', '专题讲座/培训', '联合攻关'], index),
      topic: `示例服务${String(index + 1)}：${at(subjects, index)}`,
      served: mode === '套餐式' ? [enterprise.id, at(enterprises, index + 1).id] : [enterprise.id],
      ...(mode === '套餐式' ? { package: '示例服务包' } : { needs: [need.id] }),
      ...(mode === '定制化' ? { plan: '示例专项方案' } : {}),
      experts: [at(experts, index).id, ...(index % 3 === 0 ? [at(experts, index + 5).id] : [])],
      place: '示例会议室',
      hours: 1.5 + (index % 4) * 0.5,
      people: { value: 20 + index, qualifier: index % 6 === 5 ? '余' : '精确' },
      isVolunteer: index % 8 === 0,
      ...(index % 8 === 0 ? { volunteerCategory: '技术服务类' } : {}),
      content: `专家到示例企业现场查看，提出三条改进建议并约定复查时间（第${String(index + 1)}次，虚构）。`,
      result: signed ? '签订合同/协议' : at(['已解决', '部分解决', '形成方案待实施'], index),
      ...(signed ? { contractAmount: (3 + (index % 4)) * 1_000_000 } : {}),
      satisfaction: at(['5', '4', '4', '3'], index),
      auditStatus: audited ? '已审核' : '待审核',
      ...(audited ? { evidence: '示例签到表', reviewer: '示例审核人' } : {}),
    })
  })

const makeConsortia = (enterprises: readonly Made[], institutions: readonly Made[]): readonly Made[] => {
  const institution = (index: number): string => at(institutions, index).id
  const lead = at(enterprises, 0).id
  const member = (organization: string, role: string, position = '成员') => ({
    organization,
    role,
    position,
    joinDate: '2021-03-01',
  })
  const full = [
    member(lead, '产', '牵头'),
    member(institution(11), '政'),
    member(institution(6), '学'),
    member(institution(4), '研'),
    member(institution(9), '金'),
    member(institution(10), '服'),
    member(at(enterprises, 3).id, '用'),
  ]
  const partial = [
    member(at(enterprises, 1).id, '产', '牵头'),
    member(at(enterprises, 2).id, '产'),
    member(institution(7), '学'),
    member(institution(5), '研'),
    member(institution(2), '服'),
  ]
  const done = (element: string, more: Readonly<Record<string, string>>) => ({
    element,
    status: '已落实',
    ...more,
  })
  const open = (element: string) => ({ element, status: '未启动' })
  return [
    sample('consortia', '500118', {
      name: '示例新材料产业联合体',
      form: '联盟（非法人）',
      industry: '先进材料产业',
      leadOrganization: lead,
      founded: { value: '2021-03', precision: '月' },
      status: '运行',
      isLegalPerson: false,
      charter: '示例章程',
      liableOrganization: lead,
      districts: ['500118'],
      members: full,
      elements: [
        done('聚焦一个产业方向', { content: '先进材料' }),
        done('引进一个全国学会', { organization: institution(0) }),
        done('联合一个科研院所', { organization: institution(4) }),
        done('打造一个创新生态', { content: '示例中试基地' }),
        done('培育一个产业集群', { content: '示例材料产业集群' }),
      ],
      annualResult: '示例：促成合作三项',
    }),
    sample('consortia', '500118', {
      name: '示例智能制造联合体',
      form: '创新联合体',
      industry: '智能产业',
      leadOrganization: at(enterprises, 1).id,
      founded: { value: '2020', precision: '年' },
      status: '已成立',
      isLegalPerson: false,
      charter: '示例协议',
      districts: ['500118', 'CQ-GXQ'],
      members: partial,
      elements: [
        done('聚焦一个产业方向', { content: '智能制造' }),
        open('引进一个全国学会'),
        done('联合一个科研院所', { organization: institution(5) }),
        open('打造一个创新生态'),
        open('培育一个产业集群'),
      ],
    }),
  ]
}

/** All samples, in an order in which links point backwards. */
export const sampleOperations = (): readonly Operation[] => {
  const enterprises = makeEnterprises()
  const institutions = makeInstitutions()
  const experts = makeExperts(institutions)
  const needs = makeNeeds(enterprises)
  const services = makeServices(enterprises, needs, experts)
  const consortia = makeConsortia(enterprises, institutions)
  return [enterprises, institutions, experts, needs, services, consortia]
    .flat()
    .map(({ operation }) => operation)
}
