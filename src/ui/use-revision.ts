import { useEffect, useState } from 'react'

interface Watched {
  readonly watch: (listener: (changed: readonly string[]) => void) => Promise<() => void>
}

/** Counts up whenever something that is watched has changed; with `only`, when that has. */
export const useRevision = (watched: Watched, only?: string): number => {
  const [revision, setRevision] = useState(0)
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    void watched
      .watch((changed) => {
        if (only === undefined || changed.includes(only)) setRevision((count) => count + 1)
      })
      .then((unwatch) => {
        if (isGone) unwatch()
        else stop = unwatch
      })
    return () => {
      isGone = true
      stop?.()
    }
  }, [watched, only])
  return revision
}
