import { useCallback, useEffect, useRef, useState } from 'react'
import type { ListQuery, Store } from '../../../storage/store'
import type { GridRow } from './grid-columns'

const rowsAtOnce = 100

/**
 * The records of a list in the order in which they stood when the cells were opened: a row stays where it is while one
 * types in it. New records come on top; those that went are gone.
 */
export const useGridRows = (store: Store, query: ListQuery) => {
  const [ids, setIds] = useState<readonly string[] | undefined>(undefined)
  const order = useRef<{ readonly query: ListQuery; readonly ids: readonly string[] } | undefined>(undefined)
  const shown = useRef(new Map<string, GridRow>())
  const asked = useRef(new Set<string>())
  const touched = useRef(new Set<string>())
  const [, redraw] = useState(0)

  const read = useCallback(
    async (wanted: readonly string[]): Promise<void> => {
      const { rows, names, flags } = await store.shown(query.register, wanted)
      const found = new Set(rows.map(({ id }) => id))
      for (const record of rows)
        shown.current.set(record.id, {
          id: record.id,
          shown: { id: record.id, record, names, flags: flags[record.id] ?? [] },
        })
      const gone = wanted.filter((id) => !found.has(id))
      for (const id of gone) {
        shown.current.delete(id)
        touched.current.delete(id)
        asked.current.delete(id)
      }
      redraw((count) => count + 1)
    },
    [store, query.register],
  )
  const refresh = useCallback(async (): Promise<void> => {
    const fresh = await store.ids(query)
    // What is in memory is what was looked at; all else is read when it is.
    await read([...shown.current.keys()])
    const before = order.current?.query === query ? order.current.ids : undefined
    const next = before === undefined ? fresh : merged(before, fresh, touched.current)
    order.current = { query, ids: next }
    setIds(next)
  }, [store, query, read])
  useEffect(() => {
    shown.current = new Map()
    asked.current = new Set()
    touched.current = new Set()
    void refresh()
    let stop: (() => void) | undefined
    let isGone = false
    void store
      .watch(() => void refresh())
      .then((unwatch) => {
        if (isGone) unwatch()
        else stop = unwatch
      })
    return () => {
      isGone = true
      stop?.()
    }
  }, [store, refresh])

  const rowOf = useCallback(
    (index: number): GridRow | undefined => {
      const id = ids?.[index]
      if (ids === undefined || id === undefined) return undefined
      const known = shown.current.get(id)
      if (known === undefined && !asked.current.has(id)) {
        const from = index - (index % rowsAtOnce)
        const wanted = ids.slice(from, from + rowsAtOnce)
        for (const one of wanted) asked.current.add(one)
        void read(wanted)
      }
      return known
    },
    [ids, read],
  )
  /** Those that were edited here stay in sight, although they may no longer match. */
  const touch = useCallback((edited: readonly string[]): void => {
    for (const id of edited) touched.current.add(id)
  }, [])
  return { ids, rowOf, refresh, touch }
}

const merged = (
  before: readonly string[],
  fresh: readonly string[],
  touched: ReadonlySet<string>,
): readonly string[] => {
  const now = new Set(fresh)
  const known = new Set(before)
  const added = fresh.filter((id) => !known.has(id))
  return [...added, ...before.filter((id) => now.has(id) || touched.has(id))]
}
