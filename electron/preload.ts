import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { AppCommand, LedgerBridge } from '../src/bridge/channels'

const bridge: LedgerBridge = {
  appInfo: () => ipcRenderer.invoke('appInfo'),
  openFile: (request) => ipcRenderer.invoke('openFile', request),
  saveFile: (request) => ipcRenderer.invoke('saveFile', request),
  openSaved: (request) => ipcRenderer.invoke('openSaved', request),
  revealSaved: (request) => ipcRenderer.invoke('revealSaved', request),
  onCommand: (listener) => {
    const forward = (_event: IpcRendererEvent, command: AppCommand): void => listener(command)
    ipcRenderer.on('command', forward)
    return () => ipcRenderer.removeListener('command', forward)
  },
}

contextBridge.exposeInMainWorld('ledger', bridge)
