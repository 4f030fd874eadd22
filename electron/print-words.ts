import type { Failure } from '../src/bridge/channels'

const failed = (message: string, advice: string): Failure => ({
  status: 'failed',
  reason: 'other',
  message,
  advice,
})

export const pdfNotMade = (error: unknown): Failure =>
  failed(
    'PDF 没有做成。',
    `请再试一次；若仍不行，请缩小所属期后分几次做，或导出 Excel 后另存为 PDF。${detailOf(error)}`,
  )

/** What Chromium says of a print that did not come about; whoever closes the dialog has not failed. */
export const notPrinted = (reason: string): Failure | { readonly status: 'cancelled' } => {
  if (/cancell?ed/iu.test(reason)) return { status: 'cancelled' }
  if (/printer|settings/iu.test(reason))
    return failed(
      '没有打印：找不到可用的打印机，或打印机的设置有误。',
      '请看打印机是否接通、是否已在系统中添加，再试一次；也可以先“导出 PDF”，到别的电脑上打印。',
    )
  return failed('没有打印。', `请再试一次；也可以先“导出 PDF”再打印。${detailOf(reason)}`)
}

const detailOf = (error: unknown): string => `（${error instanceof Error ? error.message : String(error)}）`
