import { useEffect, useState } from 'react'
import type { ImportJob, PlanView, RowView } from './import-types'

interface RowPage {
  readonly rows: readonly RowView[]
  /** Why there are none; the worker was ended or broke. */
  readonly fault: string | undefined
}

/** A plan of rows is never empty, unless it went with an ended worker. */
const lost: RowPage = { rows: [], fault: '核对的结果已经不在。' }

/** Some rows of a plan; a new plan is asked anew. */
export const useRowPage = (job: ImportJob, plan: PlanView, offset: number, limit: number): RowPage => {
  const [page, setPage] = useState<RowPage>({ rows: [], fault: undefined })
  useEffect(() => {
    let isCurrent = true
    job.rows(offset, limit).then(
      ({ rows, total }) => {
        if (isCurrent) setPage(total === 0 ? lost : { rows, fault: undefined })
      },
      (error: unknown) => {
        if (isCurrent) setPage({ rows: [], fault: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [job, plan, offset, limit])
  return page
}
