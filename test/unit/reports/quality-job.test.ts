import { beforeAll, describe, expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { registers } from '../../../src/domain/registers/all'
import { createQualityJob } from '../../../src/features/reports/quality/quality-job'
import type { Quality } from '../../../src/features/reports/quality/quality-types'
import { createReportJob } from '../../../src/features/reports/report-job'
import { newId } from '../../../src/storage/new-id'
import type { Store } from '../../../src/storage/store'
import { reportOptions, sheetOf, tableOf } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

const clock = { now: () => '2021-07-02T06:05:00.000Z' }
const question = { district: '500118', samples: false, today: '2021-07-02' }
const levelsOf = ({ counts }: Quality) => ({
  errors: counts.reduce((sum, { levels }) => sum + levels.错误, 0),
  warnings: counts.reduce((sum, { levels }) => sum + levels.警告, 0),
})

describe('what is wrong in a ledger', () => {
  let store: Store
  const id = newId()
  beforeAll(async () => {
    store = await sampleStore()
    const done = await store.commit({
      id: newId(),
      kind: 'import',
      title: '试验',
      operations: [
        {
          kind: 'create',
          register: 'organizations',
          id,
          districtCode: '500118',
          values: { name: '重庆甲一机械有限公司', contactPhone: '12345' },
        },
      ],
    })
    if (!done.ok) throw new Error(done.message)
  })

  test.each([true, false])('is the same as in report R17 of the same day (samples: %s)', async (samples) => {
    const found = await createQualityJob(store, registers, clock).check({ ...question, samples })
    const built = await createReportJob(store, registers).build('R17', reportOptions({ samples }))
    const listed = tableOf(sheetOf(built)).body
    const { errors, warnings } = levelsOf(found)
    expect(errors).toBeGreaterThan(0)
    expect(errors + warnings).toBe(listed.length)
    expect(found.faults).toHaveLength(listed.length)
    expect(found.faults.filter(({ level }) => level === '错误')).toHaveLength(errors)
  })

  test('each leads to its field, errors first, and is gone when that is mended', async () => {
    const job = createQualityJob(store, registers, clock)
    const own = ({ faults }: Quality) => faults.filter(({ record }) => record === id)
    const before = await job.check(question)
    expect(own(before).map(({ field, level }) => [field, level])).toEqual([
      ['orgType', '错误'],
      ['contactPhone', '错误'],
    ])
    expect(own(before)[0]).toMatchObject({
      register: 'organizations',
      name: '重庆甲一机械有限公司',
      place: '机构类型',
      updatedBy: '张三',
    })
    const view = await store.get('organizations', id)
    const operations = [
      {
        kind: 'update' as const,
        register: 'organizations',
        id,
        version: view?.record.version ?? 0,
        values: { name: '重庆甲一机械有限公司', orgType: '高等院校', contactPhone: '023-49801234' },
      },
    ]
    const done = await store.commit({ id: newId(), kind: 'save', title: '改正', operations })
    expect(done.ok).toBe(true)
    expect(own(await job.check(question))).toEqual([])
  })

  test('another district has none of it, and it is said how far the work is', async () => {
    const heard: string[] = []
    const found = await createQualityJob(store, registers, clock).check(
      { ...question, district: '500106' },
      ({ title, done, total }) => heard.push(`${title} ${String(done)}/${String(total)}`),
    )
    expect(found.faults.filter(({ register }) => register === 'organizations')).toEqual([])
    expect(heard).toHaveLength(registers.length)
    expect(heard[0]).toBe(`${registers[0]?.title ?? ''} 0/${String(registers.length)}`)
  })

  test('is told while the look goes on, of each register once it is done', async () => {
    const parts: Quality[] = []
    const job = createQualityJob(store, registers, clock)
    const found = await job.check({ ...question, samples: true }, ({ soFar }) => parts.push(soFar))
    expect(parts).toHaveLength(registers.length)
    for (const [done, part] of parts.entries()) {
      const names = registers.slice(0, done).map(({ name }) => name)
      expect(part.counts).toEqual(found.counts.filter(({ register }) => names.includes(register)))
      expect(part.faults).toEqual(found.faults.filter(({ register }) => names.includes(register)))
    }
    expect(parts.at(-1)?.faults.length).toBeGreaterThan(0)
  })

  test('says when all was looked through', async () => {
    const found = await createQualityJob(store, registers, clock).check(question)
    expect(found).toMatchObject({ at: clock.now(), again: 0 })
  })
})

describe('what was changed since', () => {
  const everything = { ...question, samples: true }
  /** Registers that were read whole. */
  const watched = (store: Store) => {
    const read: string[] = []
    const watchedStore: Store = {
      ...store,
      all: (name, district) => {
        read.push(name)
        return store.all(name, district)
      },
      together: (names, district) => {
        read.push(...names)
        return store.together(names, district)
      },
    }
    return { read, job: createQualityJob(watchedStore, registers, clock) }
  }
  const change = async (store: Store, kind: 'update' | 'delete' | 'restore', id: string, values: Values) => {
    const version = (await store.get('organizations', id))?.record.version ?? 0
    const operation = { register: 'organizations', id, version }
    const done = await store.commit({
      id: newId(),
      kind: 'save',
      title: '改动',
      operations: [kind === 'update' ? { kind, ...operation, values } : { kind, ...operation }],
    })
    if (!done.ok) throw new Error(done.message)
    return done.batch
  }
  const plain = ({ checked, counts, faults }: Quality) => ({ checked, counts, faults })
  /** As it would be found by looking at everything. */
  const afresh = async (store: Store) =>
    plain(await createQualityJob(store, registers, clock).check(everything))

  test('is looked at again, with what asks about it, and nothing else is read', async () => {
    const store = await sampleStore()
    const { read, job } = watched(store)
    await job.check(everything)
    read.length = 0
    const [need] = await store.all('needs', '500118')
    const enterprise = need?.values.organization
    if (typeof enterprise !== 'string') throw new Error('The sample need has an enterprise.')
    const own = ({ faults }: Quality) => faults.filter(({ record }) => record === need?.id)
    const before = own(await job.check(everything)).length
    const values = (await store.get('organizations', enterprise))?.record.values ?? {}
    await change(store, 'update', enterprise, { ...values, orgType: '高等院校' })
    const found = await job.check(everything)
    expect(own(found).length).toBe(before + 1)
    expect(found.again).toBeGreaterThan(1)
    expect(plain(found)).toEqual(await afresh(store))
    expect(new Set(read)).toEqual(new Set(['districts']))
  })

  test('is found as if everything was looked at: made, changed, binned, taken back', async () => {
    const store = await sampleStore()
    const { read, job } = watched(store)
    await job.check(everything)
    read.length = 0
    const id = newId()
    const operations = [
      {
        kind: 'create' as const,
        register: 'organizations',
        id,
        districtCode: '500118',
        values: { name: '甲' },
      },
    ]
    const made = await store.commit({ id: newId(), kind: 'save', title: '新建', operations })
    expect(made.ok).toBe(true)
    expect(plain(await job.check(everything))).toEqual(await afresh(store))
    const changed = await change(store, 'update', id, { name: '甲公司', contactPhone: '12' })
    await change(store, 'delete', id, {})
    expect(plain(await job.check(everything))).toEqual(await afresh(store))
    await change(store, 'restore', id, {})
    await store.undo(changed)
    expect(plain(await job.check(everything))).toEqual(await afresh(store))
    expect(read).not.toContain('organizations')
  })

  test('is no matter when the question is another, a district is another, or all is asked for', async () => {
    const store = await sampleStore()
    const { read, job } = watched(store)
    const wholly = async (asked: Parameters<typeof job.check>[0]): Promise<boolean> => {
      read.length = 0
      await job.check(asked)
      return read.includes('organizations')
    }
    expect(await wholly(everything)).toBe(true)
    expect(await wholly({ ...everything, samples: false })).toBe(false)
    expect(await wholly({ ...everything, isAnew: true })).toBe(true)
    expect(await wholly({ ...everything, today: '2021-07-03' })).toBe(true)
    expect(await wholly({ ...everything, today: '2021-07-03' })).toBe(false)
    const [place] = await store.all('districts')
    if (place === undefined) throw new Error('There are districts.')
    const { id, version, values } = place
    const operation = { kind: 'update' as const, register: 'districts', id, version }
    await store.commit({
      id: newId(),
      kind: 'save',
      title: '停用',
      operations: [{ ...operation, values: { ...values, unitName: '重庆市科协' } }],
    })
    expect(await wholly({ ...everything, today: '2021-07-03' })).toBe(true)
  })

  test('is not looked at twice by two who ask at once', async () => {
    const store = await sampleStore()
    const { read, job } = watched(store)
    await Promise.all([job.check(everything), job.check({ ...everything, samples: false })])
    expect(read.filter((name) => name === 'organizations')).toHaveLength(1)
  })
})
