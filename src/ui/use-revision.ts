import { useEffect, useState } from 'react'

/** Something that tells when what it holds has changed. */
interface Watched {
  readonly watch: (listener: () => void) => Promise<() => void>
}

/** Rises whenever the records change, so that what was read of them is read anew. */
export const useRevision = ({ watch }: Watched): number => {
  const [revision, setRevision] = useState(0)
  useEffect(() => {
    let stop: (() => void) | undefined
    let gone = false
    void watch(() => setRevision((count) => count + 1)).then((unwatch) => {
      if (gone) unwatch()
      else stop = unwatch
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [watch])
  return revision
}
