import type { Table } from 'dexie'
import { byCodeUnit } from '../domain/kinds/kind'
import { inTransaction } from './in-transaction'

/*
 * A long sorted list in rows of some neighbours each. A row and each entry of an index cost IndexedDB about the same, however
 * little stands in it: 50,000 things in pages are written in the time of 1,500 rows. What is between two keys lies together.
 */

export interface Page<T> {
  /** Its things have this key or higher ones, and lower ones than the next page; the first page begins with the empty text. */
  readonly from: string
  /** How many there are in it: the only index, by which they are counted without being read. */
  readonly size: number
  readonly items: readonly T[]
}

export interface SortedPages<T> {
  readonly table: Table<Page<T>, string>
  readonly keyOf: (item: T) => string
  /** Things in a page before it is split: what a change of one of them writes. */
  readonly most: number
}

/** Both ends are part of it. */
export interface Range {
  readonly from: string
  readonly to: string
}

export const startingWith = (text: string): Range => ({ from: text, to: `${text}\uffff` })

const only = (key: string): Range => ({ from: key, to: key })

/** So many ranges are looked for one by one; for more it is quicker to look at where all of thousands of pages begin. */
const few = 128

/** The pages in which things of these ranges lie or would lie, in order. */
const pagesOver = async <T>(
  { table }: SortedPages<T>,
  ranges: readonly Range[],
): Promise<readonly Page<T>[]> => {
  if (ranges.length > few) {
    const starts = await table.orderBy(':id').primaryKeys()
    const wanted = new Set<string>()
    for (const { from, to } of ranges) {
      const end = countUpTo(starts, to)
      for (let at = Math.max(countUpTo(starts, from) - 1, 0); at < end; at += 1) wanted.add(starts[at] ?? '')
    }
    const found = await table.bulkGet([...wanted].sort())
    return found.filter((page) => page !== undefined)
  }
  const found = await Promise.all(
    ranges.flatMap(({ from, to }) => [
      table.where(':id').belowOrEqual(from).reverse().limit(1).toArray(),
      ...(from === to ? [] : [table.where(':id').between(from, to, false, true).toArray()]),
    ]),
  )
  const pages = new Map(found.flat().map((page) => [page.from, page]))
  return [...pages.values()].sort((a, b) => byCodeUnit(a.from, b.from))
}

/** The pages in which things with these keys lie or would lie; keys and pages are in order. */
const pagesWith = async <T>(pages: SortedPages<T>, keys: readonly string[]): Promise<readonly Page<T>[]> => {
  if (keys.length <= few) return pagesOver(pages, keys.map(only))
  const starts = await pages.table.orderBy(':id').primaryKeys()
  const wanted = new Set<string>()
  let at = 0
  for (const key of keys) {
    for (let next = starts[at + 1]; next !== undefined && next <= key; next = starts[at + 1]) at += 1
    const start = starts[at]
    if (start !== undefined) wanted.add(start)
  }
  const found = await pages.table.bulkGet([...wanted])
  return found.filter((page) => page !== undefined)
}

/** How many of the sorted things come up to this key. */
const countUpTo = (sorted: readonly string[], key: string): number =>
  countWhile(sorted.length, (at) => (sorted[at] ?? '') <= key)

/** How many places from the first one on hold; after one that does not, none does. */
const countWhile = (length: number, holds: (at: number) => boolean): number => {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Pages as they will be, and those that go. */
export interface EditedPages<T> {
  readonly kept: readonly Page<T>[]
  readonly emptied: readonly string[]
}

/**
 * Changes the list: what has one of the keys leaves, what is put is there afterwards. Gives what `putPages` is to write in
 * the same transaction. `read`: the pages of these keys, where they were read in it already.
 */
export const editPages = async <T>(
  pages: SortedPages<T>,
  leaving: Iterable<string>,
  coming: readonly T[],
  read?: readonly Page<T>[],
): Promise<EditedPages<T>> => {
  const edits = editsInOrder(pages, leaving, coming)
  if (edits.length === 0) return { kept: [], emptied: [] }
  const keys = edits.map(({ key }) => key)
  const known = read ?? (await pagesWith(pages, keys))
  const old = known.length === 0 ? [{ from: '', size: 0, items: [] }] : known
  const [kept, emptied]: [(readonly Page<T>[])[], string[]] = [[], []]
  let at = 0
  for (const [index, page] of old.entries()) {
    const next = old[index + 1]?.from
    const first = at
    while (at < edits.length && (next === undefined || (edits[at]?.key ?? '') < next)) at += 1
    const items = merged(pages, page.items, edits.slice(first, at))
    if (items.length === 0 && page.from !== '') emptied.push(page.from)
    else kept.push(split(pages, page.from, items))
  }
  return { kept: kept.flat(), emptied }
}

/** What has a key from now on; undefined: nothing. */
interface Edit<T> {
  readonly key: string
  readonly item: T | undefined
}

const editsInOrder = <T>(
  { keyOf }: SortedPages<T>,
  leaving: Iterable<string>,
  coming: readonly T[],
): readonly Edit<T>[] => {
  const edits: Edit<T>[] = Array.from(leaving, (key) => ({ key, item: undefined }))
  for (const item of coming) edits.push({ key: keyOf(item), item })
  // What is in order already is not sorted again; of several with one key the last one counts.
  edits.sort((a, b) => byCodeUnit(a.key, b.key))
  return edits.filter(({ key }, at) => edits[at + 1]?.key !== key)
}

export const putPages = async <T>(
  { table }: SortedPages<T>,
  { kept, emptied }: EditedPages<T>,
): Promise<void> => {
  await Promise.all([
    ...(kept.length === 0 ? [] : [table.bulkPut(kept)]),
    ...(emptied.length === 0 ? [] : [table.bulkDelete([...emptied])]),
  ])
}

const merged = <T>(
  { keyOf }: SortedPages<T>,
  items: readonly T[],
  edits: readonly Edit<T>[],
): readonly T[] => {
  const result: T[] = []
  let at = 0
  const takeBelow = (end: string | undefined): void => {
    for (
      let edit = edits[at];
      edit !== undefined && (end === undefined || edit.key < end);
      edit = edits[at]
    ) {
      if (edit.item !== undefined) result.push(edit.item)
      at += 1
    }
  }
  for (const item of items) {
    const key = keyOf(item)
    takeBelow(key)
    if (edits[at]?.key !== key) result.push(item)
  }
  takeBelow(undefined)
  return result
}

/** Pages that are split are left with room for what comes between. */
const fill = 0.75

const split = <T>({ keyOf, most }: SortedPages<T>, from: string, items: readonly T[]): readonly Page<T>[] => {
  const count = items.length <= most ? 1 : Math.ceil(items.length / (most * fill))
  return Array.from({ length: count }, (_, part) => {
    const own = items.slice(
      Math.floor((part * items.length) / count),
      Math.floor(((part + 1) * items.length) / count),
    )
    const [first] = own
    return { from: part === 0 || first === undefined ? from : keyOf(first), size: own.length, items: own }
  })
}

/** One transaction, for a page that is split in between would be read twice. */
const together = <T, Answer>({ table }: SortedPages<T>, read: () => Promise<Answer>): Promise<Answer> =>
  inTransaction(table.db, 'r', [table], read)

/** Those of the things that are there, by key. */
export const itemsWith = async <T>(
  pages: SortedPages<T>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, T>> => itemsOn(pages, await pagesOf(pages, keys), keys)

/** The pages in which things with these keys lie or would lie. */
export const pagesOf = <T>(pages: SortedPages<T>, keys: readonly string[]): Promise<readonly Page<T>[]> =>
  together(pages, () => pagesWith(pages, [...new Set(keys)].sort()))

/** Those of the things that are on these pages, by key. */
export const itemsOn = <T>(
  { keyOf }: SortedPages<T>,
  read: readonly Page<T>[],
  keys: readonly string[],
): ReadonlyMap<string, T> => {
  const wanted = new Set(keys)
  const found = new Map<string, T>()
  for (const { items } of read)
    for (const item of items) {
      const key = keyOf(item)
      if (wanted.has(key)) found.set(key, item)
    }
  return found
}

/** Everything in these ranges, in the order of each. */
export const itemsIn = async <T>(
  pages: SortedPages<T>,
  ranges: readonly Range[],
): Promise<readonly (readonly T[])[]> => {
  const sorted = await together(pages, () => pagesOver(pages, ranges))
  const starts = sorted.map(({ from }) => from)
  return ranges.map((range) =>
    within(
      pages,
      sorted.slice(Math.max(countUpTo(starts, range.from) - 1, 0), countUpTo(starts, range.to)),
      range,
    ),
  )
}

const within = <T>({ keyOf }: SortedPages<T>, pages: readonly Page<T>[], { from, to }: Range): readonly T[] =>
  pages.flatMap(({ items }) => {
    const holds = (at: number, test: (key: string) => boolean): boolean => {
      const item = items[at]
      return item !== undefined && test(keyOf(item))
    }
    const first = countWhile(items.length, (at) => holds(at, (key) => key < from))
    const end = countWhile(items.length, (at) => holds(at, (key) => key <= to))
    return items.slice(first, end)
  })

/** The last things of a range, from its end back. */
export const lastIn = <T>(pages: SortedPages<T>, { from, to }: Range, limit: number): Promise<readonly T[]> =>
  together(pages, async () => {
    const found: T[] = []
    let rest = pages.table.where(':id').belowOrEqual(to)
    for (;;) {
      const some = await rest.reverse().limit(pagesFor(pages, limit)).toArray()
      for (const page of some) found.push(...within(pages, [page], { from, to }).toReversed())
      const last = some.at(-1)
      if (last === undefined || last.from <= from || found.length >= limit) return found.slice(0, limit)
      rest = pages.table.where(':id').below(last.from)
    }
  })

/** The first things of a range. */
export const firstIn = <T>(
  pages: SortedPages<T>,
  { from, to }: Range,
  limit: number,
): Promise<readonly T[]> =>
  together(pages, async () => {
    const first = await pages.table.where(':id').belowOrEqual(from).last()
    const found = [...within(pages, first === undefined ? [] : [first], { from, to })]
    let start = from
    while (found.length < limit) {
      const some = await pages.table
        .where(':id')
        .between(start, to, false, true)
        .limit(pagesFor(pages, limit))
        .toArray()
      found.push(...within(pages, some, { from, to }))
      const last = some.at(-1)
      if (last === undefined) break
      start = last.from
    }
    return found.slice(0, limit)
  })

/** Pages that were split are half full. */
const pagesFor = <T>({ most }: SortedPages<T>, limit: number): number => 1 + Math.ceil((limit * 2) / most)

/**
 * All things there are, counted without being read: pages of each size by one request, for stepping through all of them
 * takes twice as long.
 */
export const countItems = async <T>(pages: SortedPages<T>): Promise<number> => {
  const sizes = Array.from({ length: pages.most }, (_, at) => at + 1)
  const counts = await together(pages, () =>
    Promise.all(sizes.map((size) => pages.table.where('size').equals(size).count())),
  )
  return counts.reduce((sum, count, at) => sum + count * (sizes[at] ?? 0), 0)
}

const rowsAtOnce = 200

/** Writes an empty list, all of it or a part after what is there already. */
export const fillList = async <T>(
  pages: SortedPages<T>,
  items: readonly T[],
  isFirst: boolean,
): Promise<void> => {
  const sorted = items.toSorted((a, b) => byCodeUnit(pages.keyOf(a), pages.keyOf(b)))
  const [first] = sorted
  const made = split(pages, isFirst || first === undefined ? '' : pages.keyOf(first), sorted)
  for (let from = 0; from < made.length; from += rowsAtOnce)
    await pages.table.bulkPut(made.slice(from, from + rowsAtOnce))
}
