import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { closeAll } from '../e2e/support/launch'
import { createDice } from '../unit/support/dice'
import { filesIn, remove } from './support/damage'
import { importMany, saveOne } from './support/doings'
import { firstStart } from './support/session'
import { inPlace, lookAfter, testInLong } from './support/trial'

test.afterAll(closeAll)

const year = 365 * 24 * 60 * 60 * 1000

testInLong('a clock that is a year ahead, then a year behind, then right again, costs nothing', async () => {
  await inPlace(async (userDataDir) => {
    const dice = createDice(31)
    let session = await firstStart({ userDataDir })
    await importMany(session, dice, 50)
    for (const clockShift of [year, -year, 0]) {
      for (let count = 0; count < 5; count += 1) await saveOne(session, dice)
      await session.close()
      const { account } = session
      const fault = `clock ${String(clockShift / year)} years off`
      const trial = { fault, doing: 'closed before', userDataDir, account, clockShift, tells: [''] }
      session = await lookAfter(trial, dice)
      const shown = await session.page.evaluate(() => Date.now())
      expect(Math.abs(shown - Date.now() - clockShift)).toBeLessThan(60_000)
    }
    await session.close()
    expect(await filesIn(join(userDataDir, 'vault', 'snapshots'), /gz$/u)).not.toHaveLength(0)
    await remove(join(userDataDir, 'IndexedDB'), dice)
    const { account } = session
    const trial = { fault: 'clock, then the database gone', doing: 'closed before', userDataDir, account }
    session = await lookAfter({ ...trial, tells: ['数据已全部恢复'] }, dice)
    await session.close()
  })
})
