import { stepEvents } from '../events'
import { type Attachment, options } from '../field'
import { errorAt, type Issue } from '../issue'
import { acceptsValue } from '../kinds/all'
import { type Lifecycle, stateField } from '../lifecycle'
import { periodTypes } from '../period'
import type { LedgerRecord } from '../record'
import { defineRegister } from '../register'

/** It has gone up, and was not sent back. */
export const sentStates = ['已盖章报送', '已存档']
const reviewed = ['审核中', ...sentStates]

/** One office may do both, but the paper asks for two names (domain C, rule 4). */
const twoNames = ({ filler, reviewer }: { readonly filler?: unknown; readonly reviewer?: unknown }) =>
  filler !== undefined && filler === reviewer
    ? [errorAt('reviewer', '审核人不能与填报人是同一人，请填另一位。')]
    : []

const lifecycle: Lifecycle = {
  field: 'status',
  initial: '已生成',
  events: 'events',
  states: [
    { name: '已生成', tone: 'neutral' },
    { name: '审核中', tone: 'active' },
    { name: '已盖章报送', tone: 'good' },
    { name: '已退回', tone: 'attention' },
    { name: '已作废', tone: 'neutral', terminal: true },
    { name: '已存档', tone: 'good', terminal: true },
  ],
  transitions: [
    {
      from: '已生成',
      to: '审核中',
      action: '送审',
      asks: ['workbook', 'unitHead', 'reviewer', 'filler', 'phone', 'filledOn'],
      suggest: (_values, { by, today }) => ({ filler: by, filledOn: today }),
      guard: twoNames,
    },
    {
      from: '审核中',
      to: '已盖章报送',
      action: '报送',
      asks: ['sentOn', 'sendMethod'],
      suggest: (_values, { today }) => ({ sentOn: today }),
    },
    { from: '审核中', to: '已退回', action: '退回', reason: '退回意见' },
    { from: '已退回', to: '已作废', action: '作废重生成' },
    { from: '已盖章报送', to: '已退回', action: '市科协退回', reason: '市科协的退回意见' },
    { from: '已盖章报送', to: '已存档', action: '存档', asks: ['receipt'] },
  ],
}

const codes = [
  ...Array.from({ length: 16 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`),
  '月报包',
  '季报包',
] as const

/**
 * B23: one report of one period and district on its way to 市科协, with the very file that was sent. R17 is the office's
 * own and never handed in.
 */
export const submissions = defineRegister({
  name: 'submissions',
  title: '报送记录',
  group: '报送',
  unit: '份',
  codePrefix: 'BS',
  codeYear: 'periodStart',
  labelField: 'title',
  detailFields: ['periodLabel', 'status'],
  keys: [['@districtCode', 'report', 'periodStart', 'periodEnd', 'generatedAt']],
  unique: [
    {
      fields: ['@districtCode', 'report', 'periodStart', 'periodEnd'],
      level: 'warning',
      among: { field: 'status', in: ['已生成', ...reviewed] },
    },
  ],
  sort: { field: 'periodStart', descending: true },
  scope: 'district',
  help: '每张报表每期报送一份：送审、盖章报送、退回或存档，都在这里留下经过和当时的文件。',
  lifecycle,
  fields: {
    report: {
      kind: 'choice',
      label: '报表',
      required: true,
      options: options(...codes),
      section: '报表',
      list: true,
      width: 12,
      source: 'I',
    },
    title: {
      kind: 'text',
      label: '报表名称',
      required: true,
      maxLength: 80,
      section: '报表',
      list: true,
      width: 34,
      search: true,
      source: 'I',
    },
    periodType: {
      kind: 'choice',
      label: '期别',
      required: true,
      options: options(...periodTypes),
      section: '报表',
      width: 8,
      source: 'I',
    },
    periodLabel: {
      kind: 'text',
      label: '所属期',
      required: true,
      maxLength: 40,
      section: '报表',
      list: true,
      width: 20,
      search: true,
      source: 'I',
      hint: '如 2021年6月',
    },
    periodStart: {
      kind: 'date',
      label: '所属期起',
      required: true,
      section: '报表',
      list: true,
      width: 12,
      source: 'I',
    },
    periodEnd: {
      kind: 'date',
      label: '所属期止',
      required: true,
      notBefore: 'periodStart',
      section: '报表',
      width: 12,
      source: 'I',
    },
    status: { ...stateField(lifecycle), section: '报表', source: 'I' },
    generatedAt: {
      kind: 'moment',
      label: '生成时间',
      readOnly: true,
      section: '报送文件',
      width: 20,
      source: 'I',
    },
    generatedBy: {
      kind: 'text',
      label: '生成人',
      readOnly: true,
      section: '报送文件',
      width: 10,
      source: 'I',
    },
    workbook: {
      kind: 'attachments',
      label: '报送文件',
      section: '报送文件',
      readOnly: true,
      madeByProgram: true,
      source: 'I',
      hint: '报送的工作簿原样保存，可随时另存',
    },
    data: {
      kind: 'attachments',
      label: '报送时的数据',
      section: '报送文件',
      readOnly: true,
      madeByProgram: true,
      source: 'I',
      hint: '生成报表用的记录，供以后核对有什么变化，不用打开',
    },
    accepted: {
      kind: 'rows',
      label: '接受的提醒',
      rowName: '条提醒',
      readOnly: true,
      section: '上报体检',
      source: 'I',
      fields: {
        finding: { kind: 'text', label: '提醒', width: 40 },
        reason: { kind: 'text', label: '接受的理由', maxLength: 300, width: 30 },
      },
    },
    figures: {
      kind: 'rows',
      label: '合计数',
      rowName: '个数',
      readOnly: true,
      section: '上报体检',
      source: 'I',
      fields: {
        name: { kind: 'text', label: '表和栏目', width: 36 },
        value: { kind: 'number', label: '数', decimals: 6, width: 14 },
      },
    },
    unitHead: {
      kind: 'text',
      label: '单位负责人',
      maxLength: 20,
      requiredWhen: { field: 'status', in: reviewed },
      section: '签字',
      width: 10,
      source: 'P',
    },
    reviewer: {
      kind: 'text',
      label: '审核人',
      maxLength: 20,
      requiredWhen: { field: 'status', in: reviewed },
      section: '签字',
      width: 10,
      source: 'P',
      hint: '与填报人不得为同一人',
    },
    filler: {
      kind: 'text',
      label: '填报人',
      maxLength: 20,
      requiredWhen: { field: 'status', in: reviewed },
      section: '签字',
      width: 10,
      source: 'P',
    },
    phone: {
      kind: 'phone',
      label: '联系电话',
      requiredWhen: { field: 'status', in: reviewed },
      section: '签字',
      width: 14,
      source: 'P',
    },
    filledOn: {
      kind: 'date',
      label: '填报日期',
      requiredWhen: { field: 'status', in: reviewed },
      section: '签字',
      width: 12,
      source: 'P',
    },
    sentOn: {
      kind: 'date',
      label: '报送日期',
      latest: 'today',
      notBefore: 'filledOn',
      requiredWhen: { field: 'status', in: sentStates },
      section: '报送',
      list: true,
      width: 12,
      source: 'P',
    },
    sendMethod: {
      kind: 'choice',
      label: '报送方式',
      options: options('纸质盖章', '电子邮件', '政务外网', '光盘U盘'),
      requiredWhen: { field: 'status', in: sentStates },
      section: '报送',
      list: true,
      width: 12,
      source: 'P',
    },
    receipt: {
      kind: 'attachments',
      label: '盖章扫描件或回执',
      requiredWhen: { field: 'status', in: ['已存档'] },
      section: '报送',
      source: 'I',
    },
    events: stepEvents,
  },
  check: (values): readonly Issue[] => twoNames(values),
})

/** The first file in a field of a submission. */
export const attachmentIn = (
  { values }: Pick<LedgerRecord, 'values'>,
  field: 'workbook' | 'data',
): Attachment | undefined => {
  const files = values[field]
  return files !== undefined && acceptsValue(submissions.fields[field], files)
    ? (files as readonly Attachment[])[0]
    : undefined
}
