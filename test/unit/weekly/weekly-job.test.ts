import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, test } from 'vitest'
import { isoWeek } from '../../../src/domain/kinds/week'
import { weekOf } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { districtOperations } from '../../../src/features/samples/reference-data'
import { sampleOperations } from '../../../src/features/samples/samples'
import { makeWeeklyReports } from '../../../src/features/weekly/make-weekly-reports'
import { createWeeklyJob } from '../../../src/features/weekly/weekly-job'
import { weeksOfQuarter } from '../../../src/domain/weekly-board'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Settings, Store } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'

const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }
const settings: Settings = { homeDistrict: '500118', unitName: '永川区科协', person: '张三' }

const openStore = async (): Promise<Store> => {
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings(settings)
  await store.commit({ id: newId(), kind: 'setup', title: '地区', operations: districtOperations() })
  return store
}

describe('the board of the samples', () => {
  let store: Store
  beforeAll(async () => {
    store = await openStore()
    await store.commit({ id: newId(), kind: 'sample', title: '示例', operations: sampleOperations() })
  })

  test('shows what is known of 13 teams over weeks 9 to 25: 190 in time, 15 late, 10 missing, 6 zero', async () => {
    const weeks = [
      ...weeksOfQuarter({ year: 2021, quarter: 1 }),
      ...weeksOfQuarter({ year: 2021, quarter: 2 }),
    ]
    const board = await store.weekBoard(weeks.slice(8, 25))
    expect(board.rows).toHaveLength(13)
    const standings = board.rows.flatMap(({ cells }) => cells.map(({ standing }) => standing))
    const count = (wanted: string): number => standings.filter((standing) => standing === wanted).length
    expect(['按时', '迟报', '未报', '零报告'].map(count)).toEqual([190, 15, 10, 6])
    expect(board.latest).toBe('2021-W25')
  })
  test('week 53 of 2020 stands in the fourth quarter of 2020', async () => {
    const weeks = weeksOfQuarter({ year: 2020, quarter: 4 })
    const board = await store.weekBoard(weeks)
    expect(board.rows[0]?.cells.at(-1)).toMatchObject({ week: '2020-W53', standing: '按时' })
  })
  test('a draft of a sample team counts samples only, and names all that it links to', async () => {
    const [team] = await store.all('teams')
    const draft = await createWeeklyJob(store, registers).draft(team?.id ?? '', '2021-W17')
    const named = Object.values(draft?.statistics ?? {}).flatMap(({ ids }: { ids: readonly string[] }) => ids)
    expect(Object.values(draft?.names ?? {}).every((name) => name !== '')).toBe(true)
    expect(named.length).toBeGreaterThan(0)
  })
})

describe('the rows of a Monday', () => {
  const team = { name: '装备制造服务队', industry: '装备制造产业', status: '在岗', leader: '', members: [] }
  const add = (store: Store, values: typeof team, isSample = false) =>
    store.commit({
      id: newId(),
      kind: 'save',
      title: '服务队',
      operations: [
        { kind: 'create', register: 'teams', id: newId(), districtCode: '500118', isSample, values },
      ],
    })
  const weeksIn = async (store: Store): Promise<readonly unknown[]> =>
    (await store.all('weeklyReports')).map(({ values }) => values.week).sort()

  test('are made once for every real team on duty, and none for samples', async () => {
    const store = await openStore()
    await add(store, team)
    await add(store, { ...team, industry: '化工产业', name: '示例化工队' }, true)
    await add(store, { ...team, industry: '生态环保', name: '环保队', status: '组建中' })
    expect(await makeWeeklyReports(store, settings, '2021-07-05')).toBe(1)
    expect(await makeWeeklyReports(store, settings, '2021-07-11')).toBe(0)
    expect(await weeksIn(store)).toEqual(['2021-W27'])
  })
  test('of weeks in which the program was not opened are caught up, over week 53 too', async () => {
    const store = await openStore()
    await add(store, team)
    await makeWeeklyReports(store, settings, '2020-12-21')
    expect(await makeWeeklyReports(store, settings, '2021-01-06')).toBe(2)
    expect(await weeksIn(store)).toEqual(['2020-W52', '2020-W53', '2021-W01'])
    expect(isoWeek(weekOf('2021-01-01'))).toBe('2020-W53')
  })
})
