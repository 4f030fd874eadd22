import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { parseMark } from '../../src/storage/entry-lines'
import { closeAll, launchApp, launchSecond } from '../e2e/support/launch'
import { createDice } from '../unit/support/dice'
import { plainVault } from '../unit/support/plain-vault'
import { saveOne } from './support/doings'
import { firstStart } from './support/session'
import { inPlace, lookAfter, testInLong } from './support/trial'

test.afterAll(closeAll)

testInLong('a second start while records are being saved changes nothing', async () => {
  await inPlace(async (userDataDir) => {
    const dice = createDice(41)
    let session = await firstStart({ userDataDir })
    const second = launchSecond(userDataDir)
    const ended = new AbortController()
    void second.then(() => ended.abort())
    while (!ended.signal.aborted) await saveOne(session, dice)
    expect(await second).toBe(0)
    await saveOne(session, dice)
    await session.kill()
    const { account } = session
    const trial = { fault: 'a second instance', doing: 'saving', userDataDir, account, tells: [''] }
    session = await lookAfter(trial, dice)
    await session.close()
  })
})

/** Every file of the second copy by its contents; what the start itself sets aside is none of it. */
const filesOf = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>()
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of all.filter((one) => one.isFile() && !one.parentPath.includes('aside'))) {
    const path = join(entry.parentPath, entry.name)
    files.set(
      path,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    )
  }
  return files
}

/** All that lies in the database, whatever the app says. */
const everything = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise((done, fail) => {
        const opening = indexedDB.open('ledger')
        opening.onerror = () => fail(new Error('not opened'))
        opening.onsuccess = () => {
          const names = [...opening.result.objectStoreNames]
          const asked = opening.result.transaction(names)
          const found = names.map((name) => asked.objectStore(name).getAll())
          asked.oncomplete = () => {
            opening.result.close()
            done(JSON.stringify(found.map(({ result }) => result as unknown)))
          }
        }
      }),
  )

test('a journal that a newer version went on with is refused, and neither copy is touched', async () => {
  await inPlace(async (userDataDir) => {
    const dice = createDice(42)
    const first = await firstStart({ userDataDir })
    await saveOne(first, dice)
    const stored = await everything(first.page)
    await first.close()
    const vault = plainVault(join(userDataDir, 'vault'))
    const { head } = await vault.open()
    const mark = parseMark(head?.mark)
    const seq = (head?.seq ?? 0) + 1
    const lines = [
      JSON.stringify({ batch: { seq, count: 0, title: '来自将来', at: '2031-01-01T00:00:00.000Z' } }),
      JSON.stringify({ end: seq, mark: { ...mark, schema: 9999 } }),
    ]
    expect(await vault.append({ seq, lines, last: true, sync: true })).toEqual({ status: 'written' })
    await vault.close()
    const before = await filesOf(join(userDataDir, 'vault'))

    const second = await launchApp({ userDataDir })
    const refused = second.page.getByRole('main', { name: '需要更新版本' })
    await expect(refused).toContainText('数据没有改动，都在原处。')
    expect(await everything(second.page)).toBe(stored)
    await second.kill()
    expect(await filesOf(join(userDataDir, 'vault'))).toEqual(before)
  })
})
