import { halfWidth, isBlankMark, tidy } from '../../domain/kinds/kind'
import { splitList } from '../../domain/kinds/list'
import type { Register } from '../../domain/register'
import { isOrganization } from '../mapping/content'
import type { Mentioned } from './draft'

/** Who is named in a cell, and what else it says that is no name. */
export interface NamedIn {
  readonly mentions: readonly Mentioned[]
  /** 等3人, or what could not be placed: for 备注. */
  readonly rest: string | undefined
}

/** Longer texts are no lists of names; the whole is then too long for a name, which is said. */
const longestList = 5000

/** 张三、李四等3人 names two people; that there were three stays in 备注. */
const andOthers = /(?<=\p{sc=Han})等(?:[\d一二三四五六七八九十百余多]+[名人位家个]\S{0,6})?$/u

export const mentionsIn = (cell: string, to: Register, several: boolean): NamedIn => {
  const text = tidy(cell)
  if (isBlankMark(text)) return { mentions: [], rest: undefined }
  if (text.length > longestList) return { mentions: [{ name: text, own: {}, ownNames: {} }], rest: undefined }
  const entries = several ? splitEntries(text.replace(andOthers, '')) : [text]
  const mentions = namesPeople(to)
    ? withTitles(entries, to)
    : (several ? entries.flatMap(apartByAnd) : entries).map((entry) => organizationIn(entry, to))
  const names = new Set<string>()
  const single = mentions.filter(({ name }) => !names.has(name) && names.add(name))
  return { mentions: single, rest: several && andOthers.test(text) ? text : undefined }
}

/** A list, but not at the signs inside brackets: 张三（甲大学，教授）、李四. */
const splitEntries = (text: string): readonly string[] => {
  const inside: string[] = []
  const hold = (open: string): string =>
    open.replace(/[（(【][^（()）【】]*[）)】]/gu, (bracket) => {
      inside.push(bracket)
      return `\u0001${String(inside.length - 1)}\u0001`
    })
  const show = (entry: string): string =>
    entry.replace(/\u0001(\d+)\u0001/gu, (_, index: string) => inside[Number(index)] ?? '')
  // Brackets inside brackets: 张三（甲大学（本部），教授).
  return splitList(hold(hold(text)))
    .map((entry) => show(show(entry)))
    .map((entry) => entry.replace(/^(?:\d{1,2}[.、)）]|[①-⑳])\s*/u, '').trim())
    .filter((entry) => !isBlankMark(entry))
}

/** 甲公司与乙大学 are two where both read like names; 财政和编制委员会 is one. */
const apartByAnd = (entry: string): readonly string[] => {
  const pieces = entry.split(/[与和]/u).map((piece) => piece.trim())
  return pieces.length > 1 && pieces.every(isOrganization) ? pieces : [entry]
}

const namesPeople = (to: Register): boolean => to.fields[to.labelField]?.label.endsWith('姓名') === true

/** A title behind a name is no name: 张三 教授、李四 研究员. */
const withTitles = (entries: readonly string[], to: Register): readonly Mentioned[] => {
  const mentions: Mentioned[] = []
  for (const entry of entries) {
    const last = mentions.at(-1)
    if (last !== undefined && last.own.titleName === undefined && rankAlone.test(entry))
      mentions[mentions.length - 1] = { ...last, own: { ...last.own, titleName: entry } }
    else mentions.push(personIn(entry, to))
  }
  return mentions
}
const rankAlone =
  /^(?:副|正高级|高级|助理|特聘|正高)?(?:教授|研究员|工程师|讲师|农艺师|经济师|医师|技师|高工|院士|博士)$/u

const code = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/iu
const phone = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/u

/** 甲公司（91500118M905557B3J）: a code behind the name is no part of it. Other brackets are. */
const organizationIn = (entry: string, to: Register): Mentioned => {
  const found = to.fields.creditCode === undefined ? null : code.exec(halfWidth(entry))
  if (found === null || found[0].length === entry.length) return { name: entry, own: {}, ownNames: {} }
  const name = halfWidth(entry)
    .replace(found[0], '')
    .replace(/[（(]\s*[)）]|[,，:：;；]\s*$/gu, '')
    .trim()
  return { name, own: { creditCode: found[0].toUpperCase() }, ownNames: {} }
}

const title =
  /(?:院士|教授|研究员|工程师|高工|讲师|博士|硕士|主任|院长|所长|主席|会长|经理|总监|总工|农艺师|经济师|医师|技师|顾问|队长|老师|专家|先生|女士)$/u
const shortName = /^[\p{sc=Han}·]{2,4}$/u

/** 张三（甲大学，教授）, 甲大学 张三, 张三 13900000000: a person with employer, title and telephone. */
const personIn = (entry: string, to: Register): Mentioned => {
  if (shortName.test(entry) && !title.test(entry)) return { name: entry, own: {}, ownNames: {} }
  const number = phone.exec(halfWidth(entry))?.[0]
  const words = wordsOf(entry.replace(number ?? '', ' '))
  const names = words.filter((word) => shortName.test(word) && !title.test(word) && !isOrganization(word))
  const [name] = names
  if (name === undefined || names.length > 1) return fromOneWord(entry, to)
  const others = words.filter((word) => word !== name)
  const employer = to.fields.workOrganization === undefined ? undefined : others.find(isOrganization)
  const rank = to.fields.titleName === undefined ? undefined : others.find(isTitle)
  // What could not be placed must not vanish: then the whole entry stays the name, to be looked at.
  if (!others.every((word) => word === employer || word === rank))
    return { name: entry, own: {}, ownNames: {} }
  return {
    name,
    own: {
      ...(number === undefined || to.fields.phone === undefined ? {} : { phone: number }),
      ...(rank === undefined ? {} : { titleName: rank }),
    },
    ownNames: employer === undefined ? {} : { workOrganization: employer },
  }
}

const isTitle = (word: string): boolean => title.test(word) && !isOrganization(word)

/** The words of an entry; brackets around a word part it from others, brackets inside a name belong to it. */
const wordsOf = (entry: string): readonly string[] => {
  const inner = /^([^()（）]+)[(（](.*)[)）]$/u.exec(entry.trim())
  const pieces = inner === null ? [entry] : [inner[1] ?? '', inner[2] ?? '']
  return pieces.flatMap((piece) => piece.split(/[\s,/;:，；：、·]+/u)).filter((word) => word !== '')
}

/** 张三教授 is 张三. */
const fromOneWord = (entry: string, to: Register): Mentioned => {
  const bare = entry.replace(title, '')
  const rank = entry.slice(bare.length)
  const single = bare.replace(/(?:副|正高级?|高级|助理)$/u, '')
  if (single !== entry && shortName.test(single) && to.fields.titleName !== undefined)
    return { name: single, own: { titleName: entry.slice(single.length) || rank }, ownNames: {} }
  return { name: entry, own: {}, ownNames: {} }
}
