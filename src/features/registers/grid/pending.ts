import { useCallback, useEffect, useRef, useState } from 'react'
import type { PendingCell, PendingCells } from '../../../domain/cell-entry'
import type { Values } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { Store } from '../../../storage/store'

export interface PendingRow {
  readonly isNew: boolean
  readonly cells: PendingCells
}

/** Rows with cells that were typed and are not saved, by id, in the order in which they came. */
export type Pending = ReadonlyMap<string, PendingRow>

const draftKey = (register: Register): string => `grid:${register.name}`

const toDraft = (pending: Pending): Values =>
  Object.fromEntries(
    [...pending].flatMap(([id, { isNew, cells }]) =>
      Object.entries(cells).map(([name, { text, reason = '', offer = '' }]) => [
        `${isNew ? '+' : ''}${id}|${name}`,
        [text, reason, offer],
      ]),
    ),
  )

const fromDraft = (draft: Values): Pending => {
  const rows = new Map<string, { readonly isNew: boolean; readonly cells: Record<string, PendingCell> }>()
  for (const [key, value] of Object.entries(draft)) {
    const [place = '', name = ''] = key.split('|')
    if (!Array.isArray(value)) continue
    const isNew = place.startsWith('+')
    const id = isNew ? place.slice(1) : place
    const row = rows.get(id) ?? { isNew, cells: {} }
    const reason = String(value[1] ?? '')
    const offer = String(value[2] ?? '')
    row.cells[name] = {
      text: String(value[0] ?? ''),
      ...(reason === '' ? {} : { reason }),
      ...(offer === '' ? {} : { offer }),
    }
    rows.set(id, row)
  }
  return rows
}

/** What is typed and not saved; it is kept when the page is left, and when the app dies. */
export const usePending = (store: Store, register: Register) => {
  const [pending, setPending] = useState<Pending>(new Map())
  const latest = useRef<Pending>(pending)
  useEffect(() => {
    void store.draft(draftKey(register)).then((draft) => {
      if (draft === undefined) return
      latest.current = new Map([...fromDraft(draft.values), ...latest.current])
      setPending(latest.current)
    })
  }, [store, register])
  const change = useCallback(
    (edit: (now: Map<string, PendingRow>) => void): void => {
      const next = new Map(latest.current)
      edit(next)
      latest.current = next
      setPending(next)
      void (next.size === 0
        ? store.dropDraft(draftKey(register))
        : store.saveDraft(draftKey(register), toDraft(next)))
    },
    [store, register],
  )
  return { pending, latest, change }
}
