import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { app, clipboard, dialog, powerMonitor, shell } from 'electron'
import type { ErrorReport } from '../src/bridge/channels'
import { vaultChannel } from '../src/bridge/commands'
import {
  attachedImage,
  frozenData,
  checkAttachments,
  chooseAttachments,
  openAttachment,
  readAttachment,
  removeOpenedCopies,
  saveAttachment,
  sendAttachmentPart,
  startAttachment,
  takeAttachment,
} from './attachments'
import { chooseFiles, openFile, openSaved, readFile, revealSaved, saveFile } from './files'
import { folderAnswers } from './folders'
import { answerWindow, takePorts } from './ipc'
import { workBeforeLeaving } from './leave'
import { type Log, openLog } from './log'
import { installMenu } from './menu'
import { endPrinting, makePdf, printPages, takePrintPart } from './printing'
import { registerScheme, serveApp } from './protocol'
import { refuseDownloads, refuseNetwork, refuseNewContents, refusePermissions } from './security'
import { startVault } from './start-vault'
import { codeOf } from './system-error'
import { prepareUserData } from './user-data'
import { serveVault } from './vault-port'
import { watchErrors } from './watch-errors'
import { createWindow, focusWindow } from './window'

// The order matters: the folder before the lock, the lock before anything in the folder is touched, the scheme before
// `ready`, the refusals before the first window, and that only when the store it opens has been set aside.
prepareUserData()

if (app.requestSingleInstanceLock()) {
  const log = startLog()
  registerScheme()
  app.on('second-instance', focusWindow)
  app.on('web-contents-created', refuseNewContents)
  app.on('window-all-closed', () => {
    app.quit()
  })
  start(log).catch((error: unknown) => {
    log.error('start', error)
    giveUp(error)
  })
} else if (isWritable(app.getPath('userData'))) {
  app.quit()
} else {
  // No lock can be had there either: it is no second start, and must not end without a word.
  void app.whenReady().then(() => {
    giveUp(new Error(`不能写入数据文件夹 ${app.getPath('userData')}：它是只读的，或没有写入权限。`))
  })
}

async function start(log: Log): Promise<void> {
  const { vault, secondFolder, backups, storeIsAside } = startVault(log)
  await app.whenReady()
  serveApp(attachedImage, frozenData)
  refuseNetwork()
  refusePermissions()
  refuseDownloads()
  const refused = (channel: string): void => {
    log.note(`拒绝了一次调用：${channel}`)
  }
  const answers = {
    appInfo,
    readClipboard,
    openFile,
    chooseFiles,
    readFile,
    saveFile,
    openSaved,
    revealSaved,
    chooseAttachments,
    startAttachment,
    sendAttachmentPart,
    takeAttachment,
    openAttachment,
    readAttachment,
    saveAttachment,
    checkAttachments,
    takePrintPart,
    makePdf,
    printPages,
    endPrinting,
  }
  const logError = (report: ErrorReport) => {
    log.report(report)
    return { status: 'done' } as const
  }
  answerWindow(
    { ...answers, ...folderAnswers(secondFolder), ...backups, recentLog: log.recent, logError },
    refused,
  )
  takePorts(vaultChannel, serveVault(vault, log.error), refused)
  installMenu(openLogFolder)
  await storeIsAside
  await createWindow((window) => {
    const leaveAtOnce = workBeforeLeaving(window, vault.leave, (error) => {
      log.error('leave', error)
    })
    window.on('session-end', leaveAtOnce)
    powerMonitor.on('shutdown', leaveAtOnce)
  })
  await removeOpenedCopies()
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return false
  }
}

function startLog(): Log {
  const log = openLog({ folder: logFolder(), clock: () => new Date() })
  const { electron, chrome } = process.versions
  log.note(
    `启动 ${app.getVersion()} ${process.platform} ${process.arch} Electron ${electron} Chrome ${chrome}`,
  )
  watchErrors(log)
  return log
}

function logFolder(): string {
  return join(app.getPath('userData'), 'logs')
}

function openLogFolder(): void {
  void shell.openPath(logFolder())
}

/** Characters; more is no block of cells that somebody copied on purpose. */
const longestClip = 32 * 1024 * 1024

async function readClipboard(): Promise<string> {
  // Given at once by the older Electron of the tests.
  const text = await Promise.resolve(clipboard.readText())
  return text.length <= longestClip ? text : ''
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
