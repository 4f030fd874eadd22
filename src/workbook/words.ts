import { halfWidth } from '../domain/kinds/kind'
import { simplified } from '../domain/simplified'

/** A heading without what differs from ledger to ledger: spaces, line breaks, numbering, marks, units in brackets. */
export const plainHeading = (heading: string): string => {
  if (heading.length > longestHeading) return ''
  const before = plainForms.get(heading)
  if (before !== undefined) return before
  const plain = simplified(halfWidth(heading))
    .replace(/^\s*[(（]?(?:\d+|[一二三四五六七八九十]+)\s*[)）.,、]/u, '')
    .replace(/[(（[【].*?[)）\]】]/gu, '')
    .replace(/[\s*:：、/·“”"'_☆★※-]/gu, '')
    .replace(/^\d+(?=\p{sc=Han})(?![年月日季号])/u, '')
    .toLowerCase()
  if (heading.length <= longestKept && plainForms.size < mostKept) plainForms.set(heading, plain)
  return plain
}
/** Ledgers repeat themselves; the longest texts are no headings and are not kept. */
const plainForms = new Map<string, string>()
const longestKept = 40
/** With an instruction in brackets; whatever is longer is no heading, and is not looked through. */
const longestHeading = 300
const mostKept = 20_000

/**
 * Words of headings that mean the same, with what each counts when headings are compared: 单位 and 时间 stand in most
 * ledgers and tell little, 信用代码 tells all. A word that is not here counts by its characters.
 */
const classes: readonly (readonly [weight: number, ...words: readonly string[]])[] = [
  [0.9, '日期', '时间', '时刻', '年月日', '何时', '什么时候', '哪天', '几号', '几月几号'],
  [
    0.9,
    '单位',
    '企业',
    '公司',
    '机构',
    '厂家',
    '法人单位',
    '哪家',
    '谁家',
    '哪个单位',
    '哪家企业',
    '哪个企业',
  ],
  [1, '电话', '联系电话', '电话号码', '手机', '手机号', '手机号码', '联系方式', '联系手机', '座机', '固话'],
  [1, '联系人', '联络人', '联络员', '对接人', '联系人姓名'],
  [0.9, '姓名', '名字'],
  [
    1,
    '金额',
    '资金',
    '经费',
    '总额',
    '价款',
    '费用',
    '额度',
    '额',
    '支出',
    '投入',
    '多少钱',
    '花了多少',
    '花多少',
    '投多少',
    '投多少钱',
    '花费',
    '多少万',
  ],
  [1, '收入', '营收', '营业收入', '销售收入', '主营业务收入'],
  [1, '研发', 'r&d', 'rd'],
  [
    1,
    '从业人数',
    '员工人数',
    '职工人数',
    '从业人员',
    '员工数',
    '职工总数',
    '职工数',
    '从业人员数',
    '员工总数',
    '用工人数',
  ],
  [1, '主营产品', '主要产品', '主导产品', '主营业务', '经营范围', '主营'],
  [0.4, '名称', '全称', '名'],
  [0.9, '类型', '类别', '种类', '分类', '性质'],
  [0.9, '方式', '形式', '途径', '模式'],
  [
    0.8,
    '内容',
    '情况',
    '描述',
    '简介',
    '概况',
    '详情',
    '事由',
    '简述',
    '概述',
    '介绍',
    '摘要',
    '纪要',
    '记录',
    '什么',
    '啥',
    '干了什么',
    '做了什么',
    '干什么',
    '干啥',
    '干了啥',
    '做了啥',
  ],
  [1, '人数', '人次', '人员数', '多少人', '几个人', '几人'],
  [1, '时长', '课时', '学时', '小时数', '工时', '用时', '时数', '多久', '多长时间', '几个小时', '几小时'],
  [1, '地点', '地址', '场所', '位置', '所在地', '住所', '哪里', '在哪', '何地', '什么地方', '去哪'],
  [0.9, '结果', '成效', '效果', '实效', '结论', '怎样', '怎么样', '如何', '咋样'],
  [1, '负责人', '责任人', '经办人', '牵头人', '主管'],
  [0.9, '代码', '编码', '编号', '号码', '证号', '号'],
  [0.9, '主题', '题目', '课题', '议题', '事项', '项目', '标题', '问题'],
  [0.8, '提出', '申报', '填报', '征集', '提交', '收集', '上报', '报送'],
  [0.9, '研究', '擅长', '特长', '专长', '从事', '研究方向', '专业特长', '擅长领域', '从事专业'],
  [1, '专家', '老师', '特派员', '科技人员', '谁', '谁去', '谁来', '何人'],
  [0.8, '方向', '领域', '专业'],
  [0.7, '期望', '希望', '预期', '拟', '计划', '预计', '意向', '准备', '打算', '最迟', '最晚'],
  [0.7, '完成', '解决', '办结', '达成'],
  [1, '需求', '诉求', '难题', '需要', '瓶颈', '痛点'],
  [0.7, '服务', '帮扶', '指导', '工作'],
  [1, '走访', '调研', '考察', '入企', '拜访', '到访'],
  [0.9, '合同', '协议', '签约', '签订'],
  [1, '成立', '组建', '设立', '创立'],
  [1, '牵头', '主导', '发起'],
  [0.9, '产业'],
  [0.9, '行业'],
  [1, '信用代码', '社会信用代码', '统一社会信用代码', '统一信用代码', '税号', '组织机构代码'],
  [1, '职称', '专业技术职务', '技术职称'],
  [1, '职务', '岗位'],
  [1, '邮箱', '电子邮箱', '邮件', 'email', 'e-mail'],
  [1, '登记', '认定登记'],
  [0.9, '线上', '网络', '在线', '直播'],
  [1, '备注'],
]
/** Words that change nothing. */
const fillers = [
  '的',
  '及',
  '和',
  '与',
  '之',
  '所',
  '本',
  '该',
  '具体',
  '详细',
  '主要',
  '基本',
  '有关',
  '受',
  '请填写',
  '了',
  '过',
]
const perCharacter = 0.45

interface Word {
  readonly name: string
  readonly weight: number
}

const dictionary: ReadonlyMap<string, Word> = new Map([
  ...classes.flatMap(([weight, ...words]) =>
    words.map((word) => [word, { name: words[0] ?? word, weight }] as const),
  ),
  ...fillers.map((word) => [word, { name: '', weight: 0 }] as const),
])
const longestWord = Math.max(...[...dictionary.keys()].map(({ length }) => length))

const wordsOf = (plain: string): ReadonlyMap<string, number> => {
  const words = new Map<string, number>()
  for (let at = 0; at < plain.length;) {
    const known = longestFrom(plain, at)
    const { name, weight } = known?.word ?? { name: plain.charAt(at), weight: perCharacter }
    if (weight > 0) words.set(name, (words.get(name) ?? 0) + weight)
    at += known?.length ?? 1
  }
  return words
}

const longestFrom = (
  plain: string,
  at: number,
): { readonly word: Word; readonly length: number } | undefined => {
  for (let length = Math.min(longestWord, plain.length - at); length > 0; length -= 1) {
    const word = dictionary.get(plain.slice(at, at + length))
    if (word !== undefined) return { word, length }
  }
  return undefined
}

const weightOf = (words: ReadonlyMap<string, number>): number =>
  [...words.values()].reduce((sum, weight) => sum + weight, 0)

/** How much two headings (as `plainHeading` gives them) say the same, from 0 to 1. 走访时间 and 走访日期 give 1. */
export const similarity = (a: string, b: string): number => {
  if (a === b) return a === '' ? 0 : 1
  const [first, second] = [wordsOf(a), wordsOf(b)]
  const all = weightOf(first) + weightOf(second)
  const common = [...first].filter(([word]) => second.has(word))
  // 服务站 and 服务名称 share a word, but not what they are about.
  if (common.every(([word]) => general.includes(word))) return 0
  const shared = common.reduce((sum, [word, weight]) => sum + Math.min(weight, second.get(word) ?? 0), 0)
  if (all === 0) return 0
  // 服务专家人数 is not 服务人数: who is meant has to be the same.
  const others = whom.some((word) => first.has(word) !== second.has(word))
  return ((others ? 1 : 2) * shared) / all
}

/** Words that stand in headings of every kind. */
const general = ['服务', '名称', '完成', '期望']

/** Words that say of whom or of which number a column speaks: 合同编号 is not 合同登记号. */
const whom = ['专家', '联系人', '负责人', '牵头', '登记']

/** How names of columns end that no register knows. */
const heads =
  '名称 时间 日期 单位 企业 公司 机构 电话 手机 金额 资金 经费 人数 人次 内容 类型 类别 性质 情况 方式 形式 地点 地址 备注 序号 结果 成效 姓名 职称 职务 编号 代码 次数 数量 方向 领域 来源 状态 级别 等级 进度 要求 目标 措施 意见 建议 问题 负责人 责任人 联系人 邮箱 年度 月份 年份 规模 行业 产业 学历 性别 年龄 专业 主题 期限 时限 时长 指标 单价 总价 合计 签字 签名 附件 文号 区县 地区 乡镇 园区 专家 队伍 学会 需求 项目 产品 说明 打算 计划 评价 满意度'.split(
    ' ',
  )
const headPattern = new RegExp(`(?:${heads.join('|')}|是否.{1,8})$`, 'u')
const headEnds = new Set(heads.map((head) => head.charAt(head.length - 1)))
const longestHead = 14

/** Whether a text reads like the name of a column although no register knows it. */
export const readsLikeHeading = (plain: string): boolean =>
  plain.length <= longestHead && headPattern.test(plain)

/** 成员 of 成员单位情况, 嘉宾 of 嘉宾名单: whose rows a part of a form holds. */
export const rowsIn = (section: string): string =>
  plainHeading(section).replace(/(?:单位|人员|基本)?(?:情况|名单|名册|信息|一览表?|列表|明细)$/u, '')

/** A quick look at the last letter, before the close one. */
export const endsHeading = (letter: string): boolean => headEnds.has(letter)

/** FW-500118-2021-0007: a number that this program gave. */
export const isOwnNumber = (text: string): boolean => /^[A-Z]{2,4}-[\w-]+$/u.test(text)
