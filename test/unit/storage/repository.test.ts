import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import type { Precision, Values } from '../../../src/domain/field'
import { openDatabase } from '../../../src/storage/open-database'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Batch, Filter, ListQuery, Operation, Store } from '../../../src/storage/store'
import { type MemoryVault, memoryVault } from '../support/memory-vault'

const today = '2021-07-02'
const clock = { now: () => `${today}T08:00:00.000Z`, today: () => today }
let name = ''
let store: Store
let vault: MemoryVault

beforeEach(async () => {
  name = newId()
  vault = memoryVault()
  store = createStore(name, registers, clock, vault)
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
})

const batch = (operations: readonly Operation[]): Batch => ({
  id: newId(),
  kind: 'save',
  title: '测试',
  operations,
})
type Creation = Extract<Operation, { readonly kind: 'create' }>
const create = (register: string, values: Values, id = newId()): Creation => ({
  kind: 'create',
  register,
  id,
  values,
})
const organization = (label: string): Creation => create('organizations', { name: label, orgType: '企业' })
const service = (served: string, topic: string, serviceDate = '2021-05-06'): Creation =>
  create('serviceRecords', { served: [served], topic, serviceDate, mode: '套餐式' })
const rename = (id: string, version: number, values: Values): Operation => ({
  kind: 'update',
  register: 'organizations',
  id,
  version,
  values: { orgType: '企业', ...values },
})
const list = (change: Partial<ListQuery> = {}): ListQuery => ({
  register: 'serviceRecords',
  district: '500118',
  search: '',
  filters: [],
  sort: { field: 'serviceDate', descending: true },
  ...change,
})
const topics = async (query: ListQuery): Promise<readonly unknown[]> =>
  (await store.page(query, 0, 50)).rows.map(({ values }) => values['topic'])

describe('commit', () => {
  test('gives business numbers that run on within prefix, district and year, and outlive a restart', async () => {
    const org = organization('甲厂')
    await store.commit(batch([org, service(org.id, '一'), service(org.id, '二')]))
    const again = createStore(name, registers, clock, vault)
    const done = await again.commit(batch([service(org.id, '三'), service(org.id, '四', '2020-12-31')]))
    expect(done.ok ? done.records.map(({ code }) => code) : done).toEqual([
      'FW-500118-2021-0003',
      'FW-500118-2020-0001',
    ])
  })

  test('refuses a version that is not the stored one, and shows what is stored', async () => {
    const org = organization('甲厂')
    await store.commit(batch([org]))
    const update = (version: number, label: string): Operation => ({
      kind: 'update',
      register: 'organizations',
      id: org.id,
      version,
      values: { name: label, orgType: '企业' },
    })
    expect((await store.commit(batch([update(1, '乙厂')]))).ok).toBe(true)
    const late = await store.commit(batch([update(1, '丙厂')]))
    expect(late).toMatchObject({ ok: false, reason: 'conflict' })
    expect((await store.get('organizations', org.id))?.record).toMatchObject({
      version: 2,
      values: { name: '乙厂' },
    })
  })

  test('does not make a record that is there already, among others that are new', async () => {
    const there = organization('甲厂')
    await store.commit(batch([organization('乙厂'), there]))
    const made = await store.commit(batch([organization('丙厂'), there, organization('丁厂')]))
    expect(made).toMatchObject({ ok: false, reason: 'conflict', stored: [{ id: there.id, version: 1 }] })
    expect((await store.all('organizations')).length).toBe(2)
  })

  test('is all or nothing: one conflict leaves no trace of the rest', async () => {
    const org = organization('甲厂')
    const done = await store.commit(
      batch([org, { kind: 'delete', register: 'organizations', id: newId(), version: 1 }]),
    )
    expect(done.ok).toBe(false)
    expect(await store.all('organizations')).toEqual([])
    expect((await store.batches({ limit: 10 })).batches).toEqual([])
    const next = await store.commit(batch([organization('乙厂')]))
    expect(next.ok ? next.records[0]?.code : next).toBe('ORG-500118-2021-0001')
  })

  test('a record in use cannot be deleted alone, but together with what uses it', async () => {
    const org = organization('甲厂')
    const record = service(org.id, '一')
    await store.commit(batch([org, record]))
    const remove = (register: string, id: string): Operation => ({ kind: 'delete', register, id, version: 1 })
    const refused = await store.commit(batch([remove('organizations', org.id)]))
    expect(refused.ok ? '' : refused.message).toContain('服务记录 FW-500118-2021-0001')
    expect(
      (await store.commit(batch([remove('organizations', org.id), remove('serviceRecords', record.id)]))).ok,
    ).toBe(true)
  })

  test('a value of the wrong shape is a bug, not data', async () => {
    const wrong = create('organizations', { name: ['不是文字'] })
    expect(await store.commit(batch([wrong]))).toMatchObject({ ok: false, reason: 'storage' })
    expect(await store.all('organizations')).toEqual([])
  })
})

describe('undo', () => {
  test('gives back every field of an update and brings back what was deleted', async () => {
    const org = organization('甲厂')
    await store.commit(batch([org]))
    const changed = await store.commit(
      batch([
        {
          kind: 'update',
          register: 'organizations',
          id: org.id,
          version: 1,
          remark: '改名',
          values: { name: '乙厂' },
        },
      ]),
    )
    expect((await store.undo(changed.ok ? changed.batch : '')).ok).toBe(true)
    const after = (await store.get('organizations', org.id))?.record
    expect(after).toMatchObject({ version: 3, values: { name: '甲厂', orgType: '企业' } })
    expect(after).not.toHaveProperty('remark')
    const removed = await store.commit(
      batch([{ kind: 'delete', register: 'organizations', id: org.id, version: 3 }]),
    )
    expect(await store.all('organizations')).toEqual([])
    await store.undo(removed.ok ? removed.batch : '')
    expect((await store.all('organizations')).map(({ values }) => values['name'])).toEqual(['甲厂'])
  })

  test('what is used by others can only stay, and the rest of the batch goes when that is said', async () => {
    const [used, free] = [organization('甲厂'), organization('乙厂')]
    const first = await store.commit(batch([used, free]))
    await store.commit(batch([service(used.id, '一')]))
    const refused = await store.undo(first.ok ? first.batch : '')
    if (refused.ok || refused.reason !== 'clash') throw new Error('A clash was due.')
    expect(refused.clashes.map(({ kind, record }) => [kind, record.id])).toEqual([['used', used.id]])
    expect(await store.all('organizations')).toHaveLength(2)
    const decided = await store.undo(first.ok ? first.batch : '', { [refused.clashes[0]?.key ?? '']: 'keep' })
    expect(decided).toMatchObject({ ok: true, records: 1 })
    expect((await store.all('organizations')).map(({ id }) => id)).toEqual([used.id])
  })

  test('where the same field was changed again, the choice is the user’s; other fields go back by themselves', async () => {
    const org = organization('甲厂')
    await store.commit(batch([org]))
    const first = await store.commit(batch([rename(org.id, 1, { name: '乙厂', park: '老园区' })]))
    await store.commit(batch([rename(org.id, 2, { name: '丙厂', park: '老园区' })]))
    const asked = await store.undo(first.ok ? first.batch : '')
    if (asked.ok || asked.reason !== 'clash') throw new Error('A clash was due.')
    expect(asked.clashes).toMatchObject([
      { kind: 'field', field: 'name', before: '甲厂', after: '乙厂', now: '丙厂' },
    ])
    await store.undo(first.ok ? first.batch : '', { [asked.clashes[0]?.key ?? '']: 'keep' })
    const kept = (await store.get('organizations', org.id))?.record.values
    expect(kept).toEqual({ name: '丙厂', orgType: '企业' })
  })

  test('what stays keeps what it links to, and that what it links to', async () => {
    const org = organization('甲厂')
    const need = create('needs', { title: '检测', status: '草稿', organization: org.id })
    const first = await store.commit(batch([org, need]))
    const other = organization('乙厂')
    await store.commit(batch([other, create('serviceRecords', { served: [other.id], needs: [need.id] })]))
    const asked = await store.undo(first.ok ? first.batch : '')
    if (asked.ok || asked.reason !== 'clash') throw new Error('A clash was due.')
    expect(asked.clashes.map(({ kind, record }) => [kind, record.id])).toEqual([
      ['used', need.id],
      ['used', org.id],
    ])
  })

  test('records in use are asked about once it is known what stays', async () => {
    const org = organization('甲厂')
    const record = service(org.id, '一')
    const first = await store.commit(batch([org, record]))
    const id = first.ok ? first.batch : ''
    await store.commit(
      batch([
        {
          kind: 'update',
          register: 'serviceRecords',
          id: record.id,
          version: 1,
          values: { served: [org.id], topic: '改过', serviceDate: '2021-05-06', mode: '套餐式' },
        },
      ]),
    )
    const asked = await store.undo(id)
    if (asked.ok || asked.reason !== 'clash') throw new Error('A clash was due.')
    expect(asked.clashes.map(({ kind }) => kind)).toEqual(['edited'])
    const next = await store.undo(id, { edited: 'keep' })
    if (next.ok || next.reason !== 'clash') throw new Error('A clash was due.')
    expect(next.clashes.map(({ kind }) => kind)).toEqual(['used'])
    expect(await store.undo(id, { edited: 'undo' })).toMatchObject({ ok: true, records: 2 })
  })

  test('an undoing can be taken back, and then the batch can be undone again', async () => {
    const org = organization('甲厂')
    const done = await store.commit(batch([org]))
    const id = done.ok ? done.batch : ''
    const undone = await store.undo(id)
    expect(await store.all('organizations')).toEqual([])
    const redone = await store.undo(undone.ok ? undone.batch : '')
    expect(redone.ok).toBe(true)
    expect(await store.all('organizations')).toHaveLength(1)
    const { batches } = await store.batches({ limit: 10 })
    expect(batches.map(({ kind, title, undone: isUndone }) => [kind, title, isUndone])).toEqual([
      ['redo', '恢复：测试', false],
      ['undo', '撤销：测试', true],
      ['save', '测试', false],
    ])
    expect((await store.undo(id)).ok).toBe(true)
    expect(await store.all('organizations')).toEqual([])
  })

  test('a batch counts as undone as long as one that undid it counts', async () => {
    const [org, other] = [organization('甲厂'), organization('乙厂')]
    const done = await store.commit(batch([org, other]))
    const id = done.ok ? done.batch : ''
    const undone = await store.undo(id)
    const redone = await store.undo(undone.ok ? undone.batch : '')
    await store.commit(batch([rename(org.id, 3, { name: '丙厂' })]))
    await store.undo(id, { edited: 'keep' })
    await store.undo(redone.ok ? redone.batch : '')
    expect((await store.batch(id))?.undone).toBe(true)
    const again = createStore(name, registers, clock, vault)
    expect((await again.batch(id))?.undone).toBe(true)
  })

  test('works once', async () => {
    const done = await store.commit(batch([organization('甲厂')]))
    const id = done.ok ? done.batch : ''
    expect((await store.undo(id)).ok).toBe(true)
    expect(await store.undo(id)).toMatchObject({ ok: false, message: '这次操作已经撤销过了。' })
  })
})

describe('lists', () => {
  const fill = async (): Promise<void> => {
    const org = organization('重庆长城机械有限公司')
    await store.commit(
      batch([
        org,
        service(org.id, '焊接', '2021-03-01'),
        service(org.id, '铸造', '2021-05-01'),
        service(org.id, '检测', '2021-04-01'),
      ]),
    )
  }

  test('the first rows come from the index, the rest from memory, and both agree', async () => {
    await fill()
    const first = await store.page(list(), 0, 2)
    expect(first.rows.map(({ values }) => values['topic'])).toEqual(['铸造', '检测'])
    expect(first.counting).toBe(true)
    const counted = new Promise((resolve) => void store.watch(resolve))
    expect(await topics(list())).toEqual(['铸造', '检测', '焊接'])
    expect(await counted).toEqual(['serviceRecords'])
    expect(await store.page(list(), 0, 2)).toMatchObject({ total: 3, all: 3, rows: [{}, {}] })
    expect((await store.page(list(), 0, 2)).counting).toBeUndefined()
    expect(await topics(list({ search: 'ccjx' }))).toEqual(['铸造', '检测', '焊接'])
    expect(await topics(list())).toEqual(['铸造', '检测', '焊接'])
  })

  test('search reads names of linked records, and follows when they are renamed', async () => {
    await fill()
    expect(await topics(list({ search: 'changcheng' }))).toHaveLength(3)
    const org = (await store.all('organizations'))[0]
    await store.commit(
      batch([
        {
          kind: 'update',
          register: 'organizations',
          id: org?.id ?? '',
          version: 1,
          values: { name: '重庆渝远机械有限公司' },
        },
      ]),
    )
    expect(await topics(list({ search: 'changcheng' }))).toHaveLength(0)
    expect(await topics(list({ search: 'yuyuan' }))).toHaveLength(3)
  })

  test('search reads the name of a record that nothing linked to before', async () => {
    await fill()
    const other = organization('重庆渝远机械有限公司')
    await store.commit(batch([other]))
    store = createStore(name, registers, clock, vault)
    expect(await topics(list({ search: 'changcheng' }))).toHaveLength(3)
    await store.commit(batch([service(other.id, '冲压')]))
    expect(await topics(list({ search: 'yuyuan' }))).toEqual(['冲压'])
    expect(await topics(list({ search: 'changcheng' }))).toHaveLength(3)
  })

  test('filters, sums and other orders', async () => {
    await fill()
    expect(
      await topics(
        list({ filters: [{ kind: 'range', field: 'serviceDate', from: '2021-04-01', to: '2021-04-30' }] }),
      ),
    ).toEqual(['检测'])
    expect(await topics(list({ filters: [{ kind: 'gaps' }] }))).toHaveLength(3)
    expect(
      await topics(list({ filters: [{ kind: 'oneOf', field: 'mode', values: ['精准化'] }] })),
    ).toHaveLength(0)
    expect(await topics(list({ sort: { field: 'topic', descending: false } }))).toEqual([
      '焊接',
      '检测',
      '铸造',
    ])
    expect(await topics(list({ district: '500106' }))).toHaveLength(0)
  })

  test('a record stands in its place in every order at once, whatever changes in it', async () => {
    await fill()
    const orders = [
      list(),
      list({ sort: { field: 'topic', descending: false } }),
      list({ sort: { field: 'code', descending: true } }),
      list({ district: '500105' }),
    ]
    for (const query of orders) await store.ids(query)
    const served = (await store.all('organizations'))[0]?.id ?? ''
    const [first] = await store.ids(list())
    const known = await store.get('serviceRecords', first ?? '')
    await store.commit(
      batch([
        {
          kind: 'update',
          register: 'serviceRecords',
          id: first ?? '',
          version: 1,
          values: { ...known?.record.values, serviceDate: '2021-01-01' },
        },
        service(served, '钣金', '2021-04-15'),
        {
          kind: 'create',
          register: 'serviceRecords',
          id: newId(),
          districtCode: '500105',
          values: { served: [served], topic: '冲压', serviceDate: '2021-06-01', mode: '套餐式' },
        },
      ]),
    )
    const fresh = createStore(name, registers, clock, vault)
    for (const query of orders) expect(await store.ids(query)).toEqual(await fresh.ids(query))
    expect(await topics(list())).toEqual(['钣金', '检测', '焊接', '铸造'])
    expect(await topics(list({ district: '500105' }))).toEqual(['冲压'])
  })

  test('counts follow every change, and are made anew where something was written past them', async () => {
    await fill()
    expect((await store.counts('500118')).serviceRecords).toMatchObject({ total: 3, samples: 0, gaps: 3 })
    const [first, second] = await store.ids(list())
    const org = organization('乙厂')
    const change = batch([
      { ...org, districtCode: '500105', isSample: true },
      { kind: 'delete', register: 'serviceRecords', id: first ?? '', version: 1 },
      {
        kind: 'update',
        register: 'serviceRecords',
        id: second ?? '',
        version: 1,
        districtCode: '500105',
        values: { topic: '改过' },
      },
    ])
    await store.commit(change)
    const counts = async (of: Store): Promise<readonly unknown[]> =>
      Promise.all(['500118', '500105', undefined].map((district) => of.counts(district)))
    const changed = await counts(store)
    expect(changed).toMatchObject([
      { serviceRecords: { total: 1, gaps: 1 }, organizations: { total: 1 } },
      { serviceRecords: { total: 1 }, organizations: { total: 1, samples: 1, gaps: 1 } },
      { serviceRecords: { total: 2 }, organizations: { total: 2, samples: 1 } },
    ])
    const { counters } = openDatabase(name)
    await counters.delete('#tallies')
    expect(await counts(createStore(name, registers, clock, vault))).toEqual(changed)

    await store.undo(change.id)
    expect(await counts(store)).toMatchObject([
      { serviceRecords: { total: 3, gaps: 3 }, organizations: { total: 1 } },
      { serviceRecords: { total: 0 }, organizations: { total: 0, samples: 0 } },
      { serviceRecords: { total: 3 } },
    ])
    await counters.put({ key: '#tallies', shape: 3, last: 1, counts: {} })
    expect((await store.counts('500118')).serviceRecords).toMatchObject({ total: 3 })
  })

  test('months are counted by what their records say, by district, and follow every change', async () => {
    await fill()
    const [first = '', second = ''] = await store.ids(list())
    const change = batch([
      { kind: 'delete', register: 'serviceRecords', id: first, version: 1 },
      {
        kind: 'update',
        register: 'serviceRecords',
        id: second,
        version: 1,
        districtCode: '500105',
        values: { topic: '改过', serviceDate: '2020-12-31', auditStatus: '已审核' },
      },
    ])
    const before = [
      { month: '2021-03', values: ['套餐式', '待审核'], count: 1 },
      { month: '2021-04', values: ['套餐式', '待审核'], count: 1 },
      { month: '2021-05', values: ['套餐式', '待审核'], count: 1 },
    ]
    const monthly = (of: Store) =>
      Promise.all(['500118', '500105', undefined].map((district) => of.monthly('serviceRecords', district)))
    expect(await monthly(store)).toEqual([before, [], before])
    await store.commit(change)
    const moved = { month: '2020-12', values: ['', '已审核'], count: 1 }
    const after = [[before[0]], [moved], [moved, before[0]]]
    expect(await monthly(store)).toEqual(after)
    const { counters } = openDatabase(name)
    await counters.delete('#tallies')
    expect(await monthly(createStore(name, registers, clock, vault))).toEqual(after)
    await store.undo(change.id)
    expect(await monthly(store)).toEqual([before, [], before])
    expect(await store.monthly('needs')).toEqual([])
    // Not one record is read for it.
    await openDatabase(name).records.table.clear()
    expect(await monthly(store)).toEqual([before, [], before])
  })

  test('what is only counted is as many as its list shows', async () => {
    const visit = (value: string, precision: Precision, status: string): Creation =>
      create('visits', { visitDate: { value, precision }, status })
    const later = visit('2021-05-03', '日', '跟踪中')
    await store.commit(
      batch([
        visit('2021-04-01', '日', '跟踪中'),
        visit('2021-04-30', '日', '已登记'),
        visit('2021-04', '月', '跟踪中'),
        visit('2021', '年', '已登记'),
        { ...later, districtCode: '500105' },
      ]),
    )
    const range = (from: string, to: string): Filter => ({ kind: 'range', field: 'visitDate', from, to })
    const state = (...values: readonly string[]): Filter => ({ kind: 'oneOf', field: 'status', values })
    const april = range('2021-04-01', '2021-04-30')
    const asked: readonly (readonly Filter[])[] = [
      [state('跟踪中')],
      [state('跟踪中', '已登记')],
      [april],
      [range('2021-05-01', '2021-05-31')],
      [range('2021-03-05', '2021-06-30')],
      [april, state('跟踪中')],
    ]
    for (const district of ['500118', '500105']) {
      const query = { register: 'visits', district }
      const counted = await Promise.all(asked.map((filters) => store.count({ ...query, filters })))
      const listed = await Promise.all(asked.map((filters) => store.page(list({ ...query, filters }), 0, 1)))
      expect(counted).toEqual(listed.map(({ total }) => total))
    }
    expect(await store.count({ register: 'visits', filters: [april] })).toBe(4)
    await store.commit(
      batch([{ kind: 'update', register: 'visits', id: later.id, version: 1, values: { status: '已归档' } }]),
    )
    expect(await store.count({ register: 'visits', filters: [state('跟踪中')] })).toBe(2)
    const may = { register: 'visits', district: '500105', filters: [range('2021-05-01', '2021-05-31')] }
    expect(await store.count(may)).toBe(0)
  })

  test('a deleted record leaves every list at once', async () => {
    await fill()
    await topics(list({ search: '焊' }))
    const record = (await store.all('serviceRecords')).find(({ values }) => values['topic'] === '焊接')
    await store.commit(
      batch([{ kind: 'delete', register: 'serviceRecords', id: record?.id ?? '', version: 1 }]),
    )
    expect(await topics(list())).toEqual(['铸造', '检测'])
    expect((await store.counts('500118'))['serviceRecords']?.total).toBe(2)
  })
})

test('a record knows its neighbours in the list that one comes from, filtered and ordered as it is', async () => {
  const org = organization('甲厂')
  const [a, b, c] = [
    service(org.id, '一', '2021-05-03'),
    service(org.id, '二', '2021-05-02'),
    service(org.id, '三', '2021-05-01'),
  ] as const
  await store.commit(batch([org, a, b, c]))
  expect(await store.neighbours(list(), b.id)).toEqual({ position: 1, total: 3, previous: a.id, next: c.id })
  expect(await store.neighbours(list(), a.id)).toEqual({ position: 0, total: 3, next: b.id })
  const upward = list({ sort: { field: 'serviceDate', descending: false } })
  expect(await store.neighbours(upward, a.id)).toEqual({ position: 2, total: 3, previous: b.id })
  const without = list({ filters: [{ kind: 'contains', field: 'topic', text: '三' }] })
  expect(await store.neighbours(without, a.id)).toBeUndefined()
})

const named = (name: string, contactPhone: string, districtCode = '500118'): Operation => ({
  ...create('organizations', { name, orgType: '企业', contactPhone }),
  districtCode,
})

test('finds over all districts by name, initials, number and phone, the best fit first', async () => {
  await store.commit(
    batch([
      named('永川检测中心', '023-49801234'),
      named('检测', '13800000001', '500106'),
      named('重庆市永川检测', '13800000002', '500106'),
      named('永川检测一厂', '13800000003', '500106'),
    ]),
  )
  const found = async (search: string, limit = 9) => {
    const { total, options } = await store.find({
      register: 'organizations',
      search,
      limit,
      district: '500118',
    })
    return [total, ...options.map(({ label }) => label)]
  }
  expect(await found('检测')).toEqual([4, '检测', '永川检测中心', '永川检测一厂', '重庆市永川检测'])
  expect(await found('永川', 1)).toEqual([3, '永川检测中心'])
  expect(await found('ycjczx')).toEqual([1, '永川检测中心'])
  expect(await found('02349801234')).toEqual([1, '永川检测中心'])
  expect(await found('023-4980')).toEqual([1, '永川检测中心'])
  expect(await found('ORG-500106-2021-0001')).toEqual([1, '检测'])
  expect(await found('没有的')).toEqual([0])
})

test('finds nearly: what sounds or is written like the words, the nearest only', async () => {
  await store.commit(
    batch([
      named('永川检测中心', '023-49801234'),
      named('永川检测一厂', '13800000003', '500106'),
      named('永川监测中心', '13800000004'),
    ]),
  )
  const nearly = async (search: string) => {
    const { total, errors, options } = await store.find({
      register: 'organizations',
      search,
      limit: 9,
      nearly: true,
    })
    return [total, errors, ...options.map(({ label }) => label).sort()]
  }
  expect(await nearly('永穿简测')).toEqual([3, 0, '永川检测一厂', '永川检测中心', '永川监测中心'])
  expect(await nearly('永川检侧中新')).toEqual([2, 0, '永川检测中心', '永川监测中心'])
  expect(await nearly('永川检验中心')).toEqual([2, 1, '永川检测中心', '永川监测中心'])
  expect(await nearly('13800000014')).toEqual([1, 1, '永川监测中心'])
  expect((await nearly('完全没有的东西'))[0]).toBe(0)
})

test('counts gaps of the district that is asked for, and of all districts', async () => {
  const org = organization('缺行业的企业')
  await store.commit(batch([org, { ...organization('别区的企业'), districtCode: '500106' }]))
  const gaps = async (district?: string) => (await store.counts(district))['organizations']
  expect(await gaps('500118')).toMatchObject({ total: 1, samples: 0, gaps: 1 })
  expect(await gaps()).toMatchObject({ total: 2, samples: 0, gaps: 2 })
  expect(await gaps('500101')).toMatchObject({ total: 0, samples: 0, gaps: 0 })
})

test('two records that should not agree are named: the same credit code blocks, the same name warns', async () => {
  await store.commit(
    batch([create('organizations', { name: '甲厂', orgType: '企业', creditCode: '91350100M000100Y43' })]),
  )
  const issues = await store.check(
    'organizations',
    {
      name: '甲 厂',
      orgType: '企业',
      industrySection: 'I',
      creditCode: '91350100M000100Y43',
    },
    { districtCode: '500118' },
  )
  expect(issues.filter(({ level }) => level !== 'gap').map(({ path, level }) => `${level} ${path}`)).toEqual([
    'error creditCode',
    'warning name',
  ])
})

test('one industry has one team at a time, and samples are no duplicates of real records', async () => {
  const team = (name: string, status: string): Creation =>
    create('teams', { name, industry: '化工产业', status })
  const doubled = async (isSample = false) =>
    (await store.check('teams', team('新队', '组建中').values, { districtCode: '500000', isSample }))
      .filter(({ path, level }) => path === 'industry' && level === 'error')
      .map(({ message }) => message)
  await store.commit(batch([team('解散了的队', '解散'), { ...team('示例队', '在岗'), isSample: true }]))
  expect(await doubled()).toEqual([])
  expect(await doubled(true)).toHaveLength(1)
  await store.commit(batch([team('在岗的队', '在岗')]))
  expect(await doubled()).toEqual([expect.stringContaining('“在岗的队”')])
})

test('pick finds by initials, and for a day only districts that are in force on it', async () => {
  const district = (code: string, shortName: string, more: Values = {}) =>
    create('districts', { code, name: shortName, shortName, type: '市辖区', unitName: '科协', ...more }, code)
  await store.commit(
    batch([district('500118', '永川区'), district('500105', '江北区', { validTo: '2021-06-01' })]),
  )
  const picked = async (search: string, validOn?: string) => {
    const request = { register: 'districts', search, limit: 10 }
    const options = await store.pick(validOn === undefined ? request : { ...request, validOn })
    return options.map(({ label }) => label)
  }
  expect(await picked('yc', today)).toEqual(['永川区'])
  expect(await picked('jb', today)).toEqual([])
  expect(await picked('jb', '2021-05-31')).toEqual(['江北区'])
  expect(await picked('jb')).toEqual(['江北区'])
})

test('a record of a day on which its district was not in force is refused, and told why', async () => {
  const values = { code: '500105', name: '江北区', shortName: '江北区', validTo: '2021-06-01' }
  await store.commit(batch([create('districts', values, '500105')]))
  const issues = async (serviceDate: string, districtCode: string) =>
    (await store.check('serviceRecords', { serviceDate }, { districtCode }))
      .filter(({ path, level }) => path === 'serviceDate' && level === 'error')
      .map(({ message }) => message)
  expect(await issues('2021-05-31', '500105')).toEqual([])
  expect(await issues('2021-06-01', '500105')).toEqual([
    '江北区自 2021-06-01 起停用，2021-06-01 的记录请改选所属地区；日期有误请先在“试点地区”中更正。',
  ])
  expect(await issues('2021-06-01', '500118')).toEqual([])
})

test('a list is filtered by districts and by linked records, together with the rest', async () => {
  const [a, b] = [organization('甲厂'), organization('乙厂')] as const
  const other = { ...service(a.id, '三', '2021-05-03'), districtCode: '500106' }
  const imported = batch([service(a.id, '一', '2021-05-01'), service(b.id, '二', '2021-05-02'), other])
  await store.commit(batch([a, b]))
  await store.commit(imported)
  const city = { district: undefined, register: 'serviceRecords', search: '', sort: list().sort }
  const found = ({ district: _all, ...query }: typeof city, filters: ListQuery['filters']) =>
    topics({ ...query, filters })
  const inDistrict = (...values: readonly string[]) =>
    ({ kind: 'oneOf', field: '@districtCode', values }) as const
  expect(await found(city, [inDistrict('500106')])).toEqual(['三'])
  expect(await found(city, [inDistrict('500106', '500118')])).toEqual(['三', '二', '一'])
  expect(await found(city, [{ kind: 'oneOf', field: 'served', values: [a.id] }])).toEqual(['三', '一'])
  expect(
    await found(city, [
      inDistrict('500118'),
      { kind: 'batch', batch: imported.id },
      { kind: 'oneOf', field: 'served', values: [a.id] },
    ]),
  ).toEqual(['一'])
})

test('drafts and preferences are kept; settings that are none count as none', async () => {
  await store.saveDraft('new:serviceRecords', { topic: '写到一半' })
  await store.savePreference('list', { columns: ['code'] })
  const again = createStore(name, registers, clock, vault)
  expect((await again.draft('new:serviceRecords'))?.values).toEqual({ topic: '写到一半' })
  expect(await again.preference('list')).toEqual({ columns: ['code'] })
  expect(await again.preference('nothing')).toBeUndefined()
})

test('watchers hear which registers changed', async () => {
  const heard: (readonly string[])[] = []
  let stop = (): void => undefined
  const first = new Promise((done) => {
    void store
      .watch((names) => done(heard.push(names)))
      .then((unwatch) => {
        stop = unwatch
      })
  })
  await store.commit(batch([organization('甲厂')]))
  await first
  stop()
  const later = new Promise((done) => void store.watch(done))
  await store.commit(batch([organization('乙厂')]))
  await later
  expect(heard).toEqual([['organizations']])
})

describe('history', () => {
  let now = ''
  const moving = { now: () => now, today: () => now.slice(0, 10) }
  const at = (day: string): void => {
    now = `${day}T08:00:00.000Z`
  }
  beforeEach(() => {
    at('2021-05-01')
    store = createStore(newId(), registers, moving, memoryVault())
  })
  const settings = { homeDistrict: '500118', unitName: '永川区科协' }

  test('a record can be seen as it was on a day, also when the clock was put back in between', async () => {
    const org = organization('甲厂')
    at('2022-05-01')
    await store.commit(batch([org]))
    at('2021-05-10')
    await store.commit(batch([rename(org.id, 1, { name: '乙厂' })]))
    at('2021-05-20')
    await store.commit(batch([rename(org.id, 2, { name: '丙厂' })]))
    const seen = async (day: string) =>
      (await store.asOf('organizations', org.id, `${day}T23:59:59.999Z`))?.record.values['name']
    expect(await seen('2021-05-09')).toBeUndefined()
    expect(await seen('2021-05-15')).toBe('乙厂')
    expect(await seen('2021-05-31')).toBe('丙厂')
  })

  test('batches are found by kind, by person, by words, and by whether they were taken back', async () => {
    await store.saveSettings({ ...settings, person: '张三' })
    const org = organization('甲厂')
    const first = await store.commit({ ...batch([org]), kind: 'import', title: '导入 台账.xlsx' })
    await store.saveSettings({ ...settings, person: '李四' })
    await store.commit({ ...batch([organization('乙厂')]), title: '新建机构 乙厂' })
    await store.undo(first.ok ? first.batch : '')
    const titles = async (query: object) =>
      (await store.batches({ limit: 10, ...query })).batches.map(({ title }) => title)
    expect(await titles({ kinds: ['import'] })).toEqual(['导入 台账.xlsx'])
    expect(await titles({ by: '李四' })).toEqual(['撤销：导入 台账.xlsx', '新建机构 乙厂'])
    expect(await titles({ search: 'zs' })).toEqual(['导入 台账.xlsx'])
    expect(await titles({ undone: true })).toEqual(['导入 台账.xlsx'])
    expect(await titles({ before: 3, undone: false })).toEqual(['新建机构 乙厂'])
    expect(await store.people()).toEqual(['张三', '李四'])
    expect((await store.batches({ limit: 1 })).batches[0]?.isHere).toBe(true)
  })

  test('batches come page by page, the newest first, and one is found behind a hundred others', async () => {
    await store.commit({ ...batch([organization('甲厂')]), kind: 'import', title: '导入 台账.xlsx' })
    for (let count = 1; count <= 105; count += 1)
      await store.commit({ ...batch([organization(`乙${String(count)}厂`)]), title: String(count) })
    const first = await store.batches({ limit: 3 })
    expect(first.batches.map(({ title }) => title)).toEqual(['105', '104', '103'])
    expect(first.more).toBe(true)
    const rest = await store.batches({ limit: 3, before: 4 })
    expect(rest.batches.map(({ title }) => title)).toEqual(['2', '1', '导入 台账.xlsx'])
    expect(rest.more).toBe(false)
    const imported = await store.batches({ limit: 3, kinds: ['import'] })
    expect(imported.batches.map(({ title }) => title)).toEqual(['导入 台账.xlsx'])
    expect(imported.more).toBe(false)
  })

  test('the trash runs from the last deletion back, counts by register, and finds by name and number', async () => {
    const [first, second, third] = [organization('甲厂'), organization('乙厂'), organization('丙厂')]
    await store.commit(batch([first, second, third]))
    const remove = (id: string): Batch => ({
      ...batch([{ kind: 'delete', register: 'organizations', id, version: 1 }]),
      title: `删除 ${id}`,
    })
    at('2021-05-02')
    await store.commit(remove(second.id))
    at('2021-05-03')
    await store.commit(remove(first.id))
    const trash = async (search: string) => {
      const { total, rows } = await store.trash({ register: 'organizations', search }, 0, 10)
      return [total, ...rows.map(({ record, batch: by }) => [record.values['name'], by?.title])]
    }
    expect(await trash('')).toEqual([2, ['甲厂', `删除 ${first.id}`], ['乙厂', `删除 ${second.id}`]])
    expect(await trash('yc')).toEqual([1, ['乙厂', `删除 ${second.id}`]])
    expect(await trash('0001')).toEqual([1, ['甲厂', `删除 ${first.id}`]])
    expect((await store.trash({ register: 'organizations', search: '' }, 1, 10)).rows).toHaveLength(1)
    expect(await store.trashCounts()).toMatchObject({ organizations: 2, experts: 0 })
    await store.commit(batch([{ kind: 'restore', register: 'organizations', id: first.id, version: 2 }]))
    expect(await store.trashCounts()).toMatchObject({ organizations: 1 })
    expect(await store.all('organizations')).toHaveLength(2)
  })

  test('what a head changed to is told with the name of the district; an empty note is none', async () => {
    const district = create(
      'districts',
      { code: '500106', name: '沙坪坝区', shortName: '沙坪坝区', type: '市辖区' },
      '500106',
    )
    const org = organization('甲厂')
    await store.commit(batch([district, org]))
    const moved = await store.commit(
      batch([
        {
          kind: 'update',
          register: 'organizations',
          id: org.id,
          version: 1,
          values: { name: '甲厂', orgType: '企业' },
          districtCode: '500106',
          remark: '',
        },
      ]),
    )
    const [view] = (await store.changesIn(moved.ok ? moved.batch : '', 0, 10)).changes
    expect(view?.change.fields).toEqual({ '@districtCode': ['', '500106'] })
    expect(view?.names).toMatchObject({ '500106': '沙坪坝区' })
  })
})
