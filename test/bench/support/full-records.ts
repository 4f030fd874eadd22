import type { PartialDate, Values } from '../../../src/domain/field'
import { creditCodeFault, organisationCodeFits } from '../../../src/domain/kinds/credit-code'
import { instantAt } from '../../../src/domain/kinds/moment'
import { isoWeek, periodOfWeek } from '../../../src/domain/kinds/week'
import { usualRules } from '../../../src/domain/office-rules'
import { addDays } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { dueAtOf } from '../../../src/domain/registers/weekly-reports'
import { indicatorDefinitions } from '../../../src/domain/reference/indicators'
import { teamIndustries } from '../../../src/domain/reference/lists'
import { at, hash, idOf, two } from './invent'
import { topics as servedTopics } from './ledger-rows'

/** The ledger of one district after many years, as full as the app has to bear (design.md §7 and issue 4). */
export interface FullRecord {
  readonly register: string
  readonly id: string
  readonly districtCode: string
  readonly values: Values
}

const counts = {
  organizations: 20_000,
  experts: 3000,
  teams: teamIndustries.length,
  policies: 120,
  consortia: 60,
  achievements: 4000,
  activities: 1500,
  agreements: 3000,
  visits: 4000,
  keyTasks: 300,
  needs: 5000,
  districtIndicators: indicatorDefinitions.length * 11,
  weeklyReports: teamIndustries.length * 200,
  serviceRecords: 100_000,
} as const

type Name = keyof typeof counts

const home = '500118'
const neighbours = ['500117', '500116', '500120', '500153']
/** Most records are the own district's; some came from others, and their names are also used there. */
const districtOf = (index: number): string => (index % 23 === 7 ? at(neighbours, index) : home)

const ids = new Map<string, string>()
const linkTo = (register: Name, index: number): string => {
  const seed = `${register} ${String(index % counts[register])}`
  const id = ids.get(seed) ?? idOf(seed)
  ids.set(seed, id)
  return id
}

const firstYear = 2015
const years = 12
const dayOf = (index: number): string =>
  `${String(firstYear + (index % years))}-${two(1 + (hash(String(index)) % 10))}-${two(1 + (index % 28))}`
/** So many days after that day. */
const daysOn = (index: number, days: number): string => addDays(dayOf(index), days)
const partialDay = (index: number): PartialDate => ({ value: dayOf(index), precision: '日' })

/** One of the values that the field of the register offers. */
const option = (register: Name, field: string, index: number): string => {
  const found = registers.find(({ name }) => name === register)?.fields[field]
  if (found === undefined || !('options' in found)) throw new Error(`${register} has no choice ${field}.`)
  return at(found.options, index).value
}

const places = ['永川', '荣昌', '璧山', '江津', '合川', '铜梁', '大足', '潼南']
const marks = ['恒', '碧', '川', '远', '腾', '科', '锐', '鸿', '嘉', '信', '益', '朗', '凌', '峰', '渝', '泰']
const trades = [
  '精密机械',
  '新材料',
  '生物医药',
  '智能装备',
  '农业科技',
  '环保工程',
  '电子信息',
  '汽车零部件',
]
const forms = ['有限公司', '有限责任公司', '股份有限公司', '集团有限公司']
const topics = [...servedTopics, '高压断路器灭弧室触头材料改进', '茶叶萎凋槽余热回收', '变速箱壳体渗漏检测']
const surnames = [
  '张',
  '王',
  '李',
  '蒋',
  '周',
  '覃',
  '单',
  '曾',
  '解',
  '仇',
  '刘',
  '陈',
  '杨',
  '赵',
  '黄',
  '吴',
]
const given = [
  '文博',
  '晓峰',
  '丽娟',
  '建国',
  '思远',
  '雨桐',
  '志强',
  '慧',
  '明',
  '国华',
  '秀英',
  '海涛',
  '俊',
  '欣怡',
]

const person = (index: number): string =>
  `${at(surnames, index)}${at(given, Math.floor(index / surnames.length))}`

const names = Array.from({ length: counts.organizations }, (_, index) => organizationName(index))

/** Every fortieth is one that was typed in twice, with another form or another character of the same sound. */
function organizationName(index: number): string {
  const like = index % 40 === 39 ? index - 1 : index
  const seed = hash(`name ${String(like)}`)
  const mark = [0, 1, 2].map((place) => at(marks, Math.floor(seed / marks.length ** place))).join('')
  const place = at(places, Math.floor(like / 3))
  const trade = at(trades, Math.floor(seed / 7))
  const name = `重庆${place}${mark}${like % 5 === 0 ? `第${String(like)}` : String(like)}${trade}`
  return index === like
    ? `${name}${at(forms, like)}`
    : `${name.replace('恒', '衡').replace('重庆', '重庆市')}${at(forms, like + 1)}`
}

const digits = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditCode = (index: number): string => {
  const body = `91500118MA5${String(10_000 + index)}`
  const inner = Array.from(`${digits}IOSVZ`).find((one) => organisationCodeFits(`${body}${one}`)) ?? '0'
  const code = `${body}${inner}`
  return `${code}${Array.from(digits).find((one) => creditCodeFault(`${code}${one}`) === undefined) ?? '0'}`
}
const phone = (index: number): string =>
  `1${String(3_800_000_000 + (hash(`phone ${String(index)}`) % 100_000_000))}`
const sentence = (index: number): string =>
  `${at(names, index * 7)}反映第${String(index % 900)}号产线${at(topics, index)}长期没有解决，成品率只有${String(80 + (index % 15))}%，希望专家到现场诊断。`

/** Every twelfth is no enterprise, but for some of these. */
const typeOf = (index: number): string =>
  index % 12 === 0 ? option('organizations', 'orgType', index / 12) : '企业'
/** Who has a need, or is visited, is an enterprise. */
const client = (index: number): string => {
  const place = (index * 7) % counts.organizations
  return linkTo('organizations', place % 12 === 0 ? place + 1 : place)
}

const organization = (index: number): Values => ({
  name: at(names, index),
  orgType: typeOf(index),
  ...(typeOf(index) === '企业' ? { industrySection: 'C', industryDivision: '34' } : {}),
  ...(index % 40 < 38 && index % 3 !== 0 ? { creditCode: creditCode(index) } : {}),
  ...(index % 4 === 0 ? { shortName: at(names, index).slice(2, 9) } : {}),
  ...(index % 17 === 0
    ? { formerName: `重庆市${at(places, index)}${at(trades, index)}${String(index)}厂` }
    : {}),
  park: `${at(places, index)}高新技术产业开发区`,
  contactPerson: person(index),
  contactPhone: phone(index),
})

const expert = (index: number): Values => ({
  name: person(index),
  workOrganization: linkTo('organizations', index * 12),
  expertType: option('experts', 'expertType', index),
  titleLevel: option('experts', 'titleLevel', index),
  titleName: '教授',
  researchField: `${at(topics, index)}、${at(topics, index * 3 + 1)}`,
  industries: [option('needs', 'industry', index)],
  consent: true,
  status: '在库',
  phone: phone(index + 50_000),
})

const team = (index: number): Values => ({
  name: `${at(teamIndustries, index).value}专家服务队`,
  industry: at(teamIndustries, index).value,
  leadOrganization: linkTo('organizations', index * 24),
  leader: linkTo('experts', index),
  liaison: person(index),
  liaisonPhone: phone(index),
  founded: { value: '2021-01-01', precision: '日' },
  status: '在岗',
  districts: [home],
  members: Array.from({ length: 40 }, (_, member) => ({
    expert: linkTo('experts', index + member * teamIndustries.length),
    role: member === 0 ? '队长' : '成员',
    joinDate: '2021-01-04',
  })),
})

const needStates = ['已征集', '研判中', '已受理', '对接中', '服务中', '待回访', '已办结', '未解决办结']

const stateOf = (index: number): string =>
  index % 50 === 13 ? '不予受理' : at(needStates, hash(`state ${String(index)}`))
/** Only what was taken up is served. */
const isTakenUp = (index: number): boolean => needStates.indexOf(stateOf(index)) > 1
const servedNeed = (index: number): number =>
  isTakenUp(index % counts.needs) ? index % counts.needs : servedNeed(index + 1)

const need = (index: number): Values => {
  const status = stateOf(index)
  const isAccepted = isTakenUp(index)
  const isClosed = needStates.indexOf(status) > 5
  return {
    organization: client(index),
    title: `${at(topics, index)}（第${String(index)}项）`,
    category: option('needs', 'category', index),
    industry: option('needs', 'industry', index),
    description: sentence(index),
    targetIndex: `成品率达到${String(95 + (index % 4))}%以上`,
    cooperation: ['技术咨询'],
    budget: (1 + (index % 90)) * 1_000_000,
    urgency: option('needs', 'urgency', index),
    source: '企业自主申报',
    raisedDate: dayOf(index),
    status,
    ...(isAccepted
      ? {
          owner: person(index),
          acceptDate: daysOn(index, 3),
          dueDate: daysOn(index, 93),
          team: linkTo('teams', index),
        }
      : {}),
    ...(isAccepted && index % 2 === 0
      ? {
          matches: [
            {
              providerType: '专家',
              expert: linkTo('experts', index * 3),
              method: '推荐',
              matchDate: daysOn(index, 7),
              result: '有意向',
            },
          ],
        }
      : {}),
    ...(isClosed ? { closeDate: daysOn(index, 25), closeResult: '已解决' } : {}),
    ...(status === '已办结'
      ? { satisfaction: '5', confirmedBy: person(index), confirmedOn: daysOn(index, 25) }
      : {}),
    events: [
      { at: `${dayOf(index)}T02:00:00.000Z`, action: '新建', to: '草稿', by: '张三' },
      { at: `${dayOf(index)}T03:00:00.000Z`, action: '提交', from: '草稿', to: status, by: '张三' },
    ],
  }
}

const service = (index: number): Values => ({
  serviceDate: dayOf(index),
  mode: at(['精准化', '套餐式', '定制化'], index),
  serviceType: option('serviceRecords', 'serviceType', index),
  form: at(['现场诊断', '座谈对接', '线上会诊'], index),
  topic: `${at(topics, index)}（第${String(index)}次）`,
  // Whoever is served for a need is the one that has it.
  ...(index % 3 === 1
    ? { served: [client(index)], package: linkTo('achievements', 9) }
    : {
        served: [client(servedNeed(index))],
        needs: [linkTo('needs', servedNeed(index))],
      }),
  ...(index % 3 === 2 ? { plan: '先诊断，再做小试，最后上线。' } : {}),
  team: linkTo('teams', index),
  experts: [linkTo('experts', index), linkTo('experts', index + 3)],
  place: `${at(places, index)}高新区`,
  // Of every hundred, one that somebody forgot to complete.
  ...(index % 100 === 42 ? {} : { hours: 1 + (index % 16) / 2 }),
  people: { value: 5 + (index % 300), qualifier: index % 9 === 0 ? '余' : '精确' },
  content: `专家组到企业查看第${String(index % 900)}号产线，提出三条改进建议并约定复查的时间。`,
  result: at(['已解决', '部分解决', '形成方案待实施'], index),
  satisfaction: at(['5', '4', '4', '3'], index),
  evidence: '现场照片、签到表',
  auditStatus: index % 7 === 0 ? '待审核' : '已审核',
})

const firstTaskYear = 2021
const lastWeek = 200

const weekly = (index: number): Values => {
  const back = lastWeek - Math.floor(index / teamIndustries.length)
  const week = weekBack(back)
  return {
    team: linkTo('teams', index),
    week,
    status: '已提交',
    dueAt: dueAtOf(week, usualRules),
    submittedAt: handedInAt(week, index),
    zeroReport: index % 6 === 0,
    ...(index % 6 === 0
      ? { zeroNote: '本周没有安排下企业。' }
      : {
          dockings: [
            {
              dockedOn: periodOfWeek(week)?.start,
              organization: client(index),
              content: `到现场查看${at(topics, index)}的进展。`,
            },
          ],
        }),
    filler: person(index),
    nextPlan: '继续跟进在办的需求。',
  }
}

/** On the Friday; one in fifteen late on the Monday on which it is due at noon. */
const handedInAt = (week: string, index: number): string | undefined => {
  const end = periodOfWeek(week)?.end
  if (end === undefined) return undefined
  return index % 15 === 4 ? instantAt(addDays(end, 1), '16:20') : instantAt(addDays(end, -2), '15:40')
}

/** So many weeks before the last one of 2025, 52 a year: every week once. */
const weekBack = (back: number): string =>
  isoWeek({ year: 2025 - Math.floor(back / 52), week: 52 - (back % 52) })

/** Each once a year; what is counted at a time, at the end of the year. */
const indicator = (index: number): Values => {
  const { code, per, unit } = at(indicatorDefinitions, index)
  const year = String(firstYear + Math.floor(index / indicatorDefinitions.length))
  return {
    indicator: code,
    period: per === '时点' ? { value: `${year}-12`, precision: '月' } : { value: year, precision: '年' },
    ...(unit === ''
      ? { text: '以智能装备和新材料为主。' }
      : { value: { value: 100 + index, qualifier: '精确' } }),
    origin: '区统计局',
  }
}

const makers: Readonly<Record<Name, (index: number) => Values>> = {
  organizations: organization,
  experts: expert,
  teams: team,
  needs: need,
  serviceRecords: service,
  weeklyReports: weekly,
  policies: (index) => ({
    title: `关于推进${at(topics, index)}若干措施的通知（第${String(index)}号）`,
    docNumber: `永科协发〔${String(firstYear + (index % years))}〕${String(index)}号`,
    level: option('policies', 'level', index),
    issuers: [linkTo('organizations', index * 12)],
    issueDate: partialDay(index),
  }),
  consortia: (index) => ({
    name: `${at(places, index)}${at(trades, index)}产业创新联合体（第${String(index)}届）`,
    form: option('consortia', 'form', index),
    liableOrganization: linkTo('organizations', index * 24),
    industry: option('consortia', 'industry', index),
    leadOrganization: linkTo('organizations', index * 24),
    founded: partialDay(index),
    status: '运行',
    isLegalPerson: false,
    districts: [home],
    members: Array.from({ length: 60 }, (_, member) => ({
      organization: linkTo('organizations', member === 0 ? index * 24 : index * 60 + member),
      role: at(['政', '产', '学', '研', '金', '服', '用'], member),
      position: member === 0 ? '牵头' : '成员',
    })),
  }),
  achievements: (index) => ({
    name: `${at(topics, index)}成套技术（第${String(index)}版）`,
    type: index === 9 ? '服务包' : '科技成果',
    owner: linkTo('organizations', index * 12),
    contact: person(index),
    industry: option('achievements', 'industry', index),
    status: '在库',
    description: sentence(index),
    advantage: '成本低、见效快。',
    ...(index === 9 ? { packageItems: [{ content: '入企诊断', times: 2 }] } : {}),
  }),
  activities: (index) => ({
    type: '供需对接会',
    title: `${at(topics, index)}供需对接会（第${String(index)}场）`,
    start: partialDay(index),
    mode: option('activities', 'mode', index),
    hosts: [linkTo('organizations', index * 12)],
    guestTotal: { value: 20 + (index % 200), qualifier: '精确' },
    offlineCount: { value: 20 + (index % 200), qualifier: index % 5 === 0 ? '余' : '精确' },
    onlineCount: { value: 100 + (index % 900), qualifier: '精确' },
    status: '已举办',
  }),
  agreements: (index) => ({
    title: `${at(topics, index)}技术开发合同（第${String(index)}份）`,
    type: '技术合同',
    contractType: '技术开发',
    signDate: partialDay(index),
    amount: (1 + (index % 90)) * 1_000_000,
    // Of those that were only just signed the scan is often still to come.
    status: index % 20 === 0 ? '已签订' : '履行中',
    parties: [
      { side: '甲方', organization: client(index), outside: false },
      { side: '乙方', organization: linkTo('organizations', index * 12), outside: index % 3 === 0 },
    ],
    items: [{ content: at(topics, index), status: '进行中' }],
  }),
  visits: (index) => ({
    visitDate: partialDay(index),
    level: '区县级',
    leadPerson: person(index),
    leadTitle: '区科协主席',
    teamText: `${at(places, index)}调研组`,
    topics: ['技术攻关'],
    targets: [{ targetType: '企业', organization: client(index) }],
    content: sentence(index),
    issues: [
      {
        description: at(topics, index),
        category: '技术',
        status: index % 2 === 0 ? '已办结' : '办理中',
        result: '已转需求',
      },
    ],
    status: '已走访',
  }),
  keyTasks: (index) => ({
    taskNumber: 1 + (index % 30),
    title: `推进${at(topics, index)}示范应用（第${String(index)}项）`,
    year: firstTaskYear + (index % 6),
    level: '区县',
    basis: linkTo('policies', index),
    startDate: `${String(firstTaskYear + (index % 6))}-01-10`,
    dueDate: `${String(firstTaskYear + (index % 6))}-11-30`,
    leadDepartment: '区科协学会部',
    leadPerson: person(index),
    milestones: [
      {
        name: '方案',
        weight: 30,
        planDate: `${String(firstTaskYear + (index % 6))}-03-31`,
        status: '已完成',
        actualDate: `${String(firstTaskYear + (index % 6))}-04-06`,
      },
      {
        name: '示范',
        weight: 70,
        planDate: `${String(firstTaskYear + (index % 6))}-10-31`,
        status: '进行中',
      },
    ],
    status: '推进中',
    progress: 30,
  }),
  districtIndicators: indicator,
}

/** Those that others link to come first. */
export const fullRecords = (): readonly FullRecord[] =>
  (Object.keys(counts) as readonly Name[]).flatMap((register) =>
    Array.from({ length: counts[register] }, (_, index) => ({
      register,
      id: linkTo(register, index),
      districtCode: districtOf(index),
      values: makers[register](index),
    })),
  )
