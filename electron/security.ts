import { session, type WebContents } from 'electron'
import { isOwn } from './origin'

const local = ['app:', 'devtools:', 'blob:', 'data:', 'chrome-extension:']

/** The app speaks to nobody: every request that is not its own is cancelled before it leaves. */
export const refuseNetwork = (): void => {
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !local.includes(new URL(url).protocol) && !isOwn(url.replace(/^ws/u, 'http')) })
  })
}

/** Copying is all that a page may do beyond showing itself. */
export const refusePermissions = (): void => {
  const allowed = new Set(['clipboard-sanitized-write'])
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed.has(permission))
  })
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  session.defaultSession.setDevicePermissionHandler(() => false)
}

/** No way out of our own pages, for any contents that ever come to be. Reloading stays possible. */
export const refuseNewContents = (_event: unknown, contents: WebContents): void => {
  contents.on('will-navigate', (event) => {
    if (!isOwn(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwn(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
