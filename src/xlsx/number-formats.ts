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
