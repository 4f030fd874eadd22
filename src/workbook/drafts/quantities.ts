import { halfWidth } from '../../domain/kinds/kind'
import { numberOf } from './numerals'

/** 三十余人 as 30余人; texts without numerals stay as they are. */
export const withDigits = (text: string): string =>
  text.replace(/[零〇一二两三四五六七八九十百千]+(?=[余多来]?(?:万|亿|\p{sc=Han}|$))/u, (numerals) =>
    String(numberOf(numerals)),
  )

const hoursIn: readonly (readonly [RegExp, number])[] = [
  [/(?:个)?(?:工作日|人天|人日|天|日)$/u, 8],
  [/(?:个)?(?:人时|小时|学时|课时|h|hours?|时)$/iu, 1],
  [/(?:分钟|分|min)$/iu, 1 / 60],
]

/** Hours of 2天, 半天, 90分钟, 1天半: a day has eight of them. Undefined for plain numbers and for what is no duration. */
export const hoursOf = (text: string): number | undefined => {
  const plain = withDigits(halfWidth(text).replace(/\s/gu, ''))
  if (plain === '半天' || plain === '半日') return 4
  if (plain === '半小时' || plain === '半个小时') return 0.5
  const half = /^([\d.]+)个?(天|小时)半$/u.exec(plain)
  if (half !== null) return (Number(half[1]) + 0.5) * (half[2] === '天' ? 8 : 1)
  const unit = hoursIn.find(([pattern]) => pattern.test(plain))
  if (unit === undefined) return undefined
  const number = plain.replace(unit[0], '')
  return /^\d+(?:\.\d+)?$/u.test(number) ? Math.round(Number(number) * unit[1] * 100) / 100 : undefined
}

/** Whether a heading counts days where the field counts hours: 服务时长（天）. */
export const countsDays = (heading: string): boolean =>
  /[（(](?:单位[:：]?)?(?:人)?(?:天|工作日|人日)[）)]/u.test(halfWidth(heading))

/** What a heading multiplies its numbers by: 参与人数（万人）. */
export const scaleIn = (heading: string): number => {
  const unit = /[（(](?:单位[:：]?)?(万|千|百)(?:人|人次|名|家|次|平方米|件|个)[）)]/u.exec(
    halfWidth(heading),
  )?.[1]
  return unit === '万' ? 1e4 : unit === '千' ? 1e3 : unit === '百' ? 100 : 1
}

/** 面议, 另议, 待定: no amount, and none is missing. */
export const isNegotiable = (text: string): boolean =>
  /^(?:面议|另议|面谈|待商|待定|协商|再议|商谈|双方协商)/u.test(text.trim())

/** 免费, 公益: nothing was paid. */
export const isFree = (text: string): boolean => /^(?:免费|无偿|公益|零费用)$/u.test(text.trim())

const around = /约|近|左右|上下|超过|不少于|不超过|至少|以上|以内|[余多]/gu

/** 120万元 of 约120万元 and of 100—120万元: what a person may decide to write, never what is meant for sure. */
export const plainAmount = (text: string): string | undefined => {
  const plain = halfWidth(text).replace(/\s/gu, '')
  const range = /^[\d.,]+(?:万|亿)?元?[-—~～至到]+([\d.,]+(?:亿|万)?元?)$/u.exec(plain)?.[1]
  const bare = range ?? plain.replace(around, '')
  return bare !== plain && /^[￥¥]?\d[\d.,]*(?:亿|万)?元?$/u.test(bare) ? bare : undefined
}
