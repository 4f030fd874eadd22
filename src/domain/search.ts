import { halfWidth } from './kinds/kind'
import { readingsOf } from './letters'

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
  const matchers = wordsOf(query).map((word): Matcher =>
    hasLetters(word) ? compileWord(word) : (text) => text.includes(word),
  )
  return (text) => matchers.every((matches) => matches(text))
}

export const hasLetters = (word: string): boolean => /[a-z]/u.test(word)

/** Whether an option of a select is meant by what was typed into it. */
export const labelMatches = (typed: string, option?: { readonly label?: unknown }): boolean =>
  typeof option?.label === 'string' && compileQuery(typed)(searchable(option.label))

/** Signs of a word that are looked for; those beyond do not count. */
const longestWord = 30

/**
 * Whether a text holds a word, as it stands or in pinyin. It is read once: bit n of `read` says that the characters just
 * before can be read as the first n signs of the word.
 */
export const compileWord = (written: string): Matcher => {
  const word = written.slice(0, longestWord)
  const whole = 1 << word.length
  const steps: Step[] = [nowhere]
  /** For every character the number of its step; 0 where it is not yet known, 1 for nowhere. */
  const numbers = new Uint16Array(0x1_0000)

  const numberOf = (code: number): number => {
    const step = stepFor(code, word)
    const number = step === nowhere ? 1 : steps.push(step)
    numbers[code] = number
    return number
  }

  return (text) => {
    let read = 0
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      const known = numbers[code] ?? 0
      const number = known === 0 ? numberOf(code) : known
      if (number === 1) {
        read = 0
        continue
      }
      const { advances, last } = steps[number - 1] ?? nowhere
      read |= 1
      if ((read & last) !== 0) return true
      let next = 0
      for (const { after, length } of advances) next |= (read & after) << length
      if ((next & whole) !== 0) return true
      read = next
    }
    return false
  }
}

/** What one character can stand for in a word. */
interface Step {
  /** After which numbers of signs it can stand for the next `length` ones. */
  readonly advances: readonly { readonly length: number; readonly after: number }[]
  /** After which numbers of signs the rest of the word is the beginning of one of its readings. */
  readonly last: number
}

const nowhere: Step = { advances: [], last: 0 }

const stepFor = (code: number, word: string): Step => {
  const readings = readingsOf(code)
  // The character as it stands, the initials of its readings, and the readings in full.
  const ways = new Set([
    String.fromCharCode(code),
    ...readings.flatMap((reading) => [reading.slice(0, 1), reading]),
  ])
  const after = new Map<number, number>()
  let last = 0
  for (let at = 0; at < word.length; at += 1) {
    for (const way of ways)
      if (word.startsWith(way, at)) after.set(way.length, (after.get(way.length) ?? 0) | (1 << at))
    if (readings.some((reading) => reading.startsWith(word.slice(at)))) last |= 1 << at
  }
  if (after.size === 0 && last === 0) return nowhere
  return { advances: Array.from(after, ([length, signs]) => ({ length, after: signs })), last }
}
