import { describe, expect, test } from 'vitest'
import type { FieldValue, Values } from '../../../../src/domain/field'
import { aloneOn } from '../../../../src/domain/record'
import { achievements } from '../../../../src/domain/registers/achievements'
import { needFromIssue, visits } from '../../../../src/domain/registers/visits'
import { policies } from '../../../../src/domain/registers/policies'
import { takeStep } from '../../../../src/domain/step'
import { settleRecord } from '../../../../src/domain/validate'
import { faultsOf, flagsIn, today } from '../../support/faults'
import { need } from '../../support/records'

const rows = (...list: readonly Values[]): FieldValue => list as unknown as FieldValue
const context = { ...aloneOn(today), by: '张三', at: '2021-07-02T02:00:00.000Z' }

describe('a visit', () => {
  const issue: Values = {
    description: '焊装车间能耗偏高，希望专家诊断。已试过两种方案。',
    status: '待办理',
    due: '2021-06-30',
  }
  const whole: Values = {
    visitDate: { value: '2021-05', precision: '月' },
    level: '中国科协/挂点工作组',
    leadPerson: '赵立新',
    leadTitle: '挂点工作组组长',
    topics: ['技术攻关'],
    targets: rows({ targetType: '其他', district: '500118' }, { targetType: '企业', organization: 'o1' }),
    content: '深入企业交流。',
    issues: rows(issue),
    status: '已走访',
  }
  const faults = faultsOf(visits, whole)
  test('of a month, to a district and an enterprise, is whole, and is called by date and lead', () => {
    expect(faults()).toEqual([])
    expect(settleRecord(visits, whole).title).toBe('2021年5月赵立新带队走访')
  })
  test('leads somewhere, and every place is named', () => {
    expect(faults({ targets: undefined })).toEqual(['gap targets'])
    expect(faults({ targets: rows({ targetType: '企业' }) })).toEqual(['gap targets.0.organization'])
    expect(faults({ targets: rows({ targetType: '企业', place: '凤凰湖产业园' }) })).toEqual([])
  })
  test('that only is planned needs no record of what was said, and may lie ahead', () => {
    const ahead: Values = { visitDate: { value: '2021-09', precision: '月' } }
    expect(faults({ status: '计划', content: undefined, ...ahead })).toEqual([])
    expect(faults({ content: undefined })).toEqual(['gap content'])
    expect(faults(ahead)).toEqual(['error visitDate'])
  })
  test('each suggestion has its expert, each closed issue its result', () => {
    expect(faults({ suggestions: rows({ suggestion: '改用变频' }) })).toEqual(['gap suggestions.0.expert'])
    expect(faults({ suggestions: rows({ suggestion: '改用变频', name: '周教授' }) })).toEqual([])
    expect(faults({ issues: rows({ ...issue, status: '已办结' }) })).toEqual(['gap issues.0.result'])
  })
  test('an issue past its limit is pointed out until it is closed', () => {
    const flags = flagsIn(visits, whole)
    expect(flags()).toEqual(['问题逾期'])
    expect(flags({}, '2021-06-30')).toEqual([])
    expect(flags({ issues: rows({ ...issue, status: '无法解决', result: '超出范围' }) })).toEqual([])
  })
  test('is closed only when no issue is open', () => {
    const close = (values: Values, action: string) => {
      const done = takeStep(visits, values, { action, values: {} }, context)
      return done.ok ? [] : done.issues.map(({ path }) => path)
    }
    expect(close(whole, '无待办')).toEqual(['issues'])
    expect(close({ ...whole, issues: undefined }, '无待办')).toEqual([])
    expect(close({ ...whole, issues: undefined }, '有问题/建议待落实')).toEqual(['issues'])
    expect(close({ ...whole, status: '跟踪中' }, '全部问题办结')).toEqual(['issues'])
  })
  test('an issue becomes a need: whose, what, where it came from; what is not known stays open', () => {
    expect(needFromIssue({ id: 'v1', values: whole }, 0)).toEqual({
      source: '调研走访',
      visit: 'v1',
      organization: 'o1',
      title: '焊装车间能耗偏高，希望专家诊断',
      description: issue.description,
    })
    const two = { ...whole, targets: rows({ organization: 'o1' }, { organization: 'o2' }) }
    expect(needFromIssue({ id: 'v1', values: two }, 0)).not.toHaveProperty('organization')
    const dated = { ...whole, visitDate: { value: '2021-05-12', precision: '日' } as const }
    expect(needFromIssue({ id: 'v1', values: dated }, 0)).toMatchObject({ raisedDate: '2021-05-12' })
  })
})

describe('an achievement', () => {
  const whole: Values = {
    name: '高精度主轴热误差补偿技术',
    type: '专利',
    owner: 'o1',
    contact: '王五',
    industry: '装备制造产业',
    ipNumber: 'ZL202010123456.7',
    description: '用温度场模型实时补偿主轴热误差。',
    advantage: '误差降低七成',
    status: '在库',
  }
  const faults = faultsOf(achievements, whole)
  test('that is whole has nothing wrong', () => expect(faults()).toEqual([]))
  test('a patent has its number; one that looks odd is only pointed out', () => {
    expect(faults({ ipNumber: undefined })).toEqual(['gap ipNumber'])
    expect(faults({ ipNumber: '未授权' })).toEqual(['warning ipNumber'])
    expect(faults({ type: '科技成果', ipNumber: undefined })).toEqual([])
    expect(faults({ type: '软件著作权', ipNumber: '2020SR0123456' })).toEqual([])
  })
  test('has a price or is 面议, never both', () => {
    expect(faults({ price: 100, priceNegotiable: true })).toEqual(['error price'])
    expect(faults({ price: 100 })).toEqual([])
  })
  test('a package says what is in it, and needs no technical advantage', () => {
    const parcel: Values = { type: '服务包', advantage: undefined, ipNumber: undefined }
    expect(faults(parcel)).toEqual(['gap packageItems'])
    expect(faults({ ...parcel, packageItems: rows({ content: '现场检测', times: 2 }) })).toEqual([])
  })
  test('is brought together with a need, and passed on by a contract', () => {
    const step = (values: Values, action: string, linking: readonly ReturnType<typeof need>[] = []) => {
      const done = takeStep(
        achievements,
        values,
        { action, values: {} },
        { ...context, linking: () => linking },
      )
      return done.ok ? [] : done.issues.map(({ path }) => path)
    }
    expect(step(whole, '关联需求')).toEqual(['@needs'])
    expect(step(whole, '关联需求', [need({})])).toEqual([])
    expect(step({ ...whole, status: '对接中' }, '转化')).toEqual(['contract'])
    expect(step({ ...whole, status: '草稿', owner: undefined }, '入库')).toEqual(['owner'])
  })
})

test('a policy document with its year in square brackets is pointed out, in 〔〕 it is not', () => {
  const faults = faultsOf(policies, { title: '实施方案', level: '市级', issuers: ['o1'] })
  expect(faults({ docNumber: '渝科协〔2020〕18号' })).toEqual([])
  expect(faults({ docNumber: '渝科协[2020]18号' })).toEqual(['warning docNumber'])
  expect(faults({ issuers: undefined })).toEqual(['gap issuers'])
})
