import { join, resolve } from 'node:path'
import { app } from 'electron'

/** The data lies in one folder whose name never changes, whatever the product is called. */
export const prepareUserData = (): void => {
  const wanted = app.commandLine.getSwitchValue('user-data-dir')
  app.setPath('userData', wanted === '' ? join(app.getPath('appData'), 'KechuangLedger') : resolve(wanted))
  // Nothing is looked for outside: no component updates, no dictionaries, no probes.
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ]) {
    app.commandLine.appendSwitch(name)
  }
  app.commandLine.appendSwitch('dns-prefetch-disable')
  app.commandLine.appendSwitch(
    'disable-features',
    'MediaRouter,OptimizationHints,Translate,NetworkTimeServiceQuerying',
  )
}
