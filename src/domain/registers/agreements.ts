import { stepEvents } from '../events'
import { rowsOf, textIn, onlyWith } from '../field'
import { errorAt, gapAt, type Issue, warningAt } from '../issue'
import { isAfterDay } from '../kinds/partial-date'
import { type Lifecycle, stateField } from '../lifecycle'
import { addDays } from '../period'
import { agreementTypes, regionScopes, technologyContracts } from '../reference/lists'
import { defineRegister } from '../register'
import { options } from '../field'

const fewestParties = 2

const lifecycle: Lifecycle = {
  field: 'status',
  initial: '洽谈中',
  events: 'events',
  states: [
    { name: '洽谈中', tone: 'neutral', aliases: ['洽谈', '拟签'] },
    { name: '已签订', tone: 'active', aliases: ['已签', '签订', '签约'] },
    { name: '履行中', tone: 'good', aliases: ['履行', '执行中', '实施中'] },
    { name: '已到期', tone: 'attention', aliases: ['到期', '履行完毕'] },
    { name: '已续签', tone: 'neutral', terminal: true, aliases: ['续签'] },
    { name: '已终止', tone: 'neutral', terminal: true, aliases: ['终止', '解除'] },
  ],
  transitions: [
    {
      from: '洽谈中',
      to: '已签订',
      action: '签订',
      asks: ['signDate'],
      offers: ['signPlace', 'activity'],
      guard: (values) => {
        const count = rowsOf(values, 'parties').length
        return count >= fewestParties ? [] : [tooFewParties(count)]
      },
    },
    { from: '洽谈中', to: '已终止', action: '洽谈终止', reason: '终止原因' },
    { from: '已签订', to: '履行中', action: '启动履行' },
    {
      from: '履行中',
      to: '已到期',
      action: '到期',
      guard: (values, { today }) => {
        const validTo = textIn(values, 'validTo')
        return validTo !== undefined && validTo > today
          ? [errorAt('validTo', `有效期至 ${validTo}，还没有到期；提前结束请用“提前终止”。`)]
          : []
      },
    },
    { from: '已到期', to: '已续签', action: '续签', asks: ['renewedBy'] },
    { from: '履行中', to: '已终止', action: '提前终止', reason: '终止原因' },
  ],
}

const tooFewParties = (count: number): Issue =>
  errorAt('parties', `签约方至少 ${String(fewestParties)} 方，现有 ${String(count)} 方。`)

/** B17: agreements and technology contracts, their parties in and outside the city and what was agreed, item by item. */
export const agreements = defineRegister({
  name: 'agreements',
  title: '合作协议',
  group: '协作',
  unit: '份',
  codePrefix: 'XY',
  codeYear: 'signDate',
  labelField: 'title',
  detailFields: ['type', 'signDate'],
  keys: [['title', 'signDate'], ['title']],
  unique: [{ fields: ['title', 'signDate'], level: 'warning' }],
  sort: { field: 'signDate', descending: true },
  scope: 'district',
  help: '合作共建协议、战略协议和技术合同；合作内容逐条登记，履行情况随时更新。',
  lifecycle,
  fields: {
    title: {
      kind: 'text',
      label: '协议名称',
      required: true,
      maxLength: 100,
      section: '协议',
      list: true,
      width: 36,
      search: true,
      source: 'S',
      headings: ['名称', '合同名称', '协议（合同）名称', '项目名称', '合作项目', '合作事项'],
    },
    type: {
      kind: 'choice',
      label: '协议类型',
      required: true,
      options: agreementTypes,
      section: '协议',
      list: true,
      width: 18,
      carry: true,
      source: 'S',
      headings: ['类型', '合同类型', '协议类别'],
    },
    signDate: {
      kind: 'partialDate',
      label: '签订日期',
      requiredWhen: { field: 'status', in: ['已签订', '履行中', '已到期', '已续签'] },
      section: '协议',
      list: true,
      width: 12,
      source: 'S',
      hint: '只知道月份的写到月份',
      headings: ['签订时间', '签约时间', '签约日期', '签署日期'],
    },
    signPlace: {
      kind: 'text',
      label: '签订地点',
      maxLength: 60,
      section: '协议',
      width: 16,
      source: 'S',
      headings: ['签约地点'],
    },
    activity: {
      kind: 'link',
      to: 'activities',
      label: '签约活动',
      section: '协议',
      width: 24,
      carry: true,
      source: 'S',
    },
    regionScope: {
      kind: 'choice',
      label: '区域协同',
      options: regionScopes,
      section: '协议',
      list: true,
      width: 12,
      source: 'S',
      headings: ['区域范围'],
    },
    validFrom: {
      kind: 'date',
      label: '有效期自',
      section: '协议',
      width: 12,
      source: 'I',
      headings: ['开始日期'],
    },
    validTo: {
      kind: 'date',
      isDeadline: true,
      label: '有效期至',
      section: '协议',
      list: true,
      width: 12,
      source: 'I',
      hint: '到期前会提醒（提前天数可调整）',
      headings: [
        '到期日期',
        '截止日期',
        '有效期',
        '合作期限',
        '协议期限',
        '合同期限',
        '有效期限',
        '履行期限',
        '期限',
        '协议期',
        '合作期',
        '起止日期',
        '起止时间',
      ],
    },
    status: {
      ...stateField(lifecycle),
      section: '协议',
      source: 'I',
      headings: ['履行状态', '协议状态'],
    },
    renewedBy: {
      kind: 'link',
      to: 'agreements',
      label: '续签的新协议',
      requiredWhen: { field: 'status', in: ['已续签'] },
      visibleWhen: { field: 'status', in: ['已到期', '已续签'] },
      section: '协议',
      width: 24,
      source: 'I',
    },
    parties: {
      kind: 'rows',
      label: '签约方',
      rowName: '方',
      section: '签约方',
      list: true,
      required: true,
      source: 'S',
      hint: '至少两方；重庆以外的单位勾选“市外”',
      uniqueBy: ['organization'],
      fields: {
        side: {
          kind: 'choice',
          label: '方',
          required: true,
          options: [
            { value: '甲方', aliases: ['委托方', '委托单位', '发包方'] },
            { value: '乙方', aliases: ['受托方', '受托单位', '承接方', '承包方'] },
            { value: '丙方' },
            { value: '丁方' },
            { value: '其他方' },
          ],
          width: 8,
        },
        organization: {
          kind: 'link',
          to: 'organizations',
          label: '单位',
          required: true,
          width: 30,
          headings: [
            '签约双方',
            '签约各方',
            '签约方',
            '签约单位',
            '合作双方',
            '合作单位',
            '协议双方',
            '合同双方',
            '签订双方',
          ],
        },
        representative: { kind: 'text', label: '签约代表', maxLength: 30, width: 14 },
        outside: { kind: 'yesNo', label: '市外', required: true, initial: false, width: 8 },
      },
    },
    amount: {
      kind: 'money',
      label: '合同金额',
      requiredWhen: { field: 'type', in: ['技术合同'] },
      section: '金额',
      list: true,
      width: 12,
      sum: true,
      source: 'P',
      headings: ['合同额', '金额', '签约金额', '协议金额', '合同总额', '总金额', '合同价款'],
    },
    contractType: {
      kind: 'choice',
      label: '技术合同类别',
      options: technologyContracts,
      ...onlyWith('type', '技术合同'),
      section: '金额',
      width: 12,
      source: 'P',
      headings: ['合同类别'],
    },
    registered: {
      kind: 'yesNo',
      label: '已认定登记',
      initial: false,
      visibleWhen: { field: 'type', in: ['技术合同'] },
      section: '金额',
      width: 10,
      source: 'P',
      headings: ['是否认定登记'],
    },
    registrationNumber: {
      kind: 'text',
      label: '登记号',
      maxLength: 40,
      ...onlyWith('registered', true),
      section: '金额',
      width: 18,
      source: 'P',
      headings: ['合同登记号', '认定登记编号'],
    },
    technologyAmount: {
      kind: 'money',
      label: '技术交易额',
      ...onlyWith('registered', true),
      section: '金额',
      width: 12,
      sum: true,
      source: 'P',
      hint: '不超过合同金额',
      headings: ['其中技术交易额'],
    },
    items: {
      kind: 'rows',
      label: '合作内容',
      rowName: '条内容',
      section: '合作内容',
      required: true,
      source: 'P',
      fields: {
        content: {
          kind: 'text',
          label: '内容',
          required: true,
          multiline: true,
          maxLength: 500,
          width: 36,
          headings: ['合作内容', '主要内容', '合作主要内容', '协议主要内容', '主要合作内容'],
        },
        responsible: { kind: 'text', label: '责任方', maxLength: 60, width: 18 },
        due: { kind: 'date', isDeadline: true, label: '完成时限', width: 12 },
        status: {
          kind: 'choice',
          label: '进展状态',
          required: true,
          options: options('未启动', '进行中', '已完成'),
          initial: '未启动',
          width: 10,
        },
        progress: { kind: 'text', label: '进展', multiline: true, maxLength: 500, width: 28 },
      },
    },
    nextStep: {
      kind: 'text',
      label: '下步安排',
      multiline: true,
      maxLength: 500,
      section: '合作内容',
      width: 24,
      source: 'I',
    },
    scan: {
      kind: 'text',
      label: '扫描件',
      maxLength: 200,
      section: '合作内容',
      width: 20,
      source: 'I',
      hint: '已签订的建议登记扫描件的名称和存放处',
    },
    events: stepEvents,
  },
  flags: [
    {
      label: '即将到期',
      tone: 'attention',
      why: ({ status, validTo }, { today, rules }) =>
        validTo !== undefined &&
        inForce.includes(status ?? '') &&
        validTo >= today &&
        validTo <= addDays(today, rules.agreementNotice)
          ? `有效期至 ${validTo}，请考虑续签。`
          : undefined,
    },
    {
      label: '到期待确认',
      tone: 'danger',
      why: ({ status, validTo }, { today }) =>
        validTo !== undefined && inForce.includes(status ?? '') && validTo < today
          ? `有效期至 ${validTo}，已过期，请确认到期。`
          : undefined,
    },
    {
      label: '条目逾期',
      tone: 'attention',
      why: ({ status, items }, { today }) => {
        const late = lateItems(items ?? [], today).length
        return late > 0 && inForce.includes(status ?? '')
          ? `${String(late)} 条合作内容已过完成时限。`
          : undefined
      },
    },
  ],
  check: (values, { today }): readonly Issue[] => {
    const { parties, amount, technologyAmount, validFrom, validTo, signDate, regionScope, status, scan } =
      values
    const outside = (parties ?? []).some((party) => party.outside === true)
    const issues: Issue[] = []
    if (parties?.length === 1)
      issues.push(gapAt('parties', `签约方至少 ${String(fewestParties)} 方，请再添加一方。`))
    if (amount !== undefined && technologyAmount !== undefined && technologyAmount > amount)
      issues.push(errorAt('technologyAmount', '技术交易额不能大于合同金额。'))
    if (validFrom !== undefined && validTo !== undefined && validTo <= validFrom)
      issues.push(errorAt('validTo', '有效期至须晚于有效期自。'))
    if (signDate !== undefined && isAfterDay(signDate, today))
      issues.push(errorAt('signDate', '签订日期不能晚于今天。'))
    if (outside && regionScope === '市内')
      issues.push(warningAt('regionScope', '有市外的签约方，区域协同却是“市内”，请核对。'))
    if (status === '已签订' && scan === undefined)
      issues.push(warningAt('scan', '已签订的协议建议登记扫描件。'))
    return issues
  },
})

const inForce = ['已签订', '履行中']

interface Item {
  readonly due?: string
  readonly status?: string
}

const lateItems = (items: readonly Item[], day: string): readonly Item[] =>
  items.filter(({ due, status }) => due !== undefined && due < day && status !== '已完成')
