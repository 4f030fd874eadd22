import { useEffect, useState } from 'react'
import type { Register } from '../../../domain/register'
import { isFilter } from '../../../storage/parse-filter'
import type { Filter, Store } from '../../../storage/store'
import { type ListLayout, parseLayout } from './columns'

/** A list as somebody wants to see it again: what is looked for, how it is ordered, which columns it has. */
export interface SavedView {
  readonly name: string
  readonly search: string
  readonly filters: readonly Filter[]
  readonly layout: ListLayout
}

const longestName = 20

/** What was kept; anything that is no view of this register is left out. */
export const parseViews = (register: Register, kept: unknown): readonly SavedView[] => {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one: unknown): readonly SavedView[] => {
    if (typeof one !== 'object' || one === null || !('name' in one) || typeof one.name !== 'string') return []
    const search = 'search' in one && typeof one.search === 'string' ? one.search : ''
    const filters = 'filters' in one && Array.isArray(one.filters) ? one.filters : []
    return [
      {
        name: one.name,
        search,
        filters: filters.filter((filter: unknown): filter is Filter => isFilter(register, filter)),
        layout: parseLayout(register, 'layout' in one ? one.layout : undefined),
      },
    ]
  })
}

/** Why a view cannot have this name; undefined where it can. */
export const nameProblem = (
  views: readonly SavedView[],
  name: string,
  renamed?: string,
): string | undefined => {
  const wanted = name.trim()
  if (wanted === '') return '请填写视图名称。'
  if (wanted.length > longestName) return `视图名称最多 ${String(longestName)} 个字。`
  if (wanted !== renamed && views.some((view) => view.name === wanted))
    return `已有视图“${wanted}”，请换一个名称，或先选中它再“更新”。`
  return undefined
}

export const useViews = (store: Store, register: Register) => {
  const key = `views:${register.name}`
  const [views, setViews] = useState<readonly SavedView[]>([])
  useEffect(() => {
    void store.preference(key).then((kept) => setViews(parseViews(register, kept)))
  }, [store, register, key])
  const keep = (next: readonly SavedView[]): void => {
    setViews(next)
    void store.savePreference(key, next)
  }
  return { views, keep }
}
