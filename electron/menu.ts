import { app, Menu } from 'electron'
import { menuTemplate } from './menu-template'
import { sendCommand } from './window'

export const installMenu = (openLog: () => void): void => {
  app.setAboutPanelOptions({ applicationName: '科创台账', applicationVersion: app.getVersion() })
  const template = menuTemplate({
    mac: process.platform === 'darwin',
    packaged: app.isPackaged,
    send: sendCommand,
    about: () => {
      app.showAboutPanel()
    },
    openLog,
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
