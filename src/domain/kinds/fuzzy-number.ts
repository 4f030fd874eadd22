import type { FuzzyNumber, FuzzyNumberField, Qualifier } from '../field'
import {
  blank,
  halfWidth,
  isBlankMark,
  isNumber,
  type Kind,
  type Parsed,
  parsed,
  tidy,
  unreadable,
} from './kind'
import { readNumber, roundTo, showNumber } from './number'

const qualifiers: readonly Qualifier[] = ['精确', '约', '余', '超过', '不少于', '不超过']

const before: readonly (readonly [RegExp, Qualifier])[] = [
  [/^(?:大约|约莫|约|近|将近|左右)/u, '约'],
  [/^(?:超过|超|逾|大于|突破|>)/u, '超过'],
  [/^(?:不少于|不低于|至少|≥|>=)/u, '不少于'],
  [/^(?:不超过|不多于|至多|最多|≤|<=)/u, '不超过'],
]

/** `200余人`, `约40人`, `超过10万名`, `10多万`, `近百` … as the source wrote it. */
const read = (source: string, unit: string | undefined): Parsed<FuzzyNumber> => {
  const words = [...before].reverse().find(([pattern]) => pattern.test(source))
  const rest = words === undefined ? source : source.replace(words[0], '')
  const odd = /^([\d.,]+)(万|亿|千|百)?(?:余|多|来|\+)(万|亿|千|百)?(.*)$/u.exec(rest)
  const body =
    odd === null
      ? rest.replace(/(?:左右|上下)(?=\D*$)/u, '')
      : `${odd[1] ?? ''}${odd[2] ?? odd[3] ?? ''}${odd[4] ?? ''}`
  const number = readNumber(body === '' ? source : body.replace(/以上(?=\D*$)/u, ''), unit)
  if (!number.ok || number.value === undefined)
    return unreadable(`“${source}”不是数字，可写作 200、200余 或 约200`)
  const qualifier =
    words?.[1] ??
    (odd !== null ? '余' : /左右|上下/u.test(rest) ? '约' : rest.includes('以上') ? '不少于' : '精确')
  return parsed({ value: number.value, qualifier })
}

/** As the source had it: 精确 prints alone, 余 behind the number, the others before it. */
export const showFuzzy = (number: FuzzyNumber, unit = ''): string => {
  const digits =
    number.value >= 10_000 && number.value % 1_000 === 0
      ? `${showNumber(number.value / 10_000)}万`
      : showNumber(number.value)
  if (number.qualifier === '精确') return `${digits}${unit}`
  return number.qualifier === '余' ? `${digits}余${unit}` : `${number.qualifier}${digits}${unit}`
}

/** A sum with a fuzzy part is `不少于` its total; an upper bound in it makes it `约`. */
export const sumFuzzy = (numbers: readonly FuzzyNumber[]): FuzzyNumber => {
  const value = numbers.reduce((total, number) => total + number.value, 0)
  return { value, qualifier: numbers.some(({ qualifier }) => qualifier !== '精确') ? '不少于' : '精确' }
}

export const fuzzyNumber: Kind<FuzzyNumberField, FuzzyNumber> = {
  parse: (input, field) => {
    if (typeof input === 'number')
      return isNumber(input) ? parsed({ value: input, qualifier: '精确' }) : unreadable('不是有效的数字')
    const source = halfWidth(tidy(input)).replace(/\s/gu, '')
    return isBlankMark(source) ? blank : read(source, field.unit)
  },
  format: (value) => showFuzzy(value),
  check: (value, field) => {
    const { decimals = 0 } = field
    if (roundTo(value.value, decimals) !== value.value)
      return [decimals === 0 ? '请填整数。' : `小数最多 ${String(decimals)} 位。`]
    return field.min !== undefined && value.value < field.min ? [`不能小于 ${String(field.min)}。`] : []
  },
  compare: (a, b) => a.value - b.value,
  accepts: (value): value is FuzzyNumber =>
    typeof value === 'object' &&
    value !== null &&
    'value' in value &&
    isNumber(value.value) &&
    'qualifier' in value &&
    qualifiers.some((qualifier) => qualifier === value.qualifier),
}
