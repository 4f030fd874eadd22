import { needBoard, type NeedBoard, type Stage } from '../../../domain/need-stages'
import { usualRules } from '../../../domain/office-rules'
import type { ListQuery, Store } from '../../../storage/store'

export interface NamedNeedBoard extends NeedBoard {
  /** Names of the enterprises on the cards, by id. */
  readonly names: Readonly<Record<string, string>>
}

/** Sorts the needs into their stages, in the worker: there may be thousands. */
export interface NeedBoardJob {
  readonly board: (
    query: ListQuery,
    limits: Readonly<Record<Stage, number>>,
    today: string,
  ) => Promise<NamedNeedBoard>
}

export const createNeedBoardJob = (store: Store): NeedBoardJob => ({
  board: async (query, limits, today) => {
    const [records, settings] = await Promise.all([
      query.search.trim() === '' && query.filters.length === 0
        ? store.all(query.register, query.district)
        : store.ids(query).then((ids) => store.getMany(query.register, ids)),
      store.settings(),
    ])
    const board = needBoard(records, limits, { today, rules: settings?.rules ?? usualRules })
    const shown = board.columns.flatMap(({ cards }) =>
      cards.flatMap(({ organization }) => organization ?? []),
    )
    const organizations = await store.getMany('organizations', [...new Set(shown)])
    return {
      ...board,
      names: Object.fromEntries(
        organizations.map(({ id, code, values: { name } }) => [id, typeof name === 'string' ? name : code]),
      ),
    }
  },
})
