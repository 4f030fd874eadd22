import { pinyin } from 'pinyin-pro'

/**
 * How characters are typed in Latin letters. A character is given as its UTF-16 code; of letters there is one bit each,
 * `a` the lowest. Every reading of a character counts (重 is chong and zhong), without its tone, ü as v.
 */
export const letterCount = 26

/** The place of a letter among a–z; negative or too large for anything else. */
export const letterAt = (code: number): number => code - 97

export const letterBit = (code: number): number => {
  const letter = letterAt(code)
  return letter >= 0 && letter < letterCount ? 1 << letter : 0
}

const firstHan = 0x3400
const lastHan = 0x9fff
const none: readonly string[] = []

const known = new Map<number, readonly string[]>()

/** The readings of a Chinese character; none of anything else. */
export const readingsOf = (code: number): readonly string[] => {
  if (code < firstHan || code > lastHan) return none
  const before = known.get(code)
  if (before !== undefined) return before
  const all = pinyin(String.fromCharCode(code), { toneType: 'none', multiple: true, type: 'array', v: true })
  const readings = [...new Set(all.map((reading) => reading.toLowerCase().replaceAll('ü', 'v')))].filter(
    (reading) => /^[a-z]+$/u.test(reading),
  )
  known.set(code, readings)
  return readings
}

/** By code, −1 where not yet known; a search asks for every character of every text. */
const starts = new Int32Array(0x1_0000).fill(-1)

/** The letters that a character can begin with: that which it is, or the initials of its readings. */
export const startsOf = (code: number): number => {
  const before = starts[code] ?? -1
  if (before !== -1) return before
  const found = readingsOf(code).reduce(
    (bits, reading) => bits | letterBit(reading.charCodeAt(0)),
    letterBit(code),
  )
  starts[code] = found
  return found
}
