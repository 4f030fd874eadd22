import { stepEvents } from '../events'
import { errorAt, gapAt, type Issue } from '../issue'
import type { CheckContext } from '../record'
import { teamIndustries } from '../reference/lists'
import { defineRegister } from '../register'
import { options } from '../field'

const defaultAnnualFund = 10_000_000

/** B9 with B10: one of the thirteen expert service teams and its members. */
export const teams = defineRegister({
  name: 'teams',
  title: '专家服务队',
  group: '共同体',
  unit: '支',
  codePrefix: 'FWD',
  labelField: 'name',
  detailFields: ['industry'],
  keys: [['name'], ['industry']],
  unique: [
    { fields: ['name'], level: 'error' },
    {
      fields: ['industry'],
      level: 'error',
      among: { field: 'status', in: ['组建中', '在岗', '届满'] },
    },
  ],
  sort: { field: 'code', descending: false },
  scope: 'city',
  help: '全市 13 支专家服务队，按产业方向组建；成员须先登记在专家库。',
  lifecycle: {
    field: 'status',
    initial: '组建中',
    events: 'events',
    states: [
      { name: '组建中', tone: 'neutral' },
      { name: '在岗', tone: 'good' },
      { name: '届满', tone: 'attention' },
      { name: '解散', tone: 'neutral', terminal: true },
    ],
    transitions: [
      { from: '组建中', to: '在岗', action: '成立', asks: ['leader', 'leadOrganization', 'industry'] },
      { from: '在岗', to: '届满', action: '服务期满' },
      { from: '届满', to: '在岗', action: '续聘', asks: ['termStart', 'termEnd'] },
      { from: '在岗', to: '解散', action: '解散', asks: [['closingBasis', 'closingFiles']] },
      { from: '届满', to: '解散', action: '解散' },
    ],
  },
  fields: {
    name: {
      kind: 'text',
      label: '队名',
      required: true,
      maxLength: 40,
      section: '基本信息',
      list: true,
      width: 28,
      search: true,
      source: 'P',
      headings: ['服务队', '服务队名称', '专家服务队', '队伍名称', '团队名称'],
    },
    industry: {
      kind: 'choice',
      label: '产业方向',
      required: true,
      options: teamIndustries,
      section: '基本信息',
      list: true,
      width: 16,
      source: 'P',
      headings: ['服务方向', '服务产业', '服务领域', '所属产业', '产业领域'],
    },
    leadOrganization: {
      kind: 'link',
      to: 'organizations',
      label: '牵头单位',
      required: true,
      section: '基本信息',
      list: true,
      width: 28,
      search: true,
      source: 'P',
      headings: ['依托单位', '组建单位', '牵头组建单位'],
    },
    leader: {
      kind: 'link',
      to: 'experts',
      label: '队长',
      required: true,
      section: '基本信息',
      list: true,
      width: 10,
      search: true,
      source: 'I',
    },
    liaison: {
      kind: 'text',
      label: '联络员',
      required: true,
      maxLength: 20,
      section: '基本信息',
      list: true,
      width: 10,
      search: true,
      source: 'P',
    },
    liaisonPhone: {
      kind: 'phone',
      label: '联络员电话',
      required: true,
      section: '基本信息',
      width: 16,
      search: true,
      source: 'P',
      headings: ['联络电话'],
    },
    founded: {
      kind: 'partialDate',
      label: '成立日期',
      required: true,
      section: '基本信息',
      width: 12,
      source: 'P',
    },
    status: {
      kind: 'choice',
      label: '状态',
      options: options('组建中', '在岗', '届满', '解散'),
      initial: '组建中',
      readOnly: true,
      section: '基本信息',
      list: true,
      width: 8,
      source: 'I',
    },
    termStart: { kind: 'date', label: '本届开始', section: '服务期', width: 12, source: 'I' },
    termEnd: {
      kind: 'date',
      label: '本届结束',
      notBefore: 'termStart',
      section: '服务期',
      width: 12,
      source: 'I',
    },
    districts: {
      kind: 'links',
      to: 'districts',
      label: '挂联地区',
      required: true,
      section: '服务期',
      list: true,
      width: 20,
      source: 'P',
      headings: ['服务区县', '服务地区', '挂联区县', '联系区县', '对接区县'],
    },
    nationalSociety: {
      kind: 'link',
      to: 'organizations',
      label: '对接全国学会',
      only: { field: 'orgType', in: ['全国学会'] },
      section: '服务期',
      source: 'P',
    },
    sichuanSociety: {
      kind: 'text',
      label: '对接四川省级学会',
      maxLength: 40,
      section: '服务期',
      source: 'P',
    },
    closingBasis: {
      kind: 'text',
      label: '解散依据',
      maxLength: 200,
      visibleWhen: { field: 'status', in: ['解散'] },
      section: '服务期',
      source: 'I',
      hint: '文件名称、文号或会议决定。与附件有一项即可（本软件的约定）',
    },
    closingFiles: {
      kind: 'attachments',
      label: '解散依据附件',
      visibleWhen: { field: 'status', in: ['解散'] },
      section: '服务期',
      source: 'I',
    },
    annualFund: {
      kind: 'money',
      label: '年度专项工作经费',
      initial: defaultAnnualFund,
      section: '经费',
      width: 14,
      source: 'P',
      hint: '公开报道为每队每年 10 万元，可按实际修改',
      headings: ['年度经费', '工作经费', '专项经费'],
    },
    payments: {
      kind: 'rows',
      label: '已拨付',
      rowName: '笔拨付',
      section: '经费',
      source: 'P',
      fields: {
        paidOn: { kind: 'date', label: '拨付日期', required: true, latest: 'today', width: 14 },
        amount: { kind: 'money', label: '金额', required: true, width: 14 },
        note: { kind: 'text', label: '说明', maxLength: 60, width: 24 },
      },
    },
    members: {
      kind: 'rows',
      label: '成员',
      headings: ['队员'],
      rowName: '名成员',
      section: '成员',
      list: true,
      source: 'S',
      uniqueBy: ['expert'],
      fields: {
        expert: {
          kind: 'link',
          to: 'experts',
          label: '专家',
          required: true,
          width: 16,
          headings: [
            '姓名',
            '专家姓名',
            '队员',
            '队员姓名',
            '成员姓名',
            '服务队成员',
            '专家成员',
            '组成人员',
            '成员名单',
            '成员',
          ],
        },
        role: {
          kind: 'choice',
          label: '队内角色',
          required: true,
          options: [
            ...options('队长', '副队长', '顾问'),
            { value: '成员', aliases: ['队员', '组员'] },
            ...options('联络员'),
          ],
          initial: '成员',
          width: 12,
          headings: ['队内职务', '队中职务', '队内分工'],
        },
        joinDate: { kind: 'date', label: '加入日期', required: true, width: 14 },
        quitDate: { kind: 'date', label: '退出日期', notBefore: 'joinDate', width: 14 },
      },
    },
    events: stepEvents,
  },
  check: ({ payments, annualFund, leader, members }, { linked }): readonly Issue[] => {
    const paid = (payments ?? []).reduce((sum, { amount }) => sum + (amount ?? 0), 0)
    const issues: Issue[] = []
    if (annualFund !== undefined && paid > annualFund)
      issues.push(errorAt('payments', '已拨付合计超过年度专项工作经费。'))
    if (
      leader !== undefined &&
      (members ?? []).length > 0 &&
      !(members ?? []).some(({ expert }) => expert === leader)
    ) {
      issues.push(gapAt('members', '队长须同时列入成员。'))
    }
    return [...issues, ...(members ?? []).flatMap(({ expert }, index) => unreachable(expert, index, linked))]
  },
})

/** Who is called up must be reachable. */
const unreachable = (
  expert: string | undefined,
  index: number,
  linked: CheckContext['linked'],
): readonly Issue[] => {
  const values = expert === undefined ? undefined : linked('experts', expert)?.values
  if (values === undefined || values.phone !== undefined || values.email !== undefined) return []
  return [gapAt(`members.${String(index)}.expert`, '这名专家没有电话和邮箱，入队前请在专家库中补一项。')]
}
