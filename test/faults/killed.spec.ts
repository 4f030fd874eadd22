import { test } from '@playwright/test'
import { closeAll } from '../e2e/support/launch'
import { createDice } from '../unit/support/dice'
import { type Doing, doings, importMany } from './support/doings'
import { firstStart } from './support/session'
import { inPlace, isLong, killDuring, lookAfter, times } from './support/trial'

test.afterAll(closeAll)

/** So many are in before, that an export and a snapshot take a while. */
const rowsBefore = times(200, 600)

/**
 * Nothing is to be told; but a kill can cost Chromium its own store: it goes on writing behind a torn line of its log, and
 * at the start after that finds the log corrupt. Then it is told that all has come back.
 */
const tells = ['', '数据已全部恢复']

/** One after another over the same data. */
const killDuringEach = (some: readonly Doing[], seed: number): Promise<void> =>
  inPlace(async (userDataDir) => {
    const dice = createDice(seed)
    let session = await firstStart({ userDataDir })
    await importMany(session, dice, rowsBefore)
    for (const doing of some)
      for (let round = oftenOf(doing); round > 0; round -= 1) {
        await killDuring(session, doing, dice)
        const { account } = session
        const trial = { fault: 'killed', doing: doing.name, userDataDir, account, tells }
        session = await lookAfter(trial, dice)
      }
    await session.close()
  })

const oftenOf = ({ often }: Doing): number => times(...often)

for (const [at, some] of (isLong ? doings.map((doing) => [doing]) : [doings]).entries()) {
  const often = some.reduce((sum, doing) => sum + oftenOf(doing), 0)
  const names = some.map(({ name }) => name).join(', ')
  test(`killed ${String(often)} times while ${names}, the app keeps what it said`, async () => {
    test.setTimeout(60_000 + often * 15_000)
    await killDuringEach(some, at + 1)
  })
}
