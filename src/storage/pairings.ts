import type { DuplicateIndex } from '../domain/duplicates'
import type { LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import type { Catalogue } from './catalogue'
import type { Database, StoredRecord } from './database'
import type { Desk } from './desk'
import { readRecord } from './read-records'
import type { Store } from './store'

/** What the ledger has once it is open, as far as it matters here. */
interface Opened {
  readonly database: Database
  readonly catalogue: Catalogue
  readonly desk: Desk
}

type Asked = 'lookForDuplicates' | 'duplicates' | 'alike' | 'tellApart' | 'proposals' | 'ruleOut'

interface Pairings {
  readonly answers: Pick<Store, Asked>
  /** These records have changed. */
  readonly put: (rows: readonly StoredRecord[]) => void
  /** All records have changed. */
  readonly forget: () => void
}

type GoOn = Parameters<Store['lookForDuplicates']>[1]

/** A look through a register, as far as it has come. */
interface Look {
  readonly index: DuplicateIndex
  readonly ids: readonly string[]
  readonly recordOf: (id: string) => LedgerRecord | undefined
  done: number
}

/** As many as take some twenty milliseconds: other questions are answered in between. */
const recordsAtOnce = 500

const breathe: GoOn = async () => {
  await new Promise((resolve) => setTimeout(resolve))
  return true
}

// What reads characters aloud, and the dictionary of words: large, and not needed to open the ledger.
const alikeness = () => import('../domain/duplicates')
const matching = () => import('../domain/matching')
const picking = () => import('./pick')

/** Which records may be the same, and which suit one another; what the user said of them is remembered. */
export const createPairings = (
  ledger: () => Promise<Opened>,
  registerOf: (name: string) => Register,
  announce: (names: readonly string[]) => void,
): Pairings => {
  const looking = new Map<string, Promise<Look>>()

  const begin = async ({ catalogue }: Opened, register: Register): Promise<Look> => {
    const [{ indexDuplicates }, records] = await Promise.all([alikeness(), catalogue.records(register.name)])
    return {
      index: indexDuplicates(register, []),
      ids: Array.from(records.records(), ({ id }) => id),
      recordOf: records.get,
      done: 0,
    }
  }
  const lookAt = (ready: Opened, register: Register): Promise<Look> => {
    const known = looking.get(register.name) ?? begin(ready, register)
    looking.set(register.name, known)
    return known
  }
  const lookOn = async (look: Look, goOn: GoOn): Promise<boolean> => {
    while (look.done < look.ids.length) {
      if (!(await goOn(look.done, look.ids.length))) return false
      // As they are now: what was changed since the look began has been taken in already.
      const some = look.ids.slice(look.done, look.done + recordsAtOnce)
      look.index.put(some.flatMap((id) => look.recordOf(id) ?? []))
      look.done += some.length
    }
    return true
  }
  /** A whole register is looked through once, and from then on what changes in it. */
  const duplicatesIn = async (ready: Opened, register: Register): Promise<DuplicateIndex> => {
    const look = await lookAt(ready, register)
    await lookOn(look, breathe)
    return look.index
  }

  return {
    put: (rows) => {
      for (const [register, look] of looking)
        void look.then(({ index }) => {
          index.put(rows.filter((row) => row.register === register).map(({ record }) => record))
        })
    },
    forget: () => looking.clear(),
    answers: {
      lookForDuplicates: async (name, goOn) => lookOn(await lookAt(await ledger(), registerOf(name)), goOn),
      duplicates: async (name, limit) => {
        const ready = await ledger()
        const register = registerOf(name)
        const apart = new Set(await keptTexts(ready.database, apartKey))
        const [index, { pairKey }] = await Promise.all([duplicatesIn(ready, register), alikeness()])
        const pairs = index.pairs().filter(({ a, b }) => !apart.has(pairKey(a.id, b.id)))
        const shown = pairs.slice(0, limit)
        const { optionsOf } = await picking()
        const options = await optionsOf(
          register,
          shown.flatMap(({ a, b }) => [a, b]),
          ready.catalogue,
          'all',
        )
        const details = Object.fromEntries(options.map(({ id, detail }) => [id, detail]))
        return { total: pairs.length, pairs: shown, details }
      },
      alike: async (name, values, id) => {
        const ready = await ledger()
        const register = registerOf(name)
        const apart = new Set(await keptTexts(ready.database, apartKey))
        const { pairKey } = await alikeness()
        const found = (await duplicatesIn(ready, register))
          .alike(values, id)
          .filter(({ b }) => id === undefined || !apart.has(pairKey(b.id, id)))
        const { optionsOf } = await picking()
        const options = await optionsOf(
          register,
          found.map(({ b }) => b),
          ready.catalogue,
          'all',
        )
        return found.flatMap(({ reasons }, index) => {
          const option = options[index]
          return option === undefined ? [] : [{ option, reasons }]
        })
      },
      tellApart: async (a, b) => {
        const { database, desk } = await ledger()
        const { pairKey } = await alikeness()
        const kept = [...new Set([...(await keptTexts(database, apartKey)), pairKey(a, b)])]
        await database.preferences.put({ key: apartKey, value: kept })
        desk.changed()
        announce([])
      },
      proposals: async (id, limit) => {
        const { database, catalogue } = await ledger()
        const need = (await readRecord(database, 'needs', id))?.record
        if (need === undefined) return []
        const recordsIn = async (name: string): Promise<readonly LedgerRecord[]> => [
          ...(await catalogue.records(name)).records(),
        ]
        const [experts, teams, achievements, services, needs] = await Promise.all([
          recordsIn('experts'),
          recordsIn('teams'),
          recordsIn('achievements'),
          recordsIn('serviceRecords'),
          recordsIn('needs'),
        ])
        const data = { experts, teams, achievements, services, needs }
        const out = new Set(await keptTexts(database, unsuitableKey(id)))
        const [{ proposalsFor }, { optionsOf }] = await Promise.all([matching(), picking()])
        const found = proposalsFor(need, data, out, limit)
        const named = found.map(async (proposal) => {
          const register = registerOf(proposal.register)
          const record = (await catalogue.records(proposal.register)).get(proposal.id)
          const own = record === undefined ? [] : [record]
          const [option] = await optionsOf(register, own, catalogue, 'all')
          return { ...proposal, detail: option?.detail ?? '' }
        })
        return Promise.all(named)
      },
      ruleOut: async (need, id, isOut) => {
        const { database, desk } = await ledger()
        const others = (await keptTexts(database, unsuitableKey(need))).filter((one) => one !== id)
        const value = isOut ? [...others, id] : others
        await database.preferences.put({ key: unsuitableKey(need), value })
        desk.changed()
      },
    },
  }
}

const apartKey = 'screen:not-duplicates'

const unsuitableKey = (need: string): string => `screen:unsuitable:${need}`

/** A list of texts that was kept, e.g. pairs that were said to be two. */
const keptTexts = async ({ preferences }: Database, key: string): Promise<readonly string[]> => {
  const kept = (await preferences.get(key))?.value
  return Array.isArray(kept) ? kept.filter((pair): pair is string => typeof pair === 'string') : []
}
