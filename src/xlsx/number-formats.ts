/**
 * Formats that a Chinese Excel knows by their number alone and does not write into the file (ECMA-376, 18.8.30), of which
 * the reading library knows nothing: 31 is what a date typed as 2021年4月8日 gets.
 */
const unwritten: Readonly<Record<number, string>> = {
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h"时"mm"分"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

/** The styles of a workbook with the unwritten formats written, before those that the file defines itself. */
export const withUnwrittenFormats = (styles: Uint8Array): Uint8Array => {
  const xml = new TextDecoder().decode(styles)
  const opening = /<((?:\w+:)?)styleSheet\b[^<>]*[^/<>]>/u.exec(xml)
  if (opening === null) return styles
  const prefix = opening[1] ?? ''
  const formats = Object.entries(unwritten)
    .map(([id, code]) => `<${prefix}numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
    .join('')
  const own = new RegExp(`<${prefix}numFmts\\b[^<>]*[^/<>]>`, 'u').exec(xml)
  const at = own === null ? opening.index + opening[0].length : own.index + own[0].length
  const added = own === null ? `<${prefix}numFmts>${formats}</${prefix}numFmts>` : formats
  return new TextEncoder().encode(xml.slice(0, at) + added + xml.slice(at))
}

const known = new Map<string, boolean>()
const mostKnown = 10_000

/** Whether a number format shows a number as a day, a month or a year. A mere time of day is none. */
export const isDateFormat = (format: string): boolean => {
  const before = known.get(format)
  if (before !== undefined) return before
  const [first = ''] = format
    // Texts, colours and languages, escaped letters, letters for padding.
    .replace(/"[^"]*"|\[[^\]]*\]|\\.|[_*]./gu, ' ')
    .split(';')
  // Minutes stand behind hours or before seconds; AM/PM, the words for it and General are no dates either.
  const rest = first
    .replace(/general|am\/pm|a\/p|上午\/下午/giu, ' ')
    .replace(/h+[^ymd]*?m+/giu, ' ')
    .replace(/m+(?=[^ymdh]*s)/giu, ' ')
  const answer = /[ymd年月日]|e(?![+-])|g/iu.test(rest)
  if (known.size < mostKnown) known.set(format, answer)
  return answer
}

/** What a number format writes around its numbers, and how it scales them. */
interface Wording {
  readonly prefix: string
  readonly suffix: string
  /** What is shown is the value divided by it: 10,000 for 0!.0,"万元". */
  readonly divisor: number
}

const wordings = new Map<string, Wording | undefined>()

/**
 * The number with the words that its format puts around it: `200余人` for 200 under `0"余人"`, `3.5万元` for 35000 under
 * `0!.0,"万元"`, `85%` for 0.85. Undefined for formats that say nothing by words; a mere currency sign says nothing,
 * for it also stands in columns of 万元.
 */
export const wordedNumber = (format: string, value: number): string | undefined => {
  if (!wordings.has(format) && wordings.size < mostKnown) wordings.set(format, wordingOf(format))
  const wording = wordings.has(format) ? wordings.get(format) : wordingOf(format)
  if (wording === undefined) return undefined
  const { prefix, suffix, divisor } = wording
  return `${prefix}${String(Number((value / divisor).toPrecision(12)))}${suffix}`
}

/** Words are held in letters of the private area, so that no digit in them is taken for a place of the number. */
const held = /[\ue000-\uf8ff]/gu
const firstHeld = 0xe000

const wordingOf = (format: string): Wording | undefined => {
  const words: string[] = []
  const hold = (word: string): string => {
    words.push(word)
    return String.fromCharCode(firstHeld + words.length - 1)
  }
  const [first = ''] = format
    .replace(/[_*]./gu, '')
    .replace(/"([^"]*)"/gu, (_, word: string) => hold(word))
    .replace(/[\\!](.)/gu, (_, letter: string) => hold(letter))
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/G\/通用格式|General/giu, '0')
    .split(';')
  const digits = /^(.*?)([0#?](?:.*[0#?])?)(,*)([^0#?]*)$/su.exec(first)
  if (digits === null) return undefined
  const [, before = '', body = '', commas = '', after = ''] = digits
  const spoken = (text: string): string =>
    text.replace(held, (letter) => words[letter.charCodeAt(0) - firstHeld] ?? '').trim()
  const [prefix, suffix] = [spoken(before), spoken(after)]
  if (!/[\p{L}%]/u.test(prefix + suffix) || /[eE/]/u.test(body)) return undefined
  const point = /[\ue000-\uf8ff]([0#?]*)$/u.exec(body)?.[1]
  const scale = 1000 ** commas.length * (point === undefined ? 1 : 10 ** point.length)
  return { prefix, suffix, divisor: suffix.startsWith('%') ? 0.01 * scale : scale }
}
