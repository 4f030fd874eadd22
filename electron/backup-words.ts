import type { Failure, FailureReason } from '../src/bridge/channels'
import type { BackupFault } from './backup-file'

const said = (message: string, advice: string, reason: FailureReason = 'other'): Failure => ({
  status: 'failed',
  reason,
  message,
  advice,
})

const another = '请换一份备份再试。现有数据没有改动。'

const words: Readonly<Record<Exclude<BackupFault, 'wrongPassphrase'>, (name: string) => Failure>> = {
  none: (name) =>
    said(
      `“${name}”不是科创台账的备份文件。`,
      '备份文件的扩展名是 .zip 或 .kcbak。Excel 台账请到“导入”里打开。现有数据没有改动。',
    ),
  foreign: (name) =>
    said(
      `“${name}”是压缩包，但不是科创台账做的备份，或者被解压后重新压缩过。`,
      '请选择程序原样保存的备份文件。现有数据没有改动。',
    ),
  cut: (name) =>
    said(
      `“${name}”不完整，后面一部分不见了（多半是没有复制完）。`,
      `请从原处重新复制一次。${another}`,
      'altered',
    ),
  altered: (name) => said(`“${name}”的内容被改动过或已损坏，没有打开。`, another, 'altered'),
  bomb: (name) => said(`“${name}”解开后大得不合理，可能是有人故意做的，没有打开。`, another, 'tooLarge'),
  newer: (name) =>
    said(
      `“${name}”是新版本的科创台账做的备份，这个版本打不开。`,
      '请先把程序升级到新版本，再恢复。现有数据没有改动。',
    ),
  locked: (name) => said(`“${name}”设了口令。`, '请输入做备份时设的口令。'),
}

/** Why a file cannot be opened as a backup, each in its own words. */
export const backupFailure = (fault: Exclude<BackupFault, 'wrongPassphrase'>, name: string): Failure =>
  words[fault](name)

export const wrongPassphrase = '口令不对。请检查大小写和输入法后再试；口令忘了就无法打开，可以换一份备份。'

export const backupNotProven = (name: string): Failure =>
  said(
    `“${name}”写成后核对不符，没有保存。`,
    '目标磁盘或 U 盘可能有问题，请换一个位置再试。台账数据没有影响。',
  )

export const backupTooLarge = (name: string): Failure =>
  said(
    `“${name}”会超过 4 GB，没有写入。`,
    '请删除不需要的大附件（如视频）后再试；数据本身的快照不受影响。',
    'tooLarge',
  )
