import type { NumberField } from '../field'
import {
  blank,
  byNumber,
  halfWidth,
  isBlankMark,
  isNumber,
  type Kind,
  type Parsed,
  parsed,
  type RawInput,
  tidy,
  unreadable,
} from './kind'

/** Reads `１，２００ 小时`, `1,200`, `约` is not read here: it belongs to fuzzy numbers. */
export const readNumber = (input: RawInput, unit: string | undefined): Parsed<number> => {
  if (typeof input === 'number') return Number.isFinite(input) ? parsed(input) : unreadable('不是有效的数字')
  const source = halfWidth(tidy(input)).replace(/\s/gu, '')
  if (isBlankMark(source)) return blank
  const units = ['人次', '人时', '人', '名', '家', '小时', '个小时', '时', 'h', '次', '%', unit ?? '']
  const longest = units
    .filter((word) => word !== '' && source.toLowerCase().endsWith(word))
    .sort((a, b) => b.length - a.length)[0]
  const body = longest === undefined ? source : source.slice(0, -longest.length)
  const scaled = /^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(万|亿|千|百)?$/u.exec(body)
  if (scaled?.[1] === undefined) return unreadable(`“${tidy(input)}”不是数字`)
  const scale = { 万: 1e4, 亿: 1e8, 千: 1e3, 百: 1e2 }[scaled[2] ?? ''] ?? 1
  return parsed(roundTo(Number(scaled[1].replaceAll(',', '')) * scale, 6))
}

export const roundTo = (value: number, digits: number): number => {
  const factor = 10 ** digits
  return Math.round((value + Number.EPSILON * Math.sign(value)) * factor) / factor
}

/** `1,234.5`: grouped, with as many digits as asked, or as many as there are. */
export const showNumber = (value: number, digits?: number): string => {
  const [whole = '0', fraction] = (digits === undefined ? String(value) : value.toFixed(digits)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

export const number: Kind<NumberField, number> = {
  parse: (input, field) => readNumber(input, field.unit),
  format: (value, { ungrouped }) => (ungrouped === true ? String(value) : showNumber(value)),
  check: (value, field) => {
    const unit = field.unit ?? ''
    if (field.min !== undefined && value < field.min) return [`不能小于 ${showNumber(field.min)}${unit}。`]
    if (field.max !== undefined && value > field.max) return [`不能大于 ${showNumber(field.max)}${unit}。`]
    if (field.decimals === 0 && !Number.isInteger(value)) return ['请填整数。']
    if (field.step !== undefined && !Number.isInteger(roundTo(value / field.step, 6))) {
      return [`请按 ${String(field.step)}${unit} 的整倍数填写。`]
    }
    return []
  },
  compare: byNumber,
  accepts: isNumber,
}
