import { needBoard, type NeedBoard, type Stage } from '../../../domain/need-stages'
import { usualRules } from '../../../domain/office-rules'
import type { ListQuery, Store } from '../../../storage/store'

export interface NamedNeedBoard extends NeedBoard {
  /** Names of all that the needs on the cards link to, by id. */
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
    // What only the store knows is pointed out, too: what was changed after a report that counts it was sent.
    const { names, flags } = await store.shown(
      query.register,
      board.columns.flatMap(({ cards }) => cards.map(({ id }) => id)),
    )
    const columns = board.columns.map((column) => ({
      ...column,
      cards: column.cards.map((card) => ({ ...card, flags: flags[card.id] ?? [] })),
    }))
    return { ...board, columns, names }
  },
})
