import { app } from 'electron'
import { registerFileChannels } from './files'
import { handle } from './ipc'
import { installMenu } from './menu'
import { registerScheme, serveApp } from './protocol'
import { refuseNetwork, refusePermissions, refuseNewContents } from './security'
import { prepareUserData } from './user-data'
import { createWindow, focusWindow } from './window'

// The order matters: the folder before the lock, the scheme before `ready`, the refusals before the first window.
prepareUserData()

if (app.requestSingleInstanceLock()) {
  registerScheme()
  app.on('second-instance', focusWindow)
  app.on('web-contents-created', refuseNewContents)
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(start)
} else {
  app.quit()
}

async function start(): Promise<void> {
  serveApp()
  refuseNetwork()
  refusePermissions()
  handle('appInfo', () => ({
    version: app.getVersion(),
    platform: process.platform,
    packaged: app.isPackaged,
  }))
  registerFileChannels()
  installMenu()
  await createWindow()
}
