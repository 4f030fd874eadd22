import Dexie from 'dexie'
import { expect } from 'vitest'
import type { Values } from '../../../src/domain/field'
import type { LedgerRecord } from '../../../src/domain/record'
import { registers } from '../../../src/domain/registers/all'
import { openDatabase } from '../../../src/storage/open-database'
import { newId } from '../../../src/storage/new-id'
import { readThrough } from '../../../src/storage/read-through'
import { createStore } from '../../../src/storage/repository'
import type { BatchEntry, Operation, Store } from '../../../src/storage/store'
import { createDice } from './dice'
import { createLedgerModel, deleted, type ModelBatch, type Parts } from './ledger-model'
import { memoryVault } from './memory-vault'

const day = 86_400_000
const registersUsed = ['organizations', 'needs', 'serviceRecords'] as const
const mostLive = 40
const opsPerFullLook = 25

const keyOf = (register: string, id: string): string => `${register}|${id}`
const splitKey = (key: string): readonly [register: string, id: string] => {
  const [register = '', id = ''] = key.split('|')
  return [register, id]
}

const partsOf = (record: LedgerRecord): Parts => {
  const { values, code, districtCode, confidentiality, sourceNote, remark, isSample, deletedAt } = record
  const head = { code, districtCode, confidentiality, sourceNote, remark, isSample, deletedAt }
  return {
    ...values,
    ...Object.fromEntries(Object.entries(head).map(([name, value]) => [`@${name}`, value])),
  }
}

const links = { served: 'organizations', needs: 'needs', organization: 'organizations' } as const

const linksOf = (_key: string, parts: Parts): readonly string[] =>
  Object.entries(links).flatMap(([name, to]) => {
    const value = parts[name]
    return (Array.isArray(value) ? value : [value]).flatMap((id) =>
      typeof id === 'string' ? [keyOf(to, id)] : [],
    )
  })

/** Parts without those that are empty, in one order. */
const plain = (parts: Parts): unknown =>
  Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))

/**
 * Doings of a user at random, carried out by the store and by a plain model: after each the touched records are compared,
 * and now and then all of it, the past of a record, and what a restart or a rebuild from the second copy makes of it.
 */
export const runModel = async (seed: number, operations: number): Promise<void> => {
  const { below, chance } = createDice(seed)
  const pick = <T>(from: readonly T[]): T | undefined => from[below(from.length)]
  const model = createLedgerModel(linksOf)
  const vault = memoryVault()
  const database = newId()
  let now = Date.UTC(2021, 0, 1)
  const clock = {
    now: () => new Date(now).toISOString(),
    today: () => new Date(now).toISOString().slice(0, 10),
  }
  const start = (): Store => createStore(database, registers, clock, vault)
  let store = start()
  await store.saveSettings({ homeDistrict: '500118', unitName: '永川区科协', person: '张三' })
  let words = 0
  const word = (): string => `词${String((words += 1))}`

  const live = (register: string): readonly string[] =>
    [...model.states].flatMap(([key, parts]) =>
      parts[deleted] === null && key.startsWith(`${register}|`) ? [key] : [],
    )
  const inTrash = (): readonly string[] =>
    [...model.states].flatMap(([key, parts]) => (parts[deleted] === null ? [] : [key]))

  const versionOf = async (key: string): Promise<number> => {
    const found = await store.get(...splitKey(key))
    if (found === undefined) throw new Error(`The store lost ${key}.`)
    return found.record.version
  }
  const organizationValues = (): Values => ({
    name: word(),
    orgType: '企业',
    ...(chance(0.5) ? { park: word() } : {}),
  })
  const needValues = (organization: string): Values => ({ title: word(), status: '草稿', organization })
  const serviceValues = (served: readonly string[], needs: readonly string[]): Values => ({
    topic: word(),
    serviceDate: '2020-05-06',
    mode: pick(['精准化', '定制化', '套餐式']) ?? '精准化',
    auditStatus: '待审核',
    served,
    ...(needs.length === 0 ? {} : { needs }),
  })
  const some = (register: string): readonly string[] =>
    [pick(live(register))].flatMap((key) => (key === undefined ? [] : [splitKey(key)[1]]))

  const made = (register: string, values: Values): Operation & { readonly id: string } => ({
    kind: 'create',
    register,
    id: newId(),
    values,
    ...(chance(0.3) ? { remark: chance(0.5) ? word() : '' } : {}),
  })
  const creation = (): Operation => {
    const [organization] = some('organizations')
    if (organization === undefined || chance(0.3)) return made('organizations', organizationValues())
    return chance(0.3)
      ? made('needs', needValues(organization))
      : made('serviceRecords', serviceValues([organization], chance(0.5) ? some('needs') : []))
  }
  /** Records that link to one another, as an import makes them. */
  const chain = (): readonly Operation[] => {
    const organization = made('organizations', organizationValues())
    const need = made('needs', needValues(organization.id))
    return [organization, need, made('serviceRecords', serviceValues([organization.id], [need.id]))]
  }
  const changing = async (key: string): Promise<Operation> => {
    const [register, id] = splitKey(key)
    const parts = model.states.get(key) ?? {}
    const values = Object.fromEntries(
      Object.entries(parts).filter(([name]) => !name.startsWith('@')),
    ) as Values
    const fields: readonly Values[] =
      register === 'organizations'
        ? [{ name: word() }, { park: word() }, { park: undefined }]
        : register === 'needs'
          ? [{ title: word() }, { organization: some('organizations')[0] }]
          : [{ topic: word() }, { served: some('organizations') }, { auditStatus: '已审核' }]
    const next = Object.fromEntries(
      Object.entries({ ...values, ...pick(fields) }).filter(
        ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
      ),
    ) as Values
    const remark = chance(0.2) ? { remark: chance(0.3) ? '' : word() } : {}
    return { kind: 'update', register, id, version: await versionOf(key), values: next, ...remark }
  }
  const binning = async (kind: 'delete' | 'restore', key: string): Promise<Operation> => {
    const [register, id] = splitKey(key)
    return { kind, register, id, version: await versionOf(key) }
  }

  /** What the model says a batch comes to; undefined where it must be refused. */
  const foreseen = (given: readonly Operation[]): ReadonlyMap<string, Parts> | undefined => {
    const leaving = new Set(
      given.flatMap(({ kind, register, id }) => (kind === 'delete' ? [keyOf(register, id)] : [])),
    )
    if (leaving.size > 0 && model.usersOf(leaving).length > 0) return undefined
    return new Map(
      given.map((operation) => {
        const key = keyOf(operation.register, operation.id)
        const before = model.states.get(key) ?? {}
        if (!('values' in operation))
          return [key, { ...before, [deleted]: operation.kind === 'delete' ? clock.now() : null }]
        const head = Object.fromEntries(Object.entries(before).filter(([name]) => name.startsWith('@')))
        const remark = operation.remark ?? head['@remark']
        const fresh = {
          '@districtCode': '500118',
          '@confidentiality': '内部',
          '@isSample': false,
          [deleted]: null,
        }
        return [
          key,
          { ...fresh, ...head, ...operation.values, '@remark': remark === '' ? undefined : remark },
        ] as const
      }),
    )
  }

  const commit = async (
    kind: 'save' | 'step' | 'delete' | 'restore' | 'import',
    given: readonly Operation[],
  ) => {
    if (given.length === 0) return
    const id = newId()
    const expected = foreseen(given)
    const done = await store.commit({ id, kind, title: `${kind} ${word()}`, operations: given })
    expect(done.ok).toBe(expected !== undefined)
    if (!done.ok || expected === undefined) return
    const codes = new Map(done.records.map((record) => [record.id, record.code]))
    const numbered = [...expected].map(
      ([key, parts]) => [key, { ...parts, '@code': parts['@code'] ?? codes.get(splitKey(key)[1]) }] as const,
    )
    model.put(id, clock.now(), new Map(numbered))
    await compare([...expected.keys()])
  }
  const undo = async (batch: ModelBatch | undefined): Promise<void> => {
    if (batch === undefined) return
    const decision = chance(0.5) ? 'undo' : 'keep'
    const expected = model.afterUndo(batch, decision, clock.now())
    const done = await store.undo(batch.id, { field: decision, edited: decision, used: 'keep' })
    expect(done.ok ? done.records : done.reason).toBe(expected.size === 0 ? 'nothing' : expected.size)
    if (done.ok) model.put(done.batch, clock.now(), expected, batch)
    await compare(batch.touched.map(({ key }) => key))
  }
  /** 从备份恢复: an earlier state of the same ledger. */
  const restore = async (): Promise<void> => {
    const count = 1 + below(model.batches.length)
    const end = vault.lines.findIndex((line) => line.startsWith(`{"end":${String(count)},`))
    vault.openBackup(vault.lines.slice(0, end + 1), null)
    const expected = model.afterRestore(count, clock.now())
    const compared = await store.compare({ kind: 'backup' }, () => undefined)
    expect(compared).toMatchObject({ ledger: 'same', seq: count })
    if (expected.size === 0) return store.forgetCompared()
    const done = await store.restore(word())
    if (!done.ok || done.batch === undefined) throw new Error('It was not restored.')
    expect(done.records).toBe(expected.size)
    model.put(done.batch, clock.now(), expected)
    await compare([...expected.keys()])
  }

  const compare = async (keys: readonly string[]): Promise<void> => {
    for (const key of keys) {
      const found = await store.get(...splitKey(key))
      expect(found === undefined ? undefined : plain(partsOf(found.record))).toEqual(
        plain(model.states.get(key) ?? {}),
      )
    }
  }
  const compareAll = async (): Promise<void> => {
    for (const register of registersUsed) {
      const trash = await store.trash({ register, search: '' }, 0, 100_000)
      const found = [...(await store.all(register)), ...trash.rows.map(({ record }) => record)]
      const seen = new Map(found.map((record) => [record.id, plain(partsOf(record))]))
      const wanted = [...model.states].filter(([key]) => key.startsWith(`${register}|`))
      expect(seen).toEqual(new Map(wanted.map(([key, parts]) => [splitKey(key)[1], plain(parts)])))
      expect((await store.trashCounts())[register]).toBe(trash.total)
      expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
    }
    const { batches } = await store.batches({ limit: 100_000 })
    const shown = batches.map(({ id, undone }: BatchEntry) => [id, undone])
    expect(shown.reverse()).toEqual(model.batches.map((batch) => [batch.id, model.isUndone(batch)]))
  }
  const comparePast = async (): Promise<void> => {
    const key = pick([...model.past.keys()])
    if (key === undefined) return
    const states = model.past.get(key) ?? []
    const at = below(states.length)
    const [instant, parts] = states[at] ?? ['', {}]
    const seen = await store.asOf(...splitKey(key), instant)
    expect(seen === undefined ? undefined : plain(partsOf(seen.record))).toEqual(plain(parts))
    expect(await store.history(...splitKey(key))).toHaveLength(states.length)
  }
  const restart = async (): Promise<void> => {
    const isWiped = chance(0.5)
    if (isWiped) await Dexie.delete(database)
    store = start()
    const opening = await store.open(() => undefined)
    const isExpected = isWiped && model.batches.length > 0 ? 'rebuilt' : 'sound'
    expect(opening.kind).toBe(isExpected)
    if (opening.kind === 'rebuilt') expect(opening).toMatchObject({ agrees: true, lost: [] })
    await compareAll()
    expect(await readThrough(openDatabase(database), () => Promise.resolve())).toBe('sound')
  }

  const import_ = async (): Promise<void> => {
    const known = pick(live('organizations'))
    const fresh = chance(0.5) ? chain() : Array.from({ length: 1 + below(6) }, creation)
    await commit('import', [...(known === undefined ? [] : [await changing(known)]), ...fresh])
  }
  const step = async (): Promise<void> => {
    const roll = below(100)
    const alive = registersUsed.flatMap(live)
    const isCrowded = alive.length > mostLive
    const any = pick(alive)
    if (roll < 2) await restart()
    else if (roll < 4 && model.batches.length > 0) await restore()
    else if (roll < 20 && !isCrowded) await commit('save', [creation()])
    else if (roll < 26 && !isCrowded) await import_()
    else if (roll < 50 && any !== undefined)
      await commit(chance(0.8) ? 'save' : 'step', [await changing(any)])
    else if (roll < 66 && any !== undefined) {
      const together = [...new Set([any, ...model.usersOf(new Set([any]))])].slice(0, chance(0.7) ? 99 : 1)
      await commit('delete', await Promise.all(together.map((key) => binning('delete', key))))
    } else if (roll < 74) {
      const key = pick(inTrash())
      if (key !== undefined) await commit('restore', [await binning('restore', key)])
    } else if (roll < 88) await undo(pick(model.batches.slice(-12).filter((batch) => !model.isUndone(batch))))
    else await undo(model.batches.findLast((batch) => batch.undoes !== undefined && !model.isUndone(batch)))
  }

  for (let count = 1; count <= operations; count += 1) {
    now += 1 + below(day)
    try {
      await step()
      await comparePast()
      if (count % opsPerFullLook === 0 || count === operations) await compareAll()
    } catch (error) {
      if (error instanceof Error)
        error.message = `seed ${String(seed)}, operation ${String(count)}: ${error.message}`
      throw error
    }
  }
}
