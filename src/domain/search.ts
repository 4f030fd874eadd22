import { pinyin } from 'pinyin-pro'
import { halfWidth } from './kinds/kind'

/**
 * Search as clerks type: Chinese, full pinyin, initials, or a mixture of them (`yc`, `yongchuan`, `yong川`).
 * Every reading of a character counts (重 is z and c), so polyphones are found whichever way they are read.
 */
export type Matcher = (text: string) => boolean

/** Texts are compared in this form; make it once for each record, not at each keystroke. */
export const searchable = (text: string): string => halfWidth(text).toLowerCase()

/** The words of a query, each of which must be in a text. */
export const wordsOf = (query: string): readonly string[] =>
  searchable(query)
    .split(/\s+/u)
    .filter((word) => word !== '')

/** All words of the query must be in the text (given in the form of `searchable`). An empty query matches all. */
export const compileQuery = (query: string): Matcher => {
  const matchers = wordsOf(query).map(matchWord)
  return (text) => matchers.every((matches) => matches(text))
}

/** Whether an option of a select is meant by what was typed into it. */
export const labelMatches = (typed: string, option?: { readonly label?: unknown }): boolean =>
  typeof option?.label === 'string' && compileQuery(typed)(searchable(option.label))

const matchWord = (word: string): Matcher => {
  if (!/[a-z]/u.test(word)) return (text) => text.includes(word)
  return (text) => text.includes(word) || matchesPinyin(text, word)
}

const matchesPinyin = (text: string, word: string): boolean => {
  const first = word.charCodeAt(0)
  const bit = letterBit(first)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if ((code === first || (lettersOf(code).starts & bit) !== 0) && matchesFrom(text, at, word, 0))
      return true
  }
  return false
}

/** Whether the word from `from` on can be read in the text from `at` on, character by character. */
const matchesFrom = (text: string, at: number, word: string, from: number): boolean => {
  if (from === word.length) return true
  if (at >= text.length) return false
  const code = text.charCodeAt(at)
  if (code === word.charCodeAt(from) && matchesFrom(text, at + 1, word, from + 1)) return true
  if (code < firstHan || (lettersOf(code).starts & letterBit(word.charCodeAt(from))) === 0) return false
  // The initial alone, or as much of a reading as the word has left.
  if (matchesFrom(text, at + 1, word, from + 1)) return true
  return lettersOf(code).readings.some((reading) => {
    const rest = word.length - from
    if (rest <= reading.length) return reading.startsWith(word.slice(from))
    return word.startsWith(reading, from) && matchesFrom(text, at + 1, word, from + reading.length)
  })
}

const firstHan = 0x3400
const lastHan = 0x9fff

/** How a character can stand in a word of Latin letters; every mask has one bit a letter. */
interface Letters {
  /** What it can begin with: the initials of its readings, or the letter that it is. */
  readonly starts: number
  /** What the next character can follow: an initial alone, the end of a reading, the letter that it is. */
  readonly ends: number
  /** Letters of its readings with those that follow them. */
  readonly inner: readonly (readonly [letter: number, following: number])[]
  readonly readings: readonly string[]
}

const characters = 0x1_0000
const known = Array.from<Letters | undefined>({ length: characters })
const silent: Letters = { starts: 0, ends: 0, inner: [], readings: [] }

const letterBit = (code: number): number => (code >= 97 && code <= 122 ? 1 << (code - 97) : 0)

/** The letters of a character, given as its UTF-16 code. */
export const lettersOf = (code: number): Letters => {
  const before = known[code]
  if (before !== undefined) return before
  const letters = readLetters(code)
  known[code] = letters
  return letters
}

const readLetters = (code: number): Letters => {
  if (code < firstHan || code > lastHan) {
    const own = letterBit(code)
    return own === 0 ? silent : { ...silent, starts: own, ends: own }
  }
  const readings = readingsOf(code)
  const starts = readings.reduce((bits, reading) => bits | letterBit(reading.charCodeAt(0)), 0)
  const ends = readings.reduce(
    (bits, reading) => bits | letterBit(reading.charCodeAt(reading.length - 1)),
    starts,
  )
  const inner = readings.flatMap((reading) =>
    Array.from(
      { length: reading.length - 1 },
      (_, at) => [reading.charCodeAt(at) - 97, letterBit(reading.charCodeAt(at + 1))] as const,
    ),
  )
  return { starts, ends, inner, readings }
}

const readingsOf = (code: number): readonly string[] => {
  const all = pinyin(String.fromCharCode(code), { toneType: 'none', multiple: true, type: 'array', v: true })
  return [...new Set(all.map((reading) => reading.toLowerCase().replaceAll('ü', 'v')))].filter((reading) =>
    /^[a-z]+$/u.test(reading),
  )
}
