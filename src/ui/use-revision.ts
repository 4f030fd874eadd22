import { useEffect, useState } from 'react'

interface Watched {
  readonly watch: (listener: () => void) => Promise<() => void>
}

/** Counts up whenever something that is watched has changed. */
export const useRevision = (watched: Watched): number => {
  const [revision, setRevision] = useState(0)
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    void watched
      .watch(() => setRevision((count) => count + 1))
      .then((unwatch) => {
        if (isGone) unwatch()
        else stop = unwatch
      })
    return () => {
      isGone = true
      stop?.()
    }
  }, [watched])
  return revision
}
