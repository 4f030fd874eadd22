import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import {
  type BackupFault,
  openBackupFile,
  type OpenedBackup,
  writeBackupFile,
} from '../../../electron/backup-file'
import { measure, partOf } from '../../../electron/zip-store'
import type { BackupAbout } from '../../../src/bridge/backup'
import { temporaryFolder, vaultIn } from './vaults'
import { say } from './entries'

export const aboutBackup: BackupAbout = {
  kind: 'backup',
  at: '2021-04-08T01:30:00.000Z',
  unitName: '重庆市永川区科学技术协会',
  person: '张三',
  district: '500118',
  districtName: '永川区',
  appVersion: '0.1.0',
  counts: [{ title: '机构', unit: '家', count: 6 }],
}

/** A file of a record, and its name in a backup. */
export const attached = Buffer.from('%PDF-1.7 签到表')
export const attachedHash = createHash('sha256').update(attached).digest('hex')
const attachedName = `附件/${attachedHash}.pdf`

export const going = () => ({ signal: new AbortController().signal, onBytes: () => undefined })

export interface MadeBackup {
  readonly folder: string
  readonly path: string
}

/** A backup of a ledger of three actions, with one readable sheet and a file of a record. */
export const makeBackup = async (passphrase: string | null = null): Promise<MadeBackup> => {
  const folder = await temporaryFolder()
  const vault = vaultIn(join(folder, 'vault'))
  await mkdir(join(folder, 'vault'), { recursive: true })
  await say(vault, 1, 3)
  await vault.saveDesk({ text: '{"drafts":[]}' })
  const copy = join(folder, 'copy.jsonl.gz')
  const refused = await vault.exportTo(copy)
  if (refused !== undefined) throw new Error(refused.message)
  const data = await measure({ name: '数据/ledger.jsonl.gz', read: () => createReadStream(copy) })
  const path = join(folder, passphrase === null ? '备份.zip' : '备份.kcbak')
  const parts = [
    data,
    partOf('台账/机构.xlsx', Buffer.from('a workbook'.repeat(400_000))),
    partOf('附件/empty', Buffer.alloc(0)),
    partOf(attachedName, attached),
  ]
  const written = await writeBackupFile(
    path,
    { about: aboutBackup, data: data.name, parts },
    passphrase,
    folder,
    going(),
  )
  if (written !== true) throw new Error('The backup was not written.')
  return { folder, path }
}

/** Opens a backup, from another folder each time. */
export const openMade = async (
  path: string,
  passphrase: string | null = null,
): Promise<OpenedBackup | BackupFault> => openBackupFile(path, passphrase, await temporaryFolder(), going())

/** The file with what `change` makes of its bytes. */
export const altered = async (path: string, change: (bytes: Buffer) => Buffer): Promise<string> => {
  const other = `${path}.altered`
  await writeFile(other, change(await readFile(path)))
  return other
}
