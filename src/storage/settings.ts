import { readRules } from '../domain/office-rules'
import type { Database } from './database'
import type { Settings } from './store'

export const settingsKey = 'settings'

/** What was set up at first start; undefined before that, or when what lies there is not settings. */
export const readSettings = async ({ preferences }: Database): Promise<Settings | undefined> =>
  parseSettings((await preferences.get(settingsKey))?.value)

export const parseSettings = (value: unknown): Settings | undefined => {
  if (!isSettings(value)) return undefined
  return value.rules === undefined ? value : { ...value, rules: readRules(value.rules) }
}

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' &&
  value !== null &&
  ['homeDistrict', 'unitName', 'person'].every((key) => typeof Reflect.get(value, key) === 'string') &&
  ['unitHead', 'reviewer', 'phone'].every((key) =>
    ['string', 'undefined'].includes(typeof Reflect.get(value, key)),
  )
