import { useEffect, useState } from 'react'
import { createRowWindow, type LoadRows } from './row-window'

/**
 * Rows of a long list as they come into sight, so that a hundred thousand of them never lie in the screen's memory. A new
 * `load`, or a new `revision` of what it reads, starts afresh; the old rows stay, `stale`, until new ones come. Whoever
 * shows rows watches them: what comes while one scrolls draws nothing but those.
 */
export const useRows = <Row>(load: LoadRows<Row>, revision: number) => {
  const [{ start, at, watch }] = useState(() => createRowWindow<Row>())
  const [total, setTotal] = useState<number | undefined>(undefined)
  const [shown, setShown] = useState<{ readonly load: typeof load; readonly revision: number }>()

  useEffect(() => {
    void start(load).then((found) => {
      if (found === undefined) return
      setTotal(found)
      setShown({ load, revision })
    })
  }, [start, load, revision])

  return { total, rowAt: at, watchRows: watch, stale: shown?.load !== load || shown.revision !== revision }
}
