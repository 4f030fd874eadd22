import { readingsOf } from './letters'
import { wordsOf } from './search'

/**
 * Search that forgives: 服务纪录 finds 服务记录, yongchaun finds 永川, 13800000012 finds the phone that ends in 13, and a
 * code is found without its hyphens. For a query that `compileQuery` finds nowhere. How much is forgiven is our choice (I).
 *
 * Gives the number of signs that are wrong, missing or too many in a text (in the form of `searchable`) for all words of
 * the query together; undefined where it is too far from one of them.
 */
export type NearMatcher = (text: string) => number | undefined

export const compileNear = (query: string): NearMatcher => {
  const matchers = wordsOf(query)
    .map((word) => word.replace(ignored, ''))
    .filter((word) => word !== '')
    .map(compileNearWord)
  return (text) => {
    let errors = 0
    for (const errorsIn of matchers) {
      const more = errorsIn(text)
      if (more === undefined) return undefined
      errors += more
    }
    return matchers.length === 0 ? undefined : errors
  }
}

/** Signs between others that are left out as often as not. */
const ignored = /[-\s·()“”"'《》]/gu
const ignoredCodes = new Set(Array.from('- ·()“”"\'《》', (sign) => sign.charCodeAt(0)))

/** Signs of a word that are looked for; those beyond do not count. */
const longestWord = 30
const han = /[㐀-鿿]/u

const compileNearWord = (written: string): NearMatcher => {
  const word = written.slice(0, longestWord)
  if (han.test(word)) return search(word.split(''), mostErrors(word.length, 4, 8), asWritten)
  if (/^[a-z]+$/u.test(word))
    return search(plainSound(word).split(''), mostErrors(word.length, 5, 9), asSpoken)
  return search(word.split(''), mostErrors(word.length, 7, 15), asWritten)
}

/** None in short words, where one wrong sign is another word. */
const mostErrors = (length: number, one: number, two: number): number =>
  length >= two ? 2 : length >= one ? 1 : 0

/** A sound without what many speakers and their input methods do not tell apart: zh and z, n and l, ang and an (I). */
const plainSound = (reading: string): string =>
  reading
    .replace(/([zcs])h/gu, '$1')
    .replaceAll('n', 'l')
    .replace(/lg(?![aeiouv])/gu, 'l')

/** In how many ways a character of a text can be read, each as a row of signs. */
type Ways = (code: number) => readonly string[]

const asWritten: Ways = (code) => [String.fromCharCode(code)]
const asSpoken: Ways = (code) => {
  const readings = readingsOf(code)
  return readings.length === 0 ? asWritten(code) : [...new Set(readings.map(plainSound))]
}

const soundsOf = (sign: string): readonly string[] => readingsOf(sign.charCodeAt(0)).map(plainSound)

/** Whether the one can have been typed for the other: the same sign, or a character that sounds like it. */
const isLike = (sounds: ReadonlySet<string>, sign: string, other: string): boolean =>
  sign === other || soundsOf(other).some((sound) => sounds.has(sound))

/**
 * Searches texts for a row of signs with a few errors, reading each once (Wu and Manber's bits): bit n of `read[e]` says
 * that what was just read can stand for the first n signs with e errors.
 */
const search = (signs: readonly string[], most: number, ways: Ways): NearMatcher => {
  const whole = 1 << signs.length
  const sounds = signs.map((sign) => new Set(soundsOf(sign)))
  /** At which places of the word a sign of a text fits, as bits. */
  const fitsOf = (sign: string): number =>
    signs.reduce(
      (bits, wanted, at) => (isLike(sounds[at] ?? none, wanted, sign) ? bits | (1 << at) : bits),
      0,
    )
  /** For every character of a text, for each way to read it, where its signs fit. */
  const known: (readonly Int32Array[] | undefined)[] = Array.from({ length: 0x1_0000 })
  const stepsOf = (code: number): readonly Int32Array[] => {
    const steps = ways(code).map((way) => Int32Array.from(way.split(''), fitsOf))
    const isStrange = steps.every((row) => row.every((fits) => fits === 0))
    const found = ignoredCodes.has(code) ? skipped : isStrange ? strange : steps
    known[code] = found
    return found
  }
  const start = Int32Array.from({ length: most + 1 }, (_, errors) => (1 << (errors + 1)) - 1)
  const read = start.slice()
  const before = start.slice()
  const joined = start.slice()

  const step = (steps: readonly Int32Array[]): void => {
    const [first, second] = steps
    if (first !== undefined && second === undefined) {
      for (const fits of first) advance(read, fits)
      return
    }
    before.set(read)
    joined.fill(0)
    for (const row of steps) {
      read.set(before)
      for (const fits of row) advance(read, fits)
      for (let errors = 0; errors <= most; errors += 1) merge(joined, read, errors)
    }
    read.set(joined)
  }

  return (text) => {
    read.set(start)
    let least = most + 1
    let strangers = 0
    for (let at = 0; at < text.length && least > 0; at += 1) {
      const code = text.charCodeAt(at)
      const steps = known[code] ?? stepsOf(code)
      if (steps === skipped) continue
      strangers = steps === strange ? strangers + 1 : 0
      // After so many strange signs nothing is left of what was read before.
      if (strangers > most + 1) continue
      if (code === newLine) read.set(start)
      else step(steps)
      while (least > 0 && ((read[least - 1] ?? 0) & whole) !== 0) least -= 1
    }
    return least > most ? undefined : least
  }
}

/** Of a character that does not occur in the word, however it is read. */
const strange: readonly Int32Array[] = [Int32Array.of(0)]
/** Of a sign that is left out. */
const skipped: readonly Int32Array[] = []
const newLine = 10
const none: ReadonlySet<string> = new Set()

const merge = (into: Int32Array, from: Int32Array, at: number): void => {
  into[at] = (into[at] ?? 0) | (from[at] ?? 0)
}

/** One sign of the text more: it fits, or it is wrong, or too many, or one before it is missing. */
const advance = (read: Int32Array, fits: number): void => {
  let fewer = 0
  let fewerNow = 0
  for (let errors = 0; errors < read.length; errors += 1) {
    const bits = read[errors] ?? 0
    const now = ((bits & fits) << 1) | 1 | fewer | ((fewer | fewerNow) << 1)
    read[errors] = now
    fewer = bits
    fewerNow = now
  }
}
