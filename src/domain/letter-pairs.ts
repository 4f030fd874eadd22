import { createBitRows } from './bit-rows'
import { letterAt, letterBit, letterCount, readingsOf, startsOf } from './letters'

/**
 * Tells, for many texts at once, which of them can hold a word of Latin letters in any way that `compileQuery` reads
 * them, by the pairs of letters that can be typed for a text.
 */
export interface LetterPairs {
  /** Puts a text (in the form of `searchable`) at a place where none is. */
  readonly put: (place: number, text: string) => void
  readonly forget: (place: number) => void
  readonly candidates: (word: string) => Candidates
}

export interface Candidates {
  /** One bit a place, as `hasBit` reads them. */
  readonly bits: Uint32Array
  /** Every candidate matches: there is no need to read the texts. */
  readonly exact: boolean
}

/** Rows of bits, one bit a text: for single letters, for pairs that begin a word, for pairs anywhere in it. */
const headRow = (first: number, second: number): number => letterCount * (first + 1) + second
const innerRow = (first: number, second: number): number => headRow(letterCount + first, second)
const rowCount = innerRow(letterCount, 0)

export const createLetterPairs = (): LetterPairs => {
  const rows = createBitRows(rowCount)
  const typed = createTyped()
  return {
    put: (place, text) => {
      typed.read(text)
      eachLetter(typed.letters(), (letter) => rows.set(letter, place))
      for (let first = 0; first < letterCount; first += 1) {
        eachLetter(typed.heads[first] ?? 0, (second) => rows.set(headRow(first, second), place))
        eachLetter(typed.pairs[first] ?? 0, (second) => rows.set(innerRow(first, second), place))
      }
    },
    forget: rows.clear,
    candidates: (word) => ({ bits: rows.common(rowsOf(word)), exact: /^[a-z]{1,2}$/u.test(word) }),
  }
}

/** The rows in which a text must have its bit to match a word. After any other sign, letters begin anew. */
const rowsOf = (word: string): readonly number[] =>
  (word.match(/[a-z]+/gu) ?? []).flatMap((run) => {
    const letters = Array.from(run, (letter) => letterAt(letter.charCodeAt(0)))
    const [first = 0, second, ...rest] = letters
    if (second === undefined) return [first]
    return [headRow(first, second), ...rest.map((letter, at) => innerRow(letters[at + 1] ?? 0, letter))]
  })

const eachLetter = (letters: number, visit: (letter: number) => void): void => {
  for (let rest = letters; rest !== 0; rest &= rest - 1) visit(31 - Math.clz32(rest & -rest))
}

/** What can be typed for a text: for each first letter of a pair, as bits, the second letters. */
const createTyped = () => {
  const heads = new Uint32Array(letterCount)
  const pairs = new Uint32Array(letterCount)
  let letters = 0

  const join = (into: Uint32Array, firsts: number, seconds: number): void =>
    eachLetter(firsts, (first) => {
      into[first] = (into[first] ?? 0) | seconds
    })

  return {
    /** Letters with which a character can begin. */
    letters: () => letters,
    /** Pairs with which a word can begin: two characters in a row by their first letters, or the head of a reading. */
    heads,
    /** Pairs that can stand anywhere in a word: also within a reading, and from its end to the next character. */
    pairs,
    read: (text: string): void => {
      heads.fill(0)
      pairs.fill(0)
      letters = 0
      let before = nothing
      for (let at = 0; at < text.length; at += 1) {
        const now = lettersOf(text.charCodeAt(at))
        letters |= now.starts
        join(heads, before.starts, now.starts)
        join(pairs, before.ends, now.starts)
        for (const { first, second, isHead } of now.inner) {
          if (isHead) heads[first] = (heads[first] ?? 0) | second
          pairs[first] = (pairs[first] ?? 0) | second
        }
        before = now
      }
    },
  }
}

interface CharacterLetters {
  readonly starts: number
  /** What the next character can follow: an initial alone, or the end of a reading. */
  readonly ends: number
  /** Neighbours within the readings. */
  readonly inner: readonly { readonly first: number; readonly second: number; readonly isHead: boolean }[]
}

const nothing: CharacterLetters = { starts: 0, ends: 0, inner: [] }
const known: (CharacterLetters | undefined)[] = Array.from({ length: 0x1_0000 })

const lettersOf = (code: number): CharacterLetters => {
  const before = known[code]
  if (before !== undefined) return before
  const readings = readingsOf(code)
  const starts = startsOf(code)
  const letters = {
    starts,
    ends: readings.reduce(
      (bits, reading) => bits | letterBit(reading.charCodeAt(reading.length - 1)),
      starts,
    ),
    inner: readings.flatMap((reading) =>
      Array.from({ length: reading.length - 1 }, (_, at) => ({
        first: letterAt(reading.charCodeAt(at)),
        second: letterBit(reading.charCodeAt(at + 1)),
        isHead: at === 0,
      })),
    ),
  }
  known[code] = letters
  return letters
}
