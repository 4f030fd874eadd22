import { isBlankMark } from './kind'

const between = /[、；;，,|\n\r\t]+|\s{2,}/u

/** 张三 李四 or 张三/李四: names of two to four characters. */
const shortNames = /^[\p{sc=Han}·]{2,4}(?:[ /][\p{sc=Han}·]{2,4})+$/u
/** 甲公司/乙大学; a slash inside a longer name (机械/材料学院) parts nothing. */
const slashedNames =
  /^[^/]+(?:公司|大学|学院|研究院|研究所|合作社|中心|医院|银行)(?:\/[^/]+(?:公司|大学|学院|研究院|研究所|合作社|中心|医院|银行))+$/u

/**
 * The entries of a list in one cell: `甲、乙`, `甲；乙`, `甲,乙`, one a line. A single space or a slash also parts names of
 * two to four characters (`张三 李四`), but not the words of a longer name.
 */
export const splitList = (text: string): readonly string[] => {
  const parts = text.split(between).map((part) => part.trim())
  const names = parts.flatMap((part) => {
    if (shortNames.test(part)) return part.split(/[ /]/u)
    return slashedNames.test(part) ? part.split('/') : [part]
  })
  return names.filter((name) => !isBlankMark(name))
}
