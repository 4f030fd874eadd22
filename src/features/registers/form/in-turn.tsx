import { type ReactNode, useEffect, useState } from 'react'

const waiting = new Set<() => void>()

/** One between two frames, so that the window stays at hand. */
const next = (): void => {
  const [first] = waiting
  if (first === undefined) return
  waiting.delete(first)
  first()
  if (waiting.size > 0) requestAnimationFrame(() => setTimeout(next))
}

const takeTurn = (work: () => void): (() => void) => {
  waiting.add(work)
  if (waiting.size === 1) requestAnimationFrame(() => setTimeout(next))
  return () => {
    waiting.delete(work)
  }
}

/** Parts of a long form: the first ones come with it, the others one after another. */
export const InTurn = ({
  isFirst,
  children,
}: {
  readonly isFirst: boolean
  readonly children: ReactNode
}) => {
  const [hasTurn, setTurn] = useState(isFirst)
  useEffect(() => (hasTurn ? undefined : takeTurn(() => setTurn(true))), [hasTurn])
  return hasTurn ? children : <div className="rows-fields waiting" />
}
