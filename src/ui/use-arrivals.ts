import { useEffect, useReducer } from 'react'
import type { Arrived } from './row-window'

interface InSight {
  readonly range: { readonly startIndex: number; readonly endIndex: number } | null
  readonly options: { readonly overscan: number }
}

/** Draws anew when rows have come that are in sight, or nearly so; what comes beforehand changes nothing yet. */
export const useArrivals = (
  watch: ((listener: Arrived) => () => void) | undefined,
  virtual: InSight,
): void => {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(
    () =>
      watch?.((from, to) => {
        const { startIndex, endIndex } = virtual.range ?? { startIndex: 0, endIndex: Infinity }
        // At the ends of the list there are the rows of both sides on one.
        const beside = 2 * virtual.options.overscan + 2
        if (from <= endIndex + beside && to >= startIndex - beside) redraw()
      }),
    [watch, virtual],
  )
}
