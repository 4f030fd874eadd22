import { type ChildRow, rowsOf, type RowsField, type Values } from './field'

/** What is kept of every step of a life cycle (domain B12, C). Nobody edits it: it is only ever added to. */
export const stepEvents = {
  kind: 'rows',
  label: '办理经过',
  rowName: '步',
  section: '办理经过',
  source: 'I',
  readOnly: true,
  fields: {
    at: { kind: 'moment', label: '时间', width: 18 },
    action: { kind: 'text', label: '动作', width: 14 },
    subject: { kind: 'text', label: '事项', width: 18 },
    from: { kind: 'text', label: '原状态', width: 12 },
    to: { kind: 'text', label: '新状态', width: 12 },
    by: { kind: 'text', label: '操作人', width: 12 },
    comment: { kind: 'text', label: '意见或理由', multiline: true, maxLength: 1000, width: 36 },
  },
} as const satisfies RowsField

export interface StepEvent {
  /** ISO instant. */
  readonly at: string
  readonly action: string
  /** The row that took the step, where it was not the whole record. */
  readonly subject?: string
  readonly from: string
  readonly to: string
  readonly by: string
  readonly comment?: string
}

/** The events of a record, oldest first. */
export const eventsOf = (values: Values, field = 'events'): readonly StepEvent[] =>
  rowsOf(values, field).flatMap((row) => {
    const { at, action, from, to, by } = row
    const texts = [at, action, from, to, by].every((part) => typeof part === 'string')
    return texts ? [row as unknown as StepEvent] : []
  })

/** The latest event of an action; undefined when there was none. */
export const lastEvent = (values: Values, action: string): StepEvent | undefined =>
  eventsOf(values).findLast((event) => event.action === action && event.subject === undefined)

/** Whether every event that was there is still there, unchanged and in its order. */
export const keepsEvents = (before: readonly ChildRow[], after: readonly ChildRow[]): boolean => {
  const kept = after.map((row) => JSON.stringify(row))
  let from = 0
  return before.every((row) => {
    const place = kept.indexOf(JSON.stringify(row), from)
    from = place + 1
    return place !== -1
  })
}
