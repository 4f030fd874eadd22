import { useCallback, useEffect, useRef, useState } from 'react'

const pageSize = 100
const mostPages = 40

/**
 * A window on a long list: rows are fetched by pages as they come into sight and forgotten again, so that a hundred
 * thousand of them never lie in the screen's memory. A new `load`, or a new `revision` of what it reads, starts afresh;
 * the old rows stay, `stale`, until new ones come.
 */
export const useRows = <Row>(
  load: (offset: number, limit: number) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>,
  revision: number,
) => {
  const pages = useRef(new Map<number, readonly Row[]>())
  const asked = useRef(new Set<number>())
  const current = useRef(load)
  const [total, setTotal] = useState<number | undefined>(undefined)
  const [, redraw] = useState(0)
  const [shown, setShown] = useState<{ readonly load: typeof load; readonly revision: number }>()

  const fetchPage = useCallback(async (page: number, from: typeof load) => {
    asked.current.add(page)
    const answer = await from(page * pageSize, pageSize)
    if (current.current !== from) return
    if (pages.current.size >= mostPages) pages.current.clear()
    pages.current.set(page, answer.rows)
    setTotal(answer.total)
    redraw((count) => count + 1)
  }, [])

  useEffect(() => {
    current.current = load
    asked.current = new Set([0])
    void load(0, pageSize).then((answer) => {
      if (current.current !== load) return
      pages.current = new Map([[0, answer.rows]])
      setTotal(answer.total)
      setShown({ load, revision })
    })
  }, [load, revision])

  const rowAt = useCallback(
    (index: number): Row | undefined => {
      const page = Math.floor(index / pageSize)
      const known = pages.current.get(page)
      if (!asked.current.has(page)) void fetchPage(page, current.current)
      return known?.[index % pageSize]
    },
    [fetchPage],
  )

  return { total, rowAt, stale: shown?.load !== load || shown.revision !== revision }
}
