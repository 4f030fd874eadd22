import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../src/storage/new-id'
import type { Operation, Store } from '../../../src/storage/store'
import { sampleStore } from '../support/sample-store'

describe('the records that name one of whom very many name', () => {
  let store: Store
  let team = ''
  const made = Array.from({ length: 7 }, () => newId())
  const change = async (operations: readonly Operation[]): Promise<string> => {
    const done = await store.commit({ id: newId(), kind: 'import', title: '改动', operations })
    if (!done.ok) throw new Error(done.message)
    return done.batch
  }
  /** What is counted without being read, and what is read. */
  const groups = async (most?: number) =>
    (await store.related('teams', team, most)).map(({ register, path, label, total, records }) => ({
      register,
      path,
      label,
      total,
      first: records.slice(0, 1).map(({ id }) => id),
      shown: records.length,
    }))
  const agree = async (): Promise<number> => {
    const [few, all] = [await groups(1), await groups()]
    expect(few).toEqual(all.map((group) => ({ ...group, shown: 1 })))
    for (const { total, shown } of all) expect(shown).toBe(total)
    return all.find(({ register }) => register === 'serviceRecords')?.total ?? 0
  }
  beforeAll(async () => {
    store = await sampleStore()
    const [first] = await store.all('teams')
    team = first?.id ?? ''
  })

  test('are counted as if they were read: made, changed, deleted, taken back', async () => {
    const before = await agree()
    const values = (given: string) => ({ topic: '铸件气孔诊断', serviceDate: '2021-06-01', team: given })
    const creating = await change(
      made.map((id) => ({
        kind: 'create',
        register: 'serviceRecords',
        id,
        districtCode: '500118',
        values: values(team),
      })),
    )
    expect(await agree()).toBe(before + 7)
    const [one = '', two = '', three = ''] = made
    const other = (await store.all('teams'))[1]?.id ?? ''
    const changing = await change([
      { kind: 'delete', register: 'serviceRecords', id: one, version: 1 },
      { kind: 'delete', register: 'serviceRecords', id: two, version: 1 },
      { kind: 'update', register: 'serviceRecords', id: three, version: 1, values: values(other) },
    ])
    expect(await agree()).toBe(before + 4)
    await store.undo(changing)
    expect(await agree()).toBe(before + 7)
    const undone = await store.undo(creating, { edited: 'undo' })
    expect(undone.ok).toBe(true)
    expect(await agree()).toBe(before)
  })
})
