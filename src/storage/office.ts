import type { Database } from './database'
import { deviceKey } from './desk'
import { newId } from './new-id'
import { readSettings, settingsKey } from './settings'
import type { Settings } from './store'

/** Who works here and on which computer. Every save asks; the database is asked once, for nobody else writes to it. */
export interface Office {
  readonly settings: () => Promise<Settings | undefined>
  readonly save: (settings: Settings) => Promise<void>
  /** Id of this computer, made when first asked for. */
  readonly device: () => Promise<string>
  /** The settings were written past this. */
  readonly forget: () => void
}

export const createOffice = (database: Database, onDeviceMade: () => void): Office => {
  const { preferences } = database
  const settings = remembered(() => readSettings(database))
  const device = remembered(async () => {
    const known = (await preferences.get(deviceKey))?.value
    if (typeof known === 'string') return known
    const made = newId()
    await preferences.put({ key: deviceKey, value: made })
    onDeviceMade()
    return made
  })
  return {
    settings: settings.read,
    save: async (value) => {
      await preferences.put({ key: settingsKey, value })
      settings.forget()
    },
    device: device.read,
    forget: settings.forget,
  }
}

/** Asks once; what failed is asked again. */
const remembered = <T>(ask: () => Promise<T>) => {
  let known: Promise<T> | undefined
  const forget = (): void => {
    known = undefined
  }
  return {
    read: async (): Promise<T> => {
      const asked = (known ??= ask())
      try {
        return await asked
      } catch (error) {
        if (known === asked) forget()
        throw error
      }
    },
    forget,
  }
}
