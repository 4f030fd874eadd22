import { parseSettings } from '../storage/settings'
import type { Settings } from '../storage/store'

const key = 'settings'

/**
 * The settings that the window last saw, for the desk that is drawn while the ledger is still being opened. What holds is
 * in the ledger; this is forgotten with the browser's storage, and then the window waits for the ledger as at first.
 */
export const rememberedSettings = (): Settings | undefined => {
  try {
    return parseSettings(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export const rememberSettings = (settings: Settings | undefined): void => {
  if (settings === undefined) localStorage.removeItem(key)
  else localStorage.setItem(key, JSON.stringify(settings))
}
