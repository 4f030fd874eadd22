import { lettersOf, wordsOf } from './search'

/**
 * Tells, for many texts at once, which of them can hold a word of Latin letters in any way that `compileQuery` reads
 * texts. It keeps, for each pair of letters, one bit a text: set when the letters can follow each other in it, within a
 * reading or from one character to the next. A text without every pair of a word cannot match and is never looked at.
 */
export interface LetterPairs {
  /** Puts a text (in the form of `searchable`) at a place; what stood there is gone. */
  readonly put: (place: number, text: string) => void
  /** The places that a query leaves, one bit each; undefined when it rules nothing out. */
  readonly candidates: (query: string) => Uint32Array | undefined
}

const letters = 26
const firstLetter = 97

export const createLetterPairs = (): LetterPairs => {
  const bits = new Map<number, Uint32Array>()
  let size = 1024

  const grow = (place: number): void => {
    if (place >> 5 < size) return
    while (place >> 5 >= size) size *= 2
    for (const [pair, known] of bits) {
      const larger = new Uint32Array(size)
      larger.set(known)
      bits.set(pair, larger)
    }
  }

  const following = new Uint32Array(letters)

  return {
    put: (place, text) => {
      grow(place)
      collectPairs(text, following)
      const word = place >> 5
      const bit = 1 << (place & 31)
      for (const known of bits.values()) known[word] = (known[word] ?? 0) & ~bit
      following.forEach((mask, from) => {
        for (let rest = mask; rest !== 0; rest &= rest - 1) {
          const pair = from * letters + 31 - Math.clz32(rest & -rest)
          const known = bits.get(pair) ?? new Uint32Array(size)
          known[word] = (known[word] ?? 0) | bit
          bits.set(pair, known)
        }
      })
    },
    candidates: (query) => {
      const pairs = [...new Set(wordsOf(query).flatMap(pairsOf))]
      if (pairs.length === 0) return undefined
      const left = new Uint32Array(size).fill(0xffff_ffff)
      for (const pair of pairs) {
        const known = bits.get(pair)
        if (known === undefined) return new Uint32Array(size)
        for (let at = 0; at < size; at += 1) left[at] = (left[at] ?? 0) & (known[at] ?? 0)
      }
      return left
    },
  }
}

/** Whether a place is among the candidates. */
export const isCandidate = (candidates: Uint32Array, place: number): boolean =>
  ((candidates[place >> 5] ?? 0) & (1 << (place & 31))) !== 0

/** For each letter, as bits, the letters that can follow it in the text. */
const collectPairs = (text: string, following: Uint32Array): void => {
  following.fill(0)
  let ends = 0
  for (let at = 0; at < text.length; at += 1) {
    const { starts, ends: nextEnds, inner } = lettersOf(text.charCodeAt(at))
    for (let rest = starts === 0 ? 0 : ends; rest !== 0; rest &= rest - 1) {
      const from = 31 - Math.clz32(rest & -rest)
      following[from] = (following[from] ?? 0) | starts
    }
    for (const [from, to] of inner) following[from] = (following[from] ?? 0) | to
    ends = nextEnds
  }
}

const pairsOf = (word: string): readonly number[] => {
  const pairs: number[] = []
  for (let at = 1; at < word.length; at += 1) {
    const from = word.charCodeAt(at - 1) - firstLetter
    const to = word.charCodeAt(at) - firstLetter
    if (from >= 0 && from < letters && to >= 0 && to < letters) pairs.push(from * letters + to)
  }
  return pairs
}
