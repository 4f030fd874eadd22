import { startTransition, useEffect, useState } from 'react'
import type { ImportJob, NewRecordView, PlanView, RowView, WantedRows } from './import-types'

interface PlanPage<Row> {
  readonly total: number
  readonly rows: readonly Row[]
  /** Why there are none; the worker was ended or broke. */
  readonly fault: string | undefined
}

const lost = '核对的结果已经不在。'

/** Some rows of a plan in some of its states; a new plan is asked anew. */
export const useRowPage = (
  job: ImportJob,
  plan: PlanView,
  states: WantedRows,
  offset: number,
  limit: number,
): PlanPage<RowView> => {
  const [page, setPage] = useState<PlanPage<RowView>>({ total: 0, rows: [], fault: undefined })
  const wanted = states.join(' ')
  const counts = { ...plan.counts, ...(states.includes('unread') ? { unread: plan.unread.rows } : {}) }
  const expected = Object.entries(counts).reduce(
    (sum, [state, count]) => (wanted === '' || wanted.split(' ').includes(state) ? sum + count : sum),
    0,
  )
  useEffect(
    () =>
      ask(job.rows(wanted === '' ? [] : (wanted.split(' ') as WantedRows), offset, limit), expected, setPage),
    [job, plan, wanted, expected, offset, limit],
  )
  return page
}

/** Some records of a register that a plan makes beside its rows. */
export const useNewRecords = (
  job: ImportJob,
  plan: PlanView,
  register: string,
  offset: number,
  limit: number,
): PlanPage<NewRecordView> => {
  const [page, setPage] = useState<PlanPage<NewRecordView>>({ total: 0, rows: [], fault: undefined })
  const expected = plan.createdTotals.find((total) => total.register === register)?.count ?? 0
  useEffect(
    () => ask(job.newRecords(register, offset, limit), expected, setPage),
    [job, plan, register, expected, offset, limit],
  )
  return page
}

/** Takes what comes while it is still wanted; a page of many cells is drawn bit by bit. */
const ask = <Row>(
  asked: Promise<{ readonly total: number; readonly rows: readonly Row[] }>,
  expected: number,
  take: (page: PlanPage<Row>) => void,
): (() => void) => {
  let isCurrent = true
  const show = (page: PlanPage<Row>): void => {
    if (isCurrent) startTransition(() => take(page))
  }
  asked.then(
    ({ rows, total }) => show({ total, rows, fault: total === 0 && expected > 0 ? lost : undefined }),
    (error: unknown) =>
      show({ total: 0, rows: [], fault: error instanceof Error ? error.message : String(error) }),
  )
  return () => {
    isCurrent = false
  }
}
