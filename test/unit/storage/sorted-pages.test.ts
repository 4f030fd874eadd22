import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { array, assert, asyncProperty, boolean, constantFrom, integer, record, tuple } from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '../../../src/storage/in-transaction'
import { newId } from '../../../src/storage/new-id'
import {
  countItems,
  editPages,
  fillList,
  firstIn,
  itemsIn,
  itemsWith,
  lastIn,
  type Page,
  putPages,
  type SortedPages,
} from '../../../src/storage/sorted-pages'

interface Item {
  readonly key: string
  readonly value: number
}

let dexie: Dexie
let pages: SortedPages<Item>
beforeEach(() => {
  dexie = new Dexie(newId())
  dexie.version(1).stores({ pages: 'from, size' })
  pages = { table: dexie.table<Page<Item>, string>('pages'), keyOf: ({ key }) => key, most: 4 }
})
afterEach(() => dexie.delete())

const change = (leaving: readonly string[], coming: readonly Item[]): Promise<void> =>
  inTransaction(dexie, 'rw', [pages.table], async () =>
    putPages(pages, await editPages(pages, leaving, coming)),
  )

const key = integer({ min: 0, max: 300 }).map((number) => `k${String(number).padStart(3, '0')}`)
const item = record({ key, value: integer({ min: 0, max: 9 }) })
/** Fewer and more at once than are looked for one by one. */
const coming = constantFrom(10, 60, 400).chain((most) => array(item, { maxLength: most, size: 'max' }))
const step = record({ leaving: array(key, { maxLength: 30 }), coming })
const range = tuple(key, key).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
const byKey = (a: Item, b: Item): number => (a.key < b.key ? -1 : 1)

const whole = { from: '', to: '\uffff' }

/** Fewer and more at once than are looked for one by one. */
const ranges = constantFrom(1, 3, 150).chain((count) => array(range, { minLength: count, maxLength: count }))

test('whatever comes and leaves, the list holds what a plain one holds, in order', async () => {
  await assert(
    asyncProperty(
      array(item, { maxLength: 40 }),
      boolean(),
      array(step, { maxLength: 5 }),
      ranges,
      integer({ min: 1, max: 12 }),
      async (first, isFilled, steps, asked, limit) => {
        await pages.table.clear()
        const plain = new Map(first.map((one) => [one.key, one]))
        if (isFilled) await fillList(pages, [...plain.values()], true)
        else await change([], first)
        for (const { leaving, coming } of steps) {
          await change(leaving, coming)
          for (const gone of leaving) plain.delete(gone)
          for (const one of coming) plain.set(one.key, one)
        }
        const sorted = [...plain.values()].sort(byKey)
        const within = asked.map(({ from, to }) => sorted.filter((one) => one.key >= from && one.key <= to))
        expect(await itemsIn(pages, asked)).toEqual(within)
        const keys = asked.flatMap(({ from, to }) => [from, to])
        expect([...(await itemsWith(pages, keys)).values()].sort(byKey)).toEqual(
          sorted.filter((one) => keys.includes(one.key)),
        )
        const [some = { from: '', to: '' }] = asked
        expect(await firstIn(pages, some, limit)).toEqual(within[0]?.slice(0, limit))
        expect(await lastIn(pages, some, limit)).toEqual(within[0]?.toReversed().slice(0, limit))
        expect(await countItems(pages)).toBe(sorted.length)
        for (const { size, items } of await pages.table.toArray())
          expect([items.length <= pages.most, size]).toEqual([true, items.length])
      },
    ),
    { numRuns: 150 },
  )
})

test('whoever reads while it is changed sees the list before a change or after it, never half of one', async () => {
  await assert(
    asyncProperty(
      array(item, { maxLength: 40 }),
      array(step, { minLength: 1, maxLength: 4 }),
      async (first, steps) => {
        await pages.table.clear()
        await change([], first)
        const plain = new Map(first.map((one) => [one.key, one]))
        const states = [[...plain.values()].sort(byKey)]
        for (const { leaving, coming } of steps) {
          for (const gone of leaving) plain.delete(gone)
          for (const one of coming) plain.set(one.key, one)
          states.push([...plain.values()].sort(byKey))
        }
        const every = states.flat().map((one) => one.key)
        const changing = steps.map(({ leaving, coming }) => change(leaving, coming))
        const seen: (readonly Item[])[] = []
        for (const { leaving } of [...steps, ...steps])
          seen.push(
            ...(await itemsIn(pages, [whole])),
            await firstIn(pages, whole, 1000),
            (await lastIn(pages, whole, 1000)).toReversed(),
            [...(await itemsWith(pages, [...every, ...leaving])).values()].sort(byKey),
          )
        await Promise.all(changing)
        expect(states).toEqual(expect.arrayContaining(seen))
        expect((await itemsIn(pages, [whole]))[0]).toEqual(states.at(-1))
      },
    ),
    { numRuns: 60 },
  )
})

const reads = {
  itemsIn: () => itemsIn(pages, [whole]),
  itemsWith: () => itemsWith(pages, ['k000', 'k007']),
  firstIn: () => firstIn(pages, whole, 100),
  lastIn: () => lastIn(pages, whole, 100),
}

test.each(Object.entries(reads))(
  'a change that begins any moment after %s has begun to read is written as a whole',
  async (_name, read) => {
    const items = Array.from({ length: 9 }, (_, index) => ({ key: `k00${String(index)}`, value: index }))
    for (let moments = 0; moments < 30; moments += 1) {
      await pages.table.clear()
      const reading = read()
      for (let passed = 0; passed < moments; passed += 1) await Promise.resolve()
      await change([], items)
      await reading
      expect((await itemsIn(pages, [whole]))[0]).toEqual(items)
    }
  },
)
