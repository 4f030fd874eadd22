export interface Dice {
  /** A whole number from 0 up to and without `count`. */
  readonly below: (count: number) => number
  readonly chance: (share: number) => boolean
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
export const createDice = (seed: number): Dice => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  return { below, chance: (share: number): boolean => next() < share }
}
