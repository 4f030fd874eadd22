import { app } from 'electron'
import { appOrigin, isOwnAddress } from './own-address'

/** The dev server of `npm run dev`; never in a packaged app. */
const devServer = (): string | undefined => (app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL)

export const startPage = (): string => devServer() ?? `${appOrigin}/index.html`

export const isOwn = (address: string): boolean => isOwnAddress(address, devServer())
