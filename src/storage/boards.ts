import { needBoard, type NeedBoard, type Stage } from '../domain/need-stages'
import type { DayContext, LedgerRecord } from '../domain/record'
import { weekBoard, type WeekBoard } from '../domain/weekly-board'
import type { Catalogue } from './catalogue'
import type { Matches } from './list-index'
import type { NamedNeedBoard, ShownRecords } from './store'

/*
 * Boards are made where the records are: of thousands only those that are drawn leave the worker. They are made of the list
 * indexes, which every commit keeps up to date, and so they are as they would be if all were read again.
 */

/** The needs that match, in their stages. */
export const boardOfNeeds = (
  { slice, total }: Matches,
  limits: Readonly<Record<Stage, number>>,
  day: DayContext,
): NeedBoard => needBoard(slice(0, total), limits, day)

/** With the names on its cards, and with what only the store knows: what was changed after a report that counts it was sent. */
export const namedBoard = (board: NeedBoard, { names, flags }: ShownRecords): NamedNeedBoard => ({
  ...board,
  names,
  columns: board.columns.map((column) => ({
    ...column,
    cards: column.cards.map((card) => ({ ...card, flags: flags[card.id] ?? [] })),
  })),
})

/** Teams × weeks, of all districts. */
export const boardOfWeeks = async (
  catalogue: Catalogue,
  weeks: readonly string[],
  at: { readonly now: string; readonly rules: DayContext['rules'] },
): Promise<WeekBoard> => {
  const [teams, reports] = await Promise.all([listed(catalogue, 'teams'), listed(catalogue, 'weeklyReports')])
  return weekBoard(teams, reports, weeks, at)
}

/** All of a register, in the order of their numbers. */
const listed = async (catalogue: Catalogue, register: string): Promise<readonly LedgerRecord[]> => {
  const index = await catalogue.records(register)
  const sort = { field: 'code', descending: false }
  const { slice, total } = index.query({ register, search: '', filters: [], sort }, undefined)
  return slice(0, total)
}
