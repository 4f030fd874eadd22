import { useCallback, useEffect, useState } from 'react'
import type { BatchEntry, BatchQuery, Store } from '../../storage/store'
import { useRevision } from '../../ui/use-revision'

const atOnce = 50

type Wanted = Omit<BatchQuery, 'limit' | 'before'>

/** Batches, newest first, as many as were asked for; asked anew whenever something was done. */
export const useBatches = (
  store: Store,
  query: Wanted,
): {
  readonly batches: readonly BatchEntry[] | undefined
  readonly hasMore: boolean
  readonly showMore: () => void
} => {
  const revision = useRevision(store)
  const [limit, setLimit] = useState(atOnce)
  const [page, setPage] = useState<
    { readonly batches: readonly BatchEntry[]; readonly more: boolean } | undefined
  >(undefined)
  useEffect(() => setLimit(atOnce), [query])
  useEffect(() => {
    let isOld = false
    void store.batches({ ...query, limit }).then((found) => {
      if (!isOld) setPage(found)
    })
    return () => {
      isOld = true
    }
  }, [store, query, limit, revision])
  const shown = page?.batches.length ?? 0
  const showMore = useCallback(() => setLimit((now) => Math.min(now, shown) + atOnce), [shown])
  return { batches: page?.batches, hasMore: page?.more ?? false, showMore }
}
