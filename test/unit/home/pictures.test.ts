import { beforeAll, describe, expect, test } from 'vitest'
import { auditedServices, modeCounts, type ServiceRecord } from '../../../src/domain/indicators/services'
import { dueReports } from '../../../src/domain/indicators/work'
import { usualRules } from '../../../src/domain/office-rules'
import { customPeriod } from '../../../src/domain/period'
import { weekBoard } from '../../../src/domain/weekly-board'
import { weeksBack, weeksPicture } from '../../../src/features/home/weeks-picture'
import { needsPicture } from '../../../src/features/home/needs-picture'
import { stageLines } from '../../../src/features/home/home-lines'
import { monthsShown, servicesPicture, usualYear, yearsOf } from '../../../src/features/home/services-picture'
import type { Filter, Store } from '../../../src/storage/store'
import type { Picture } from '../../../src/ui/chart/picture'
import { sampleStore } from '../support/sample-store'

let store: Store
beforeAll(async () => {
  store = await sampleStore()
})

/** Opens every number of a picture and has the list that it leads to counted. */
const opened = async (draw: (show: (register: string, filters: readonly Filter[]) => void) => Picture) => {
  const shown: { readonly register: string; readonly filters: readonly Filter[] }[] = []
  const picture = draw((register, filters) => void shown.push({ register, filters }))
  const cells = picture.table.rows.flatMap((row) => row.cells).filter(({ open }) => open !== undefined)
  for (const { open } of cells) open?.()
  const counts = await Promise.all(shown.map((query) => store.count(query)))
  return { said: cells.map(({ text }) => Number(text)), counts }
}

const of2021 = { year: '2021', today: '2026-11-26', hasSamples: true }

describe('services by month and mode', () => {
  test('are in each month as many by mode as K12 counts over all records', async () => {
    const picture = servicesPicture(await store.monthly('serviceRecords'), of2021, () => undefined)
    const records = (await store.all('serviceRecords')) as unknown as readonly ServiceRecord[]
    const shown = picture.table.rows.map(({ cells }) => cells.slice(0, 3).map(({ text }) => Number(text)))
    const counted = monthsShown('2021', '').map((period) => {
      const modes = modeCounts(auditedServices(records, { period, samples: true }))
      return [modes.精准化, modes.定制化, modes.套餐式]
    })
    expect(shown).toEqual(counted)
    expect(picture.table.columns).toEqual(['精准化', '定制化', '套餐式', '未审核', '合计（次）'])
    // The samples by hand: 60 services, of which 5 are not audited and 55 are K11.
    const sum = (column: number) =>
      picture.table.rows.reduce((all, { cells }) => all + Number(cells[column]?.text), 0)
    expect([sum(0) + sum(1) + sum(2), sum(3), sum(4)]).toEqual([55, 5, 60])
    expect(picture.summary).toMatch(/^2021年科技服务共 60 次：精准化 \d+ 次、/u)
  })

  test('open exactly the records that each number counts', async () => {
    const tallies = await store.monthly('serviceRecords')
    const { said, counts } = await opened((show) => servicesPicture(tallies, of2021, show))
    expect(said.length).toBeGreaterThan(8)
    expect(counts).toEqual(said)
  })

  test('show the last twelve months, or the latest year where nothing is in them', async () => {
    const tallies = await store.monthly('serviceRecords')
    expect(yearsOf(tallies)).toEqual(['2021'])
    expect(usualYear(tallies, '2022-03-15')).toBeUndefined()
    expect(usualYear(tallies, '2026-11-26')).toBe('2021')
    expect(usualYear([], '2026-11-26')).toBeUndefined()
    const empty = servicesPicture([], { ...of2021, year: undefined }, () => undefined)
    expect(empty.drawing).toBeUndefined()
    expect(empty.empty).toBe('近 12 个月没有科技服务。')
  })

  test('leave nothing out: what is not audited, or has no mode, has a part of its own', () => {
    const tallies = [
      { month: '2021-04', values: ['精准化', '已审核'], count: 3 },
      { month: '2021-04', values: ['', '已审核'], count: 2 },
      { month: '2021-04', values: ['精准化', '待审核'], count: 1 },
      { month: '2021-04', values: ['', '退回'], count: 1 },
    ]
    const { table } = servicesPicture(tallies, of2021, () => undefined)
    expect(table.columns).toEqual(['精准化', '定制化', '套餐式', '未填模式', '未审核', '合计（次）'])
    expect(table.rows[3]?.cells.map(({ text }) => text)).toEqual(['3', '0', '0', '2', '2', '7'])
    expect(table.rows[3]?.cells[3]?.words).toBe('2021年4月 未填模式 2 次')
  })
})

test('the needs by stage open exactly the needs that each number counts', async () => {
  const stages = await Promise.all(
    stageLines.map(({ filters }) => store.count({ register: 'needs', filters })),
  )
  const { said, counts } = await opened((show) => needsPicture(stages, show))
  expect(said.length).toBeGreaterThan(2)
  expect(counts).toEqual(said)
})

describe('the board of the weeks', () => {
  const now = '2021-07-02T02:00:00.000Z'
  const boardOf = async () => {
    const [teams, reports] = await Promise.all([store.all('teams'), store.all('weeklyReports')])
    return {
      teams,
      reports,
      board: weekBoard(teams, reports, weeksBack('2021-07-02'), { now, rules: usualRules }),
    }
  }

  test('covers the twelve weeks up to that of today, over the turn of a year of 53 weeks', () => {
    expect(weeksBack('2021-07-02')[0]).toBe('2021-W15')
    expect(weeksBack('2021-07-02')[11]).toBe('2021-W26')
    expect(weeksBack('2021-01-08').slice(-2)).toEqual(['2020-W53', '2021-W01'])
  })

  test('says as many reports due, in time and missing as K25 counts', async () => {
    const { teams, reports, board } = await boardOf()
    const { summary } = weeksPicture(board, { report: () => undefined, board: () => undefined })
    const due = dueReports({
      book: { ...noRecords, teams, weeklyReports: reports },
      period: customPeriod('2021-04-12', '2021-07-04'),
      rules: usualRules,
      now,
      typeOf: () => undefined,
    })
    const of = (...standings: readonly string[]) =>
      String(due.filter(({ standing }) => standings.includes(standing)).length)
    expect(due.length).toBe(13 * 11)
    expect(summary).toBe(
      `近 12 周应报 ${String(due.length)} 期，按时 ${of('按时', '零报告')} 期，迟报 ${of('迟报')} 期，未报 ${of('未报')} 期。`,
    )
  })

  test('opens the report of each place, and the board where there is none', async () => {
    const { board, reports } = await boardOf()
    const opened: string[] = []
    const { table } = weeksPicture(board, {
      report: (id) => void opened.push(id),
      board: () => void opened.push('board'),
    })
    for (const { cells } of table.rows) for (const { open } of cells) open?.()
    const weeks = weeksBack('2021-07-02')
    const inWeeks = reports.filter(({ values: { week } }) => typeof week === 'string' && weeks.includes(week))
    const places = table.rows.length * 12
    expect(opened.filter((one) => one !== 'board').sort()).toEqual(inWeeks.map(({ id }) => id).sort())
    expect(opened).toHaveLength(places)
  })

  test('says what to do where no team is on duty', () => {
    const board = weekBoard([], [], weeksBack('2021-07-02'), { now, rules: usualRules })
    const picture = weeksPicture(board, { report: () => undefined, board: () => undefined })
    expect(picture.drawing).toBeUndefined()
    expect(picture.empty).toMatch(/^还没有在岗的专家服务队。/u)
  })
})

const noRecords = {
  needs: [],
  serviceRecords: [],
  agreements: [],
  consortia: [],
  activities: [],
  visits: [],
  keyTasks: [],
  achievements: [],
  organizations: [],
}
