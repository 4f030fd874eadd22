import { describe, expect, test } from 'vitest'
import { usualRules } from '../../../src/domain/office-rules'
import {
  daysOfWeek,
  quarterBeside,
  quarterOfDay,
  weekBoard,
  weeksOfQuarter,
} from '../../../src/domain/weekly-board'
import { team, weeklyReport } from '../support/records'

describe('the weeks of a quarter', () => {
  test('are thirteen, and fourteen at the end of a year of 53', () => {
    expect(weeksOfQuarter({ year: 2021, quarter: 2 })).toHaveLength(13)
    expect(weeksOfQuarter({ year: 2021, quarter: 4 }).at(-1)).toBe('2021-W52')
    expect(weeksOfQuarter({ year: 2020, quarter: 4 }).slice(-2)).toEqual(['2020-W52', '2020-W53'])
    expect(weeksOfQuarter({ year: 2026, quarter: 4 }).at(-1)).toBe('2026-W53')
  })
  test('follow one another over the end of a year', () => {
    expect(quarterOfDay('2021-01-01')).toEqual({ year: 2020, quarter: 4 })
    expect(quarterBeside({ year: 2020, quarter: 4 }, 1)).toEqual({ year: 2021, quarter: 1 })
    expect(quarterBeside({ year: 2021, quarter: 1 }, -1)).toEqual({ year: 2020, quarter: 4 })
  })
  test('are named by their days', () => {
    expect(daysOfWeek('2020-W53')).toBe('12.28—1.3')
    expect(daysOfWeek('2021-W17')).toBe('4.26—5.2')
    // A leap week: the last day of February 2024 is its Thursday.
    expect(daysOfWeek('2024-W09')).toBe('2.26—3.3')
  })
})

describe('the board of teams and weeks', () => {
  const machines = team({ industry: '装备制造产业', name: '装备队', status: '在岗' })
  const electronics = team({
    industry: '电子信息产业',
    name: '电子队',
    status: '在岗',
    founded: { value: '2021-04-28', precision: '日' },
  })
  const gone = team({ industry: '化工产业', name: '化工队', status: '解散' })
  const idle = team({ industry: '现代农业', name: '农业队', status: '解散' })
  const due = '2021-05-03T04:00:00.000Z'
  const base = { dueAt: due, status: '已提交', zeroReport: false }
  const reports = [
    weeklyReport({ ...base, team: machines.id, week: '2021-W17', submittedAt: '2021-05-03T03:59:00.000Z' }),
    weeklyReport({ ...base, team: gone.id, week: '2021-W17', submittedAt: '2021-05-03T04:00:01.000Z' }),
    weeklyReport({
      ...base,
      team: machines.id,
      week: '2021-W16',
      dueAt: '2021-04-26T04:00:00.000Z',
      submittedAt: '2021-04-26T01:00:00.000Z',
      zeroReport: true,
    }),
    weeklyReport({ team: electronics.id, week: '2021-W18', status: '草稿', zeroReport: false }),
  ]
  const weeks = ['2021-W16', '2021-W17', '2021-W18', '2021-W19']
  const board = weekBoard([machines, gone, idle, electronics], reports, weeks, {
    now: '2021-05-06T00:00:00.000Z',
    rules: usualRules,
  })

  test('shows teams on duty and those that reported, in the order of their industries', () =>
    expect(board.rows.map(({ name }) => name)).toEqual(['电子队', '装备队', '化工队']))
  test('says of each place how it stands; before a team was founded and ahead of today nothing is expected', () =>
    expect(board.rows.map(({ cells }) => cells.map(({ standing }) => standing ?? '—'))).toEqual([
      ['—', '未报', '未到期', '—'],
      ['零报告', '按时', '未到期', '—'],
      ['—', '迟报', '—', '—'],
    ]))
  test('names the report behind a place and its state', () => {
    expect(board.rows[0]?.cells[2]).toMatchObject({ report: reports[3]?.id, state: '草稿' })
    expect(board.rows[1]?.cells[2]).toMatchObject({ report: undefined, state: undefined })
  })
  test('counts per week those in time, those handed in, those due', () =>
    expect(board.weeks.map(({ inTime, handedIn, due: all }) => [inTime, handedIn, all])).toEqual([
      [1, 1, 1],
      [1, 2, 3],
      [0, 0, 0],
      [0, 0, 0],
    ]))
  test('knows the last week that was reported', () => expect(board.latest).toBe('2021-W17'))
})
