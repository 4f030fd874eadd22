import type { Values } from '../../domain/field'
import { linksOf } from '../../domain/kinds/all'
import { periodOfWeek } from '../../domain/kinds/week'
import { labelOf, type Register } from '../../domain/register'
import type { LedgerRecord } from '../../domain/record'
import { draftOfWeek, statisticsOfWeek, type WeekStatistics } from '../../domain/weekly'
import type { Store } from '../../storage/store'

/** What the records of a week say for a team's report. */
export interface WeekDraft {
  readonly values: Values
  readonly statistics: WeekStatistics
  /** Labels of all records that the draft names, by id. */
  readonly names: Readonly<Record<string, string>>
}

/** Reading for the weekly reports; it runs in the worker, for it looks at all needs and visits. */
export interface WeeklyJob {
  /** undefined when the team is gone or the week is none. */
  readonly draft: (team: string, week: string) => Promise<WeekDraft | undefined>
}

export const createWeeklyJob = (store: Store, registers: readonly Register[]): WeeklyJob => ({
  draft: async (teamId, week) => {
    const [team] = await store.getMany('teams', [teamId])
    const period = periodOfWeek(week)
    if (team === undefined || period === undefined) return undefined
    // Of services there may be very many: only those of the week are read.
    const inWeek = await store.ids({
      register: 'serviceRecords',
      search: '',
      filters: [{ kind: 'range', field: 'serviceDate', from: period.start, to: period.end }],
      sort: { field: 'code', descending: false },
    })
    const [needs, services, visits] = await Promise.all([
      store.all('needs'),
      store.getMany('serviceRecords', inWeek),
      store.all('visits'),
    ])
    // Samples tell of samples, real records of real work.
    const alike = ({ isSample }: LedgerRecord): boolean => isSample === team.isSample
    const data = {
      needs: needs.filter(alike),
      services: services.filter(alike),
      visits: visits.filter(alike),
    }
    const values = draftOfWeek(team, period, data)
    return {
      values,
      statistics: statisticsOfWeek(team, period, data),
      names: await namesIn(store, registers, values),
    }
  },
})

const namesIn = async (
  store: Store,
  registers: readonly Register[],
  values: Values,
): Promise<Readonly<Record<string, string>>> => {
  const reports = registers.find(({ name }) => name === 'weeklyReports')
  const links = reports === undefined ? [] : linksOf(reports.fields, values)
  const found = await Promise.all(
    [...new Set(links.map(({ register }) => register))].map(async (name) => {
      const register = registers.find((known) => known.name === name)
      const ids = links.filter((link) => link.register === name).map(({ id }) => id)
      const records = await store.getMany(name, ids)
      return records.map(
        (record) => [record.id, register === undefined ? record.code : labelOf(register, record)] as const,
      )
    }),
  )
  return Object.fromEntries(found.flat())
}
