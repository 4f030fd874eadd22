import { useCallback, useEffect, useRef, useState } from 'react'
import type { ListPage, ListQuery, Store } from '../../../storage/store'
import { useRevision } from '../../../ui/use-revision'
import { useRows } from '../../../ui/use-rows'
import { listRows } from './columns'

/** Rows of the query, asked anew whenever records of the register, or of those it names, change. */
export const useList = (store: Store, query: ListQuery) => {
  const [page, setPage] = useState<ListPage | undefined>(undefined)
  const revision = useRevision(store)
  const wanted = useRef(query)
  useEffect(() => {
    wanted.current = query
  }, [query])
  const load = useCallback(
    async (offset: number, limit: number) => {
      const answer = await store.page(query, offset, limit)
      // An answer to what was asked before may come after the answer to what is asked now.
      if (offset === 0 && wanted.current === query) setPage(answer)
      return {
        total: answer.total,
        rows: listRows(answer),
      }
    },
    [store, query],
  )
  return { page, ...useRows(load, revision) }
}
