import type { OpenResult } from '../../bridge/channels'
import { readFileBytes } from '../../ui/read-file-bytes'

/** The reader's own limit; looked at before the file is brought into memory. */
const largest = 200 * 1024 * 1024

const refused = (reason: 'tooLarge' | 'other', message: string, advice: string): OpenResult => ({
  status: 'failed',
  reason,
  message,
  advice,
})

/** Reads the file that was dropped; every refusal says what to do instead. */
export const readDropped = async (files: readonly File[]): Promise<OpenResult> => {
  const [file] = files
  if (file === undefined) return refused('other', '拖进来的不是文件。', '请拖入一个 Excel 或文本台账文件。')
  if (files.length > 1)
    return refused('other', `拖进来了 ${String(files.length)} 个文件。`, '一次只能导入一个文件，请逐个拖入。')
  if (file.size > largest) {
    const size = String(Math.round(file.size / 1024 / 1024))
    return refused(
      'tooLarge',
      `“${file.name}”有 ${size} MB，超过 200 MB，不是正常的台账。`,
      '请用 Excel 打开，删除图片和多余的空白区域，另存后再导入。',
    )
  }
  const read = await readFileBytes(file)
  return read.ok
    ? { status: 'opened', name: file.name, bytes: read.bytes }
    : refused('other', read.message, read.advice)
}
