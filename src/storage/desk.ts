import type { Vault } from '../bridge/vault'
import { behind, secondsBetweenTries, whole } from './copy-watch'
import type { Database, StoredDraft } from './database'
import { parseSettings, settingsKey } from './settings'
import type { CopyState, Settings } from './store'

/**
 * Settings, what screens remember, drafts: they are in no entry, for they have no history. Their second copy is one small
 * text that is replaced as a whole.
 */
export interface Desk {
  /** Something has changed: it is copied a moment later, together with what follows. */
  readonly changed: () => void
  /** Copies at once; false when it could not be written. */
  readonly copy: () => Promise<boolean>
  /** At a start: copies where the second copy is gone, damaged, or an older one. */
  readonly compare: () => Promise<void>
}

const moment = 300

export const createDesk = (database: Database, vault: Vault, become: (state: CopyState) => void): Desk => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> = Promise.resolve(true)
  const copy = (): Promise<boolean> => {
    clearTimeout(timer)
    timer = undefined
    running = running.then(async () => {
      try {
        const text = await deskText(database)
        const answer = await vault.saveDesk({ text })
        const isWritten = answer.status === 'written'
        become(isWritten ? whole : behind(answer))
        if (!isWritten) later(secondsBetweenTries * 1000)
        return isWritten
      } catch (error) {
        // The database was closed under it; the next change copies all of it again.
        if (error instanceof Error) return false
        throw error
      }
    })
    return running
  }
  const later = (milliseconds: number): void => {
    timer ??= setTimeout(() => void copy(), milliseconds)
  }
  return {
    changed: () => later(moment),
    copy,
    compare: async () => {
      const [kept, now] = [await vault.readDesk(), await deskText(database)]
      if (kept !== now && now !== emptyDesk) await copy()
    },
  }
}

interface DeskContent {
  readonly preferences: readonly { readonly key: string; readonly value: unknown }[]
  readonly drafts: readonly StoredDraft[]
}

const textOf = (content: DeskContent): string => JSON.stringify(content)
const emptyDesk = textOf({ preferences: [], drafts: [] })

const deskText = async ({ preferences, drafts }: Database): Promise<string> =>
  textOf({ preferences: await preferences.toArray(), drafts: await drafts.toArray() })

/** Puts back what the second copy kept; a text that is none of ours puts back nothing. */
export const restoreDesk = async ({ preferences, drafts }: Database, text: string | null): Promise<void> => {
  const content = parseDesk(text)
  if (content === undefined) return
  await preferences.bulkPut([...content.preferences])
  await drafts.bulkPut([...content.drafts])
}

/** The same from another computer, which keeps its own name. */
export const takeDesk = async ({ preferences, drafts }: Database, text: string | null): Promise<void> => {
  const content = parseDesk(text)
  if (content === undefined) return
  await preferences.bulkPut(content.preferences.filter(({ key }) => key !== deviceKey))
  await drafts.bulkPut([...content.drafts])
}

/** Those in a second copy; undefined where it has none. */
export const settingsIn = (text: string | null): Settings | undefined =>
  parseSettings(parseDesk(text)?.preferences.find(({ key }) => key === settingsKey)?.value)

/** Under which the preferences keep the id of this computer. */
export const deviceKey = 'device'

const parseDesk = (text: string | null): DeskContent | undefined => {
  if (text === null) return undefined
  try {
    const content = JSON.parse(text) as Partial<DeskContent> | null
    return Array.isArray(content?.preferences) && Array.isArray(content.drafts)
      ? { preferences: content.preferences.filter(hasKey), drafts: content.drafts.filter(hasKey) }
      : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const hasKey = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'key' in entry && typeof entry.key === 'string'
