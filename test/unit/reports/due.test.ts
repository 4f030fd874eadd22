import { describe, expect, test } from 'vitest'
import { monthsPeriod } from '../../../src/domain/period'
import { dueIn, type DueReport, dueReports, parseDue, standingOf, usualDue } from '../../../src/reports/due'
import { partsOfPackage } from '../../../src/reports/packages'
import { submission } from '../support/records'

const month = (number: number) => monthsPeriod('月', 2021, number - 1)
const said = (due: readonly DueReport[]): readonly string[] =>
  due.map(({ code, period }) => `${code} ${period.label}`)

describe('what is due in a month', () => {
  test('is what ends in it: weeks, the month, and every longer period that ends with it', () => {
    expect(said(dueIn(usualDue, month(6)))).toEqual([
      'R02 2021年第22周（5月31日—6月6日）',
      'R02 2021年第23周（6月7日—6月13日）',
      'R02 2021年第24周（6月14日—6月20日）',
      'R02 2021年第25周（6月21日—6月27日）',
      '月报包 2021年6月',
      'R10 2021年5—6月',
      '季报包 2021年第二季度',
      'R08 2021年上半年',
    ])
    expect(said(dueIn(usualDue, month(5))).filter((line) => !line.startsWith('R02'))).toEqual([
      '月报包 2021年5月',
    ])
    expect(said(dueIn(usualDue, month(12))).slice(-3)).toEqual([
      'R08 2021年下半年',
      'R13 2021年',
      'R16 2021年',
    ])
  })

  test('counts a week that ends in the next year with the month of its end', () => {
    const january = said(dueIn([{ code: 'R02', type: '周' }], month(1)))
    expect(january[0]).toBe('R02 2020年第53周（12月28日—1月3日）')
    expect(january).toHaveLength(5)
  })

  test('is what the office set; what is kept and is no rule is left out', () => {
    expect(parseDue(undefined)).toEqual(usualDue)
    expect(parseDue([])).toEqual([])
    const kept = [
      { code: 'R03', type: '月' },
      { code: 'R17', type: '月' },
      { code: 'R13', type: '月' },
      3,
      { code: 'R03' },
    ]
    expect(parseDue(kept)).toEqual([{ code: 'R03', type: '月' }])
    expect(parseDue([...usualDue])).toEqual(usualDue)
    expect(dueReports.map(({ code }) => code)).not.toContain('R17')
  })
})

const handedIn = (report: string, number: number, status: string) => {
  const { start, end } = month(number)
  return submission({ report, periodStart: start, periodEnd: end, status })
}

describe('how it stands', () => {
  const kinds = (due: readonly DueReport[], submitted: readonly ReturnType<typeof handedIn>[]) =>
    standingOf(due, submitted).map(({ code, standing }) => [code, standing.kind])
  const due = dueIn(
    [
      { code: 'R03', type: '月' },
      { code: '月报包', type: '月' },
    ],
    month(5),
  )

  test('by itself, on its way, or not begun; another month and what was given up do not count', () => {
    expect(kinds(due, [])).toEqual([
      ['R03', 'missing'],
      ['月报包', 'missing'],
    ])
    expect(kinds(due, [handedIn('R03', 4, '已盖章报送'), handedIn('R03', 5, '已作废')])[0]).toEqual([
      'R03',
      'missing',
    ])
    expect(kinds(due, [handedIn('R03', 5, '已退回')])[0]).toEqual(['R03', 'begun'])
    expect(kinds(due, [handedIn('R03', 5, '已退回'), handedIn('R03', 5, '已存档')])[0]).toEqual([
      'R03',
      'sent',
    ])
  })

  test('a package hands in its parts too, once it is sent', () => {
    expect(partsOfPackage('月报包')).toContain('R03')
    expect(partsOfPackage('R03')).toEqual([])
    expect(kinds(due, [handedIn('月报包', 5, '审核中')])).toEqual([
      ['R03', 'missing'],
      ['月报包', 'begun'],
    ])
    expect(kinds(due, [handedIn('月报包', 5, '已盖章报送')])).toEqual([
      ['R03', 'sent'],
      ['月报包', 'sent'],
    ])
  })
})
