import { pinyin } from 'pinyin-pro'
import { halfWidth } from './kinds/kind'

/**
 * Search as clerks type: Chinese, full pinyin, initials, or a mixture of them (`yc`, `yongchuan`, `yong川`).
 * Every reading of a character counts (重 is z and c), so polyphones are found whichever way they are read.
 */
export type Matcher = (text: string) => boolean

/** Texts are compared in this form; make it once for each record, not at each keystroke. */
export const searchable = (text: string): string => halfWidth(text).toLowerCase()

/** All words of the query must be in the text (given in the form of `searchable`). An empty query matches all. */
export const compileQuery = (query: string): Matcher => {
  const words = searchable(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
  const matchers = words.map(matchWord)
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
  const bit = letterBit(word.charCodeAt(0))
  const first = word.charCodeAt(0)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if ((code === first || (initialsOf(code) & bit) !== 0) && matchesFrom(text, at, word, 0)) return true
  }
  return false
}

/** Whether the word from `from` on can be read in the text from `at` on, character by character. */
const matchesFrom = (text: string, at: number, word: string, from: number): boolean => {
  if (from === word.length) return true
  if (at >= text.length) return false
  const code = text.charCodeAt(at)
  if (code === word.charCodeAt(from) && matchesFrom(text, at + 1, word, from + 1)) return true
  if ((initialsOf(code) & letterBit(word.charCodeAt(from))) === 0) return false
  // The initial alone, or as much of a reading as the word has left.
  if (matchesFrom(text, at + 1, word, from + 1)) return true
  return readingsOf(code).some((reading) => {
    const rest = word.length - from
    if (rest <= reading.length) return reading.startsWith(word.slice(from))
    return word.startsWith(reading, from) && matchesFrom(text, at + 1, word, from + reading.length)
  })
}

const firstHan = 0x3400
const lastHan = 0x9fff
const unknown = 0xffff_ffff
const masks = new Uint32Array(0x1_0000).fill(unknown)
const readings = new Map<number, readonly string[]>()

const letterBit = (code: number): number => (code >= 97 && code <= 122 ? 1 << (code - 97) : 0)

/** The first letters of all readings of a character, one bit a letter; 0 for what is not Chinese. */
const initialsOf = (code: number): number => {
  if (code < firstHan || code > lastHan) return 0
  const known = masks[code] ?? unknown
  if (known !== unknown) return known
  const mask = readingsOf(code).reduce((bits, reading) => bits | letterBit(reading.charCodeAt(0)), 0)
  masks[code] = mask
  return mask
}

const readingsOf = (code: number): readonly string[] => {
  const known = readings.get(code)
  if (known !== undefined) return known
  const all = pinyin(String.fromCharCode(code), { toneType: 'none', multiple: true, type: 'array', v: true })
  const plain = [...new Set(all.map((reading) => reading.toLowerCase().replaceAll('ü', 'v')))].filter(
    (reading) => /^[a-z]+$/u.test(reading),
  )
  readings.set(code, plain)
  return plain
}
