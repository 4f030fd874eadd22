import { useEffect, useState } from 'react'
import type { ImportJob, PlanView, RowState, RowView } from './import-types'

interface RowPage {
  readonly total: number
  readonly rows: readonly RowView[]
  /** Why there are none; the worker was ended or broke. */
  readonly fault: string | undefined
}

const lost = '核对的结果已经不在。'

/** Some rows of a plan in some of its states; a new plan is asked anew. `expected`: how many there are of them. */
export const useRowPage = (
  job: ImportJob,
  plan: PlanView,
  states: readonly RowState[],
  offset: number,
  limit: number,
): RowPage => {
  const [page, setPage] = useState<RowPage>({ total: 0, rows: [], fault: undefined })
  const wanted = states.join(' ')
  const expected = Object.entries(plan.counts).reduce(
    (sum, [state, count]) => (wanted === '' || wanted.split(' ').includes(state) ? sum + count : sum),
    0,
  )
  useEffect(() => {
    let isCurrent = true
    job.rows(wanted === '' ? [] : (wanted.split(' ') as RowState[]), offset, limit).then(
      ({ rows, total }) => {
        if (isCurrent) setPage({ total, rows, fault: total === 0 && expected > 0 ? lost : undefined })
      },
      (error: unknown) => {
        if (isCurrent)
          setPage({ total: 0, rows: [], fault: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [job, plan, wanted, expected, offset, limit])
  return page
}
