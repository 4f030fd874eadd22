import { useEffect, useState } from 'react'
import type { Filter, Store } from '../../storage/store'
import { useRevision } from '../../ui/use-revision'
import { dueLines, forumLine, type HomeLine, monthsOf, periodLines, stageLines, within } from './home-lines'

export interface HomeFigures {
  /** By the order of `dueLines`. */
  readonly due: readonly number[]
  /** By the order of `periodLines`: this month and the one before. */
  readonly months: readonly (readonly [now: number, before: number])[]
  /** Needs by the order of `stageLines`. */
  readonly stages: readonly number[]
  /** The forum of these two months, where it is missing. */
  readonly forum: HomeLine | undefined
}

/** Milliseconds without a change after which the figures are counted anew. */
const quietFor = 300

/**
 * Counts in the worker that owns the data, once what stands above the figures is there (`isDue`) and the window is at rest:
 * the first picture does not wait for it.
 */
export const useHomeFigures = (
  store: Store,
  district: string | undefined,
  today: string,
  isDue: boolean,
): HomeFigures | undefined => {
  const [figures, setFigures] = useState<HomeFigures | undefined>(undefined)
  const revision = useRevision(store)
  useEffect(() => {
    if (!isDue) return
    let isOld = false
    let idle = 0
    // What is being saved comes first.
    const rest = setTimeout(
      () => {
        idle = requestIdleCallback(() => {
          void countAll(store, district, today).then((found) => {
            if (!isOld) setFigures(found)
          })
        })
      },
      revision === 0 ? 0 : quietFor,
    )
    return () => {
      isOld = true
      clearTimeout(rest)
      cancelIdleCallback(idle)
    }
  }, [store, district, today, isDue, revision])
  return figures
}

const countAll = async (store: Store, district: string | undefined, today: string): Promise<HomeFigures> => {
  const count = (register: string, filters: readonly Filter[]): Promise<number> =>
    store.count({ register, filters, ...(district === undefined ? {} : { district }) })
  const [now, before] = monthsOf(today)
  const forum = forumLine(today)
  const [due, months, stages, forums] = await Promise.all([
    Promise.all(dueLines.map(({ register, filters }) => count(register, filters))),
    Promise.all(
      periodLines.map(({ register, field }) =>
        Promise.all([count(register, [within(field, now)]), count(register, [within(field, before)])]),
      ),
    ),
    Promise.all(stageLines.map(({ filters }) => count('needs', filters))),
    count(forum.register, forum.filters),
  ])
  return { due, months, stages, forum: forums === 0 ? forum : undefined }
}
