import type { Failure, FailureReason } from '../src/bridge/channels'

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
const noRoom: Words = {
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
  ENOSPC: noRoom,
  EDQUOT: noRoom,
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
  if (!(error instanceof Error) || !('code' in error)) throw error
  return said(wordsFor[doing](String(error.code)), name)
}

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

/** Why a saved file cannot be opened or shown any more. */
export const notShown = (why: 'gone' | 'noProgram'): Failure =>
  why === 'gone'
    ? {
        status: 'failed',
        reason: 'notFound',
        message: '找不到这个文件，可能已被移走或改名。',
        advice: '请重新导出一次。',
      }
    : {
        status: 'failed',
        reason: 'other',
        message: '没有能打开这个文件的程序。',
        advice: '请安装 Excel 或 WPS，或用“打开所在文件夹”找到文件后自行打开。',
      }
