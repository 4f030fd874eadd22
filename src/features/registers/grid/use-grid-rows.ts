import { useCallback, useEffect, useRef, useState } from 'react'
import type { ListQuery, Store } from '../../../storage/store'
import { type ListRow, listRows } from '../list/columns'
import type { GridRow } from './grid-columns'

const rowsAtOnce = 100

/** The rows as they stand: the first ones at once, all of them as soon as the store has them together. */
interface Order {
  readonly query: ListQuery
  /** Parted by spaces. */
  readonly text: string
  readonly ids: readonly string[]
  readonly isWhole: boolean
}

const orderOf = (query: ListQuery, text: string, isWhole: boolean): Order => ({
  query,
  text,
  ids: text === '' ? [] : text.split(' '),
  isWhole,
})

const none: readonly string[] = []

/**
 * The records of a list in the order in which they stood when the cells were opened: a row stays where it is while one
 * types in it. New records come on top; those that went are gone.
 */
export const useGridRows = (store: Store, query: ListQuery) => {
  const [order, setOrder] = useState<Order>()
  const latest = useRef<Order>(undefined)
  /** Ends when all rows are known. */
  const whole = useRef<Promise<unknown>>(Promise.resolve())
  const shown = useRef(new Map<string, GridRow>())
  const asked = useRef(new Set<string>())
  const touched = useRef(new Set<string>())
  const [, redraw] = useState(0)

  const keep = useCallback((rows: readonly ListRow[]): void => {
    for (const row of rows) {
      asked.current.add(row.id)
      shown.current.set(row.id, { id: row.id, shown: row })
    }
  }, [])
  const stand = useCallback((next: Order): void => {
    latest.current = next
    setOrder(next)
  }, [])
  const read = useCallback(
    async (wanted: readonly string[]): Promise<void> => {
      const found = listRows(await store.shown(query.register, wanted))
      keep(found)
      const living = new Set(found.map(({ id }) => id))
      for (const id of wanted) {
        if (living.has(id)) continue
        shown.current.delete(id)
        touched.current.delete(id)
        asked.current.delete(id)
      }
      redraw((count) => count + 1)
    },
    [store, query.register, keep],
  )
  /** Takes what came and what went into the order, however often it changes meanwhile. */
  const settle = useCallback(async (): Promise<void> => {
    for (;;) {
      const held = latest.current
      if (held?.query !== query) return
      const { text: ids, isWhole } = held
      const text = await store.heldIds(query, { ids, isWhole, kept: [...touched.current] })
      if (latest.current !== held) continue
      if (text !== ids || !isWhole) stand(orderOf(query, text, true))
      return
    }
  }, [store, query, stand])
  const refresh = useCallback(async (): Promise<void> => {
    // What is in memory is what was looked at; all else is read when it is.
    await read([...shown.current.keys()])
    await settle()
  }, [read, settle])
  useEffect(() => {
    let isGone = false
    const begin = async (): Promise<void> => {
      const page = await store.page(query, 0, rowsAtOnce)
      if (isGone) return
      shown.current = new Map()
      asked.current = new Set()
      touched.current = new Set()
      keep(listRows(page))
      const ids = page.rows.map(({ id }) => id)
      stand(orderOf(query, ids.join(' '), page.counting !== true && page.total === ids.length))
      await settle()
    }
    whole.current = begin()
    let stop: (() => void) | undefined
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
  }, [store, query, keep, stand, settle, refresh])

  const ids = order?.query.register === query.register ? order.ids : none
  const rowOf = useCallback(
    (index: number): GridRow | undefined => {
      const id = ids[index]
      if (id === undefined) return undefined
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
  /** These were edited or made here: they stay in sight, although they may no longer match. */
  const onSaved = useCallback(
    async (changed: readonly string[]): Promise<void> => {
      for (const id of changed) touched.current.add(id)
      const held = latest.current
      if (held === undefined || held.isWhole) return refresh()
      // Nobody waits for the other rows.
      const known = new Set(held.ids)
      const made = changed.filter((id) => !known.has(id))
      if (made.length > 0) stand(orderOf(held.query, [...made, ...held.ids].join(' '), false))
      await read([...shown.current.keys()])
    },
    [refresh, read, stand],
  )
  /** The rows as they stand now, and all that follow these, which come a while after the first ones. */
  const allIds = useCallback(async (): Promise<readonly string[]> => {
    const held = latest.current
    if (held?.isWhole === true) return held.ids
    await whole.current
    const known = new Set([...(held?.ids ?? []), ...touched.current])
    return [...(held?.ids ?? []), ...(latest.current?.ids ?? []).filter((id) => !known.has(id))]
  }, [])
  return { ids, isWhole: order?.isWhole === true, rowOf, onSaved, allIds }
}
