/** How the rows of a list stood when they were last looked at. */
export interface HeldOrder {
  /** Ids, parted by spaces: one text goes from thread to thread at once. */
  readonly ids: string
  /** Whether these were all of them, or only the first. */
  readonly isWhole: boolean
  /** Stay in sight as long as they live, although they may no longer match. */
  readonly kept: readonly string[]
}

/**
 * The ids of a list as they are now, with every row that was held in its place. What came since stands above; where only the
 * first rows were held, all that was never seen follows below.
 */
export const inHeldOrder = (
  now: readonly string[],
  held: HeldOrder,
  lives: (id: string) => boolean,
): readonly string[] => {
  const before = held.ids === '' ? [] : held.ids.split(' ')
  const known = new Set(before)
  const matching = new Set(now)
  const kept = new Set(held.kept)
  const others = now.filter((id) => !known.has(id))
  const isNew = (id: string): boolean => held.isWhole || kept.has(id)
  return [
    ...others.filter(isNew),
    ...before.filter((id) => matching.has(id) || (kept.has(id) && lives(id))),
    ...others.filter((id) => !isNew(id)),
  ]
}
