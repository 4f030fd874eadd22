import type { LedgerBridge } from '../../bridge/channels'

/** What of the main process the screens of backups use. */
export type BackupBridge = Pick<
  LedgerBridge,
  | 'appInfo'
  | 'secondFolder'
  | 'chooseSecondFolder'
  | 'forgetSecondFolder'
  | 'showFolder'
  | 'chooseBackupTarget'
  | 'writeBackup'
  | 'backupProgress'
  | 'cancelBackup'
  | 'chooseBackup'
  | 'openBackup'
  | 'takeBackupFiles'
  | 'closeBackup'
  | 'openSaved'
  | 'revealSaved'
>
