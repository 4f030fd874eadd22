import { createContext, useContext } from 'react'

/** Takes a batch back, asking where something is in the way. True once it was taken back. */
export type Undo = (batch: string) => Promise<boolean>

const UndoContext = createContext<Undo | undefined>(undefined)

export const UndoProvider = UndoContext.Provider

/** The one way to undo: every 撤销 of the window comes through here. */
export const useUndo = (): Undo => {
  const undo = useContext(UndoContext)
  if (undo === undefined) throw new Error('Nothing around this screen undoes.')
  return undo
}
