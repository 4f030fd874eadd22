import { isBlankMark } from './kind'

const between = /[、；;，,|\n\r\t]+|\s{2,}/u

/**
 * The entries of a list in one cell: `甲、乙`, `甲；乙`, `甲,乙`, one a line. A single space also parts names of two
 * to four characters (`张三 李四`), but not the words of a longer name.
 */
export const splitList = (text: string): readonly string[] => {
  const parts = text.split(between).map((part) => part.trim())
  const names = parts.flatMap((part) =>
    /^[\p{sc=Han}·]{2,4}(?: [\p{sc=Han}·]{2,4})+$/u.test(part) ? part.split(' ') : [part],
  )
  return names.filter((name) => !isBlankMark(name))
}
