import { describe, expect, test } from 'vitest'
import type { FieldValue, Values } from '../../../src/domain/field'
import { asZeroReport, meetingOf, withDraft } from '../../../src/domain/weekly-draft'

const rows = (...list: readonly Values[]): FieldValue => list as unknown as FieldValue
const typed: Values = { dockedOn: '2021-04-27', organization: 'o1', content: '电话联系三家企业' }
const reworded: Values = { dockedOn: '2021-04-26', service: 's1', content: '培训，我自己写的' }
const drafted: Values = {
  dockings: rows(
    { dockedOn: '2021-04-26', service: 's1', content: '精度保持培训' },
    { dockedOn: '2021-04-28', need: 'n1', content: '“主轴温升治理”' },
  ),
  progress: rows({ subject: '需求', need: 'n1', progress: '4月28日确认承接（服务中）。' }),
  services: 2,
}
const report: Values = {
  status: '草稿',
  dockings: rows(typed, reworded),
  nextPlan: '走访两家企业',
  problems: '缺检测设备',
  services: 1,
}

describe('a draft that meets a report', () => {
  test('is counted: what is typed, what is new, what there is', () => {
    expect(meetingOf(report, drafted)).toEqual({ typed: 2, fresh: 2, drafted: 3 })
    expect(meetingOf({}, drafted)).toEqual({ typed: 0, fresh: 3, drafted: 3 })
  })
  test('adds only rows about records that the report does not name, after those that were typed', () =>
    expect(withDraft(report, drafted, 'add')).toEqual({
      status: '草稿',
      dockings: [typed, reworded, { dockedOn: '2021-04-28', need: 'n1', content: '“主轴温升治理”' }],
      progress: [{ subject: '需求', need: 'n1', progress: '4月28日确认承接（服务中）。' }],
      nextPlan: '走访两家企业',
      problems: '缺检测设备',
      services: 2,
      zeroReport: false,
      zeroNote: undefined,
    }))
  test('twice is the same as once', () => {
    const once = withDraft(report, drafted, 'add')
    expect(withDraft(once, drafted, 'add')).toEqual(once)
  })
  test('replaces the rows only when it is told to, and never problems and plan', () => {
    const replaced = withDraft(report, drafted, 'replace')
    expect(replaced.dockings).toEqual(drafted.dockings)
    expect(replaced).toMatchObject({ nextPlan: '走访两家企业', problems: '缺检测设备' })
  })
  test('makes an end of 零报告 only when there are rows', () => {
    const zero: Values = { zeroReport: true, zeroNote: '集中培训' }
    expect(withDraft(zero, drafted, 'add')).toMatchObject({ zeroReport: false, zeroNote: undefined })
    expect(withDraft(zero, { services: 0 }, 'add')).toMatchObject({ zeroReport: true, zeroNote: '集中培训' })
  })
  test('of a week without work becomes a zero report with its word', () =>
    expect(asZeroReport(report, { services: 0 }, '节假日')).toMatchObject({
      zeroReport: true,
      zeroNote: '节假日',
      dockings: [],
      progress: [],
      nextPlan: '走访两家企业',
      services: 0,
    }))
})
