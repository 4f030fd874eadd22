import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, screen, type WebContents } from 'electron'
import { type AppCommand, commandChannel } from '../src/bridge/commands'
import { offerContextMenu } from './context-menu'
import { offerReload } from './offer-reload'
import { startPage } from './origin'
import { smallest } from './place-window'
import { readPlacement, rememberPlacement } from './window-state'

let mainWindow: BrowserWindow | undefined

export const isMainWindow = (contents: WebContents): boolean => mainWindow?.webContents === contents

/** The window that dialogs belong to. */
export const dialogParent = (): BrowserWindow => {
  if (mainWindow === undefined) throw new Error('Only an open window asks for a dialog.')
  return mainWindow
}

/** `prepare` is given the window before it loads anything. */
export const createWindow = async (prepare: (window: BrowserWindow) => void): Promise<void> => {
  const { bounds, maximized } = readPlacement()
  // A screen at 200% may be smaller than the window likes to be.
  const { workAreaSize } = screen.getPrimaryDisplay()
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(smallest.width, workAreaSize.width),
    minHeight: Math.min(smallest.height, workAreaSize.height),
    show: false,
    title: '科创台账',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  mainWindow = window
  if (maximized) window.maximize()
  window.once('ready-to-show', () => {
    window.show()
  })
  window.on('page-title-updated', (event) => {
    event.preventDefault()
  })
  window.on('closed', () => {
    mainWindow = undefined
  })
  rememberPlacement(window)
  offerReload(window)
  offerContextMenu(window.webContents)
  prepare(window)
  await load(window)
}

/** Ends when the page is there. The promise of loadURL itself also fails when the user closes the window meanwhile. */
const load = (window: BrowserWindow): Promise<void> =>
  new Promise((resolve, reject) => {
    window.webContents.once('did-finish-load', () => {
      resolve()
    })
    window.webContents.once('did-fail-load', (_event, code, description) => {
      reject(new Error(`${description} (${String(code)})`))
    })
    void window.loadURL(startPage())
  })

export const focusWindow = (): void => {
  if (mainWindow === undefined) return
  if (mainWindow.isMinimized()) mainWindow.restore()
  // Closed a moment ago, and still doing its last work.
  if (!mainWindow.isVisible()) mainWindow.show()
  mainWindow.focus()
}

/** Passes a menu item on to the window. */
export const sendCommand = (command: AppCommand): void => {
  mainWindow?.webContents.send(commandChannel, command)
}
