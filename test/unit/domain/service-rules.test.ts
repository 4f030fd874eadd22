import { describe, expect, test } from 'vitest'
import { aloneOn, type LedgerRecord } from '../../../src/domain/record'
import type { Values } from '../../../src/domain/field'
import { consortia } from '../../../src/domain/registers/consortia'
import { registers } from '../../../src/domain/registers/all'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { teams } from '../../../src/domain/registers/teams'
import { takeStep } from '../../../src/domain/step'
import { blocking, settle, validate } from '../../../src/domain/validate'

const today = '2021-07-02'
const need = (id: string, organization: string): LedgerRecord => ({
  id,
  code: 'XQ-500118-2021-0001',
  districtCode: '500118',
  confidentiality: '内部',
  isSample: false,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  version: 1,
  deletedAt: null,
  values: { organization, title: '产线检测需求' },
})
const linked = (_register: string, id: string): LedgerRecord | undefined =>
  id.startsWith('need') ? need(id, 'org1') : undefined
const context = { ...aloneOn(today), linked, by: '张三', at: '2021-07-02T08:00:00.000Z' }

const whole: Values = {
  serviceDate: '2021-05-06',
  mode: '精准化',
  serviceType: '科技咨询',
  form: '线上会诊',
  topic: '主题',
  served: ['org1'],
  needs: ['need1'],
  experts: ['e1'],
  hours: 2,
  content: '专家查看现场并提出三条改进建议，约定月底复查。',
  result: '已解决',
  auditStatus: '待审核',
}
const faults = (change: Values): readonly string[] =>
  validate(serviceRecords, { ...whole, ...change }, context).map(({ path, level }) => `${level} ${path}`)

describe('the three modes', () => {
  test('a whole record has nothing wrong', () => expect(faults({})).toEqual([]))
  test('精准化: one enterprise, one need, and that need is its own', () => {
    expect(faults({ served: ['org1', 'org2'] })).toContain('error served')
    expect(faults({ needs: ['need1', 'need2'] })).toContain('error needs')
    expect(faults({ needs: [] })).toContain('gap needs')
    expect(faults({ served: ['org2'] })).toContain('error needs')
  })
  test('定制化: several needs of one enterprise, with a plan', () => {
    expect(faults({ mode: '定制化', needs: ['need1', 'need2'], plan: '专项方案一' })).toEqual([])
    expect(faults({ mode: '定制化' })).toEqual(['gap plan'])
  })
  test('套餐式: several enterprises, no need, but a package', () => {
    expect(faults({ mode: '套餐式', served: ['org1', 'org2'], needs: [], package: 'package1' })).toEqual([])
    expect(faults({ mode: '套餐式', needs: [] })).toEqual(['gap package'])
    expect(faults({ mode: '套餐式', needs: [], package: 'need1' })).toEqual(['error package'])
  })
})

test('voluntary service is free, a signed contract has an amount, an on-site form has a place', () => {
  expect(faults({ isVolunteer: true, volunteerCategory: '科普类', contractAmount: 100 })).toEqual([
    'error contractAmount',
  ])
  expect(faults({ result: '签订合同/协议' })).toEqual(['gap contractAmount'])
  expect(faults({ form: '现场诊断' })).toEqual(['gap place'])
})

test('dates: not after today, not ending before it began', () => {
  expect(faults({ serviceDate: '2021-07-03' })).toEqual(['error serviceDate'])
  expect(faults({ endDate: '2021-05-05' })).toEqual(['error endDate'])
})

test('hours come in halves between a half and 200', () => {
  expect(faults({ hours: 0 })).toEqual(['error hours'])
  expect(faults({ hours: 1.3 })).toEqual(['error hours'])
  expect(faults({ hours: 200.5 })).toEqual(['error hours'])
})

test('a text of 61 characters is refused with its length, 60 pass', () => {
  const issue = validate(serviceRecords, { ...whole, topic: '题'.repeat(61) }, context)[0]
  expect(issue?.message).toContain('最多 60 字，现在 61 字')
  expect(faults({ topic: '题'.repeat(60) })).toEqual([])
  expect(faults({ topic: '𠮷😀'.repeat(30) })).toEqual([])
})

test('gaps that a record had before do not block its mending; new ones and errors do', () => {
  const before = validate(serviceRecords, { ...whole, content: undefined }, context)
  expect(blocking(before, before)).toEqual([])
  expect(blocking(before)).toHaveLength(1)
  expect(
    blocking(
      validate(serviceRecords, { ...whole, content: undefined, topic: undefined }, context),
      before,
    ).map(({ path }) => path),
  ).toEqual(['topic'])
})

test('what a condition hides is not kept', () => {
  expect(
    settle(serviceRecords.fields, { ...whole, package: 'package1', endDate: undefined }),
  ).not.toHaveProperty('package')
})

const paper = { name: '签到表.pdf', type: 'application/pdf', size: 2048, hash: 'a'.repeat(64) }

describe('a file serves as well as a note', () => {
  test('a plan for 定制化, and a gap without either names both', () => {
    const tailored = { ...whole, mode: '定制化' }
    expect(faults({ mode: '定制化', planFiles: [paper] })).toEqual([])
    expect(faults({ mode: '定制化', planFiles: [] })).toEqual(['gap plan'])
    expect(validate(serviceRecords, tailored, context)[0]?.message).toBe(
      '请填写专项方案，或添加“专项方案附件”。',
    )
  })
  test('evidence of an audited service', () => {
    expect(faults({ auditStatus: '已审核', evidenceFiles: [paper] })).toEqual([])
    expect(faults({ auditStatus: '已审核', evidence: '签到表在档案柜' })).toEqual([])
    expect(faults({ auditStatus: '已审核' })).toEqual(['gap evidence'])
  })
  const lead = { organization: 'o', role: '政' }
  test.each([
    [
      consortia,
      '筹建',
      '成立',
      { founded: { value: '2021', precision: '年' }, leadOrganization: 'o' },
      'charter',
    ],
    [consortia, '运行', '注销/解散', {}, 'closing'],
    [teams, '在岗', '解散', {}, 'closing'],
  ] as const)('%# a step asks for one of the two', (register, status, action, given, name) => {
    const step = (more: Values) =>
      takeStep(register, { status, members: [lead] }, { action, values: { ...given, ...more } }, context)
    const note = name === 'charter' ? name : `${name}Basis`
    const refused = step({})
    expect(refused.ok ? [] : refused.issues.map(({ path }) => path)).toEqual([note])
    expect(step({ [note]: '会议纪要〔2021〕3号' }).ok).toBe(true)
    expect(step({ [`${name}Files`]: [paper] }).ok).toBe(true)
  })
})

describe('auditing', () => {
  test('asks for reviewer and evidence, and then stands', () => {
    const refused = takeStep(serviceRecords, whole, { action: '审核通过', values: {} }, context)
    expect(refused.ok ? [] : refused.issues.map(({ path }) => path)).toEqual(['reviewer', 'evidence'])
    const passed = takeStep(
      serviceRecords,
      whole,
      { action: '审核通过', values: { reviewer: '李四', evidence: '签到表' } },
      context,
    )
    expect(passed).toMatchObject({ ok: true, values: { auditStatus: '已审核', reviewer: '李四' } })
  })
  test('a return wants its reason, and an audited record cannot be audited again', () => {
    expect(takeStep(serviceRecords, whole, { action: '退回', values: {}, reason: ' ' }, context).ok).toBe(
      false,
    )
    const again = takeStep(
      serviceRecords,
      { ...whole, auditStatus: '已审核' },
      { action: '审核通过', values: {} },
      context,
    )
    expect(again.ok ? '' : again.issues[0]?.message).toBe('“已审核”状态下不能“审核通过”。')
  })
})

test('a consortium runs only with three members in three roles', () => {
  const member = (organization: string, role: string) => ({ organization, role, position: '成员' })
  const two = { status: '已成立', members: [member('a', '产'), member('b', '学')] }
  const three = { status: '已成立', members: [member('a', '产'), member('b', '学'), member('c', '研')] }
  const refused = takeStep(consortia, two, { action: '投入运行', values: {} }, context)
  expect(refused.ok ? '' : refused.issues[0]?.message).toContain('成员至少 3 家，现有 2 家')
  expect(takeStep(consortia, three, { action: '投入运行', values: {} }, context).ok).toBe(true)
})

test('in every life cycle each step leads from a state to a state, and only closed states may lead nowhere', () => {
  for (const { name, lifecycle } of registers) {
    if (lifecycle === undefined) continue
    const states = new Map(lifecycle.states.map((state) => [state.name, state]))
    expect(states.has(lifecycle.initial), name).toBe(true)
    for (const { from, to } of lifecycle.transitions)
      expect([states.has(from), states.has(to)], `${name} ${from} → ${to}`).toEqual([true, true])
    for (const state of lifecycle.states) {
      const leads = lifecycle.transitions.some(({ from }) => from === state.name)
      if (state.terminal !== true) expect(leads, `${name} ${state.name}`).toBe(true)
    }
  }
})
