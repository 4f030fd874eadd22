import { app } from 'electron'

/** Frozen: the data of every user hangs on it. */
export const scheme = 'app'
const host = 'ledger'
export const appOrigin = `${scheme}://${host}`

/** The dev server of `npm run dev`; never in a packaged app. */
export const devServer = (): string | undefined =>
  app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

export const startPage = (): string => devServer() ?? `${appOrigin}/index.html`

/** Whether an address belongs to our own pages. */
export const isOwn = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, host: name, origin } = new URL(address)
  if (protocol === `${scheme}:` && name === host) return true
  const server = devServer()
  return server !== undefined && origin === new URL(server).origin
}
