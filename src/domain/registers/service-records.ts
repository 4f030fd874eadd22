import { stepEvents } from '../events'
import { errorAt, gapAt, type Issue, warningAt } from '../issue'
import {
  satisfactions,
  serviceForms,
  serviceModes,
  serviceResults,
  serviceTypes,
  volunteerCategories,
} from '../reference/lists'
import { showWan } from '../kinds/money'
import type { CheckContext } from '../record'
import { defineRegister } from '../register'
import { servicePackage } from './achievements'
import { options, textIn, type Values } from '../field'

const atAPlace = ['现场诊断', '座谈对接', '专题讲座/培训', '成果推介/路演']

/** States of the audit; only 已审核 counts in reports. */
export const auditStates = ['待审核', '已审核', '退回'] as const

/** B14: one service given by experts, in one of the three modes. Only audited records count. */
export const serviceRecords = defineRegister({
  name: 'serviceRecords',
  title: '服务记录',
  group: '服务',
  unit: '条',
  codePrefix: 'FW',
  codeYear: 'serviceDate',
  labelField: 'topic',
  detailFields: ['serviceDate', 'mode'],
  keys: [['serviceDate', 'served', 'topic']],
  unique: [{ fields: ['serviceDate', 'served', 'topic'], level: 'warning' }],
  sort: { field: 'serviceDate', descending: true },
  scope: 'district',
  help: '专家为企业提供的每一次服务。只有“已审核”的记录计入报表。',
  monthly: { date: 'serviceDate', by: ['mode', 'auditStatus'] },
  lifecycle: {
    field: 'auditStatus',
    initial: '待审核',
    events: 'events',
    states: [
      { name: '待审核', tone: 'attention' },
      { name: '已审核', tone: 'good' },
      { name: '退回', tone: 'attention' },
    ],
    transitions: [
      { from: '待审核', to: '已审核', action: '审核通过', asks: ['reviewer', ['evidence', 'evidenceFiles']] },
      { from: '待审核', to: '退回', action: '退回', reason: '退回意见' },
      { from: '退回', to: '待审核', action: '重新提交' },
      { from: '已审核', to: '待审核', action: '撤销审核', reason: '撤销原因' },
    ],
  },
  fields: {
    serviceDate: {
      kind: 'date',
      label: '服务日期',
      required: true,
      latest: 'today',
      initial: 'today',
      section: '服务',
      list: true,
      width: 12,
      carry: true,
      source: 'S',
      headings: [
        '服务时间',
        '日期',
        '时间',
        '何时',
        '开展时间',
        '开展日期',
        '下企业时间',
        '到企业时间',
        '对接时间',
        '登记时间',
        '活动时间',
      ],
    },
    endDate: {
      kind: 'date',
      label: '结束日期',
      notBefore: 'serviceDate',
      latest: 'today',
      section: '服务',
      width: 12,
      source: 'I',
      hint: '跨日服务才填',
    },
    mode: {
      kind: 'choice',
      label: '服务模式',
      required: true,
      options: serviceModes,
      section: '服务',
      list: true,
      width: 10,
      carry: true,
      source: 'S',
      headings: ['服务方式', '模式'],
    },
    serviceType: {
      kind: 'choice',
      label: '服务类型',
      required: true,
      options: serviceTypes,
      section: '服务',
      list: true,
      width: 14,
      carry: true,
      source: 'P',
    },
    form: {
      kind: 'choice',
      label: '服务形式',
      required: true,
      options: serviceForms,
      section: '服务',
      list: true,
      width: 12,
      carry: true,
      source: 'I',
      headings: ['形式'],
    },
    topic: {
      kind: 'text',
      label: '服务主题',
      required: true,
      maxLength: 60,
      section: '服务',
      list: true,
      width: 28,
      search: true,
      source: 'I',
      headings: [
        '主题',
        '服务事项',
        '服务项目',
        '解决何种问题',
        '解决问题',
        '解决的问题',
        '解决的技术问题',
        '服务需求',
        '服务名称',
        '解决的主要问题',
        '服务课题',
        '技术难题',
        '解决难题',
      ],
    },
    served: {
      kind: 'links',
      to: 'organizations',
      label: '服务对象',
      required: true,
      section: '对象与需求',
      list: true,
      width: 32,
      search: true,
      source: 'S',
      headings: [
        '企业名称',
        '服务企业',
        '单位名称',
        '服务单位',
        '受服务企业',
        '受助企业',
        '受助单位',
        '对接单位',
        '对接企业',
        '服务企业名称',
        '服务对象名称',
        '帮扶企业',
        '受援单位',
        '受援企业',
        '企业',
        '服务的企业',
        '受益单位',
        '受益企业',
        '被服务企业',
      ],
    },
    needs: {
      kind: 'links',
      to: 'needs',
      label: '关联需求',
      requiredWhen: { field: 'mode', in: ['精准化', '定制化'] },
      section: '对象与需求',
      width: 24,
      source: 'S',
      hint: '精准化恰 1 项；定制化为同一企业 1 项以上',
    },
    package: {
      kind: 'link',
      to: 'achievements',
      only: { field: 'type', in: [servicePackage] },
      label: '服务包',
      requiredWhen: { field: 'mode', in: ['套餐式'] },
      visibleWhen: { field: 'mode', in: ['套餐式'] },
      section: '对象与需求',
      width: 18,
      carry: true,
      source: 'I',
      hint: '登记在“成果与资源”里，类型为服务包',
      headings: ['服务包名称', '套餐', '套餐名称'],
    },
    plan: {
      kind: 'text',
      label: '专项方案',
      maxLength: 100,
      requiredWhen: { field: 'mode', in: ['定制化'] },
      fulfilledBy: 'planFiles',
      visibleWhen: { field: 'mode', in: ['定制化'] },
      section: '对象与需求',
      width: 18,
      source: 'I',
      hint: '方案名称（写明目标、周期和分工）。与附件有一项即可（本软件的约定）',
    },
    planFiles: {
      kind: 'attachments',
      label: '专项方案附件',
      visibleWhen: { field: 'mode', in: ['定制化'] },
      section: '对象与需求',
      width: 24,
      search: true,
      source: 'I',
    },
    team: {
      kind: 'link',
      to: 'teams',
      label: '专家服务队',
      section: '专家',
      list: true,
      width: 20,
      search: true,
      carry: true,
      source: 'S',
      headings: ['服务队', '服务队名称', '专家服务队名称', '所属服务队', '服务团', '专家团'],
    },
    experts: {
      kind: 'links',
      to: 'experts',
      label: '参与专家',
      section: '专家',
      list: true,
      width: 18,
      search: true,
      source: 'S',
      headings: [
        '服务专家',
        '专家',
        '专家姓名',
        '服务人员',
        '选派专家',
        '派出专家',
        '指导专家',
        '参加专家',
        '科技特派员',
        '特派员',
        '到场专家',
        '派驻专家',
        '专家团队',
        '来的专家',
      ],
    },
    providers: {
      kind: 'links',
      to: 'organizations',
      label: '提供单位',
      section: '专家',
      width: 24,
      source: 'S',
      hint: '没有专家参与时填，如银行、律所、检测中心',
    },
    place: {
      kind: 'text',
      label: '地点',
      maxLength: 60,
      requiredWhen: { field: 'form', in: atAPlace },
      section: '专家',
      width: 18,
      source: 'I',
      headings: ['服务地点', '服务地址', '活动地点'],
    },
    hours: {
      kind: 'number',
      label: '服务时长',
      unit: '小时',
      required: true,
      min: 0.5,
      max: 200,
      step: 0.5,
      decimals: 1,
      section: '专家',
      list: true,
      width: 10,
      sum: true,
      source: 'P',
      hint: '每位专家的平均时长',
      headings: ['时长', '服务时长（小时）'],
    },
    people: {
      kind: 'fuzzyNumber',
      label: '受益人数',
      unit: '人次',
      min: 0,
      section: '成效',
      list: true,
      width: 12,
      sum: true,
      source: 'I',
      headings: [
        '受益人次',
        '服务人数',
        '参与人数',
        '现场人数',
        '参加人数',
        '受众人数',
        '受益群众',
        '惠及人数',
        '培训人数',
        '服务人次',
        '覆盖人数',
      ],
    },
    isVolunteer: {
      kind: 'yesNo',
      label: '科技志愿服务',
      initial: false,
      section: '成效',
      width: 10,
      source: 'P',
      hint: '志愿服务不得收费',
      headings: ['是否志愿服务', '志愿服务'],
    },
    volunteerCategory: {
      kind: 'choice',
      label: '志愿服务类别',
      options: volunteerCategories,
      visibleWhen: { field: 'isVolunteer', in: [true] },
      section: '成效',
      width: 12,
      source: 'P',
    },
    content: {
      kind: 'text',
      label: '服务内容',
      required: true,
      multiline: true,
      minLength: 20,
      maxLength: 2000,
      section: '成效',
      width: 36,
      search: true,
      source: 'I',
      hint: '至少 20 字',
      headings: ['内容', '主要内容', '服务情况', '工作内容', '服务主要内容', '主要服务内容', '服务过程'],
    },
    result: {
      kind: 'choice',
      label: '服务结果',
      required: true,
      options: serviceResults,
      section: '成效',
      list: true,
      width: 16,
      source: 'I',
      headings: [
        '结果',
        '服务成效',
        '成效',
        '完成情况',
        '解决情况',
        '服务效果',
        '办理结果',
        '达成结果',
        '服务成果',
        '取得成效',
        '问题解决情况',
        '落实情况',
      ],
    },
    contract: {
      kind: 'link',
      to: 'agreements',
      label: '形成的合同或协议',
      section: '成效',
      width: 28,
      source: 'I',
      hint: '登记在“合作协议”里的，合同数和金额不重复计',
    },
    contractAmount: {
      kind: 'money',
      label: '合同金额',
      requiredWhen: { field: 'result', in: ['签订合同/协议'] },
      section: '成效',
      list: true,
      width: 12,
      sum: true,
      source: 'P',
      headings: ['合同额', '签约金额', '金额', '签约额', '技术合同额', '成交金额'],
    },
    benefit: {
      kind: 'money',
      label: '预计新增产值或节约成本',
      section: '成效',
      width: 14,
      source: 'P',
      hint: '企业自报',
      headings: ['预计新增产值', '经济效益', '新增效益', '节约成本', '新增产值'],
    },
    satisfaction: {
      kind: 'choice',
      label: '满意度',
      options: satisfactions,
      section: '成效',
      list: true,
      width: 12,
      source: 'I',
      headings: ['企业满意度', '满意程度', '企业评价', '服务评价'],
    },
    evidence: {
      kind: 'text',
      label: '佐证材料',
      multiline: true,
      maxLength: 200,
      requiredWhen: { field: 'auditStatus', in: ['已审核'] },
      fulfilledBy: 'evidenceFiles',
      section: '审核',
      width: 20,
      source: 'I',
      hint: '签到表、照片等的名称和存放处。与附件有一项即可（本软件的约定）',
    },
    evidenceFiles: {
      kind: 'attachments',
      label: '佐证附件',
      section: '审核',
      width: 24,
      search: true,
      source: 'I',
    },
    reviewer: { kind: 'text', label: '审核人', maxLength: 20, section: '审核', width: 10, source: 'I' },
    auditStatus: {
      kind: 'choice',
      label: '审核状态',
      options: options(...auditStates),
      initial: '待审核',
      readOnly: true,
      section: '审核',
      list: true,
      width: 10,
      source: 'I',
    },
    events: stepEvents,
  },
  check: (values, context): readonly Issue[] => {
    const { experts, providers, isVolunteer, contract, contractAmount } = values
    const chosen = values.package === undefined ? undefined : context.linked('achievements', values.package)
    const agreed = contract === undefined ? undefined : context.linked('agreements', contract)?.values.amount
    const nobody = (experts ?? []).length === 0 && (providers ?? []).length === 0
    return [
      ...modeIssues(values, context),
      ...(chosen !== undefined && chosen.values.type !== servicePackage
        ? [errorAt('package', `所选的“${textIn(chosen.values, 'name') ?? chosen.code}”不是服务包。`)]
        : []),
      ...(nobody ? [gapAt('experts', '请填写参与专家；没有专家参与时填“提供单位”。')] : []),
      ...(isVolunteer === true && (contractAmount ?? 0) > 0
        ? [errorAt('contractAmount', '科技志愿服务须无偿，合同金额应为 0。')]
        : []),
      ...(typeof agreed === 'number' && contractAmount !== undefined && agreed !== contractAmount
        ? [warningAt('contractAmount', `所选协议登记的金额是 ${showWan(agreed)} 万元，请核对。`)]
        : []),
    ]
  },
})

interface ModeValues {
  readonly mode?: string
  readonly served?: readonly string[]
  readonly needs?: readonly string[]
}

/** The three modes: one need for one enterprise, one plan for one enterprise, one package for several. */
const modeIssues = (
  { mode, served = [], needs = [] }: ModeValues,
  { linked }: CheckContext,
): readonly Issue[] => {
  const issues: Issue[] = []
  if (mode !== '精准化' && mode !== '定制化') return issues
  if (served.length > 1)
    issues.push(errorAt('served', `${mode}服务只能有 1 家服务对象；面向多家请选“套餐式”。`))
  if (mode === '精准化' && needs.length > 1)
    issues.push(errorAt('needs', '精准化服务只关联 1 项需求；多项请分开记录或选“定制化”。'))
  const owner = served[0]
  const foreign = needs
    .map((id) => linked('needs', id))
    .find((need) => need !== undefined && owner !== undefined && need.values.organization !== owner)
  if (foreign !== undefined)
    issues.push(errorAt('needs', `需求“${titleOf(foreign.values)}”不是这家服务对象提出的。`))
  const early = needs
    .map((id) => linked('needs', id))
    .find((need) => beforeJudgement.some((state) => state === need?.values.status))
  if (mode === '精准化' && early !== undefined)
    issues.push(
      warningAt('needs', `需求“${titleOf(early.values)}”还没有研判，精准化服务一般针对已研判的需求。`),
    )
  return issues
}

const beforeJudgement = ['草稿', '已征集', '退回补充']

const titleOf = ({ title }: Values): string => (typeof title === 'string' ? title : '')
