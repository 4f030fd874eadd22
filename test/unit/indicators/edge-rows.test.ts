import { describe, expect, test } from 'vitest'
import type { Book, Indicator, Scope } from '../../../src/domain/indicators/indicator'
import * as needFigures from '../../../src/domain/indicators/needs'
import * as serviceFigures from '../../../src/domain/indicators/service-figures'
import * as work from '../../../src/domain/indicators/work'
import { districtEntry } from '../../../src/domain/district-entry'
import { usualRules } from '../../../src/domain/office-rules'
import { monthsPeriod, type Period, weekPeriod } from '../../../src/domain/period'
import { aloneOn } from '../../../src/domain/record'
import { referenceDistricts } from '../../../src/domain/reference/districts'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { validate } from '../../../src/domain/validate'
import { unitNameOf } from '../../../src/features/samples/reference-data'
import { r06 } from '../../../src/reports/r06'
import {
  activity,
  agreement,
  consortium,
  district,
  need,
  organization,
  service,
  team,
  weeklyReport,
} from '../support/records'
import { columnOf, linesOf, reportData, reportOptions, sheetOf } from '../support/report-data'

/** The cases with which counting goes wrong (domain G2), each with figures counted by hand. */
const nothing: Book = {
  needs: [],
  serviceRecords: [],
  agreements: [],
  consortia: [],
  teams: [],
  weeklyReports: [],
  activities: [],
  visits: [],
  keyTasks: [],
  achievements: [],
  organizations: [],
}
const half = monthsPeriod('半年', 2021, 0)
const scope = (book: Partial<Book>, period: Period = half): Scope => ({
  book: { ...nothing, ...book },
  period,
  rules: usualRules,
  now: '2022-01-01T00:00:00.000Z',
  typeOf: () => '企业',
})
const valueOf = ({ of }: Indicator, at: Scope): number | undefined => of(at).value

test('an enterprise with two needs is one enterprise with two needs', () => {
  const raised = { raisedDate: '2021-04-01', status: '已征集' }
  const book = {
    needs: [
      need({ ...raised, organization: 'a' }),
      need({ ...raised, organization: 'a' }),
      need({ ...raised, organization: 'b' }),
      // Neither counts: one is still being written, one was taken back.
      need({ ...raised, organization: 'c', status: '草稿' }),
      need({ ...raised, organization: 'd', status: '已撤回' }),
    ],
  }
  expect(valueOf(needFigures.needCount, scope(book))).toBe(3)
  expect(valueOf(needFigures.needEnterprises, scope(book))).toBe(2)
})

test('an expert in two teams is one expert of two teams', () => {
  const book = {
    teams: [
      team({ status: '在岗', members: [{ expert: 'x' }, { expert: 'y' }] }),
      team({ status: '在岗', members: [{ expert: 'x' }, { expert: 'z', quitDate: '2021-06-30' }] }),
      team({ status: '撤销', members: [{ expert: 'w' }] }),
    ],
    serviceRecords: [service({ experts: ['x'] }), service({ experts: ['outside'] })],
  }
  expect(valueOf(work.teamCount, scope(book))).toBe(2)
  // x and y; z left on the last day of June.
  expect(valueOf(work.teamExperts, scope(book))).toBe(2)
  // Of the two only x took part, in whatever team.
  expect(valueOf(work.expertTakingPart, scope(book))).toBe(0.5)
})

test('an organisation with two roles counts in both, and covers both', () => {
  const all = ['政', '产', '学', '研', '金', '服', '用']
  const book = {
    consortia: [
      consortium({
        status: '运行',
        members: all.map((role, at) => ({ organization: String(Math.max(1, at)), role })),
        elements: [{ element: '聚焦一个产业方向', status: '已落实' }],
      }),
      consortium({ status: '运行', members: [{ organization: 'a', role: '产' }] }),
    ],
  }
  // Seven roles and one role: (7 + 1) ÷ 2. One element of two times five.
  expect(valueOf(serviceFigures.roleCoverage, scope(book))).toBe(4)
  expect(valueOf(serviceFigures.elementsRate, scope(book))).toBe(0.1)
})

test('what is known only by its month counts in that month, in the quarter around it, and in no week', () => {
  const april = agreement({ status: '已签订', signDate: { value: '2021-04', precision: '月' } })
  const year = agreement({ status: '已签订', signDate: { value: '2021', precision: '年' } })
  const signed = (period: Period) =>
    valueOf(work.agreementCount, scope({ agreements: [april, year] }, period))
  expect([3, 4].map((month) => signed(monthsPeriod('月', 2021, month)))).toEqual([1, 0])
  expect(signed(monthsPeriod('季', 2021, 1))).toBe(1)
  expect(signed(weekPeriod(2021, 14))).toBe(0)
  expect(signed(monthsPeriod('年', 2021, 0))).toBe(2)
})

test('a sum is 不少于 as soon as one part is 余 or 超过, and exact when none is', () => {
  const held = (value: number, qualifier: '精确' | '余' | '超过') =>
    activity({
      status: '已举办',
      start: { value: '2021-04-16', precision: '日' },
      offlineCount: { value, qualifier },
    })
  const sum = (...activities: Book['activities']) => {
    const { value, atLeast = false } = work.audience.of(scope({ activities }))
    return [value, atLeast]
  }
  expect(sum(held(200, '精确'), held(80, '精确'))).toEqual([280, false])
  expect(sum(held(200, '余'), held(80, '精确'))).toEqual([280, true])
  expect(sum(held(100_000, '超过'))).toEqual([100_000, true])
})

test('New Year’s Day of 2021 lies in week 53 of 2020, and its report is due for that week only', () => {
  const onDuty = team({ status: '在岗', founded: { value: '2020-08-05', precision: '日' } })
  const report = weeklyReport({
    team: onDuty.id,
    week: '2020-W53',
    status: '已提交',
    submittedAt: '2021-01-03T08:00:00.000Z',
  })
  const book = {
    teams: [onDuty],
    weeklyReports: [report],
    serviceRecords: [service({ serviceDate: '2021-01-01' })],
  }
  const of = (period: Period) =>
    [work.dueCount, work.inTimeCount, serviceFigures.serviceCount].map((figure) =>
      valueOf(figure, scope(book, period)),
    )
  // The Monday after the week, the 4th, is its day: in time.
  expect(of(weekPeriod(2020, 53))).toEqual([1, 1, 1])
  expect(of(weekPeriod(2021, 1))).toEqual([1, 0, 0])
  // By months: the week ends on 3 January, the service is of 1 January; December has neither.
  expect(of(monthsPeriod('月', 2020, 11))[2]).toBe(0)
  expect(of(monthsPeriod('月', 2021, 0))[2]).toBe(1)
})

describe('a district that was abolished', () => {
  const jiangbei = referenceDistricts.find(({ code }) => code === '500105')
  const faultsOn = (serviceDate: string): readonly string[] =>
    validate(
      serviceRecords,
      { serviceDate },
      {
        ...aloneOn('2026-03-01', usualRules),
        district: districtEntry({
          code: '500105',
          values: { shortName: jiangbei?.shortName, validTo: jiangbei?.validTo },
        }),
      },
    ).flatMap(({ message }) => (message.includes('江北区') ? [message] : []))

  test('keeps its records of before', () => {
    expect(faultsOn('2024-05-20')).toEqual([])
    expect(faultsOn('2026-01-24')).toEqual([])
  })
  test('takes none after, and the way out is said', () => {
    expect(faultsOn('2026-02-10')).toEqual([
      '江北区自 2026-01-25 起停用，2026-02-10 的记录请改选所属地区；日期有误请先在“试点地区”中更正。',
    ])
  })
})

test('the report of a 功能区 has a unit of its own in its head', () => {
  const zone = referenceDistricts.find(({ code }) => code === 'CQ-GXQ')
  if (zone === undefined) throw new Error('No such zone')
  const unitName = unitNameOf(zone)
  const own = organization({ name: '甲', orgType: '企业' })
  const report = r06.build(
    reportData({
      services: [service({ served: [own.id] }, { districtCode: 'CQ-GXQ' }), service()],
      organizations: [own],
      districts: [district({ shortName: zone.shortName }, { code: 'CQ-GXQ' })],
    }),
    reportOptions({ district: 'CQ-GXQ', districtName: zone.shortName, unitName }),
  )
  expect(unitName).toMatch(/^重庆高新/u)
  expect(linesOf(sheetOf(report), 'info').join()).toContain(`填报单位（盖章）：${unitName}`)
  expect(columnOf(sheetOf(report), '地区').cells.map(({ value }) => value)).toEqual([zone.shortName])
  expect(columnOf(sheetOf(report), '服务总次数').total?.value).toBe(1)
})

test('a title of 60 characters passes, one of 61 is refused', () => {
  const faultsOf = (length: number): readonly string[] =>
    validate(serviceRecords, { topic: '术'.repeat(length) }, aloneOn('2021-07-02', usualRules)).flatMap(
      ({ path, message }) => (path === 'topic' ? [message] : []),
    )
  expect(faultsOf(60)).toEqual([])
  expect(faultsOf(61)).toHaveLength(1)
})

test('an amount of 0.00 is a contract of nothing, not a contract without an amount', () => {
  const signed = {
    status: '已签订',
    type: '技术合同',
    signDate: { value: '2021-04', precision: '月' as const },
  }
  const agreements = [agreement({ ...signed, amount: 0 }), agreement({ ...signed, amount: 32_000_000 })]
  expect(valueOf(work.contractCount, scope({ agreements }))).toBe(2)
  expect(valueOf(work.contractAmount, scope({ agreements }))).toBe(32_000_000)
})

test('a district without any data has rates without a value, and counts of 0', () => {
  const rates = [
    needFigures.acceptanceRate,
    needFigures.closingRate,
    needFigures.unsolvedRate,
    needFigures.averageDays,
    needFigures.medianDays,
    needFigures.overdueRate,
    needFigures.matchRate,
    needFigures.solvingRate,
    work.expertTakingPart,
    work.handedInRate,
    work.inTimeRate,
    work.fulfilmentRate,
    work.closedIssueRate,
    work.milestoneRate,
    work.transferRate,
    work.paymentRate,
    serviceFigures.satisfaction,
    serviceFigures.elementsRate,
  ]
  for (const rate of rates) expect([rate.label, valueOf(rate, scope({}))]).toEqual([rate.label, undefined])
  const counts = [needFigures.needCount, needFigures.closedCount, work.agreementCount, work.dueCount]
  for (const count of counts) expect([count.label, valueOf(count, scope({}))]).toEqual([count.label, 0])
})

test('needs by hand: taken on, closed, unsolved, days without the pause, late', () => {
  const event = (from: string, to: string, at: string) => ({ from, to, at, action: to, by: '张三' })
  const needs = [
    // 20 days, of which 5 paused: 15.
    need({
      raisedDate: '2021-03-01',
      acceptDate: '2021-03-02',
      dueDate: '2021-04-30',
      closeDate: '2021-03-22',
      status: '已办结',
      closeResult: '已解决',
      events: [
        event('服务中', '暂停', '2021-03-05T02:00:00.000Z'),
        event('暂停', '服务中', '2021-03-10T02:00:00.000Z'),
      ],
    }),
    // 30 days, and closed three days after its limit.
    need({
      raisedDate: '2021-04-01',
      acceptDate: '2021-04-01',
      dueDate: '2021-04-28',
      closeDate: '2021-05-01',
      status: '已办结',
      closeResult: '部分解决',
    }),
    need({
      raisedDate: '2021-04-05',
      acceptDate: '2021-04-06',
      dueDate: '2021-07-30',
      closeDate: '2021-06-01',
      status: '未解决办结',
      closeResult: '未解决',
    }),
    // Open, and its limit is over.
    need({ raisedDate: '2021-05-01', acceptDate: '2021-05-02', dueDate: '2021-06-15', status: '服务中' }),
    // Judged, and not taken on.
    need({ raisedDate: '2021-05-03', status: '不予受理' }),
    need({ raisedDate: '2021-05-04', status: '研判中' }),
  ]
  const of = (figure: Indicator) => valueOf(figure, scope({ needs }))
  expect(of(needFigures.needCount)).toBe(6)
  expect(of(needFigures.acceptedCount)).toBe(4)
  // Judged are five: four taken on and one not.
  expect(of(needFigures.acceptanceRate)).toBe(4 / 5)
  expect(of(needFigures.closedCount)).toBe(2)
  expect(of(needFigures.closingRate)).toBe(2 / 4)
  expect(of(needFigures.unsolvedRate)).toBe(1 / 4)
  expect(of(needFigures.averageDays)).toBe((15 + 30) / 2)
  expect(of(needFigures.medianDays)).toBe(22.5)
  expect(of(needFigures.overdueCount)).toBe(2)
  // Three limits lie in the half-year, two of them were missed.
  expect(of(needFigures.overdueRate)).toBe(2 / 3)
  expect(of(needFigures.solvingRate)).toBe(2 / 3)
})
