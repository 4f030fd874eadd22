import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { AnswerOf, ArgumentOf, Channel, LedgerBridge } from '../src/bridge/channels'
import { type AppCommand, commandChannel, vaultChannel } from '../src/bridge/commands'

const ask =
  <C extends Channel>(channel: C) =>
  async (argument?: ArgumentOf<C>): Promise<AnswerOf<C>> =>
    (await ipcRenderer.invoke(channel, argument)) as AnswerOf<C>

const bridge: LedgerBridge = {
  appInfo: ask('appInfo'),
  openFile: ask('openFile'),
  chooseFiles: ask('chooseFiles'),
  readFile: ask('readFile'),
  saveFile: ask('saveFile'),
  openSaved: ask('openSaved'),
  revealSaved: ask('revealSaved'),
  secondFolder: ask('secondFolder'),
  chooseSecondFolder: ask('chooseSecondFolder'),
  forgetSecondFolder: ask('forgetSecondFolder'),
  showFolder: ask('showFolder'),
  chooseBackupTarget: ask('chooseBackupTarget'),
  writeBackup: ask('writeBackup'),
  backupProgress: ask('backupProgress'),
  cancelBackup: ask('cancelBackup'),
  chooseBackup: ask('chooseBackup'),
  openBackup: ask('openBackup'),
  takeBackupFiles: ask('takeBackupFiles'),
  closeBackup: ask('closeBackup'),
  readClipboard: ask('readClipboard'),
  recentLog: ask('recentLog'),
  logError: ask('logError'),
  chooseAttachments: ask('chooseAttachments'),
  startAttachment: ask('startAttachment'),
  sendAttachmentPart: ask('sendAttachmentPart'),
  takeAttachment: ask('takeAttachment'),
  openAttachment: ask('openAttachment'),
  readAttachment: ask('readAttachment'),
  saveAttachment: ask('saveAttachment'),
  checkAttachments: ask('checkAttachments'),
  takePrintPart: ask('takePrintPart'),
  makePdf: ask('makePdf'),
  printPages: ask('printPages'),
  endPrinting: ask('endPrinting'),
  onCommand: (listener) => {
    const forward = (_event: IpcRendererEvent, command: AppCommand): void => {
      listener(command)
    }
    ipcRenderer.on(commandChannel, forward)
    // Nothing is given back: ipcRenderer itself must not get into the page.
    return () => {
      ipcRenderer.removeListener(commandChannel, forward)
    }
  },
}

contextBridge.exposeInMainWorld('ledger', bridge)

// Chromium takes its time over opening a large store: it begins while the page still comes. Whether it can be opened at
// all is found out by whoever asks next.
indexedDB.databases().catch(() => undefined)

/** What of the page's window is needed here, where there are no types of a page. */
declare const indexedDB: { readonly databases: () => Promise<unknown> }
declare const window: {
  readonly location: { readonly origin: string }
  readonly addEventListener: (
    event: 'message',
    listener: (message: {
      readonly data: unknown
      readonly source: unknown
      readonly origin: string
      readonly ports: readonly object[]
    }) => void,
  ) => void
}

// A port cannot go through the bridge: the page posts it to itself, and from here it goes on to the main process.
window.addEventListener('message', ({ data, source, origin, ports }) => {
  const isOurs = source === window && origin === window.location.origin
  if (isOurs && data === vaultChannel && ports.length === 1)
    ipcRenderer.postMessage(vaultChannel, null, [...ports])
})
