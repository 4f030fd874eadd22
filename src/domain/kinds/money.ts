import type { MoneyField } from '../field'
import {
  blank,
  byNumber,
  halfWidth,
  isBlankMark,
  type Kind,
  type MoneyUnit,
  type Parsed,
  parsed,
  type RawInput,
  tidy,
  unreadable,
} from './kind'
import { roundTo, showNumber } from './number'

/** Values are whole 分; people write and read 万元. */
const fenIn: Readonly<Record<MoneyUnit, number>> = { 元: 100, 万元: 1_000_000, 亿元: 10_000_000_000 }
const fenInWan = fenIn['万元']

export const toWan = (fen: number): number => fen / fenInWan
export const fromWan = (wan: number): number => Math.round(roundTo(wan * fenInWan, 3))

/** 万元 with two decimals; more when the amount has them (1元 is 0.0001万元), so that nothing is hidden. */
export const showWan = (fen: number): string => {
  const exact = roundTo(fen / fenInWan, 6)
  const digits = (String(exact).split('.')[1] ?? '').length
  return showNumber(exact, Math.max(2, digits))
}

const read = (input: RawInput, unit: MoneyUnit): Parsed<number> => {
  if (typeof input === 'number')
    return Number.isFinite(input)
      ? parsed(Math.round(roundTo(input * fenIn[unit], 3)))
      : unreadable('不是有效的金额')
  const source = halfWidth(tidy(input)).replace(/\s/gu, '')
  if (isBlankMark(source)) return blank
  const match =
    /^(?:[￥¥]|人民币|RMB)?([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(亿元?|万元?|元)?(?:人民币|整)?$/iu.exec(
      source,
    )
  if (match?.[1] === undefined) return unreadable(`“${tidy(input)}”不是金额，可写作 3.5（万元）或 35000元`)
  const written = match[2] ?? ''
  const own: MoneyUnit = written.startsWith('亿')
    ? '亿元'
    : written.startsWith('万')
      ? '万元'
      : written === '元' || /^[￥¥]/u.test(source)
        ? '元'
        : unit
  return parsed(Math.round(roundTo(Number(match[1].replaceAll(',', '')) * fenIn[own], 3)))
}

export const money: Kind<MoneyField, number> = {
  parse: (input, _field, hints) => read(input, hints.unit ?? '万元'),
  format: (value) => showWan(value),
  check: (value) => {
    if (value < 0) return ['金额不能小于 0。']
    return Number.isSafeInteger(value) ? [] : ['金额过大，请核对单位是“元”还是“万元”。']
  },
  compare: byNumber,
  accepts: (value): value is number => Number.isSafeInteger(value),
}
