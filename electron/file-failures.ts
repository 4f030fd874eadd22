import type { Failure, FailureReason } from '../src/bridge/channels'
import { codeOf } from './system-error'

interface Words {
  readonly reason: FailureReason
  readonly message: (name: string) => string
  readonly advice: string
}

const busy: Words = {
  reason: 'busy',
  message: (name) => `“${name}”正被 Excel、WPS 或其他程序打开，没有写入。`,
  advice: '请先关闭该文件，或换一个文件名保存。如果确定没有打开，请用 Excel 或 WPS 打开它再关闭一次。',
}
const readOnly: Words = {
  reason: 'readOnly',
  message: (name) => `不能写入“${name}”：文件或文件夹是只读的，或没有权限。`,
  advice: '请换一个文件夹（如“文档”）保存，或去掉文件的只读属性。',
}
const diskFull: Words = {
  reason: 'diskFull',
  message: (name) => `磁盘空间不足，“${name}”没有写入，原有文件未改动。`,
  advice: '请清理磁盘，或保存到另一个磁盘或 U 盘。',
}
const folderGone: Words = {
  reason: 'folderGone',
  message: (name) => `保存“${name}”的文件夹不见了（U 盘可能已拔出，或文件夹被移走）。`,
  advice: '请重新插好 U 盘，或另选一个文件夹保存。',
}
const notFound: Words = {
  reason: 'notFound',
  message: (name) => `找不到“${name}”，可能已被移走或改名。`,
  advice: '请重新选择文件。',
}
const notReadable: Words = {
  reason: 'other',
  message: (name) => `没有读取“${name}”的权限。`,
  advice: '请把文件复制到“文档”文件夹后再选择。',
}
const nameTooLong: Words = {
  reason: 'other',
  message: (name) => `“${name}”的文件名或所在文件夹的路径太长，没有写入。`,
  advice: '请把文件名改短，或保存到上一级文件夹。',
}
const nameTaken: Words = {
  reason: 'other',
  message: (name) => `已有名为“${name}”的文件夹，没有写入。`,
  advice: '请换一个文件名保存。',
}
const aFolder: Words = {
  reason: 'other',
  message: (name) => `“${name}”不是文件，可能是一个文件夹。`,
  advice: '请选择 Excel 文件或文本文件。',
}

const writing: Readonly<Record<string, Words>> = {
  EBUSY: busy,
  ETXTBSY: busy,
  EPERM: readOnly,
  EACCES: readOnly,
  EROFS: readOnly,
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  ENOENT: folderGone,
  ENOTDIR: folderGone,
  ENODEV: folderGone,
  ENXIO: folderGone,
  EIO: folderGone,
  EHOSTDOWN: folderGone,
  ENETUNREACH: folderGone,
  ETIMEDOUT: folderGone,
  ENAMETOOLONG: nameTooLong,
  EISDIR: nameTaken,
}
const reading: Readonly<Record<string, Words>> = {
  EBUSY: {
    ...busy,
    message: (name) => `“${name}”正被其他程序独占打开，读不到。`,
    advice: '请先在 Excel 或 WPS 中关闭它，再重新选择。',
  },
  EPERM: notReadable,
  EACCES: notReadable,
  ENOENT: notFound,
  ENOTDIR: notFound,
  EISDIR: aFolder,
  EIO: notFound,
}

const unknownWriting = (code: string): Words => ({
  reason: 'other',
  message: (name) => `“${name}”没有写成（${code}），原有文件未改动。`,
  advice: '请换一个文件夹再试一次。',
})
const unknownReading = (code: string): Words => ({
  reason: 'other',
  message: (name) => `“${name}”读不出来（${code}）。`,
  advice: '请把文件复制到“文档”文件夹后再选择。',
})

/** Into our own folder: what the user can mend is the disk under it. */
const notKept: Words = {
  reason: 'diskFull',
  message: (name) => `磁盘空间不足，“${name}”没有添加。`,
  advice: '请清理存放数据的磁盘，再添加一次。已有的内容都在。',
}
const keptOut: Words = {
  reason: 'readOnly',
  message: (name) => `数据文件夹不让写入，“${name}”没有添加。`,
  advice: '请关闭正在扫描或同步数据文件夹的程序（杀毒软件、网盘），再添加一次；仍不行请联系维护人员。',
}
const keeping: Readonly<Record<string, Words>> = {
  ENOSPC: notKept,
  EDQUOT: notKept,
  EPERM: keptOut,
  EACCES: keptOut,
  EROFS: keptOut,
  EBUSY: keptOut,
}
const unknownKeeping = (code: string): Words => ({
  reason: 'other',
  message: (name) => `“${name}”没有添加（${code}）。`,
  advice: '请再添加一次；仍不行请重新启动本程序。已有的内容都在。',
})

const wordsFor = {
  read: (code: string) => reading[code] ?? unknownReading(code),
  write: (code: string) => writing[code] ?? unknownWriting(code),
  keep: (code: string) => keeping[code] ?? unknownKeeping(code),
}

/**
 * Says in Chinese why a file could not be read, written, or kept in our own folder, and what to do about it. A bug goes on
 * being thrown.
 */
export const failureOf = (error: unknown, name: string, doing: keyof typeof wordsFor): Failure => {
  const code = codeOf(error)
  if (code === undefined) throw error
  return said(wordsFor[doing](code), name)
}

/** Why one of the files of the second copy could not be written. */
interface Cause {
  readonly reason: FailureReason
  readonly why: string
  readonly advice: string
}
const noRoom: Cause = {
  reason: 'diskFull',
  why: '磁盘空间不足',
  advice: '请清理磁盘，程序会自动再试。',
}
const noRight: Cause = {
  reason: 'readOnly',
  why: '文件夹是只读的，或没有写入权限',
  advice: '请去掉文件夹的只读属性，或请管理员给当前用户写入权限，程序会自动再试。',
}
const inUse: Cause = {
  reason: 'busy',
  why: '文件正被其他程序占用',
  advice: '请关闭可能占用它的程序（如杀毒软件、网盘同步），程序会自动再试。',
}
const gone: Cause = {
  reason: 'folderGone',
  why: '文件夹不见了（可能已被移走或删除，或磁盘已拔出）',
  advice: '请把文件夹放回原处，或重新插好磁盘，程序会自动再试。',
}
const taken: Cause = {
  reason: 'other',
  why: '已有同名的其他文件',
  advice: '请另选一个文件夹。',
}
const faultyDisk: Cause = {
  reason: 'other',
  why: '磁盘读写出错',
  advice: '磁盘可能已损坏。请尽快把数据导出到另一个磁盘或 U 盘。',
}
const causes: Readonly<Record<string, Cause>> = {
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EACCES: noRight,
  EPERM: noRight,
  EROFS: noRight,
  EBUSY: inUse,
  ETXTBSY: inUse,
  ENOENT: gone,
  ENOTDIR: gone,
  ENODEV: gone,
  ENXIO: gone,
  EEXIST: taken,
}

const causeOf = (error: unknown): Cause => {
  const code = codeOf(error)
  if (code === undefined) throw error
  return causes[code] ?? { ...faultyDisk, why: `${faultyDisk.why}（${code}）` }
}

/** The journal or the desk could not be written. A bug goes on being thrown. */
export const secondCopyFailure = (error: unknown): Failure => {
  const { reason, why, advice } = causeOf(error)
  const message = `数据已存入数据库，但第二份没有写成：${why}。`
  return { status: 'failed', reason, message, advice: `${advice}已填写的内容都在。` }
}

export const snapshotFailure = (error: unknown): Failure => {
  const { reason, why, advice } = causeOf(error)
  return { status: 'failed', reason, message: `这次备份没有写成：${why}。数据和原有备份都在。`, advice }
}

/** What was read back is not what was written, or the journal that it is made from is damaged. */
export const snapshotNotProven = (): Failure => ({
  status: 'failed',
  reason: 'other',
  message: '这次备份写成后核对不符，没有采用。数据和原有备份都在。',
  advice:
    '请重新启动程序，启动时会自动核对并修复。如果再次出现，磁盘可能已损坏，请尽快把数据导出到另一个磁盘。',
})

/** The copy in the user's second folder. */
export const secondFolderFailure = (error: unknown, folder: string): Failure => {
  const { reason, why } = causeOf(error)
  return {
    status: 'failed',
    reason,
    message: `备份没有复制到第二备份文件夹“${folder}”：${why}。本机的备份已完成。`,
    advice: '请插好 U 盘或接通共享文件夹；下次备份时会自动复制。也可以另选一个文件夹。',
  }
}

/** The second folder must be somewhere else than the data themselves. */
export const ownFolderChosen = (): Failure => ({
  status: 'failed',
  reason: 'other',
  message: '所选的是程序自己的数据文件夹，放在那里的备份会和数据一起丢失。',
  advice: '请选择 U 盘、共享文件夹或另一个磁盘上的文件夹。',
})

const said = ({ reason, message, advice }: Words, name: string): Failure => ({
  status: 'failed',
  reason,
  message: message(name),
  advice,
})

export const notAFile = (name: string): Failure => said(aFolder, name)

const megabytes = (bytes: number): string => `${String(Math.round(bytes / 1024 / 1024))} MB`

export const tooLarge = (name: string, size: number, largest: number): Failure => ({
  status: 'failed',
  reason: 'tooLarge',
  message: `“${name}”有 ${megabytes(size)}，超过可导入的 ${megabytes(largest)}。`,
  advice: '台账一般只有几 MB。请删除其中的图片，或按年份拆成几个文件后分别导入。',
})

const notShownWords = {
  gone: ['找不到这个文件，可能已被移走或改名。', '请重新导出一次。'],
  noProgram: ['没有能打开这个文件的程序。', '请安装 Excel 或 WPS，或用“打开所在文件夹”找到文件后自行打开。'],
  noFolder: ['找不到这个文件夹，可能已被移走或改名。', '如果它在 U 盘或共享文件夹上，请先插好或接通。'],
  folderNotOpened: ['系统没有打开这个文件夹。', '请在文件管理器中自行打开。'],
} as const

/** Why a file or folder cannot be opened or shown. */
export const notShown = (why: keyof typeof notShownWords): Failure => {
  const [message, advice] = notShownWords[why]
  const isGone = why === 'gone' || why === 'noFolder'
  return { status: 'failed', reason: isGone ? 'notFound' : 'other', message, advice }
}
