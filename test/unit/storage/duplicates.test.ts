import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../src/storage/new-id'
import type { Operation, Store } from '../../../src/storage/store'
import { sampleLedger } from '../support/sample-store'

/** More than are looked through at a time. */
const many = 1200

describe('a look through a register for duplicates', () => {
  let store: Store
  let again: () => Store
  const ids = Array.from({ length: many }, () => newId())
  const idAt = (index: number): string => ids[index] ?? ''
  const values = (name: string) => ({ name, orgType: '企业' })
  const nameAt = (index: number): string => `第${String(index)}号机械有限公司`
  const change = async (operations: readonly Operation[]): Promise<void> => {
    const done = await store.commit({ id: newId(), kind: 'save', title: '改动', operations })
    if (!done.ok) throw new Error(done.message)
  }
  const rename = (index: number, name: string): Operation => ({
    kind: 'update',
    register: 'organizations',
    id: idAt(index),
    version: 1,
    values: values(name),
  })
  const pairsOf = async (ledger: Store): Promise<readonly string[]> =>
    (await ledger.duplicates('organizations', 100)).pairs.map(({ a, b }) => [a.id, b.id].toSorted().join(' '))
  beforeEach(async () => {
    ;({ store, again } = await sampleLedger())
    await change(
      ids.map((id, index) => ({
        kind: 'create',
        register: 'organizations',
        id,
        values: values(nameAt(index)),
      })),
    )
  })

  test('says how far it is, and comes to its end once', async () => {
    const said: (readonly [number, number])[] = []
    const look = () =>
      store.lookForDuplicates('organizations', (done, total) => {
        said.push([done, total])
        return true
      })
    expect(await look()).toBe(true)
    const total = said[0]?.[1] ?? 0
    expect(total).toBeGreaterThan(many)
    expect(said.map(([done]) => done)).toEqual([0, 500, 1000])
    expect(new Set(said.map(([, all]) => all))).toEqual(new Set([total]))
    expect(await look()).toBe(true)
    expect(said).toHaveLength(3)
  })

  test('stops when it is called off, takes in what is changed meanwhile, and goes on from there', async () => {
    const places: number[] = []
    const ended = await store.lookForDuplicates('organizations', (done) => {
      places.push(done)
      return done === 0
    })
    expect(ended).toBe(false)
    expect(places).toEqual([0, 500])
    // One that was looked at and one that was not become alike; two others are alike until one of them goes.
    await change([
      rename(3, nameAt(1100)),
      rename(4, nameAt(1101)),
      { kind: 'delete', register: 'organizations', id: idAt(1101), version: 1 },
    ])
    const further: number[] = []
    await store.lookForDuplicates('organizations', (done) => {
      further.push(done)
      return true
    })
    expect(further).toEqual([500, 1000])
    const found = await pairsOf(store)
    expect(found).toContain([idAt(3), idAt(1100)].toSorted().join(' '))
    expect(found.some((pair) => pair.includes(idAt(4)))).toBe(false)
    // As if nobody had interrupted it.
    expect(found.toSorted()).toEqual((await pairsOf(again())).toSorted())
  })
})
