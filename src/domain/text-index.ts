import { hasBit } from './bit-rows'
import { createLetterPairs } from './letter-pairs'
import { compileNear } from './near-search'
import { compileWord, hasLetters, wordsOf } from './search'

/** Many texts, each at a place of its own, in which `find` finds what `compileQuery` would, but faster. */
export interface TextIndex {
  /** Puts a text (in the form of `searchable`) at a place; undefined takes away what stood there. */
  readonly put: (place: number, text: string | undefined) => void
  readonly has: (place: number) => boolean
  /** For each place 1 where all words of the query are in the text, else 0. */
  readonly find: (query: string) => Uint8Array
  /** The places whose texts are nearest to the query, none of them too far from it: see `compileNear`. */
  readonly nearest: (query: string) => Nearest
}

export interface Nearest {
  readonly places: readonly number[]
  /** Signs that are wrong, missing or too many in each of them. */
  readonly errors: number
}

export const createTextIndex = (): TextIndex => {
  const texts: (string | undefined)[] = []
  const pairs = createLetterPairs()
  /** Whoever types a word finds with each letter only some of what was found before. */
  let last: { readonly query: string; readonly found: Uint8Array } | undefined

  const all = (): Uint8Array => {
    const found = new Uint8Array(texts.length)
    for (let place = 0; place < texts.length; place += 1) found[place] = texts[place] === undefined ? 0 : 1
    return found
  }

  // Plain loops in the order in which the texts lie in memory: among 100,000 that is a matter of milliseconds.
  const keepCandidates = (found: Uint8Array, bits: Uint32Array): void => {
    for (let place = 0; place < found.length; place += 1)
      if (found[place] === 1 && !hasBit(bits, place)) found[place] = 0
  }
  const keepMatches = (found: Uint8Array, matches: (text: string) => boolean): void => {
    for (let place = 0; place < found.length; place += 1)
      if (found[place] === 1 && !matches(texts[place] ?? '')) found[place] = 0
  }
  /** Keeps of what was found so far those that have one more word. */
  const narrow = (found: Uint8Array, word: string): void => {
    if (!hasLetters(word)) {
      keepMatches(found, (text) => text.includes(word))
      return
    }
    const { bits, exact } = pairs.candidates(word)
    keepCandidates(found, bits)
    if (!exact) keepMatches(found, compileWord(word))
  }

  return {
    put: (place, text) => {
      last = undefined
      if (texts[place] !== undefined) pairs.forget(place)
      texts[place] = text
      if (text !== undefined) pairs.put(place, text)
    },
    has: (place) => texts[place] !== undefined,
    find: (query) => {
      const found = last !== undefined && query.startsWith(last.query) ? last.found.slice() : all()
      for (const word of wordsOf(query)) narrow(found, word)
      last = { query, found }
      return found
    },
    nearest: (query) => {
      const errorsIn = compileNear(query)
      const places: number[] = []
      let least = Infinity
      for (const [place, text] of texts.entries()) {
        const errors = text === undefined ? undefined : errorsIn(text)
        if (errors === undefined || errors > least) continue
        if (errors < least) places.length = 0
        least = errors
        places.push(place)
      }
      return { places, errors: least }
    },
  }
}
