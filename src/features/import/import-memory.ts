import type { Store } from '../../storage/store'
import { asMapping, type SavedMapping } from '../../workbook/mapping/saved-mapping'
import type { KnownName } from './plan/resolve-links'

/** What the imports of this office taught: where columns go, what words mean, and which files came in. */
export interface ImportMemory {
  readonly mappings: () => Promise<readonly SavedMapping[]>
  /** A mapping of the same name, or for what is remembered of the same shape, is replaced. */
  readonly keepMapping: (mapping: SavedMapping) => Promise<void>
  readonly dropMapping: (name: string) => Promise<void>
  readonly words: () => Promise<KnownWords>
  readonly keepWords: (words: KnownWords) => Promise<void>
  /** Names of which a person said whom they mean, the latest first. */
  readonly names: () => Promise<readonly KnownName[]>
  readonly keepNames: (names: readonly KnownName[]) => Promise<void>
  readonly dropName: (name: KnownName) => Promise<void>
  readonly runs: () => Promise<readonly ImportRun[]>
  readonly keepRun: (run: ImportRun) => Promise<void>
}

/** Options by the words for which a person chose them, by `register.field`. */
export type KnownWords = ReadonlyMap<string, ReadonlyMap<string, string>>

/** One import as 导入历史 lists it. */
export interface ImportRun {
  readonly batch: string
  readonly file: string
  readonly sheets: readonly string[]
  readonly register: string
  /** ISO instant. */
  readonly at: string
  readonly made: number
  readonly changed: number
  readonly created: number
  readonly same: number
  readonly left: number
  readonly problems: number
  readonly skipped: number
}

const mappingsKey = 'import:mappings'
const wordsKey = 'import:words'
const namesKey = 'import:names'
const runsKey = 'import:runs'
/** The oldest are forgotten. */
const mostMappings = 200
const mostRuns = 1000
const mostWords = 5000
const mostNames = 5000

export const createImportMemory = (store: Store): ImportMemory => {
  const mappings = async (): Promise<readonly SavedMapping[]> =>
    listOf(await store.preference(mappingsKey)).flatMap((entry) => asMapping(entry) ?? [])
  const names = async (): Promise<readonly KnownName[]> =>
    listOf(await store.preference(namesKey)).flatMap(asName)
  const runs = async (): Promise<readonly ImportRun[]> =>
    listOf(await store.preference(runsKey)).filter(isRun)
  return {
    mappings,
    keepMapping: async (mapping) => {
      const others = (await mappings()).filter((known) => !replaces(mapping, known))
      await store.savePreference(mappingsKey, [mapping, ...others].slice(0, mostMappings))
    },
    dropMapping: async (name) => {
      const others = (await mappings()).filter((known) => known.name !== name)
      await store.savePreference(mappingsKey, others)
    },
    words: async () => wordsIn(await store.preference(wordsKey)),
    keepWords: async (words) => {
      const known = wordsIn(await store.preference(wordsKey))
      await store.savePreference(wordsKey, flat(merged(known, words)).slice(-mostWords))
    },
    names,
    keepNames: async (more) => {
      if (more.length === 0) return
      const others = (await names()).filter((known) => !more.some((one) => isSameName(one, known)))
      const kept = [...more, ...others].slice(0, mostNames)
      await store.savePreference(
        namesKey,
        kept.map(({ register, name, id }) => [register, name, id]),
      )
    },
    dropName: async (dropped) => {
      const others = (await names()).filter((known) => !isSameName(dropped, known))
      await store.savePreference(
        namesKey,
        others.map(({ register, name, id }) => [register, name, id]),
      )
    },
    runs,
    keepRun: async (run) => {
      await store.savePreference(runsKey, [run, ...(await runs())].slice(0, mostRuns))
    },
  }
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : []

const replaces = (next: SavedMapping, known: SavedMapping): boolean =>
  next.name === '' ? known.name === '' && known.fingerprint === next.fingerprint : known.name === next.name

const isSameName = (a: KnownName, b: KnownName): boolean => a.register === b.register && a.name === b.name

/** Kept as three texts. */
const asName = (entry: unknown): readonly KnownName[] => {
  const [register, name, id] = listOf(entry)
  return typeof register === 'string' && typeof name === 'string' && typeof id === 'string'
    ? [{ register, name, id }]
    : []
}

/** Kept as a list of three texts each. */
const wordsIn = (value: unknown): KnownWords => {
  const words = new Map<string, Map<string, string>>()
  for (const entry of listOf(value)) {
    const [field, word, option] = listOf(entry)
    if (typeof field !== 'string' || typeof word !== 'string' || typeof option !== 'string') continue
    words.set(field, (words.get(field) ?? new Map<string, string>()).set(word, option))
  }
  return words
}

const merged = (known: KnownWords, more: KnownWords): KnownWords => {
  const all = new Map([...known].map(([field, words]) => [field, new Map(words)]))
  for (const [field, words] of more) {
    const there = all.get(field) ?? new Map<string, string>()
    for (const [word, option] of words) {
      there.delete(word)
      there.set(word, option)
    }
    all.set(field, there)
  }
  return all
}

const flat = (words: KnownWords): readonly (readonly [string, string, string])[] =>
  [...words].flatMap(([field, own]) => [...own].map(([word, option]) => [field, word, option] as const))

const isRun = (value: unknown): value is ImportRun => {
  if (typeof value !== 'object' || value === null) return false
  const text = (name: string): boolean => typeof Reflect.get(value, name) === 'string'
  const number = (name: string): boolean => typeof Reflect.get(value, name) === 'number'
  return (
    ['batch', 'file', 'register', 'at'].every(text) &&
    ['made', 'changed', 'created', 'same', 'left', 'problems', 'skipped'].every(number) &&
    listOf(Reflect.get(value, 'sheets')).every((sheet) => typeof sheet === 'string')
  )
}
