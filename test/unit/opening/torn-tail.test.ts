import 'fake-indexeddb/auto'
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { isWorthTelling, type Told, unfinishedOf } from '../../../src/features/opening/opening-words'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Store } from '../../../src/storage/store'
import type { Vault } from '../../../src/bridge/vault'
import { entryLines, readAll } from '../support/entries'
import { asLeft, temporaryFolder, vaultIn } from '../support/vaults'

const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }

const journalOf = async (folder: string): Promise<string> => {
  const [file = ''] = (await readdir(join(folder, 'journal'))).sort().reverse()
  return join(folder, 'journal', file)
}

const add = async (store: Store, name: string): Promise<void> => {
  const done = await store.commit({
    id: newId(),
    kind: 'save',
    title: `新建 ${name}`,
    operations: [{ kind: 'create', register: 'organizations', id: newId(), values: { name } }],
  })
  if (!done.ok) throw new Error(done.message)
}

/** A ledger with three saves in both of its copies, on a real disk. */
const desk = async () => {
  const name = newId()
  const folder = await temporaryFolder()
  const vault = vaultIn(folder)
  const store = createStore(name, registers, clock, vault)
  const ends: number[] = []
  for (const title of ['甲厂', '乙厂', '丙厂']) {
    await add(store, title)
    ends.push((await readFile(await journalOf(folder))).length)
  }
  const again = (over: Vault): Store => createStore(name, registers, clock, over)
  /** Starts again over the folder given. */
  const restart = async (over: string): Promise<Told> => {
    const opening = await again(vaultIn(over)).open(() => undefined)
    if (opening.kind !== 'sound' && opening.kind !== 'rebuilt') throw new Error(opening.kind)
    return opening
  }
  return { folder, vault, ends, restart, again }
}

test('an entry that was being written when the process died is named calmly, wherever it was torn', async () => {
  const { folder, vault, ends, restart } = await desk()
  const lines = entryLines(4, 50)
  await vault.append({ seq: 4, lines: [...lines.slice(0, -1)], last: false, sync: false })
  const [whole, named] = [await journalOf(folder), Buffer.byteLength(lines[0] ?? '') + 40]
  const { length } = await readFile(whole)
  for (const at of [(ends[2] ?? 0) + named, Math.floor(((ends[2] ?? 0) + length) / 2), length]) {
    const left = await asLeft(folder)
    await truncate(await journalOf(left), at)
    const opening = await restart(left)
    expect(opening).toMatchObject({ kind: 'sound', caughtUp: 0, faults: [{ what: 'unfinished' }] })
    expect(isWorthTelling(opening)).toBe(true)
    expect(unfinishedOf(opening)).toMatchObject({ seq: 4 })
  }
})

test('where the database has the torn entry nothing is said, and the journal gets it again', async () => {
  const { folder, ends, restart, again } = await desk()
  const left = await asLeft(folder)
  await truncate(await journalOf(left), (ends[2] ?? 0) - 20)
  const opening = await restart(await asLeft(left))
  expect(opening).toMatchObject({ kind: 'sound', caughtUp: 1 })
  expect(isWorthTelling(opening)).toBe(false)
  const vault = vaultIn(left)
  // The next save brings along what the journal lacks.
  await add(again(vault), '丁厂')
  const { lines } = await readAll(vault)
  expect(lines.filter((line) => line.startsWith('{"end":'))).toHaveLength(4)
})

test('a journal that lost what was acknowledged is damaged, and is said to be', async () => {
  const { folder, ends, restart } = await desk()
  const cut = await asLeft(folder)
  await truncate(await journalOf(cut), (ends[1] ?? 0) - 20)
  const opening = await restart(cut)
  expect(opening).toMatchObject({ kind: 'sound', caughtUp: 2 })
  expect([isWorthTelling(opening), unfinishedOf(opening)]).toEqual([true, undefined])

  const altered = await asLeft(folder)
  const path = await journalOf(altered)
  const bytes = await readFile(path)
  bytes.writeUInt8(bytes.readUInt8((ends[2] ?? 0) - 60) ^ 1, (ends[2] ?? 0) - 60)
  await writeFile(path, bytes)
  const told = await restart(altered)
  expect(told).toMatchObject({ kind: 'sound', faults: [{ what: 'altered' }] })
  expect([isWorthTelling(told), unfinishedOf(told)]).toEqual([true, undefined])
})
