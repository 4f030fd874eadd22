import { useCallback, useEffect, useState } from 'react'
import type { Register } from '../../../domain/register'
import type { Store } from '../../../storage/store'
import { type ListLayout, parseLayout, usualLayout } from './columns'

/** Columns, their order and width, and the sort of a list, as they were left. */
export const useLayout = (register: Register, store: Store) => {
  const [layout, setLayout] = useState<ListLayout>(() => usualLayout(register))
  const key = `list:${register.name}`
  useEffect(() => {
    void store.preference(key).then((kept) => setLayout(parseLayout(register, kept)))
  }, [register, store, key])
  const change = useCallback(
    (next: (now: ListLayout) => ListLayout) =>
      setLayout((now) => {
        const changed = next(now)
        void store.savePreference(key, changed)
        return changed
      }),
    [store, key],
  )
  return [layout, change] as const
}
