import type { NotRead, Packed } from '../features/reports/frozen-data'

/** Reads what was frozen of a submission, straight from the main process: it does not pass through the window. */
export const readFrozen = async (hash: string): Promise<Packed | NotRead> => {
  const answer = await fetch(`/frozen/${hash}`)
  if (answer.ok && answer.body !== null) return answer.body
  const told: unknown = await answer.json()
  if (isNotRead(told)) return told
  throw new Error(`The frozen data were not given: ${String(answer.status)}.`)
}

const isNotRead = (told: unknown): told is NotRead =>
  typeof told === 'object' &&
  told !== null &&
  'message' in told &&
  typeof told.message === 'string' &&
  'advice' in told &&
  typeof told.advice === 'string'
