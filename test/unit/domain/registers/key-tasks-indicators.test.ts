import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldValue, Values } from '../../../../src/domain/field'
import { usualRules } from '../../../../src/domain/office-rules'
import { aloneOn } from '../../../../src/domain/record'
import { keyOf, withDistrict } from '../../../../src/domain/record-keys'
import { districtIndicators, yearOnYear } from '../../../../src/domain/registers/district-indicators'
import { cityTaskValues, keyTasks } from '../../../../src/domain/registers/key-tasks'
import { lagOf, progressOf, timeProgress } from '../../../../src/domain/task-progress'
import { takeRowStep, takeStep } from '../../../../src/domain/step'
import { settleRecord } from '../../../../src/domain/validate'
import { faultsOf, flagsIn, today } from '../../support/faults'

const rows = (...list: readonly Values[]): FieldValue => list as unknown as FieldValue
const context = { ...aloneOn(today), by: '张三', at: '2021-07-02T02:00:00.000Z' }
const milestone = (name: string, more: Values = {}): Values => ({
  name,
  planDate: '2021-09-30',
  status: '未开始',
  ...more,
})
const done: Values = { status: '已完成', actualDate: '2021-06-30', evidence: '纪要' }
const whole: Values = {
  taskNumber: 3,
  title: '推动“科创中国”重庆科技志愿服务',
  year: 2021,
  level: '市级',
  basis: 'p1',
  startDate: '2021-01-01',
  dueDate: '2021-12-31',
  leadDepartment: '企事业部',
  leadPerson: '李四',
  status: '推进中',
  milestones: rows(milestone('启动', done), milestone('推广'), milestone('总结'), milestone('汇编')),
}

describe('a key task', () => {
  const faults = faultsOf(keyTasks, whole)
  test('that is whole has nothing wrong', () => expect(faults()).toEqual([]))
  test('ends after it starts', () => expect(faults({ dueDate: '2021-01-01' })).toEqual(['error dueDate']))
  test('weighs all its milestones to 100, or none', () => {
    const weighed = (...weights: readonly (number | undefined)[]): Values => ({
      milestones: rows(...weights.map((weight, at) => milestone(`节点${String(at)}`, { weight }))),
    })
    expect(faults(weighed(40, 60))).toEqual([])
    expect(faults(weighed(40, 59))).toEqual(['error milestones'])
    expect(faults(weighed(40, undefined))).toEqual(['error milestones'])
    const cancelled = rows(milestone('甲', { weight: 100 }), milestone('乙', { status: '已取消' }))
    expect(faults({ milestones: cancelled })).toEqual([])
  })
  test('a milestone that is done has its day, one put off its reason; two of one name are refused', () => {
    expect(faults({ milestones: rows(milestone('甲', { status: '已完成' })) })).toEqual([
      'gap milestones.0.actualDate',
    ])
    expect(faults({ milestones: rows(milestone('甲', { status: '已延期' })) })).toEqual([
      'gap milestones.0.delayReason',
    ])
    expect(faults({ milestones: rows(milestone('甲'), milestone('甲')) })).toEqual([
      'error milestones.1.name',
    ])
  })
  test('a progress typed by hand wants its reason', () => {
    expect(faults({ progressOverride: 80 })).toEqual(['gap overrideReason'])
    expect(faults({ progressOverride: 80, overrideReason: '现场核实' })).toEqual([])
  })
  test('is one in its district, year, level and number', () => {
    const fields = keyTasks.unique?.[0]?.fields ?? []
    const keyIn = (district: string, change: Values = {}) =>
      keyOf(fields, withDistrict({ ...whole, ...change }, district))
    expect(keyIn('500118')).not.toBe(keyIn('500000'))
    expect(keyIn('500000', { year: 2020 })).not.toBe(keyIn('500000'))
    expect(keyIn('500000', { title: '别名' })).toBe(keyIn('500000'))
  })

  test('its progress follows from its milestones and cannot be typed', () => {
    expect(settleRecord(keyTasks, { ...whole, progress: 99 }).progress).toBe(25)
    expect(settleRecord(keyTasks, { ...whole, progressOverride: 80 }).progress).toBe(80)
    expect(settleRecord(keyTasks, { ...whole, status: '已完成' }).progress).toBe(100)
    expect(settleRecord(keyTasks, { ...whole, milestones: undefined }).progress).toBe(0)
    const weighed = rows(milestone('甲', { ...done, weight: 70 }), milestone('乙', { weight: 30 }))
    expect(settleRecord(keyTasks, { ...whole, milestones: weighed }).progress).toBe(70)
  })
  test('its progress is 0 to 100, and does not fall when a milestone is reached', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ weight: fc.integer({ min: 1, max: 100 }), isDone: fc.boolean() }), {
          minLength: 1,
        }),
        (list) => {
          const of = (finished: (isDone: boolean, at: number) => boolean): number =>
            progressOf({
              status: '推进中',
              milestones: list.map(({ weight, isDone }, at) => ({
                weight,
                status: finished(isDone, at) ? '已完成' : '进行中',
              })),
            })
          const before = of((isDone) => isDone)
          expect(before).toBeGreaterThanOrEqual(0)
          expect(before).toBeLessThanOrEqual(100)
          expect(of((isDone, at) => isDone || at === 0)).toBeGreaterThanOrEqual(before)
          expect(of(() => true)).toBe(100)
        },
      ),
    ))

  test('lags when its limit is over, or when it is more than 15 points behind its time', () => {
    const task = { status: '推进中', startDate: '2021-01-01', dueDate: '2021-12-31', progressOverride: 35 }
    // 1 July: 181 of 364 days, 49.7 %.
    expect(timeProgress('2021-01-01', '2021-12-31', '2021-07-01')).toBeCloseTo(49.7, 1)
    expect(lagOf(task, '2021-07-01', usualRules)).toBeUndefined()
    expect(lagOf({ ...task, progressOverride: 34 }, '2021-07-01', usualRules)).toContain(
      '工作进度 34%，时间进度 50%',
    )
    expect(
      lagOf({ ...task, progressOverride: 34 }, '2021-07-01', { ...usualRules, lagTolerance: 20 }),
    ).toBeUndefined()
    expect(lagOf(task, '2022-01-01', usualRules)).toContain('已过')
    for (const status of ['已完成', '暂缓', '已取消'])
      expect(lagOf({ ...task, status }, '2022-01-01', usualRules)).toBeUndefined()
  })
  test('lag, late milestones and a missing name are pointed out', () => {
    const flags = flagsIn(keyTasks, whole)
    expect(flags()).toEqual(['滞后'])
    expect(flags({ progressOverride: 60 }, '2021-10-01')).toEqual(['里程碑逾期'])
    expect(flags({ title: '（待录入）' })).toEqual(['滞后', '名称待录入'])
  })

  test('is finished with all its milestones, or with a word why not', () => {
    const finish = (values: Values, given: Values = {}) => {
      const result = takeStep(keyTasks, values, { action: '完成', values: given }, context)
      return result.ok ? [] : result.issues.map(({ path }) => path)
    }
    expect(finish(whole)).toEqual(['completionNote'])
    expect(finish(whole, { completionNote: '其余并入下年' })).toEqual([])
    expect(
      finish({ ...whole, milestones: rows(milestone('甲', done), milestone('乙', { status: '已取消' })) }),
    ).toEqual([])
  })
  test('a step of a milestone moves the task along and is kept among its events, with the name of the milestone', () => {
    const place = { field: 'milestones', index: 1 }
    const begun = takeRowStep(keyTasks, whole, place, { action: '开始', values: {} }, context)
    const reached =
      begun.ok &&
      takeRowStep(keyTasks, begun.values, place, { action: '完成', values: { evidence: '简报' } }, context)
    expect(reached).toMatchObject({ ok: true, values: { progress: 50 } })
    expect(reached && reached.ok ? reached.values.events : []).toMatchObject([
      { action: '开始', subject: '推广', from: '未开始', to: '进行中', by: '张三' },
      { action: '完成', subject: '推广', from: '进行中', to: '已完成' },
    ])
  })
  test('putting a milestone off wants a later day', () => {
    const running = { ...whole, milestones: rows(milestone('甲', { status: '进行中' })) }
    const place = { field: 'milestones', index: 0 }
    const given: Values = { planDate: '2021-09-30', delayReason: '疫情' }
    const refused = takeRowStep(keyTasks, running, place, { action: '延期', values: given }, context)
    expect(refused.ok ? [] : refused.issues.map(({ path }) => path)).toEqual(['milestones.0.planDate'])
  })

  test('the city has ten slots a year, three of them named in the source, the others left open', () => {
    const slots = cityTaskValues(2021)
    expect(slots.map(({ taskNumber }) => taskNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(slots.map(({ title }) => title)).toEqual([
      '遴选共建一批“科创中国”创新枢纽城市',
      '重组“科创中国”平台落地组织模式',
      '推动“科创中国”重庆科技志愿服务',
      ...Array.from({ length: 7 }, () => '（待录入）'),
    ])
  })
})

describe('an indicator of a district', () => {
  const figure: Values = {
    indicator: 'EMPLOYEES',
    period: { value: '2021-05', precision: '月' },
    value: { value: 1.7, qualifier: '超过' },
    origin: '重庆日报2021-05',
  }
  const faults = faultsOf(districtIndicators, figure)
  test('takes its unit from what it measures', () => {
    expect(faults()).toEqual([])
    expect(settleRecord(districtIndicators, { ...figure, unit: '人' }).unit).toBe('万人')
    expect(settleRecord(districtIndicators, { ...figure, indicator: 'OUTPUT' }).unit).toBe('亿元')
  })
  test('is a figure, or a text where it is one', () => {
    expect(faults({ value: undefined })).toEqual(['gap value'])
    expect(faults({ indicator: 'INDUSTRY_LAYOUT' })).toEqual(['gap text'])
    expect(faults({ indicator: 'INDUSTRY_LAYOUT', text: '服务外包、软件信息' })).toEqual([])
    expect(faults({ value: { value: 1.23456, qualifier: '精确' } })).toEqual(['error value'])
  })
  test('of a year is given for a year, of a point in time for a month, neither for the future', () => {
    expect(faults({ period: { value: '2021', precision: '年' } })).toEqual(['error period'])
    expect(faults({ indicator: 'OUTPUT' })).toEqual(['error period'])
    expect(faults({ indicator: 'OUTPUT', period: { value: '2020', precision: '年' } })).toEqual([])
    expect(faults({ period: { value: '2021-08', precision: '月' } })).toEqual(['error period'])
  })
  test('grows against the same district a year earlier; fuzzy parts and missing ones are said', () => {
    const at = (
      districtCode: string,
      value: string,
      number: number,
      qualifier: '精确' | '超过' = '精确',
    ) => ({
      districtCode,
      values: {
        indicator: 'OUTPUT',
        period: { value, precision: '年' } as const,
        value: { value: number, qualifier },
      },
    })
    const now = at('500118', '2020', 282)
    expect(yearOnYear(now, [at('500118', '2019', 200), at('500106', '2019', 1)])).toEqual({
      change: 0.41,
      inexact: false,
    })
    expect(yearOnYear(now, [at('500118', '2019', 200, '超过')])).toMatchObject({ inexact: true })
    expect(yearOnYear(now, [at('500118', '2018', 200)])).toBeUndefined()
    expect(yearOnYear(now, [at('500118', '2019', 0)])).toBeUndefined()
  })
})
