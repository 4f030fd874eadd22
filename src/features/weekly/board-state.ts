import { create } from 'zustand'
import type { Quarter } from '../../domain/weekly-board'

/** A place of the board, rows and columns from 0. */
export interface BoardPlace {
  readonly row: number
  readonly column: number
}

interface BoardState {
  /** undefined: the quarter of today. */
  readonly chosen: Quarter | undefined
  readonly at: BoardPlace
  readonly choose: (quarter: Quarter) => void
  readonly moveTo: (at: BoardPlace) => void
}

/** Where on the board one was; coming back from a report finds it again. */
export const useBoardState = create<BoardState>((set) => ({
  chosen: undefined,
  at: { row: 0, column: 0 },
  choose: (chosen) => set({ chosen }),
  moveTo: (at) => set({ at }),
}))
