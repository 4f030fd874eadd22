import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  closeAll,
  commandLine,
  electronPath,
  environment,
  launchApp,
  temporaryFolder,
} from '../e2e/support/launch'
import { fillDisk, mountReadOnly, mountSmallDisk } from '../e2e/support/small-disk'
import { createDice, type Dice } from '../unit/support/dice'
import { exportList, importMany, saveNew } from './support/doings'
import { firstStart, type Session, startAgain } from './support/session'
import { isLong, lookAfter, testInLong } from './support/trial'

test.afterEach(closeAll)

const printErrorBox = join(import.meta.dirname, '..', 'e2e', 'support', 'print-error-box.cjs')

/** The data and what is exported lie on a disk of their own. */
const onSmallDisk = async (work: (userDataDir: string, root: string) => Promise<void>) => {
  const root = await temporaryFolder()
  const unmount = await mountSmallDisk(root, '64m')
  try {
    await work(join(root, 'data'), root)
  } finally {
    await closeAll()
    unmount()
  }
  await rm(root, { recursive: true, force: true })
}

interface WritePoint {
  readonly name: string
  readonly do: (session: Session, dice: Dice) => Promise<unknown>
}
const saveMany = async (session: Session, dice: Dice): Promise<void> => {
  for (let count = 0; count < 6; count += 1) await saveNew(session, dice)
}
/** What is refused was never said to be saved. */
const orRefused = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => expect(String(error)).toMatch(/没有保存|没有接受|没有写好|没有写成/u))
}
const writePoints: readonly WritePoint[] = [
  { name: 'saving', do: (session, dice) => orRefused(saveMany(session, dice)) },
  { name: 'importing', do: (session, dice) => orRefused(importMany(session, dice, 3000)) },
  { name: 'exporting', do: (session) => exportList(session, /没有写入|已导出/u) },
  { name: 'snapshotting', do: (session) => session.close() },
]
/** Bytes that are left on the disk. */
const rooms = isLong ? [0, 8_192, 65_536, 262_144, 1_048_576] : [0]

for (const { name, do: write } of isLong ? writePoints : writePoints.slice(0, 1))
  for (const room of rooms)
    test(`a disk with ${String(room / 1024)} KB left while ${name} costs nothing that was said`, async () => {
      await onSmallDisk(async (userDataDir, root) => {
        const dice = createDice(51 + room)
        let session = await firstStart({ userDataDir })
        await importMany(session, dice, 400)
        const giveRoom = await fillDisk(root, room)
        await write(session, dice)
        await session.kill()
        const full = await launchApp({ userDataDir })
        // It is told why, or the desk is there: nobody waits for ever.
        await expect(full.page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 })
        await full.kill()
        await giveRoom()
        const { account } = session
        const trial = { fault: 'disk full, then reopened', doing: name, userDataDir, account }
        session = await lookAfter({ ...trial, tells: ['', '数据已全部恢复', '第二份'] }, dice)
        await session.close()
      })
    })

testInLong('a second copy whose folder vanishes while records are saved is made anew', async () => {
  await onSmallDisk(async (userDataDir) => {
    const dice = createDice(61)
    let session = await firstStart({ userDataDir })
    await importMany(session, dice, 50)
    await rm(join(userDataDir, 'vault'), { recursive: true })
    await saveMany(session, dice)
    await session.kill()
    const { account } = session
    const gone = { fault: 'vault gone while running', doing: 'saving', userDataDir, account }
    session = await lookAfter({ ...gone, tells: ['', '第二份'] }, dice)
    await session.kill()
    await rm(join(userDataDir, 'IndexedDB'), { recursive: true })
    const both = { ...gone, fault: 'vault gone while running, then the database' }
    session = await lookAfter({ ...both, tells: ['数据已全部恢复'] }, dice)
  })
})

testInLong(
  'while the folder of the second copy is read-only nothing is said to be saved, and what was is there',
  async () => {
    await onSmallDisk(async (userDataDir) => {
      const dice = createDice(62)
      let session = await firstStart({ userDataDir })
      await importMany(session, dice, 50)
      await session.close()
      const { account } = session
      const free = mountReadOnly(join(userDataDir, 'vault'))
      session = await startAgain({ userDataDir }, account)
      expect((await saveNew(session, dice)).isCopied).toBe(false)
      await expect(session.page.getByRole('alert').filter({ hasText: '第二份没有写成' })).toContainText(
        '只读',
      )
      await session.kill()
      free()
      const trial = { fault: 'folder of the second copy read-only', doing: 'saving', userDataDir, account }
      session = await lookAfter({ ...trial, tells: [''] }, dice)
    })
  },
)

testInLong('a data folder that is read-only as a whole is named before the app ends', async () => {
  await onSmallDisk(async (userDataDir) => {
    const dice = createDice(63)
    let session = await firstStart({ userDataDir })
    await importMany(session, dice, 50)
    await session.close()
    const { account } = session
    const free = mountReadOnly(userDataDir)
    const { status, stdout } = spawnSync(electronPath(), ['-r', printErrorBox, ...commandLine(userDataDir)], {
      encoding: 'utf8',
      env: environment(),
      timeout: 60_000,
    })
    expect(stdout).toContain(`不能写入数据文件夹 ${userDataDir}`)
    expect(status).toBe(1)
    free()
    const trial = { fault: 'data folder read-only', doing: 'closed before', userDataDir, account }
    session = await lookAfter({ ...trial, tells: [''] }, dice)
  })
})
