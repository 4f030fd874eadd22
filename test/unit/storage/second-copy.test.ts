import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import type { Values } from '../../../src/domain/field'
import { newId } from '../../../src/storage/new-id'
import type { StoredRecord } from '../../../src/storage/database'
import { createStore } from '../../../src/storage/repository'
import type { Page } from '../../../src/storage/sorted-pages'
import type { Batch, Operation, Store } from '../../../src/storage/store'
import { diskFull, type MemoryVault, memoryVault } from '../support/memory-vault'

const today = '2021-07-02'
const clock = { now: () => `${today}T08:00:00.000Z`, today: () => today }
let name = ''
let vault: MemoryVault
let store: Store

const settings = { homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' }
beforeEach(async () => {
  name = newId()
  vault = memoryVault()
  store = createStore(name, registers, clock, vault)
  await store.saveSettings(settings)
})

const batch = (...operations: readonly Operation[]): Batch => ({
  id: newId(),
  kind: 'save',
  title: '测试',
  operations,
})
const organization = (label: string, more: Values = {}): Operation & { readonly id: string } => ({
  kind: 'create',
  register: 'organizations',
  id: newId(),
  values: { name: label, orgType: '企业', ...more },
})
const nothing = (): void => undefined
/** Starts the program again on the same disk. */
const restart = async () => {
  const again = createStore(name, registers, clock, vault)
  return { again, opening: await again.open(nothing) }
}
/** What Chromium does to a store with a damaged file. */
const wipe = (): Promise<void> => Dexie.delete(name)
const everything = async (from: Store): Promise<unknown> => ({
  records: await Promise.all(registers.map((register) => from.all(register.name))),
  trash: await from.trash({ register: 'organizations', search: '' }, 0, 100),
  batches: await from.batches({ limit: 100 }),
  settings: await from.settings(),
})

test('a database that was emptied is made again with all its contents, and the user is told', async () => {
  const [first, second, third] = [
    organization('甲厂', { park: '老园区' }),
    organization('乙厂'),
    organization('丙厂'),
  ]
  await store.commit(batch(first, second, third))
  const edit = await store.commit(
    batch({
      kind: 'update',
      register: 'organizations',
      id: first.id,
      version: 1,
      values: { name: '新甲厂' },
    }),
  )
  await store.commit(batch({ kind: 'delete', register: 'organizations', id: second.id, version: 1 }))
  await store.undo(edit.ok ? edit.batch : '')
  const before = await everything(store)
  await wipe()
  const { again, opening } = await restart()
  expect(opening).toMatchObject({
    kind: 'rebuilt',
    because: 'empty',
    entries: 4,
    records: 3,
    lost: [],
    agrees: true,
  })
  expect(vault.wasKeptAside()).toBe(true)
  expect(await everything(again)).toEqual(before)
  const next = await again.commit(batch(organization('丁厂')))
  expect(next.ok ? next.records[0]?.code : next).toBe('ORG-500118-2021-0004')
})

test('a sound database is opened as it is', async () => {
  await store.commit(batch(organization('甲厂')))
  const { again, opening } = await restart()
  expect(opening).toEqual({ kind: 'sound', caughtUp: 0, faults: [] })
  expect(await again.all('organizations')).toHaveLength(1)
  expect(vault.wasKeptAside()).toBe(false)
})

test('one that is behind the journal, or another ledger, is made again', async () => {
  await store.commit(batch(organization('甲厂')))
  const old = await copyOf(name)
  await store.commit(batch(organization('乙厂')))
  await putBack(name, old)
  const { again, opening } = await restart()
  expect(opening).toMatchObject({ kind: 'rebuilt', because: 'behind', records: 2 })
  expect(await again.all('organizations')).toHaveLength(2)

  const other = createStore(newId(), registers, clock, memoryVault())
  await other.commit(batch(organization('外来厂')))
})

test('records that vanish behind the back of the program are noticed', async () => {
  const first = organization('甲厂')
  await store.commit(batch(first, organization('乙厂')))
  const raw = await new Dexie(name).open()
  await raw
    .table<Page<StoredRecord>>('recordPages')
    .toCollection()
    .modify((page) => {
      const items = page.items.filter(({ id }) => id !== first.id)
      Object.assign(page, { items, size: items.length })
    })
  raw.close()
  const { again, opening } = await restart()
  expect(opening).toMatchObject({ kind: 'rebuilt', because: 'different' })
  expect(await again.all('organizations')).toHaveLength(2)
})

test('what the journal lacks is written into it at the next start', async () => {
  vault.fail(diskFull)
  const done = await store.commit(batch(organization('甲厂')))
  expect(done).toMatchObject({ ok: true, isCopied: false })
  expect(await store.copyState()).toMatchObject({ status: 'behind', message: '磁盘空间不足。' })
  vault.fail(undefined)
  const { opening } = await restart()
  expect(opening).toMatchObject({ kind: 'sound', caughtUp: 1 })
  await wipe()
  expect((await restart()).opening).toMatchObject({ kind: 'rebuilt', records: 1 })
})

test('a later save brings the earlier ones along, and the notice goes', async () => {
  vault.fail(diskFull)
  await store.commit(batch(organization('甲厂')))
  const heard: string[] = []
  await store.watchCopy(({ status }) => heard.push(status))
  vault.fail(undefined)
  expect(await store.commit(batch(organization('乙厂')))).toMatchObject({ ok: true, isCopied: true })
  expect(heard).toEqual(['whole'])
  expect(vault.lines.filter((line) => line.startsWith('{"batch"'))).toHaveLength(2)
})

test('while the second copy is behind, big jobs are refused and small ones go on', async () => {
  vault.fail(diskFull)
  await store.commit(batch(organization('甲厂')))
  const many = Array.from({ length: 501 }, (_, index) => organization(`厂${String(index)}`))
  const refused = await store.commit(batch(...many))
  expect(refused).toMatchObject({ ok: false, reason: 'copy' })
  expect(refused.ok ? '' : refused.message).toContain('磁盘空间不足')
  expect((await store.commit(batch(organization('乙厂')))).ok).toBe(true)
})

test('entries that are lost are named', async () => {
  await store.commit(batch(organization('甲厂')))
  await store.commit(batch(organization('乙厂')))
  vault.loseAfter(1, [{ seq: 2, title: '测试', at: `${today}T08:00:00.000Z` }])
  await wipe()
  const { opening } = await restart()
  expect(opening).toMatchObject({ kind: 'rebuilt', records: 1, lost: [{ seq: 2, title: '测试' }] })
})

test('a ledger of a newer version is refused and left alone', async () => {
  await store.commit(batch(organization('甲厂')))
  const newer = new Dexie(name)
  newer.version(99).stores({})
  await newer.open()
  newer.close()
  const { again, opening } = await restart()
  expect(opening).toEqual({ kind: 'newer' })
  await expect(again.all('organizations')).rejects.toThrow()
  expect((await indexedDB.databases()).find((one) => one.name === name)?.version).toBe(990)
})

test('settings that are on the disk only once are part of what is behind, and follow when they can', async () => {
  vault.fail(diskFull)
  expect(await store.saveSettings({ ...settings, person: '李四' })).toEqual({ isCopied: false })
  expect(await store.copyState()).toMatchObject({ status: 'behind', message: '磁盘空间不足。' })
  vault.fail(undefined)
  await store.commit(batch(organization('甲厂')))
  expect(await store.copyState()).toEqual({ status: 'whole' })
  expect(await vault.readDesk()).toContain('李四')
})

test('what was set up before anything was entered comes back as well', async () => {
  await wipe()
  const { again, opening } = await restart()
  expect(opening).toMatchObject({ kind: 'sound' })
  expect(await again.settings()).toEqual(settings)
})

test('settings and drafts come back with the rest', async () => {
  await store.commit(batch(organization('甲厂')))
  await store.saveDraft('new:organizations', { name: '写到一半' })
  await expect.poll(() => vault.readDesk()).toContain('写到一半')
  await wipe()
  const { again } = await restart()
  expect(await again.settings()).toEqual(settings)
  expect((await again.draft('new:organizations'))?.values).toEqual({ name: '写到一半' })
})

test('what cannot be read is found though it is counted, and made again at the next start', async () => {
  const [first, second] = [organization('甲厂'), organization('乙厂')]
  await store.commit(batch(first, second))
  await store.commit(batch(organization('丙厂')))
  const before = await everything(store)
  const raw = await new Dexie(name).open()
  await raw
    .table<Page<StoredRecord>>('recordPages')
    .toCollection()
    .modify(({ items }) => {
      for (const { id, record } of items) if (id === second.id) Object.assign(record.values, { name: '□□' })
    })
  raw.close()
  const { again, opening } = await restart()
  expect(opening).toMatchObject({ kind: 'sound' })
  // Asking again and again would keep it from being looked for.
  await new Promise<void>((found) => {
    void again.watchCopy(({ status }) => {
      if (status === 'damaged') found()
    })
  })
  expect(vault.wasKeptAside()).toBe(false)
  const { again: mended, opening: later } = await restart()
  expect(later).toMatchObject({ kind: 'rebuilt', because: 'unreadable', agrees: true, lost: [] })
  expect(vault.wasKeptAside()).toBe(true)
  expect(await everything(mended)).toEqual(before)
  await expect.poll(() => mended.copyState()).toEqual({ status: 'whole' })
})

test('settings and drafts are copied again where the second copy of them is gone', async () => {
  await store.commit(batch(organization('甲厂')))
  await store.saveDraft('new:organizations', { name: '写到一半' })
  vault = memoryVault(vault.lines)
  await (await restart()).again.settings()
  await wipe()
  const { again } = await restart()
  expect(await again.settings()).toEqual(settings)
  expect((await again.draft('new:organizations'))?.values).toEqual({ name: '写到一半' })
})

test('a database that only lacks room is left as it is, and opens when there is some', async () => {
  await store.commit(batch(organization('甲厂')))
  const before = await everything(store)
  const full = vi
    .spyOn(indexedDB, 'databases')
    .mockRejectedValue(new DOMException('Encountered full disk while opening.', 'QuotaExceededError'))
  onTestFinished(() => full.mockRestore())
  const { opening } = await restart()
  expect(opening).toEqual({ kind: 'stuck' })
  expect(vault.wasKeptAside()).toBe(false)
  full.mockRestore()
  const { again, opening: later } = await restart()
  expect(later).toMatchObject({ kind: 'sound', caughtUp: 0 })
  expect(await everything(again)).toEqual(before)
})

type Tables = Readonly<Record<string, readonly unknown[]>>

const copyOf = async (from: string): Promise<Tables> => {
  const raw = await new Dexie(from).open()
  const entries = await Promise.all(
    raw.tables.map(async (table) => [table.name, await table.toArray()] as const),
  )
  raw.close()
  return Object.fromEntries(entries)
}

const putBack = async (to: string, tables: Tables): Promise<void> => {
  const raw = await new Dexie(to).open()
  for (const table of raw.tables) {
    await table.clear()
    await table.bulkPut([...(tables[table.name] ?? [])])
  }
  raw.close()
}
