import { join } from 'node:path'
import { app, session } from 'electron'
import type { Log } from './log'
import { startPage } from './origin'
import { openSecondFolder, type SecondFolder } from './second-folder'
import { asideOf, setAside, storeFolders } from './set-aside'
import { codeOf } from './system-error'
import { createVault, type OwnVault } from './vault'

interface Started {
  readonly vault: OwnVault
  readonly secondFolder: SecondFolder
  /** The store has been set aside: from now on a window may open it. */
  readonly storeIsAside: Promise<void>
}

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
  const vault = createVault({
    folder,
    clock,
    aside: asideOf(places, storeIsAside),
    clearStore,
    secondFolder: () => secondFolder.state().folder,
    onSecondFolder: secondFolder.report,
    note: log.note,
  })
  vault.open().catch((error: unknown) => {
    log.error('vault', error)
  })
  return { vault, secondFolder, storeIsAside }
}

const clearStore = (): Promise<void> => {
  const { protocol, host } = new URL(startPage())
  return session.defaultSession.clearStorageData({ origin: `${protocol}//${host}`, storages: ['indexdb'] })
}
