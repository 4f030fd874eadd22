import { app, dialog } from 'electron'
import {
  attachedImage,
  checkAttachments,
  chooseAttachments,
  openAttachment,
  removeOpenedCopies,
  saveAttachment,
  sendAttachmentPart,
  startAttachment,
  takeAttachment,
} from './attachments'
import { openFile, openSaved, revealSaved, saveFile } from './files'
import { answerWindow } from './ipc'
import { installMenu } from './menu'
import { registerScheme, serveApp } from './protocol'
import { refuseDownloads, refuseNetwork, refuseNewContents, refusePermissions } from './security'
import { prepareUserData } from './user-data'
import { createWindow, focusWindow } from './window'

// The order matters: the folder before the lock, the scheme before `ready`, the refusals before the first window.
prepareUserData()

if (app.requestSingleInstanceLock()) {
  registerScheme()
  app.on('second-instance', focusWindow)
  app.on('web-contents-created', refuseNewContents)
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.whenReady().then(start).catch(giveUp)
} else {
  app.quit()
}

async function start(): Promise<void> {
  serveApp(attachedImage)
  refuseNetwork()
  refusePermissions()
  refuseDownloads()
  answerWindow({
    appInfo,
    openFile,
    saveFile,
    openSaved,
    revealSaved,
    chooseAttachments,
    startAttachment,
    sendAttachmentPart,
    takeAttachment,
    openAttachment,
    saveAttachment,
    checkAttachments,
  })
  installMenu()
  await createWindow()
  await removeOpenedCopies()
}

function appInfo() {
  const { platform } = process
  return {
    version: app.getVersion(),
    platform: platform === 'win32' || platform === 'darwin' ? platform : ('linux' as const),
    packaged: app.isPackaged,
  }
}

/** Without a window there is nothing to show an error in. */
function giveUp(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(
    '科创台账没有启动',
    `数据没有改动。请重新启动；如果仍然不行，请重新安装，并把下面这行告诉维护人员。\n\n${detail}`,
  )
  app.exit(1)
}
