import 'fake-indexeddb/auto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Dexie from 'dexie'
import { array, assert, asyncProperty, boolean, record as recordOf, string } from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Change, difference, type Marks, withRecords } from '../../../src/domain/history'
import type { LedgerRecord } from '../../../src/domain/record'
import { registers } from '../../../src/domain/registers/all'
import type { ChangePack, StoredRecord, StoredState } from '../../../src/storage/database'
import { entriesOf } from '../../../src/storage/finding'
import { newId } from '../../../src/storage/new-id'
import { openDatabase } from '../../../src/storage/open-database'
import { readThrough } from '../../../src/storage/read-through'
import { createStore } from '../../../src/storage/repository'
import type { Store } from '../../../src/storage/store'
import type { Page } from '../../../src/storage/sorted-pages'
import { toStored } from '../../../src/storage/stored-record'
import { newestVersion } from '../../../src/storage/versions'
import { type MemoryVault, memoryVault } from '../support/memory-vault'
import {
  fromLines,
  liveAWeek,
  readStored,
  type StoredData,
  toLines,
  writeStored,
} from '../support/version-fixture'

/**
 * What every released version left on the disk, one folder each: the rows of its database, and from version 2 on the lines
 * of its second copy. They are never made anew. A new version gets its own by one run with WRITE_FIXTURE=1.
 */
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'versions')
const folderOf = (version: number): string => join(fixtures, `v${String(version)}`)
const released = Array.from({ length: newestVersion }, (_, at) => at + 1)

const databaseOf = (version: number): StoredData =>
  fromLines(readFileSync(join(folderOf(version), 'database.jsonl'), 'utf8'))
const journalOf = (version: number): readonly string[] => {
  const path = join(folderOf(version), 'journal.jsonl')
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
}

const now = '2021-08-02T08:00:00.000Z'
const clock = { now: () => now, today: () => now.slice(0, 10) }
const nothing = (): void => undefined
const open = (name: string, vault: MemoryVault): Store => createStore(name, registers, clock, vault)

interface RecordRow {
  readonly register: string
  readonly record: LedgerRecord
}
/** A row for each until version 2, in pages from then on. */
const recordsIn = ({ rows }: StoredData): readonly RecordRow[] =>
  rows.flatMap(({ table, row }) => {
    if (table === 'records') return [row as unknown as RecordRow]
    return table === 'recordPages' ? (row as unknown as Page<RecordRow>).items : []
  })
const recordRows = (version: number, records: readonly StoredRecord[]): StoredData['rows'] => {
  if (version < 3) return records.map((row) => ({ table: 'records', row: { ...row } }))
  const items = records.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const entries = items.flatMap(entriesOf).sort()
  return [
    { table: 'recordPages', row: { from: '', size: items.length, items } },
    { table: 'indexPages', row: { from: '', size: entries.length, items: entries } },
  ]
}
const changesIn = ({ rows }: StoredData): readonly Pick<Change, 'id' | 'register' | 'record'>[] =>
  rows.flatMap(({ table, row }) => {
    if (table === 'changes') return [row as unknown as Change]
    const lines = table === 'changePacks' ? (row as unknown as ChangePack).lines.split('\n') : []
    return lines.map((line) => JSON.parse(line) as Change)
  })
/** As JSON has it: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
/** Marks by district, which were kept until counts were; nothing asks for them any more. */
const asked = (row: RecordRow): unknown => {
  const { keys } = plain(row) as { readonly keys: readonly string[] }
  return { ...row, keys: keys.filter((key) => !/\|#\w+@\d+$/u.test(key)) }
}
const byId = (rows: readonly RecordRow[]): ReadonlyMap<string, unknown> =>
  new Map(rows.map(({ register, record }) => [`${register}|${record.id}`, plain(record)]))

const held = async (store: Store): Promise<ReadonlyMap<string, unknown>> => {
  const all: RecordRow[] = []
  for (const { name } of registers) {
    const trash = await store.trash({ register: name, search: '' }, 0, 1000)
    const found = [...(await store.all(name)), ...trash.rows.map(({ record }) => record)]
    all.push(...found.map((record) => ({ register: name, record })))
  }
  return byId(all)
}
const undoneIn = async (store: Store): Promise<readonly (readonly [title: string, undone: boolean])[]> =>
  (await store.batches({ limit: 100 })).batches.map(({ title, undone }) => [title, undone])

test('every version has its fixture', async () => {
  const folder = folderOf(newestVersion)
  if (process.env['WRITE_FIXTURE'] === '1' && !existsSync(folder)) {
    const [name, vault] = [newId(), memoryVault()]
    let at = now
    const moving = { now: () => at, today: () => at.slice(0, 10) }
    await liveAWeek(createStore(name, registers, moving, vault), (instant) => {
      at = instant
    })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'database.jsonl'), toLines(await readStored(name)))
    writeFileSync(join(folder, 'journal.jsonl'), vault.lines.map((line) => `${line}\n`).join(''))
  }
  expect(readdirSync(fixtures).sort()).toEqual(released.map((version) => `v${String(version)}`))
})

describe.each(released)('the data of version %i', (version) => {
  let data: StoredData
  beforeAll(() => {
    data = databaseOf(version)
  })

  test('open in this one with every record, batch, setting and draft', async () => {
    const name = newId()
    await writeStored(name, data)
    const vault = memoryVault(journalOf(version))
    const store = open(name, vault)
    expect(await store.open(nothing)).toMatchObject({ kind: 'sound', faults: [] })
    expect(await held(store)).toEqual(byId(recordsIn(data)))
    expect((await store.settings())?.person).toBe('张三')
    expect((await store.draft('new:organizations'))?.values).toEqual({ name: '写到一半的机构' })
    expect((await undoneIn(store)).filter(([, undone]) => undone)).toHaveLength(1)
    const [last] = (await store.batches({ limit: 1 })).batches
    expect(await store.undo(last?.id ?? '')).toMatchObject({ ok: true, isCopied: true })
  })

  test('lie in it as it would have written them, so that every list and search finds them', async () => {
    const name = newId()
    await writeStored(name, data)
    await open(name, memoryVault(journalOf(version))).open(nothing)
    for (const row of recordsIn(await readStored(name))) {
      const register = registers.find((one) => one.name === row.register)
      if (register === undefined) throw new Error(row.register)
      expect(plain(asked(row))).toEqual(plain(toStored(register, row.record, clock.today())))
    }
  })

  test('have every index whole, and of each record its history', async () => {
    const name = newId()
    await writeStored(name, data)
    const store = open(name, memoryVault(journalOf(version)))
    await store.open(nothing)
    expect(await readThrough(openDatabase(name), () => Promise.resolve())).toBe('sound')
    const made = changesIn(data)
    expect(made.length).toBeGreaterThan(0)
    for (const { register, record } of recordsIn(data)) {
      const own = made.filter((change) => change.register === register && change.record === record.id)
      const history = await store.history(register, record.id)
      expect(history.map(({ change }) => change.id)).toEqual(own.map(({ id }) => id).reverse())
    }
  })

  test('come back from their second copy alone', async () => {
    const name = newId()
    await writeStored(name, data)
    const vault = memoryVault(journalOf(version))
    const before = open(name, vault)
    await before.open(nothing)
    const undone = await undoneIn(before)
    await Dexie.delete(name)
    const store = open(name, vault)
    expect(await store.open(nothing)).toMatchObject({ kind: 'rebuilt', agrees: true, lost: [] })
    expect(await held(store)).toEqual(byId(recordsIn(data)))
    expect(await undoneIn(store)).toEqual(undone)
  })

  test('of whatever contents, open with every one of them', async () => {
    const sample = recordsIn(data).find(({ register }) => register === 'organizations')
    if (sample === undefined) throw new Error('no organization')
    const text = string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    const contents = array(recordOf({ name: text, park: text, remark: text, isDeleted: boolean() }), {
      maxLength: 8,
    })
    await assert(
      asyncProperty(contents, async (given) => {
        const name = newId()
        const rows = given.map(({ name: label, park, remark, isDeleted }, at) => {
          const id = newId()
          const code = `ORG-500118-2021-${String(at + 1).padStart(4, '0')}`
          const deletedAt = isDeleted ? now : null
          const values = { ...sample.record.values, name: label, park }
          const record = { ...sample.record, id, code, remark, deletedAt, values }
          const place = { register: sample.register, id, code, district: record.districtCode, order: code }
          return { ...place, deleted: isDeleted ? (1 as const) : (0 as const), keys: [], refs: [], record }
        })
        const replaced = ['records', 'recordPages', 'indexPages', 'state']
        const others = data.rows.filter(({ table }) => !replaced.includes(table))
        await writeStored(name, { ...data, rows: [...others, ...recordRows(version, rows)] })
        const store = open(name, memoryVault())
        expect((await store.open(nothing)).kind).toBe('sound')
        expect(await held(store)).toEqual(byId(rows))
        await Dexie.delete(name)
      }),
      { numRuns: 25 },
    )
  })
})

test('a ledger of version 2 with a batch of many changes is packed, says how far it is, and the batch can be taken back', async () => {
  const data = databaseOf(2)
  const sample = recordsIn(data).find(({ register }) => register === 'experts')
  if (sample === undefined) throw new Error('no expert')
  const batch = { id: newId(), seq: 8, kind: 'import', title: '导入', at: now, by: '张三', device: 'd' }
  const records = Array.from({ length: 2500 }, (_, index): LedgerRecord => {
    const values = { name: `专家${String(index)}` }
    return { ...sample.record, id: newId(), code: `ZJ-${String(index)}`, version: 1, values }
  })
  const register = registers.find(({ name }) => name === 'experts')
  if (register === undefined) throw new Error('no register')
  const changes = records.map((record) => ({
    ...{ id: newId(), register: 'experts', record: record.id, action: 'create', version: 1 },
    fields: difference(undefined, record),
    ...{ at: now, by: '张三', device: 'd', batch: batch.id },
  }))
  const made = records.map((after) => ({ register: 'experts', before: undefined, after }))
  const name = newId()
  const rows = data.rows.map((one) =>
    one.table === 'state'
      ? { ...one, row: { ...one.row, seq: batch.seq, marks: withRecords(one.row['marks'] as Marks, made) } }
      : one,
  )
  await writeStored(name, {
    ...data,
    rows: [
      ...rows,
      ...records.map((record) => ({
        table: 'records',
        row: { ...toStored(register, record, clock.today()) },
      })),
      ...changes.map((row) => ({ table: 'changes', row })),
      { table: 'batches', row: { ...batch, count: records.length } },
    ],
  })
  const store = open(name, memoryVault())
  const heard: number[] = []
  await store.open(({ what, done }) => {
    if (what === 'upgrade') heard.push(done)
  })
  const all = recordsIn(data).length + changesIn(data).length + 2 * records.length
  expect(heard).toEqual(heard.toSorted((a, b) => a - b))
  expect([heard.length > 3, heard.at(-1)]).toEqual([true, all])
  const page = await store.changesIn(batch.id, 2390, 20)
  expect([page.total, page.changes.map(({ change }) => change.id)]).toEqual([
    2500,
    changes.slice(2390, 2410).map(({ id }) => id),
  ])
  const [one] = await store.history('experts', records[1222]?.id ?? '')
  expect(one?.change.id).toBe(changes[1222]?.id)
  expect(await store.undo(batch.id)).toMatchObject({ ok: true, records: 2500 })
  expect(await store.all('experts')).toHaveLength(1)
})

test('from its first write to its last an upgrade says of the ledger that it is not whole', async () => {
  const name = newId()
  await writeStored(name, databaseOf(2))
  const writes = [vi.spyOn(IDBObjectStore.prototype, 'put'), vi.spyOn(IDBObjectStore.prototype, 'add')]
  await openDatabase(name).dexie.open()
  const made = writes
    .flatMap(({ mock }) =>
      mock.calls.map(([row], index) => {
        const { name: table } = mock.contexts[index] as IDBObjectStore
        return { order: mock.invocationCallOrder[index] ?? 0, table, row: row as StoredState }
      }),
    )
    .sort((a, b) => a.order - b.order)
  vi.restoreAllMocks()
  const marked = made.map(({ table, row }) => (table === 'state' ? (row.isDamaged ?? false) : table))
  expect([marked[0], marked.at(-1)]).toEqual([true, false])
  expect(new Set(marked.slice(1, -1))).toEqual(new Set(['recordPages', 'changePacks', 'indexPages']))
})
