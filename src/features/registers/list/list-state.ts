import { useCallback } from 'react'
import { create } from 'zustand'
import type { Filter } from '../../../storage/store'

interface ListView {
  readonly search: string
  readonly filters: readonly Filter[]
  readonly selected: ReadonlySet<string>
  /** The row that one is at, from 0. */
  readonly at: number
  /** Its cells are open to be typed into. */
  readonly isOpen: boolean
  /** 分类统计 stands beside it. */
  readonly facets: boolean
}

export const fresh: ListView = {
  search: '',
  filters: [],
  selected: new Set(),
  at: 0,
  isOpen: false,
  facets: false,
}

interface ListState {
  readonly views: Readonly<Record<string, ListView>>
  readonly change: (register: string, change: Partial<ListView>) => void
}

/** What each list is doing; coming back to it finds it as it was left. */
const useListState = create<ListState>((set) => ({
  views: {},
  change: (register, change) =>
    set(({ views }) => ({ views: { ...views, [register]: { ...fresh, ...views[register], ...change } } })),
}))

export const useListView = (
  register: string,
): ListView & { readonly change: (change: Partial<ListView>) => void } => {
  const view = useListState(({ views }) => views[register]) ?? fresh
  const change = useListState((state) => state.change)
  return { ...view, change: useCallback((part) => change(register, part), [change, register]) }
}
