import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../src/storage/new-id'
import type { ListQuery, Operation, Store } from '../../../src/storage/store'
import { sampleStore } from '../support/sample-store'

/** A list that one works in, by the day: a record whose day is changed would move. */
const query: ListQuery = {
  register: 'serviceRecords',
  search: '',
  filters: [{ kind: 'contains', field: 'topic', text: '逐行' }],
  sort: { field: 'serviceDate', descending: true },
}

describe('rows that one works in', () => {
  let store: Store
  const ids = Array.from({ length: 4 }, () => newId())
  const [a = '', b = '', c = '', d = ''] = ids
  const values = (day: number, topic = '逐行填写') => ({ topic, serviceDate: `2021-06-0${String(day)}` })
  const change = async (operations: readonly Operation[]): Promise<string> => {
    const done = await store.commit({ id: newId(), kind: 'save', title: '改动', operations })
    if (!done.ok) throw new Error(done.message)
    return done.batch
  }
  const create = (id: string, day: number): Operation => ({
    kind: 'create',
    register: 'serviceRecords',
    id,
    values: values(day),
  })
  const update = (id: string, day: number, topic?: string): Operation => ({
    kind: 'update',
    register: 'serviceRecords',
    id,
    version: 1,
    values: values(day, topic),
  })
  const held = async (before: readonly string[], kept: readonly string[] = [], isWhole = true) =>
    (await store.heldIds(query, { ids: before.join(' '), isWhole, kept })).split(' ')
  beforeEach(async () => {
    store = await sampleStore()
    await change(ids.map((id, index) => create(id, 9 - index)))
  })

  test('stand as in the list when nothing was held', async () => {
    expect(await held([], [], false)).toEqual([a, b, c, d])
    expect(await store.ids(query)).toEqual([a, b, c, d])
  })

  test('stay where they are when the order has changed', async () => {
    await change([update(d, 9), update(a, 1)])
    expect(await store.ids(query)).not.toEqual([a, b, c, d])
    expect(await held([a, b, c, d])).toEqual([a, b, c, d])
  })

  test('have new ones above them, and none that was deleted', async () => {
    const made = newId()
    await change([create(made, 1), { kind: 'delete', register: 'serviceRecords', id: b, version: 1 }])
    expect(await held([a, b, c, d])).toEqual([made, a, c, d])
  })

  test('stay when they were edited and no longer match; others of these go', async () => {
    await change([update(b, 8, '别的'), update(c, 7, '别的')])
    expect(await held([a, b, c, d], [b])).toEqual([a, b, d])
  })

  test('go when what was made here is taken back', async () => {
    const made = newId()
    const batch = await change([create(made, 5)])
    expect(await held([made, a, b, c, d], [made])).toEqual([made, a, b, c, d])
    await store.undo(batch)
    expect(await held([made, a, b, c, d], [made])).toEqual([a, b, c, d])
  })

  test('are followed by all others where only the first of them were held, whatever happened meanwhile', async () => {
    const made = newId()
    await change([update(a, 1), create(made, 2)])
    // The new one was typed in here: it stands above, not in its place in the order.
    expect(await held([a, b], [a, made], false)).toEqual([made, a, b, c, d])
    // Made elsewhere, it stands where the order puts it.
    expect(await held([a, b], [a], false)).toEqual([a, b, c, d, made])
  })
})
