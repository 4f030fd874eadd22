import { attachmentTypes, extensionOf, largestAttachment } from '../src/bridge/attachments'
import type { Failure, FailureReason, FileFault } from '../src/bridge/channels'

const failed = (reason: FailureReason, message: string, advice: string): Failure => ({
  status: 'failed',
  reason,
  message,
  advice,
})

const programs = new Set(
  'exe com bat cmd msi msix scr pif cpl ps1 vbs vbe js jse mjs wsf wsh hta jar sh bash command app dmg pkg apk deb rpm dll sys lnk url reg inf chm py rb pl php'.split(
    ' ',
  ),
)
const withMacros: Readonly<Record<string, string>> = {
  docm: '.docx',
  dotm: '.docx',
  xlsm: '.xlsx',
  xltm: '.xlsx',
  pptm: '.pptx',
}
const whatMayBeAdded = '可以添加 PDF、OFD、Word、Excel、PPT、WPS、文本、图片、音视频和压缩包。'

/** Why a file of this name is not taken, or undefined. */
export const nameRefusal = (name: string): Failure | undefined => {
  const extension = extensionOf(name)
  if (attachmentTypes.has(extension)) return undefined
  if (programs.has(extension)) return programRefusal(name)
  const plain = withMacros[extension]
  if (plain !== undefined)
    return failed('other', `“${name}”带有宏，没有添加。`, `请用 Excel 或 WPS 等另存为 ${plain} 后再添加。`)
  return extension === ''
    ? failed('other', `“${name}”没有扩展名，不知道是什么文件，没有添加。`, whatMayBeAdded)
    : failed(
        'other',
        `不接受 .${extension} 文件，“${name}”没有添加。`,
        `请另存为 PDF 或图片后再添加。${whatMayBeAdded}`,
      )
}

export const programRefusal = (name: string): Failure =>
  failed('other', `“${name}”是程序或脚本，没有添加。`, `附件只存放材料。${whatMayBeAdded}`)

/** Rounded up: what is too large must not read as if it were just right. */
const megabytes = (bytes: number): string => `${String(Math.ceil(bytes / 1024 / 1024))} MB`

/** Why a file of this many bytes is not taken, or undefined. */
export const sizeRefusal = (
  name: string,
  size: number,
  largest: number = largestAttachment,
): Failure | undefined => {
  if (size === 0)
    return failed('other', `“${name}”是空文件，没有添加。`, '请打开它看看内容是否保存过，再添加一次。')
  if (size <= largest) return undefined
  return failed(
    'tooLarge',
    `“${name}”有 ${megabytes(size)}，超过 ${megabytes(largest)}，没有添加。`,
    '请压缩图片或视频、拆成几个文件，或只登记存放的地方。',
  )
}

export const noProgramFor = (name: string): Failure =>
  failed(
    'other',
    `没有能打开“${name}”的程序。`,
    `请安装能打开 .${extensionOf(name)} 文件的程序，或用“另存为”取出文件后自行打开。`,
  )

/** Why a kept file is not given out. */
export const faultWords = (fault: FileFault, name: string): Failure => {
  if (fault === 'missing')
    return failed(
      'notFound',
      `“${name}”的文件不见了。`,
      '可从备份中恢复；手头还有原件的，编辑这条记录，重新添加同一个文件即可。',
    )
  return fault === 'altered'
    ? failed(
        'altered',
        `“${name}”的内容与登记时不符，没有取出。`,
        '可能被其他程序改动或磁盘有损坏。可从备份中恢复，或重新添加原件。',
      )
    : failed('other', `“${name}”读不出来。`, '请检查磁盘和数据文件夹的权限，再试一次。')
}
