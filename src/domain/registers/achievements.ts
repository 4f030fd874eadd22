import { stepEvents } from '../events'
import { errorAt, type Issue, warningAt } from '../issue'
import { type Lifecycle, stateField } from '../lifecycle'
import { achievementTypes, readinessLevels, teamIndustries, transferModes } from '../reference/lists'
import { defineRegister } from '../register'
import { options, onlyWith } from '../field'

/** The kind of achievement that a 套餐式 service hands out. */
export const servicePackage = '服务包'

const lifecycle: Lifecycle = {
  field: 'status',
  initial: '草稿',
  events: 'events',
  states: [
    { name: '草稿', tone: 'neutral' },
    { name: '在库', tone: 'good', aliases: ['入库'] },
    { name: '对接中', tone: 'active', aliases: ['对接'] },
    { name: '已转化', tone: 'good', aliases: ['转化'] },
    { name: '下架', tone: 'neutral', terminal: true, aliases: ['退出'] },
  ],
  transitions: [
    { from: '草稿', to: '在库', action: '入库', complete: true },
    {
      from: '在库',
      to: '对接中',
      action: '关联需求',
      guard: (_values, { linking }) =>
        linking('needs', 'matches.achievement').length > 0
          ? []
          : [
              errorAt(
                '@needs',
                '还没有需求的对接记录选用它。请在需求的“对接记录”里添加一行，供给方选科技成果。',
              ),
            ],
    },
    { from: '对接中', to: '已转化', action: '转化', asks: ['contract'] },
    { from: '对接中', to: '在库', action: '对接未成' },
    { from: '在库', to: '下架', action: '下架', reason: '下架原因' },
    { from: '已转化', to: '下架', action: '下架' },
  ],
}

/** ZL201910123456.7, 201910123456X, 2019SR0123456: patents, applications, software. */
const numberShapes: Readonly<Record<string, RegExp>> = {
  专利: /^(?:ZL|CN)?\s*\d{8,13}(?:\.[\dX])?[A-Z]?\d?$/iu,
  软件著作权: /^(?:软著登字第?\s*\d+\s*号?|\d{4}SR\d{6,8})$/iu,
}

/** B22: what can be supplied: results, patents, instruments, and the packages of 套餐式 services. */
export const achievements = defineRegister({
  name: 'achievements',
  title: '成果与资源',
  group: '共同体',
  unit: '项',
  codePrefix: 'CG',
  labelField: 'name',
  detailFields: ['type', 'owner'],
  keys: [['ipNumber'], ['name', 'owner'], ['name']],
  unique: [
    { fields: ['ipNumber'], level: 'warning' },
    { fields: ['name', 'owner'], level: 'warning' },
  ],
  sort: { field: 'code', descending: true },
  scope: 'district',
  help: '可以提供给企业的成果、专利、设备、资质和服务包；需求对接和套餐式服务从这里选取。',
  lifecycle,
  fields: {
    name: {
      kind: 'text',
      label: '名称',
      required: true,
      maxLength: 100,
      section: '成果',
      list: true,
      width: 36,
      search: true,
      source: 'P',
      headings: ['成果名称', '专利名称', '资源名称', '服务包名称', '技术名称', '项目名称'],
    },
    type: {
      kind: 'choice',
      label: '类型',
      required: true,
      options: achievementTypes,
      section: '成果',
      list: true,
      width: 14,
      carry: true,
      source: 'P',
      headings: ['成果类型', '资源类型', '类别', '成果形式', '成果类别'],
    },
    owner: {
      kind: 'link',
      to: 'organizations',
      label: '持有单位',
      required: true,
      section: '成果',
      list: true,
      width: 30,
      search: true,
      carry: true,
      source: 'P',
      headings: [
        '单位',
        '权利人',
        '所有单位',
        '完成单位',
        '专利权人',
        '提供单位',
        '成果持有单位',
        '成果单位',
        '技术持有方',
      ],
    },
    contact: {
      kind: 'text',
      label: '联系人',
      required: true,
      maxLength: 20,
      section: '成果',
      list: true,
      width: 10,
      search: true,
      carry: true,
      source: 'P',
    },
    contactPhone: {
      kind: 'phone',
      label: '联系电话',
      section: '成果',
      width: 16,
      search: true,
      carry: true,
      source: 'P',
      headings: ['电话', '手机', '联系方式'],
    },
    industry: {
      kind: 'choice',
      label: '产业方向',
      required: true,
      options: teamIndustries,
      section: '成果',
      list: true,
      width: 16,
      carry: true,
      source: 'P',
      headings: ['所属产业', '领域', '应用领域'],
    },
    status: {
      ...stateField(lifecycle),
      section: '成果',
      source: 'I',
    },
    ipNumber: {
      kind: 'text',
      label: '专利号或登记号',
      maxLength: 40,
      requiredWhen: { field: 'type', in: ['专利'] },
      section: '成果',
      width: 20,
      search: true,
      source: 'P',
      headings: [
        '专利号',
        '登记号',
        '证书号',
        '知识产权号',
        '软著登记号',
        '知识产权',
        '知识产权情况',
        '专利情况',
      ],
    },
    readiness: {
      kind: 'choice',
      label: '技术就绪水平',
      options: readinessLevels,
      section: '技术',
      list: true,
      width: 14,
      source: 'I',
      hint: '9 级，参考通用的技术就绪度划分',
      headings: ['TRL', '就绪度', '技术就绪度'],
    },
    maturity: {
      kind: 'choice',
      label: '成熟度',
      options: options('实验室', '小试', '中试', '产业化'),
      section: '技术',
      width: 10,
      source: 'I',
      headings: ['成熟度说明', '所处阶段', '阶段'],
    },
    description: {
      kind: 'text',
      label: '简介',
      required: true,
      multiline: true,
      maxLength: 2000,
      section: '技术',
      width: 36,
      search: true,
      source: 'P',
      headings: ['成果简介', '技术简介', '内容简介', '成果介绍'],
    },
    advantage: {
      kind: 'text',
      label: '技术优势',
      requiredWhen: { field: 'type', in: ['科技成果', '专利', '软件著作权', '技术秘密/工艺'] },
      multiline: true,
      maxLength: 1000,
      section: '技术',
      width: 28,
      source: 'P',
      headings: ['优势', '创新点', '技术特点'],
    },
    packageItems: {
      kind: 'rows',
      label: '服务包条目',
      rowName: '条服务',
      ...onlyWith('type', servicePackage),
      section: '服务包',
      source: 'I',
      fields: {
        content: { kind: 'text', label: '服务内容', required: true, maxLength: 100, width: 30 },
        times: { kind: 'number', label: '次数', unit: '次', min: 1, max: 999, decimals: 0, width: 8 },
        provider: { kind: 'link', to: 'organizations', label: '提供单位', width: 28 },
      },
    },
    transferModes: {
      kind: 'choices',
      label: '转化方式',
      options: transferModes,
      section: '转化',
      width: 18,
      source: 'I',
      headings: ['合作方式', '转让方式', '拟转化方式'],
    },
    price: {
      kind: 'money',
      label: '意向价格',
      section: '转化',
      list: true,
      width: 12,
      source: 'P',
      headings: ['价格', '转让价格', '报价', '参考价', '转让价', '意向价', '要价', '期望价格', '转让费'],
    },
    priceNegotiable: { kind: 'yesNo', label: '价格面议', section: '转化', width: 10, source: 'P' },
    contract: {
      kind: 'link',
      to: 'agreements',
      label: '转化合同',
      requiredWhen: { field: 'status', in: ['已转化'] },
      section: '转化',
      width: 28,
      source: 'I',
      hint: '转化时关联签订的合同或协议',
    },
    events: stepEvents,
  },
  check: ({ type, ipNumber, price, priceNegotiable }): readonly Issue[] => {
    const shape = numberShapes[type ?? '']
    return [
      ...(ipNumber !== undefined && shape !== undefined && !shape.test(ipNumber)
        ? [warningAt('ipNumber', `“${ipNumber}”不像${type ?? ''}的号码，请核对；确认无误可以保存。`)]
        : []),
      ...(price !== undefined && priceNegotiable === true
        ? [errorAt('price', '“面议”与具体价格只能填一项。')]
        : []),
    ]
  },
})
