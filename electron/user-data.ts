import { join, resolve } from 'node:path'
import { app } from 'electron'

/** The data lies in one folder whose name never changes, whatever the product is called. */
export const prepareUserData = (): void => {
  const wanted = app.commandLine.getSwitchValue('user-data-dir')
  app.setPath('userData', wanted === '' ? join(app.getPath('appData'), 'KechuangLedger') : resolve(wanted))
  speakChinese()
  stayOffline()
}

/** Chromium's own words too: date fields, file buttons, validation. */
const speakChinese = (): void => {
  app.commandLine.appendSwitch('lang', 'zh-CN')
}

/** Nothing is looked for outside: no component updates, no proxy discovery, no name that resolves but our dev server's. */
const stayOffline = (): void => {
  const { commandLine } = app
  commandLine.appendSwitch('disable-background-networking')
  commandLine.appendSwitch('disable-component-update')
  commandLine.appendSwitch('disable-domain-reliability')
  commandLine.appendSwitch('dns-prefetch-disable')
  commandLine.appendSwitch('no-pings')
  commandLine.appendSwitch('no-proxy-server')
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1')
  commandLine.appendSwitch(
    'disable-features',
    'MediaRouter,OptimizationHints,Translate,NetworkTimeServiceQuerying',
  )
}
