import { test } from '@playwright/test'
import { closeAll } from '../e2e/support/launch'
import { createDice } from '../unit/support/dice'
import { type Doing, doings, importMany } from './support/doings'
import { firstStart } from './support/session'
import { inPlace, killDuring, lookAfter, times } from './support/trial'

test.afterAll(closeAll)

/** So many are in before, that an export and a snapshot take a while. */
const rowsBefore = 600

const killOften = (doing: Doing, often: number, seed: number): Promise<void> =>
  inPlace(async (userDataDir) => {
    const dice = createDice(seed)
    let session = await firstStart({ userDataDir })
    await importMany(session, dice, rowsBefore)
    for (let round = 1; round <= often; round += 1) {
      await killDuring(session, doing, dice)
      const { account } = session
      const trial = { fault: 'killed', doing: doing.name, userDataDir, account, tells: [''] }
      session = await lookAfter(trial, dice)
    }
    await session.close()
  })

for (const [at, doing] of doings.entries()) {
  const often = times(...doing.often)
  test(`killed ${String(often)} times while ${doing.name}, the app keeps what it said`, async () => {
    test.setTimeout(60_000 + often * 15_000)
    await killOften(doing, often, at + 1)
  })
}
