import { usualRules } from '../../domain/office-rules'
import { isoWeek } from '../../domain/kinds/week'
import { weekOf } from '../../domain/period'
import { reportsToMake } from '../../domain/weekly'
import { shortWeek } from '../../domain/weekly-board'
import { newId } from '../../storage/new-id'
import type { Filter, ListQuery, Settings, Store } from '../../storage/store'

const real: Filter = { kind: 'samples', samples: false }
const byWeek: ListQuery = {
  register: 'weeklyReports',
  search: '',
  filters: [real],
  sort: { field: 'week', descending: true },
}

/**
 * From Monday on every real team on duty has its report of the week, 未报; weeks in which the program was not opened are
 * caught up. Sample teams live in a time of their own and get none. Answers with how many were made.
 */
export const makeWeeklyReports = async (store: Store, settings: Settings, today: string): Promise<number> => {
  const onDuty = await store.ids({
    ...byWeek,
    register: 'teams',
    filters: [real, { kind: 'oneOf', field: 'status', values: ['在岗'] }],
    sort: { field: 'code', descending: false },
  })
  if (onDuty.length === 0) return 0
  const teams = await store.getMany('teams', onDuty)
  const week = isoWeek(weekOf(today))
  const [latest] = (
    await store.page({ ...byWeek, filters: [real, { kind: 'range', field: 'week', to: week }] }, 0, 1)
  ).rows
  const from = typeof latest?.values.week === 'string' ? latest.values.week : week
  const known = await store.ids({
    ...byWeek,
    filters: [real, { kind: 'range', field: 'week', from, to: week }],
  })
  const values = reportsToMake(
    teams,
    await store.getMany('weeklyReports', known),
    today,
    settings.rules ?? usualRules,
  )
  if (values.length === 0) return 0
  const done = await store.commit({
    id: newId(),
    kind: 'save',
    title: `自动建立${shortWeek(week)}工作周报`,
    operations: values.map((own) => ({
      kind: 'create',
      register: 'weeklyReports',
      id: newId(),
      districtCode: settings.homeDistrict,
      values: own,
    })),
  })
  return done.ok ? values.length : 0
}
