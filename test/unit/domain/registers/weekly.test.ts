import { describe, expect, test } from 'vitest'
import type { FieldValue, Values } from '../../../../src/domain/field'
import { usualRules } from '../../../../src/domain/office-rules'
import { periodOfWeek } from '../../../../src/domain/kinds/week'
import { aloneOn } from '../../../../src/domain/record'
import { weeklyReports } from '../../../../src/domain/registers/weekly-reports'
import { takeStep } from '../../../../src/domain/step'
import { settleRecord, validate } from '../../../../src/domain/validate'
import {
  draftOfWeek,
  reportsToMake,
  standingOf,
  statisticValues,
  statisticsOfWeek,
  weeksBetween,
} from '../../../../src/domain/weekly'
import { faultsOf, flagsIn } from '../../support/faults'
import {
  draftService,
  expert,
  need,
  organization,
  service,
  team,
  visit,
  weeklyReport,
} from '../../support/records'

const rows = (...list: readonly Values[]): FieldValue => list as unknown as FieldValue
const week = (value: string) => {
  const period = periodOfWeek(value)
  if (period === undefined) throw new Error(`${value} is no week`)
  return period
}
const docking: Values = { dockedOn: '2021-04-27', organization: 'o1', content: '对接主轴温升需求' }
const whole: Values = {
  team: 't1',
  week: '2021-W17',
  zeroReport: false,
  dockings: rows(docking),
  nextPlan: '回访两家企业',
  filler: '张三',
  status: '已提交',
  submittedAt: '2021-05-03T03:00:00.000Z',
  dueAt: '2021-05-03T04:00:00.000Z',
}

describe('a weekly report', () => {
  const faults = faultsOf(weeklyReports, whole)
  test('that is whole has nothing wrong', () => expect(faults()).toEqual([]))
  test('says what was brought together or carried forward, and what comes next week', () => {
    expect(faults({ dockings: undefined })).toEqual(['gap dockings'])
    expect(faults({ nextPlan: undefined })).toEqual(['gap nextPlan'])
    const progress = rows({ subject: '其他', matter: '培训', progress: '办了一期培训' })
    expect(faults({ dockings: undefined, progress })).toEqual([])
  })
  test('without work is a zero report with a word on it, and then lists nothing', () => {
    const zero: Values = { zeroReport: true, dockings: undefined, nextPlan: undefined }
    expect(faults({ ...zero, zeroNote: '节假日' })).toEqual([])
    expect(faults(zero)).toEqual(['gap zeroNote'])
    expect(faults({ zeroReport: true, zeroNote: '节假日' })).toEqual(['error zeroReport'])
  })
  test('is reviewed by another than who wrote it', () => {
    expect(faults({ reviewer: '张三' })).toEqual(['error reviewer'])
    expect(faults({ reviewer: '李四' })).toEqual([])
  })
  test('is not of a week that has not begun', () =>
    expect(faults({ week: '2021-W27' })).toEqual(['error week']))
  test('of 未报 asks for nothing yet', () =>
    expect(faults({ status: '未报', dockings: undefined, nextPlan: undefined, filler: undefined })).toEqual(
      [],
    ))

  const context = { ...aloneOn('2021-05-03'), by: '张三', at: '2021-05-03T05:00:00.000Z' }
  test('is handed in at a moment that stays when it is handed in again', () => {
    const draft = { ...whole, status: '草稿', submittedAt: undefined, dueAt: undefined, filler: undefined }
    const first = takeStep(weeklyReports, draft, { action: '提交', values: {} }, context)
    expect(first).toMatchObject({
      ok: true,
      values: { submittedAt: context.at, dueAt: '2021-05-03T04:00:00.000Z', filler: '张三' },
    })
    if (!first.ok) return
    const returned = takeStep(
      weeklyReports,
      first.values,
      { action: '退回', values: {}, reason: '写细些' },
      context,
    )
    const again =
      returned.ok &&
      takeStep(
        weeklyReports,
        returned.values,
        { action: '修改后重报', values: {} },
        { ...context, at: '2021-05-06T05:00:00.000Z' },
      )
    expect(again).toMatchObject({ ok: true, values: { submittedAt: context.at } })
  })
  test('cannot be approved by who wrote it', () => {
    const own = takeStep(weeklyReports, whole, { action: '审核通过', values: { reviewer: '张三' } }, context)
    expect(own.ok ? [] : own.issues.map(({ path }) => path)).toEqual(['reviewer'])
    const other = takeStep(
      weeklyReports,
      whole,
      { action: '审核通过', values: { reviewer: '李四' } },
      context,
    )
    expect(other.ok).toBe(true)
  })

  const flags = flagsIn(weeklyReports, whole)
  test('is late after noon of the Monday that follows, and overdue from the day after it', () => {
    expect(flags()).toEqual([])
    expect(flags({ submittedAt: '2021-05-03T04:00:00.001Z' })).toEqual(['迟报'])
    expect(flags({ submittedAt: undefined, dueAt: undefined }, '2021-05-03')).toEqual([])
    expect(flags({ submittedAt: undefined, dueAt: undefined }, '2021-05-04')).toEqual(['逾期未报'])
  })
  test('is numbered by the place of the industry and the week', () => {
    const machines = team({ industry: '装备制造产业' })
    expect(weeklyReports.codeOf?.({ team: machines.id, week: '2021-W17' }, () => machines)).toBe(
      'ZB-03-2021W17',
    )
    expect(weeklyReports.codeOf?.({ team: machines.id, week: '2021-W17' }, () => undefined)).toBeUndefined()
  })
})

describe('reports to be made on a day', () => {
  const first = team({ industry: '电子信息产业', status: '在岗' })
  const second = team({
    industry: '装备制造产业',
    status: '在岗',
    founded: { value: '2021-04', precision: '月' },
  })
  const idle = team({ industry: '化工产业', status: '组建中' })
  const made = (reports: readonly ReturnType<typeof weeklyReport>[], today: string) =>
    reportsToMake([first, second, idle], reports, today, usualRules).map(({ team: of, week: when }) => [
      of,
      when,
    ])
  test('one for each team on duty, for the week of the day', () =>
    expect(made([], '2021-04-26')).toEqual([
      [first.id, '2021-W17'],
      [second.id, '2021-W17'],
    ]))
  test('and for weeks in which the program was not opened, but not twice', () => {
    const known = [
      weeklyReport({ team: first.id, week: '2021-W15' }),
      weeklyReport({ team: second.id, week: '2021-W15' }),
      weeklyReport({ team: first.id, week: '2021-W16' }),
    ]
    expect(made(known, '2021-04-28')).toEqual([
      [second.id, '2021-W16'],
      [first.id, '2021-W17'],
      [second.id, '2021-W17'],
    ])
  })
  test('a team has none before it was founded', () =>
    expect(made([], '2021-03-24')).toEqual([[first.id, '2021-W12']]))
  test('are in order as they are: 未报, due at noon of the next Monday, on 2021-01-01 for week 53 of 2020', () => {
    const [values = {}] = reportsToMake([first], [], '2021-01-01', usualRules)
    expect(values).toMatchObject({ week: '2020-W53', status: '未报', dueAt: '2021-01-04T04:00:00.000Z' })
    const settled = settleRecord(weeklyReports, values)
    expect(validate(weeklyReports, settled, aloneOn('2021-01-01'))).toEqual([])
  })
  test('weeks run over the turn of the year', () =>
    expect(weeksBetween('2020-W52', '2021-W02')).toEqual(['2020-W52', '2020-W53', '2021-W01', '2021-W02']))
})

describe('how a report stands', () => {
  const standing = (values: Values | undefined, now = '2021-06-01T00:00:00.000Z') =>
    standingOf('2021-W17', values === undefined ? undefined : weeklyReport(values), now, usualRules)
  test('in time, late, zero, missing, not yet due', () => {
    expect(standing(whole)).toBe('按时')
    expect(standing({ ...whole, submittedAt: '2021-05-04T00:00:00.000Z' })).toBe('迟报')
    expect(standing({ ...whole, zeroReport: true })).toBe('零报告')
    expect(standing(undefined)).toBe('未报')
    expect(standing({ ...whole, submittedAt: undefined })).toBe('未报')
    expect(standing(undefined, '2021-05-03T04:00:00.000Z')).toBe('未到期')
  })
})

describe('a report that writes itself', () => {
  const own = expert({ name: '周教授' })
  const left = expert({ name: '吴教授' })
  const machines = team({
    industry: '装备制造产业',
    status: '在岗',
    members: [
      { expert: own.id, role: '队长', joinDate: '2021-01-01' },
      { expert: left.id, role: '成员', joinDate: '2021-01-01', quitDate: '2021-04-01' },
    ],
  })
  const other = team({ industry: '化工产业', status: '在岗' })
  const factory = organization({ name: '甲厂', orgType: '企业' })
  const match = (change: Readonly<Record<string, string>> = {}) => ({
    providerType: '专家',
    expert: own.id,
    method: '推荐',
    matchDate: '2021-04-27',
    result: '有意向',
    ...change,
  })
  const cooled = need({
    organization: factory.id,
    title: '主轴温升治理',
    team: machines.id,
    status: '已办结',
    closeDate: '2021-05-02',
    matches: [match({ proposal: '温度场补偿' }), match({ matchDate: '2021-04-20' })],
    events: [
      { at: '2021-04-28T02:00:00.000Z', action: '确认承接', from: '对接中', to: '服务中', by: '张三' },
      { at: '2021-05-10T02:00:00.000Z', action: '回访确认', from: '待回访', to: '已办结', by: '张三' },
    ],
    dueDate: '2021-05-20',
  })
  const foreign = need({
    organization: factory.id,
    title: '污水处理',
    team: other.id,
    matches: [match({ expert: left.id })],
  })
  const diagnosis = service({
    serviceDate: '2021-04-29',
    team: machines.id,
    needs: [cooled.id],
    experts: [own.id, 'e9'],
    form: '现场诊断',
    topic: '主轴测温',
    result: '部分解决',
  })
  const lecture = draftService({
    serviceDate: '2021-04-26',
    team: machines.id,
    served: [factory.id, 'o2'],
    experts: [own.id],
    form: '专题讲座/培训',
    topic: '精度保持培训',
    people: { value: 40, qualifier: '余' },
    result: '达成合作意向',
    auditStatus: '待审核',
  })
  const returned = draftService({ serviceDate: '2021-04-26', team: machines.id, auditStatus: '退回' })
  const later = service({ serviceDate: '2021-05-03', team: machines.id })
  const seen = visit({
    visitDate: { value: '2021-04-30', precision: '日' },
    status: '已走访',
    experts: [own.id],
    targets: [
      { targetType: '企业', organization: factory.id },
      { targetType: '企业', organization: 'o2' },
      { targetType: '园区', organization: 'o3' },
    ],
  })
  const vague = visit({
    visitDate: { value: '2021-04', precision: '月' },
    status: '已走访',
    team: machines.id,
  })
  const data = {
    needs: [cooled, foreign],
    services: [diagnosis, lecture, returned, later],
    visits: [seen, vague],
  }

  test('counts the week, each number with the records behind it', () =>
    expect(statisticsOfWeek(machines, week('2021-W17'), data)).toEqual({
      newDockings: { count: 1, register: 'needs', ids: [cooled.id] },
      services: { count: 2, register: 'serviceRecords', ids: [lecture.id, diagnosis.id] },
      visitedEnterprises: { count: 2, register: 'visits', ids: [seen.id] },
      expertTimes: { count: 3, register: 'serviceRecords', ids: [lecture.id, diagnosis.id] },
      closedNeeds: { count: 1, register: 'needs', ids: [cooled.id] },
    }))
  test('another team is told by its own records, an expert who left by none', () =>
    expect(statisticValues(statisticsOfWeek(other, week('2021-W17'), data))).toEqual({
      newDockings: 1,
      services: 0,
      visitedEnterprises: 0,
      expertTimes: 0,
      closedNeeds: 0,
    }))

  test('fills both tables, every row with its records, and the numbers', () => {
    const draft = draftOfWeek(machines, week('2021-W17'), data)
    expect(draft).toEqual({
      dockings: [
        {
          dockedOn: '2021-04-26',
          organization: factory.id,
          way: '专题讲座/培训',
          content: '精度保持培训（面向 2 家），受益40余人次',
          service: lecture.id,
          result: '达成合作意向',
        },
        {
          dockedOn: '2021-04-27',
          organization: factory.id,
          way: '推荐',
          content: '“主轴温升治理”：温度场补偿',
          need: cooled.id,
          result: '有意向',
        },
      ],
      progress: [
        {
          subject: '需求',
          need: cooled.id,
          progress: '4月28日确认承接（服务中）；4月29日现场诊断：主轴测温，部分解决。',
          percent: 100,
          expected: '2021-05-20',
        },
      ],
      newDockings: 1,
      services: 2,
      visitedEnterprises: 2,
      expertTimes: 3,
      closedNeeds: 1,
    })
    const report = { ...whole, ...draft }
    expect(validate(weeklyReports, settleRecord(weeklyReports, report), aloneOn('2021-05-03'))).toEqual([])
  })
  test('a week in which nothing happened gives zeros and no rows', () =>
    expect(draftOfWeek(machines, week('2021-W10'), data)).toEqual({
      newDockings: 0,
      services: 0,
      visitedEnterprises: 0,
      expertTimes: 0,
      closedNeeds: 0,
    }))
})
