import { describe, expect, test } from 'vitest'
import type { FieldValue, Values } from '../../../../src/domain/field'
import type { StepContext } from '../../../../src/domain/lifecycle'
import { usualRules } from '../../../../src/domain/office-rules'
import { aloneOn } from '../../../../src/domain/record'
import { needs } from '../../../../src/domain/registers/needs'
import { openingValues, takeStep } from '../../../../src/domain/step'
import { settleRecord } from '../../../../src/domain/validate'
import { faultsOf, flagsIn, linkedTo, today } from '../../support/faults'
import { draftService, organization, service } from '../../support/records'

const factory = organization({
  name: '甲厂',
  orgType: '企业',
  contactPerson: '王五',
  contactPhone: '13800000000',
})
const school = organization({ name: '某大学', orgType: '高等院校' })
const whole: Values = {
  organization: factory.id,
  title: '主轴温升治理技术',
  category: '技术攻关',
  industry: '装备制造产业',
  description: '主轴在连续运行两小时后温升超过四十度，希望降到二十五度以内。',
  cooperation: ['技术服务'],
  urgency: '紧急（1个月内）',
  source: '企业自主申报',
  raisedDate: '2021-06-01',
  status: '草稿',
}
const faults = faultsOf(needs, whole, { linked: linkedTo(factory, school) })
const accepted: Values = { status: '已受理', owner: '李四', acceptDate: '2021-06-01', dueDate: '2021-06-29' }
const rows = (...list: readonly Values[]): FieldValue => list as unknown as FieldValue
const match: Values = {
  providerType: '专家',
  expert: 'e1',
  method: '推荐',
  matchDate: '2021-06-10',
  result: '待回复',
}

describe('a need', () => {
  test('that is whole has nothing wrong', () => expect(faults()).toEqual([]))
  test('has a title of 6 to 60 characters and a description of 20', () => {
    expect(faults({ title: '温升治理' })).toEqual(['error title'])
    expect(faults({ title: '题'.repeat(61) })).toEqual(['error title'])
    expect(faults({ title: '题'.repeat(60) })).toEqual([])
    expect(faults({ description: '太短了' })).toEqual(['error description'])
  })
  test('is usually raised by an enterprise: another organisation is pointed out', () =>
    expect(faults({ organization: school.id })).toEqual(['warning organization']))
  test('has an amount or is 面议, never both; an amount of 0 stands', () => {
    expect(faults({ budget: 5_000_000, budgetNegotiable: true })).toEqual(['error budget'])
    expect(faults({ budgetNegotiable: true })).toEqual([])
    expect(faults({ budget: 0 })).toEqual([])
  })
  test('that came up at a visit names the visit, one of an activity the activity', () => {
    expect(faults({ source: '调研走访' })).toEqual(['gap visit'])
    expect(faults({ source: '调研走访', visit: 'v1' })).toEqual([])
    expect(faults({ source: '活动现场' })).toEqual(['gap activity'])
  })
  test('dates run: expected after raised, not raised tomorrow', () => {
    expect(faults({ expectDate: '2021-05-31' })).toEqual(['error expectDate'])
    expect(faults({ raisedDate: '2021-07-03' })).toEqual(['error raisedDate'])
  })
  test('once taken on has owner, date and limit; without a limit only when 长期', () => {
    expect(faults({ ...accepted, owner: undefined, acceptDate: undefined, dueDate: undefined })).toEqual([
      'gap owner',
      'gap acceptDate',
      'gap dueDate',
    ])
    expect(faults({ ...accepted, dueDate: undefined, urgency: '长期' })).toEqual([])
    expect(faults({ ...accepted, dueDate: '2021-05-30' })).toEqual(['error dueDate'])
  })
  test('once closed has date, result, satisfaction and who confirmed it', () => {
    expect(faults({ ...accepted, status: '已办结' })).toEqual([
      'gap closeDate',
      'gap closeResult',
      'gap satisfaction',
      'gap confirmedBy',
      'gap confirmedOn',
    ])
    expect(faults({ ...accepted, closeDate: '2021-06-20' })).toEqual(['warning closeDate'])
  })
  test('each match names exactly the provider of its type', () => {
    expect(faults({ matches: rows(match) })).toEqual([])
    expect(faults({ matches: rows({ ...match, expert: undefined }) })).toEqual(['gap matches.0.expert'])
    const settled = settleRecord(needs, { ...whole, matches: rows({ ...match, team: 't1' }) })
    expect(settled.matches).toEqual([match])
  })
})

describe('what is pointed out about a need', () => {
  const flags = flagsIn(needs, { ...whole, ...accepted })
  test('its limit is over, and it is neither closed nor paused', () => {
    expect(flags()).toEqual(['超期'])
    expect(flags({}, '2021-06-29')).toEqual(['即将到期'])
    expect(flags({ status: '暂停' })).toEqual([])
    expect(flags({ status: '未解决办结', closeDate: '2021-06-29' })).toEqual([])
  })
  test('its limit is near: within three working days, not over the weekend before', () => {
    expect(flags({}, '2021-06-24')).toEqual(['即将到期'])
    expect(flags({}, '2021-06-23')).toEqual([])
  })
  test('it was closed after its limit', () =>
    expect(flags({ status: '已办结', closeDate: '2021-06-30' })).toEqual(['超期办结']))
})

const stepContext = (more: Partial<StepContext> = {}): StepContext => ({
  ...aloneOn(today),
  linked: linkedTo(factory),
  by: '张三',
  at: '2021-07-02T02:00:00.000Z',
  ...more,
})
const stepOf = (from: string, action: string) => {
  const step = needs.lifecycle?.transitions.find((one) => one.from === from && one.action === action)
  if (step === undefined) throw new Error(`No step ${from} ${action}`)
  return step
}
const refusals = (values: Values, action: string, given: Values = {}, more: Partial<StepContext> = {}) => {
  const done = takeStep(needs, values, { action, values: given, reason: '理由' }, stepContext(more))
  return done.ok ? [] : done.issues.map(({ path }) => path)
}

describe('steps of a need', () => {
  test('handing in wants the whole need, and an enterprise that can be reached', () => {
    expect(refusals(whole, '提交')).toEqual([])
    expect(refusals({ ...whole, industry: undefined, cooperation: undefined }, '提交')).toEqual([
      'industry',
      'cooperation',
    ])
    const mute = organization({ name: '乙厂', orgType: '企业' })
    expect(refusals({ ...whole, organization: mute.id }, '提交', {}, { linked: linkedTo(mute) })).toEqual([
      'organization',
    ])
  })

  test('受理 proposes today, who works here, and a limit by urgency that skips the holidays of the office', () => {
    const rules = {
      ...usualRules,
      dueDays: { '紧急（1个月内）': 2 },
      calendar: { holidays: ['2021-07-05'], workdays: ['2021-07-03'] },
    }
    const opening = (values: Values) =>
      openingValues(stepOf('研判中', '受理'), values, stepContext({ rules }))
    expect(opening(whole)).toMatchObject({ acceptDate: today, owner: '张三', dueDate: '2021-07-06' })
    expect(opening({ ...whole, urgency: '长期' })).not.toHaveProperty('dueDate')
    expect(opening({ ...whole, dueDate: '2021-08-01', owner: '李四' })).toMatchObject({
      dueDate: '2021-08-01',
      owner: '李四',
    })
  })

  test('受理 with nothing but what is proposed goes through', () =>
    expect(
      takeStep(needs, { ...whole, status: '研判中' }, { action: '受理', values: {} }, stepContext()),
    ).toMatchObject({ ok: true, values: { status: '已受理', dueDate: '2021-07-30', owner: '张三' } }))

  test('the only provider still in question is proposed as the one who takes it on', () => {
    const refused = { ...match, expert: 'e2', result: '不承接' }
    const opening = openingValues(
      stepOf('对接中', '确认承接'),
      { ...whole, matches: rows(refused, match) },
      stepContext(),
    )
    expect(opening.matches).toEqual([refused, { ...match, result: '确认承接' }])
    expect(
      refusals({ ...whole, ...accepted, status: '对接中', matches: rows(match, match) }, '确认承接'),
    ).toEqual(['matches'])
  })

  test('without supply it takes two matches to close, and the result is 未解决', () => {
    const one = { ...whole, ...accepted, status: '对接中', matches: rows(match) }
    expect(refusals(one, '确认暂无供给')).toEqual(['matches'])
    const done = takeStep(
      needs,
      { ...one, matches: rows(match, { ...match, expert: 'e2' }) },
      { action: '确认暂无供给', values: {}, reason: '没有专家' },
      stepContext(),
    )
    expect(done).toMatchObject({ ok: true, values: { closeResult: '未解决', closeDate: today } })
  })

  const serving = { ...whole, ...accepted, status: '服务中' }
  test('handing in the result rests on a service with a result', () => {
    expect(refusals(serving, '提交办理结果')).toEqual(['@serviceRecords.needs'])
    const blank = draftService({ auditStatus: '待审核' })
    expect(refusals(serving, '提交办理结果', {}, { linking: () => [blank] })).toEqual([
      '@serviceRecords.needs',
    ])
    const done = draftService({ result: '已解决', auditStatus: '待审核' })
    expect(refusals(serving, '提交办理结果', {}, { linking: () => [done] })).toEqual([])
  })

  const answered: Values = { satisfaction: '5', confirmedBy: '王五' }
  const visited = { ...serving, status: '待回访' }
  test('已办结 rests on an audited service, or on the answer of the unit it was passed to', () => {
    const waiting = draftService({ result: '已解决', auditStatus: '待审核', serviceDate: '2021-06-20' })
    expect(refusals(visited, '回访确认', answered, { linking: () => [waiting] })).toEqual([
      '@serviceRecords.needs',
    ])
    const audited = service({ result: '部分解决', serviceDate: '2021-06-20' })
    expect(
      takeStep(
        needs,
        visited,
        { action: '回访确认', values: answered },
        stepContext({ linking: () => [waiting, audited] }),
      ),
    ).toMatchObject({ ok: true, values: { closeDate: today, confirmedOn: today, status: '已办结' } })
    const passed = { ...visited, transferFeedback: '接收单位已派人解决。' }
    expect(refusals(passed, '回访确认', { ...answered, closeResult: '已解决' })).toEqual([])
  })
  test('the result of the latest service is proposed; 未解决 has a step of its own', () => {
    const services = [
      service({ result: '部分解决', serviceDate: '2021-06-20' }),
      service({ result: '签订合同/协议', serviceDate: '2021-06-25' }),
    ]
    const opening = openingValues(
      stepOf('待回访', '回访确认'),
      visited,
      stepContext({ linking: () => services }),
    )
    expect(opening).toMatchObject({ closeResult: '签订合同/协议' })
    expect(
      refusals(visited, '回访确认', { ...answered, closeResult: '未解决' }, { linking: () => services }),
    ).toEqual(['closeResult'])
  })

  test('reopening counts, and clears what was said at the closing', () => {
    const closed: Values = {
      ...visited,
      ...answered,
      status: '已办结',
      closeDate: '2021-06-28',
      closeResult: '已解决',
      confirmedOn: '2021-06-28',
      reopenCount: 1,
    }
    const done = takeStep(needs, closed, { action: '重新打开', values: {}, reason: '复发' }, stepContext())
    expect(done.ok && done.values).toMatchObject({ status: '服务中', reopenCount: 2 })
    for (const field of ['closeDate', 'closeResult', 'satisfaction', 'confirmedBy', 'confirmedOn'])
      expect(done.ok && done.values).not.toHaveProperty(field)
  })

  test('the limit stands still while a need is paused, and moves by as many working days', () => {
    const before = { ...serving, dueDate: '2021-07-09' }
    const paused = takeStep(
      needs,
      before,
      { action: '暂停', values: {}, reason: '企业停产' },
      stepContext({ today: '2021-07-02', at: '2021-07-02T02:00:00.000Z' }),
    )
    // Friday to Wednesday: three working days.
    const resumed =
      paused.ok &&
      takeStep(needs, paused.values, { action: '恢复', values: {} }, stepContext({ today: '2021-07-07' }))
    expect(resumed).toMatchObject({ ok: true, values: { dueDate: '2021-07-14', status: '服务中' } })
  })

  test('延期 counts, moves the limit later, and has to be asked for a working day before', () => {
    const due = { ...serving, dueDate: '2021-07-05' }
    expect(refusals(due, '延期', { dueDate: '2021-07-20' })).toEqual([])
    expect(refusals(due, '延期', { dueDate: '2021-07-05' })).toEqual(['dueDate'])
    expect(refusals(due, '延期', { dueDate: '2021-07-20' }, { today: '2021-07-05' })).toEqual(['dueDate'])
    const lenient = { ...usualRules, extensionNotice: 0 }
    expect(refusals(due, '延期', { dueDate: '2021-07-20' }, { today: '2021-07-05', rules: lenient })).toEqual(
      [],
    )
    const done = takeStep(
      needs,
      due,
      { action: '延期', values: { dueDate: '2021-07-20' }, reason: '设备未到' },
      stepContext(),
    )
    expect(done).toMatchObject({ ok: true, values: { extensionCount: 1, status: '服务中' } })
  })

  test('a gap that an imported need brought with it does not hold up its steps', () => {
    const old = { ...whole, description: undefined, status: '已征集' }
    expect(refusals(old, '开始研判')).toEqual([])
    expect(refusals({ ...old, status: '草稿' }, '提交')).toEqual(['description'])
  })
})
