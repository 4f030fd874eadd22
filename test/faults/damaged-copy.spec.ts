import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { endIn, endsEntry, hashIn, textIn } from '../../electron/chain'
import { headerLine, segmentAt } from '../../electron/segments'
import { closeAll } from '../e2e/support/launch'
import { createDice, type Dice } from '../unit/support/dice'
import { blank, cut, type Damage, filesIn, flipBit, garble, remove } from './support/damage'
import { importMany, saveOne } from './support/doings'
import { firstStart, type Session } from './support/session'
import { inPlace, lookAfter, lookAfterBoth, times } from './support/trial'

test.afterAll(closeAll)

interface CopyFault {
  readonly name: string
  readonly do: (vault: string, dice: Dice) => Promise<void>
}

const segments = /\.journal$/u
const snapshots = /\.jsonl\.gz$/u

const newest =
  (part: 'journal' | 'snapshots', damage: Damage) =>
  async (vault: string, dice: Dice): Promise<void> => {
    const files = await filesIn(join(vault, part), part === 'journal' ? segments : snapshots)
    await damage(files.at(-1) ?? '', dice)
  }
/** The last file in three, as after snapshots in between, and the one in the middle gone. */
const middle = async (vault: string): Promise<void> => {
  const path = (await filesIn(join(vault, 'journal'), segments)).at(-1) ?? ''
  const lines = (await readFile(path, 'utf8')).split('\n')
  const ends = lines.flatMap((line, at) => (endsEntry(textIn(Buffer.from(line))) ? [at] : []))
  const [first = 0, second = 0] = ends.slice(-3)
  const rest = lines.slice(second + 1)
  const before = Buffer.from(lines[second] ?? '')
  const seq = endIn(textIn(before))?.seq ?? 0
  await writeFile(path, `${lines.slice(0, first + 1).join('\n')}\n`)
  const header = headerLine({ seq, mark: null, hash: hashIn(before) })
  await writeFile(segmentAt(join(vault, 'journal'), seq + 1).path, header + rest.join('\n'))
}
const part =
  (name: string, damage: Damage) =>
  (vault: string, dice: Dice): Promise<void> =>
    damage(join(vault, name), dice)

/** Where the database is sound, nothing of the second copy is beyond repair. */
const copyFaults: readonly CopyFault[] = [
  { name: 'journal cut', do: newest('journal', cut) },
  { name: 'journal with a bit flipped', do: newest('journal', flipBit) },
  { name: 'journal overwritten', do: newest('journal', garble) },
  { name: 'journal blank at its end', do: newest('journal', blank) },
  { name: 'last journal file gone', do: newest('journal', remove) },
  { name: 'journal file in the middle gone', do: middle },
  { name: 'journal gone', do: part('journal', remove) },
  { name: 'snapshot with a bit flipped', do: newest('snapshots', flipBit) },
  { name: 'snapshot cut', do: newest('snapshots', cut) },
  { name: 'snapshots gone', do: part('snapshots', remove) },
  { name: 'desk overwritten', do: part('desk', garble) },
  { name: 'second copy gone', do: part('', remove) },
]

/** Together with the loss of the database: what is lost can be named. */
const bothFaults: readonly CopyFault[] = [
  { name: 'database and journal: a bit flipped', do: newest('journal', flipBit) },
  { name: 'database and journal: overwritten', do: newest('journal', garble) },
  { name: 'database and snapshot: a bit flipped', do: newest('snapshots', flipBit) },
  { name: 'database and snapshot: cut', do: newest('snapshots', cut) },
  { name: 'database and a journal file in the middle', do: middle },
]

const storeIn = (userDataDir: string): string =>
  join(userDataDir, 'IndexedDB', 'app_ledger_0.indexeddb.leveldb')

const saveSome = async (session: Session, dice: Dice): Promise<void> => {
  for (let count = 3 + dice.below(4); count > 0; count -= 1) await saveOne(session, dice)
}

/** A session that ends well, with a snapshot, and one that does not. */
const twoSessions = async (session: Session, userDataDir: string, dice: Dice): Promise<Session> => {
  await saveSome(session, dice)
  await session.close()
  const trial = { fault: 'none', doing: 'closed before', userDataDir, account: session.account, tells: [''] }
  const second = await lookAfter(trial, dice)
  await saveSome(second, dice)
  await second.kill()
  return second
}

const copyTrials = times(1, 36)
test(`a second copy damaged ${String(copyTrials)} times over is made whole again from the database`, async () => {
  test.setTimeout(60_000 + copyTrials * 20_000)
  await inPlace(async (userDataDir) => {
    const dice = createDice(21)
    let session = await firstStart({ userDataDir })
    await importMany(session, dice, 100)
    for (let trial = 0; trial < copyTrials; trial += 1) {
      const fault = copyFaults[trial % copyFaults.length] ?? copyFaults[0]
      if (fault === undefined) throw new Error('no fault')
      const { account } = await twoSessions(session, userDataDir, dice)
      await fault.do(join(userDataDir, 'vault'), dice)
      const after = { doing: 'killed before', userDataDir, account }
      const tells = ['第二份数据里有文件损坏', '第二份已补齐', '']
      session = await lookAfter({ ...after, fault: fault.name, tells }, dice)
      // Whether it is whole shows when nothing else is left.
      await session.kill()
      await remove(storeIn(userDataDir), dice)
      const lost = { ...after, fault: `${fault.name}, then the database`, tells: ['数据已全部恢复'] }
      session = await lookAfter(lost, dice)
    }
    await session.close()
  })
})

const bothTrials = times(1, 20)
test(`with both copies damaged, ${String(bothTrials)} times over, all that is left comes back and the rest is listed`, async () => {
  test.setTimeout(60_000 + bothTrials * 20_000)
  await inPlace(async (userDataDir) => {
    const dice = createDice(22)
    let session = await firstStart({ userDataDir })
    await importMany(session, dice, 100)
    for (let trial = 0; trial < bothTrials; trial += 1) {
      const fault = bothFaults[trial % bothFaults.length] ?? bothFaults[0]
      if (fault === undefined) throw new Error('no fault')
      const { account } = await twoSessions(session, userDataDir, dice)
      await fault.do(join(userDataDir, 'vault'), dice)
      await remove(storeIn(userDataDir), dice)
      const after = { fault: fault.name, doing: 'killed before', userDataDir, account }
      session = await lookAfterBoth(after, dice)
    }
    await session.close()
  })
})
