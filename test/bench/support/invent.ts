/** Invented content that is the same in every run. */

/** Ids as random as real ones: for packing and for the order in the database it matters. */
export const idOf = (seed: string): string => {
  const part = (salt: number): string =>
    hash(`${String(salt)} ${seed}`)
      .toString(16)
      .padStart(8, '0')
  const digits = [0, 1, 2, 3].map(part).join('')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-7${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`
}

/** FNV-1a, 32 bits. */
export const hash = (text: string): number => {
  let sum = 0x811c9dc5
  for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 0x01000193)
  // A last stir, so that numbers that follow one another differ in every digit.
  return Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) >>> 0
}

export const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('An empty list has nothing to pick.')
  return found
}

export const two = (value: number): string => String(value).padStart(2, '0')
