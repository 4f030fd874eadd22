import type { Vault } from '../bridge/vault'
import type { Register } from '../domain/register'
import { type Catalogue, linksOfChange } from './catalogue'
import type { HeldComparison } from './comparison'
import type { CountMemory } from './count-memory'
import { type Database, stateKey } from './database'
import { type Desk, settingsIn, takeDesk } from './desk'
import type { Office } from './office'
import { readRows } from './read-rows'
import { restoreBatch, takeOver } from './restore'
import type { SecondCopy } from './second-copy'
import type { Refused, RestoreResult, Store } from './store'
import type { Actor, WrittenEntry } from './write-entry'

/** What the ledger has once it is open, as far as it matters here. */
interface Opened {
  readonly database: Database
  readonly catalogue: Catalogue
  readonly copy: SecondCopy
  readonly desk: Desk
  readonly office: Office
  readonly months: CountMemory
}

interface Around<Ready> {
  readonly ledger: () => Promise<Ready>
  readonly vault: Vault
  readonly registers: ReadonlyMap<string, Register>
  readonly registerOf: (name: string) => Register
  readonly today: () => string
  readonly actor: (ready: Ready) => Promise<Actor>
  /** Why so many records cannot be changed now. */
  readonly refusal: (ready: Ready, size: number) => Promise<Refused | undefined>
  readonly keep: (ready: Ready, written: WrittenEntry) => Promise<boolean>
  /** Every record is another one now. */
  readonly replaced: () => void
}

type Asked = 'compare' | 'compared' | 'restore' | 'forgetCompared'

// What parses data from outside: large, and not needed to open the ledger.
const comparing = () => import('./comparison')

/** The ledger against one of its copies, and back to what that says. What was compared is held until it is restored. */
export const createRestoring = <Ready extends Opened>(around: Around<Ready>): Pick<Store, Asked> => {
  const { ledger, vault, registers, registerOf } = around
  let held: HeldComparison | undefined
  let underWay: object | undefined

  const takeOverNow = async (ready: Ready, now: HeldComparison): Promise<RestoreResult> => {
    const { database, catalogue, months, copy, desk, office } = ready
    const taken = await takeOver(database, registers, now, around.today())
    if (!taken.ok) return taken
    held = undefined
    if (now.from.kind === 'backup') await takeDesk(database, await vault.readDesk({ from: 'backup' }))
    office.forget()
    months.forget(registers.keys())
    const state = await database.state.get(stateKey)
    const isCopied = state === undefined ? false : await copy.catchUp(state)
    await desk.copy()
    for (const register of registers.keys()) await readRows(database, register, (rows) => catalogue.put(rows))
    around.replaced()
    return { ok: true, batch: undefined, records: now.fold.records().length, isCopied }
  }

  return {
    compare: async (from, onProgress) => {
      const { database } = await ledger()
      const own = {}
      held = undefined
      underWay = own
      const { compare, readState } = await comparing()
      const read = await readState(vault, registers, from, onProgress)
      if (!read.ok) return read.fault
      const desk = from.kind === 'backup' ? await vault.readDesk({ from: 'backup' }) : null
      const found = { ...(await compare(database, registers, read.fold, settingsIn(desk))), from }
      // Whoever asked may have gone meanwhile.
      if (underWay === own) held = found
      return found.view
    },
    compared: async ({ register, kind, offset, limit }) => {
      const { catalogue } = await ledger()
      const all = held?.compared.filter((one) => one.register.name === register && one.kind === kind) ?? []
      const { comparedRow } = await comparing()
      const rows = all.slice(offset, offset + limit).map(comparedRow)
      const links = rows.flatMap(({ fields }) => linksOfChange(registerOf(register), fields))
      return { total: all.length, rows, names: await catalogue.labels(links) }
    },
    restore: async (title) => {
      const ready = await ledger()
      if (held === undefined) throw new Error('Nothing was compared.')
      const now = held
      if (now.view.ledger === 'empty') return takeOverNow(ready, now)
      const refused = await around.refusal(ready, now.compared.length)
      if (refused !== undefined) return refused
      const written = await restoreBatch(ready.database, registers, now, title, await around.actor(ready))
      if (!written.ok) return written
      held = undefined
      const isCopied = await around.keep(ready, written)
      return { ok: true, batch: written.entry.batch.id, records: written.rows.length, isCopied }
    },
    forgetCompared: () => {
      held = undefined
      underWay = undefined
      return Promise.resolve()
    },
  }
}
