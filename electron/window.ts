import { app, BrowserWindow, dialog, type WebContents } from 'electron'
import { type AppCommand, commandChannel } from '../src/bridge/channels'
import { startPage } from './origin'
import { preloadPath } from './protocol'
import { readWindowState, rememberWindowState } from './window-state'

let mainWindow: BrowserWindow | undefined

export const isMainWindow = (contents: WebContents): boolean => mainWindow?.webContents === contents

export const createWindow = async (): Promise<void> => {
  const state = readWindowState()
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '科创台账',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  mainWindow = window
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => {
    window.show()
  })
  window.on('page-title-updated', (event) => {
    event.preventDefault()
  })
  window.on('closed', () => {
    mainWindow = undefined
  })
  rememberWindowState(window)
  offerReload(window)
  await window.loadURL(startPage())
}

export const focusWindow = (): void => {
  if (mainWindow === undefined) return
  if (mainWindow.isMinimized()) mainWindow.restore()
  mainWindow.focus()
}

/** Passes a menu item on to the window. */
export const sendCommand = (command: AppCommand): void => {
  mainWindow?.webContents.send(commandChannel, command)
}

/** A window that died or hangs is said so, and can be had again; what was being typed is kept as a draft. */
const offerReload = (window: BrowserWindow): void => {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    void ask(window, '窗口意外停止，需要重新载入。', '已保存的内容都在；正在填写的内容会从草稿恢复。', [
      '重新载入',
    ]).then(() => {
      window.webContents.reload()
    })
  })
  window.on('unresponsive', () => {
    void ask(window, '窗口暂时没有响应。', '可能正在处理大量数据。可以再等一会儿，或重新载入。', [
      '继续等待',
      '重新载入',
    ]).then((choice) => {
      if (choice === 1) window.webContents.reload()
    })
  })
}

const ask = async (
  window: BrowserWindow,
  message: string,
  detail: string,
  buttons: string[],
): Promise<number> => {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '科创台账',
    message,
    detail,
    buttons,
    defaultId: 0,
    noLink: true,
  })
  return response
}
