/** One row of the table; see scripts/bench.mjs. */
export interface Line {
  readonly task: string
  readonly ours: number
  readonly yardstick?: number
  readonly unit: 'ms' | 'MB'
  readonly goal: number
  /** The longest task of the window meanwhile, in milliseconds, and the most that it may be. */
  readonly longest?: { readonly ours: number; readonly goal: number }
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value that so large a part of the values does not exceed. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
  if (value === undefined) throw new Error('Nothing was measured.')
  return value
}
