import 'fake-indexeddb/auto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Dexie from 'dexie'
import { array, assert, asyncProperty, boolean, record as recordOf, string } from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LedgerRecord } from '../../../src/domain/record'
import { registers } from '../../../src/domain/registers/all'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Store } from '../../../src/storage/store'
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
const recordsIn = ({ rows }: StoredData): readonly RecordRow[] =>
  rows.flatMap(({ table, row }) => (table === 'records' ? [row as unknown as RecordRow] : []))
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
          return { ...sample, id, code, deleted: isDeleted ? 1 : 0, order: code, keys: [], refs: [], record }
        })
        const others = data.rows.filter(({ table }) => table !== 'records' && table !== 'state')
        await writeStored(name, {
          ...data,
          rows: [...others, ...rows.map((row) => ({ table: 'records', row }))],
        })
        const store = open(name, memoryVault())
        expect((await store.open(nothing)).kind).toBe('sound')
        expect(await held(store)).toEqual(byId(rows))
        await Dexie.delete(name)
      }),
      { numRuns: 25 },
    )
  })
})
