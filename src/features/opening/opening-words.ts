import type { LostEntry, VaultFault } from '../../bridge/vault'
import type { Damage, Opening } from '../../storage/store'

/** What was wrong with the database, as somebody sees it who has never heard of one. */
export const damageWords: Readonly<Record<Damage, string>> = {
  unreadable: '存放数据的文件已经损坏，读不出来。多半是磁盘写满、突然断电或磁盘故障造成的。',
  empty: '存放数据的文件是空的，原来的记录不见了。多半是磁盘写满过，或者数据文件被清理软件、杀毒软件删掉了。',
  behind:
    '存放数据的文件比第二份数据旧，缺少最近的操作。多半是数据文件夹被换成了较早的备份，或者断电时没有写完。',
  other: '存放数据的文件里是另一份台账，不是这台电脑原来的那一份。多半是数据文件夹被换过。',
  different: '存放数据的文件与第二份数据对不上，有记录丢失或被改动过。',
}

const faultKinds: Readonly<Record<VaultFault['kind'], string>> = { journal: '操作日志', snapshot: '快照' }
const faultWhats: Readonly<Record<VaultFault['what'], string>> = {
  unfinished: '末尾不完整',
  cut: '末尾不完整',
  altered: '内容损坏或被改动',
  missing: '文件不见了',
  unreadable: '系统读不出来',
}

/** 操作日志 000012.log：末尾不完整 */
export const faultWords = ({ kind, file, what }: VaultFault): string =>
  `${faultKinds[kind]} ${file}：${faultWhats[what]}`

/** What becomes of an opening on the screen. */
export type Told = Extract<Opening, { readonly kind: 'sound' | 'rebuilt' }>

/**
 * A journal that ends within the entry after its head is what a crash leaves behind, as long as the database does not
 * know of more than that entry: if it has it, it is written again; if it has not, it was never said to be saved.
 */
const isCrash = (opening: Told): boolean =>
  opening.kind === 'sound' &&
  opening.caughtUp <= 1 &&
  opening.faults.every(({ what }) => what === 'unfinished')

/** Whether there is something that the user has to know before the desk is shown. */
export const isWorthTelling = (opening: Told): boolean =>
  opening.kind === 'rebuilt' || (opening.faults.length > 0 && !(isCrash(opening) && opening.caughtUp === 1))

/** The action in the middle of which the program ended, where that is all there is to tell. */
export const unfinishedOf = (opening: Told): LostEntry | undefined =>
  isCrash(opening) ? opening.faults.flatMap(({ lost }) => lost)[0] : undefined

type Rebuilt = Extract<Opening, { readonly kind: 'rebuilt' }>

/** Entries that could not be had, each once, in their order. */
export const lostOf = ({ lost, faults }: Rebuilt): readonly LostEntry[] => {
  const all = new Map(
    [...faults.flatMap((fault) => fault.lost), ...lost].map((entry) => [entry.seq, entry] as const),
  )
  return [...all.values()].sort((a, b) => a.seq - b.seq)
}

/** Whether there may be others, of which nothing can be told any more. */
export const mayHaveMore = ({ faults }: Rebuilt): boolean => faults.some(({ more }) => more === true)

/** How it came out, in one line. */
export const headingOf = (rebuilt: Rebuilt): string => {
  if (rebuilt.entries === 0) return '没有能恢复的数据'
  if (!rebuilt.agrees || lostOf(rebuilt).length > 0) return '数据已恢复，但不完整'
  return mayHaveMore(rebuilt) ? '数据已恢复，但可能不完整' : '数据已全部恢复'
}
