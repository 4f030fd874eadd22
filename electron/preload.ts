import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { AnswerOf, ArgumentOf, Channel, LedgerBridge } from '../src/bridge/channels'
import { type AppCommand, commandChannel } from '../src/bridge/commands'

const ask =
  <C extends Channel>(channel: C) =>
  async (argument?: ArgumentOf<C>): Promise<AnswerOf<C>> =>
    (await ipcRenderer.invoke(channel, argument)) as AnswerOf<C>

const bridge: LedgerBridge = {
  appInfo: ask('appInfo'),
  openFile: ask('openFile'),
  saveFile: ask('saveFile'),
  openSaved: ask('openSaved'),
  revealSaved: ask('revealSaved'),
  chooseAttachments: ask('chooseAttachments'),
  startAttachment: ask('startAttachment'),
  sendAttachmentPart: ask('sendAttachmentPart'),
  takeAttachment: ask('takeAttachment'),
  openAttachment: ask('openAttachment'),
  saveAttachment: ask('saveAttachment'),
  checkAttachments: ask('checkAttachments'),
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
