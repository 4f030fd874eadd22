import { halfWidth } from './kinds/kind'
import { readingsOf } from './letters'
import { namesOf } from './other-names'
import type { Register } from './register'
import type { LedgerRecord } from './record'

/** Names that sound or are built alike: 重庆市甲科技有限公司 and 甲科技公司, 璧恒 and 碧恒. */

const legalForm =
  /(?:有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|集团公司|集团|公司|（?普通合伙）?|（?有限合伙）?)/gu
const seat = /^(?:中国)?(?:重庆市?|四川省?)/u
const shortest = 2

/** What is left of a name that tells it from others. */
export const coreOf = (name: string): string =>
  halfWidth(name)
    .replace(/\s/gu, '')
    .replace(legalForm, '')
    .replace(/[()“”"'·,.-]/gu, '')
    .replace(seat, '')
    .toLowerCase()

/** Names with the same sound, whatever seat and legal form stand around them; undefined where too little is left. */
export const soundOf = (name: string): string | undefined => {
  const core = coreOf(name)
  if (core.length < shortest) return undefined
  return Array.from(core)
    .map((character) => readingsOf(character.charCodeAt(0))[0] ?? character)
    .join(' ')
}

/** Records of one register by the sound of their names. */
export const bySound = (
  register: Register,
  records: readonly LedgerRecord[],
): ReadonlyMap<string, readonly LedgerRecord[]> => {
  const found = new Map<string, LedgerRecord[]>()
  for (const record of records) {
    const sounds = new Set(namesOf(register, record.values).flatMap((name) => soundOf(name) ?? []))
    for (const sound of sounds) found.set(sound, [...(found.get(sound) ?? []), record])
  }
  return found
}
