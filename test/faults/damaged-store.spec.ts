import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { closeAll } from '../e2e/support/launch'
import { createDice, type Dice } from '../unit/support/dice'
import { blank, cut, type Damage, filesIn, flipBit, garble, remove } from './support/damage'
import { importMany, saveOne, saving } from './support/doings'
import { firstStart } from './support/session'
import { inPlace, isLong, killDuring, lookAfter, times } from './support/trial'

test.afterAll(closeAll)

interface StoreFault {
  readonly name: string
  readonly do: (store: string, dice: Dice) => Promise<void>
  /** Whether nothing may be left to tell: the browser may find its own way, or the file may not matter. */
  readonly mayBeHarmless: boolean
}

const table = /\.ldb$/u

const each =
  (pattern: RegExp, damage: Damage) =>
  async (store: string, dice: Dice): Promise<void> => {
    for (const path of await filesIn(store, pattern)) await damage(path, dice)
  }
const wipe = async (store: string, dice: Dice): Promise<void> => {
  for (const name of await readdir(store)) await remove(join(store, name), dice)
}

const storeFaults: readonly StoreFault[] = [
  { name: 'store wiped', do: wipe, mayBeHarmless: false },
  { name: 'MANIFEST overwritten', do: each(/^MANIFEST/u, garble), mayBeHarmless: false },
  { name: 'CURRENT overwritten', do: each(/^CURRENT$/u, garble), mayBeHarmless: false },
  { name: '.ldb overwritten', do: each(table, garble), mayBeHarmless: true },
  { name: '.log overwritten', do: each(/\.log$/u, garble), mayBeHarmless: true },
  { name: '.ldb cut', do: each(table, cut), mayBeHarmless: true },
  { name: '.log cut', do: each(/\.log$/u, cut), mayBeHarmless: true },
  { name: 'MANIFEST cut', do: each(/^MANIFEST/u, cut), mayBeHarmless: true },
  { name: '.ldb gone', do: each(table, remove), mayBeHarmless: false },
  { name: 'CURRENT gone', do: each(/^CURRENT$/u, remove), mayBeHarmless: true },
  { name: '.ldb with a bit flipped', do: each(table, flipBit), mayBeHarmless: true },
  { name: '.log blank at its end', do: each(/\.log$/u, blank), mayBeHarmless: true },
  { name: 'store folder gone', do: remove, mayBeHarmless: false },
]

const trials = times(10, 65)

test(`damaged ${String(trials)} times over, the database is made again and the window says so`, async () => {
  test.setTimeout(60_000 + trials * 15_000)
  await inPlace(async (userDataDir) => {
    const dice = createDice(11)
    const store = join(userDataDir, 'IndexedDB', 'app_ledger_0.indexeddb.leveldb')
    let session = await firstStart({ userDataDir })
    // So much that the browser writes tables, and not only its log; it packs what repeats, and puts what is long elsewhere.
    const noteOf = (): string =>
      Array.from({ length: 200 }, () => String.fromCharCode(0x4e00 + dice.below(20_000))).join('')
    for (let part = 0; part < 40; part += 1) await importMany(session, dice, 100, noteOf)
    for (let trial = 0; trial < trials; trial += 1) {
      const fault = storeFaults[trial % storeFaults.length]
      if (fault === undefined) throw new Error('no fault')
      // In the short form every trial counts as a kill as well.
      const isKilled = !isLong || dice.chance(0.5)
      if (isKilled) await killDuring(session, saving, dice)
      else {
        for (let count = dice.below(8); count >= 0; count -= 1) await saveOne(session, dice)
        await session.close()
      }
      await fault.do(store, dice)
      const tells = ['数据已全部恢复', ...(fault.mayBeHarmless ? [''] : [])]
      const doing = isKilled ? 'killed while saving' : 'closed before'
      session = await lookAfter(
        { fault: fault.name, doing, userDataDir, account: session.account, tells },
        dice,
      )
    }
    await session.close()
  })
})
