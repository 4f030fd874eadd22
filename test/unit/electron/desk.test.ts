import { readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { say } from '../support/entries'
import { temporaryFolder, vaultIn } from '../support/vaults'

const written = { status: 'written' }

test('the desk comes back as it was last saved, whatever is in it', async () => {
  const folder = await temporaryFolder()
  expect(await vaultIn(folder).readDesk()).toBeNull()
  const vault = vaultIn(folder)
  for (const text of ['', '{"drafts":["写到一半\\n的主题"]}', '一\n二\r\n', 'x'.repeat(3_000_000)]) {
    expect(await vault.saveDesk({ text })).toEqual(written)
    expect(await vaultIn(folder).readDesk()).toBe(text)
  }
})

test('of two that are saved at once the later one stays', async () => {
  const folder = await temporaryFolder()
  const vault = vaultIn(folder)
  await Promise.all(['1', '2', '3'].map((text) => vault.saveDesk({ text })))
  expect(await vaultIn(folder).readDesk()).toBe('3')
})

test('where the last one is damaged the one before it stands in, then what the newest snapshot holds', async () => {
  const folder = await temporaryFolder()
  const vault = vaultIn(folder)
  await say(vault, 1, 1)
  await vault.saveDesk({ text: 'in the snapshot' })
  await vault.takeSnapshot({ reason: 'asked' })
  await vault.saveDesk({ text: 'before' })
  await vault.saveDesk({ text: 'last' })
  const path = join(folder, 'desk')
  const bytes = await readFile(path)
  for (let at = 0; at < bytes.length; at += 3) {
    await truncate(path, at)
    expect(await vault.readDesk()).toBe('before')
    await writeFile(path, bytes)
  }
  await writeFile(path, 'nothing of it')
  // The damaged one does not take the place of the good one.
  expect(await vault.saveDesk({ text: 'next' })).toEqual(written)
  await rm(path)
  expect(await vault.readDesk()).toBe('before')
  await rm(join(folder, 'desk-previous'))
  expect(await vault.readDesk()).toBe('in the snapshot')
})
