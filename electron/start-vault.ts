import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { app, session } from 'electron'
import { attachmentStore } from './attachments'
import { backupAnswers, createShelf } from './backups'
import type { Log } from './log'
import { startPage } from './origin'
import { openSecondFolder, type SecondFolder } from './second-folder'
import { asideOf, setAside, storeFolders } from './set-aside'
import { codeOf, ifPossible } from './system-error'
import { createVault, type OwnVault } from './vault'

interface Started {
  readonly vault: OwnVault
  readonly secondFolder: SecondFolder
  readonly backups: ReturnType<typeof backupAnswers>
  /** The store has been set aside: from now on a window may open it. */
  readonly storeIsAside: Promise<void>
}

/** Milliseconds between the snapshots that nobody asks for. */
const quarterOfAnHour = 15 * 60 * 1000

const clock = (): Date => new Date()

/** The second copy of this user's data, over the folders of the app. It begins at once to look at what lies there. */
export const startVault = (log: Log): Started => {
  const userData = app.getPath('userData')
  const folder = join(userData, 'vault')
  const stores = storeFolders(userData, startPage())
  const places = { stores, aside: join(folder, 'aside'), keptIn: userData, clock }
  const storeIsAside = setAside(places).catch((error: unknown) => {
    if (codeOf(error) === undefined) throw error
    log.error('set aside', error)
  })
  const secondFolder = openSecondFolder({ settings: join(userData, 'second-folder.json'), userData, clock })
  const shelf = createShelf()
  const vault = createVault({
    folder,
    clock,
    aside: asideOf(places, storeIsAside),
    clearStore,
    secondFolder: () => secondFolder.state().folder,
    onSecondFolder: secondFolder.report,
    openedBackup: shelf.opened,
    note: log.note,
  })
  setInterval(() => {
    vault.keepUp().catch((error: unknown) => {
      log.error('vault', error)
    })
  }, quarterOfAnHour).unref()
  vault.open().catch((error: unknown) => {
    log.error('vault', error)
  })
  const scratch = join(folder, 'opened-backup')
  void ifPossible(rm(scratch, { recursive: true, force: true }), undefined)
  const backups = backupAnswers({
    scratch,
    vault,
    secondFolder: () => secondFolder.state().folder,
    attachments: attachmentStore(),
    shelf,
  })
  return { vault, secondFolder, backups, storeIsAside }
}

const clearStore = (): Promise<void> => {
  const { protocol, host } = new URL(startPage())
  return session.defaultSession.clearStorageData({ origin: `${protocol}//${host}`, storages: ['indexdb'] })
}
