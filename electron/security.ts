import { session, type WebContents } from 'electron'
import { isOwn } from './origin'

const local = /^(?:app|devtools|blob|data):/u

/** The app speaks to nobody: every request that is not its own is cancelled before it leaves. */
export const refuseNetwork = (): void => {
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !local.test(url) && !isOwn(url.replace(/^ws/u, 'http')) })
  })
  // Chromium would fetch its dictionaries from the network.
  session.defaultSession.setSpellCheckerEnabled(false)
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

/** Files leave the app through our own save dialog only. */
export const refuseDownloads = (): void => {
  session.defaultSession.on('will-download', (event) => {
    event.preventDefault()
  })
}

/** No way out of our own pages, for any contents that ever come to be. Reloading stays possible. */
export const refuseNewContents = (_event: unknown, contents: WebContents): void => {
  const stayAtHome = (event: { readonly url: string; preventDefault: () => void }): void => {
    if (!isOwn(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stayAtHome)
  contents.on('will-redirect', stayAtHome)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
